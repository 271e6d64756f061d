import { Parser } from 'htmlparser2';
import type { Token } from 'markdown-it';

/** Creates a token of markdown-it. */
export type CreateToken = (type: string, tag: string, nesting: -1 | 0 | 1) => Token;

export type Attributes = Readonly<Record<string, string>>;

/** Tags that make a style or a link, and the type of their tokens in markdown-it. */
const STYLED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    link: 'a',
    em: 'em i cite dfn var figcaption',
    strong: 'strong b th dt summary legend caption',
    s: 's del strike',
    code: 'code kbd samp tt',
    mark: 'mark',
  }).flatMap(([type, tags]) => tags.split(' ').map(tag => [tag, type] as const)),
);

/** Tags whose contents are not shown. */
export const HIDDEN = new Set('script style template svg math head title noscript datalist'.split(' '));

/** Tags that begin and end a line. */
export const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody ' +
    'td tfoot th thead tr ul'
  ).split(' '),
);

/** Other tags of HTML. Only their contents are shown. A tag that is not in HTML is shown as source. */
const TRANSPARENT = new Set(
  (
    'abbr acronym area base bdi bdo big blink button col colgroup data font iframe img input ins label link map meta ' +
    'meter nobr object option optgroup output param picture progress q rb rp rt rtc ruby select small source span sub ' +
    'sup textarea time track u video audio embed canvas wbr br'
  ).split(' '),
);

/** Media whose contents are for browsers that cannot show them, except the address in `<source>`. */
export const MEDIA = new Set(['video', 'audio', 'iframe', 'canvas']);

/** The maximum nesting. Deeper elements are shown as source, because the HTML parser takes longer for their closing tags. */
export const MAX_ELEMENTS = 100;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/** Returns the digits that replace those in an element: superscripts in `sup`. Empty if the element changes none. */
export const digitsOf = (name: string): string => (name === 'sup' ? SUPERSCRIPTS : name === 'sub' ? SUBSCRIPTS : '');

/** Returns digits as superscripts or subscripts, because `10<sup>6</sup>` must not read 106. Other text stays. */
export const shiftDigits = (text: string, digits: string): string =>
  /^\s*\d+\s*$/.test(text) ? text.trim().replace(/\d/g, digit => digits[Number(digit)] ?? digit) : text;

export const textToken = (text: string, create: CreateToken): Token =>
  Object.assign(create('text', '', 0), { content: text });

/** Returns the token of an image or another medium: an image with its alternative text and its address. */
export function mediumToken(name: string, attributes: Attributes, create: CreateToken): Token | null {
  const address = attributes.src ?? attributes.data ?? '';
  const kind = name === 'img' ? 'image' : name;
  const text = attributes.alt ?? attributes.title ?? attributes['aria-label'] ?? (name === 'img' ? '' : kind);
  // An image without alternative text is decoration (HTML 4.8.4.4).
  if (text.trim() === '' || (address === '' && name !== 'img')) return null;
  const token = create('image', 'img', 0);
  return Object.assign(token, { attrs: [['src', address]], children: [textToken(text, create)] });
}

/** Returns the token of an opening tag. Null if the tag is not shown. */
export function openTag(name: string, attributes: Attributes, create: CreateToken): Token | null {
  const style = STYLED.get(name);
  if (style === 'link' && attributes.href === undefined) return null;
  if (style) {
    const token = create(`${style}_open`, name, 1);
    return style === 'link' ? Object.assign(token, { attrs: [['href', attributes.href]] }) : token;
  }
  if (name === 'br') return create('hardbreak', 'br', 0);
  if (name === 'q') return textToken('“', create);
  if (name === 'input' && attributes.type === 'checkbox')
    return textToken(attributes.checked === undefined ? '[ ] ' : '[x] ', create);
  return /^(?:img|iframe|video|audio|embed|object)$/.test(name) ? mediumToken(name, attributes, create) : null;
}

export function closeTag(name: string, create: CreateToken): Token | null {
  if (name === 'q') return textToken('”', create);
  const style = STYLED.get(name);
  return style ? create(`${style}_close`, name, -1) : null;
}

export const isShownAsSource = (name: string): boolean =>
  !STYLED.has(name) && !TRANSPARENT.has(name) && !BLOCKS.has(name) && !HIDDEN.has(name);

/** Converts HTML to the inline tokens of one paragraph. Blocks begin new lines. */
export function inlineHtml(html: string, create: CreateToken): Token[] {
  const tokens: Token[] = [];
  /** The closing token of each open element, or null. */
  const open: (Token | null)[] = [];
  let [hidden, digits, isFull] = [0, '', false];
  /** The media that are open, and whether each is shown. */
  const media: { readonly name: string; readonly attributes: Attributes; isShown: boolean }[] = [];
  /** The end of the last tag, text or comment that was read. */
  let readTo = 0;
  const read = (): void => {
    readTo = parser.endIndex + 1;
  };
  /** Whether the line is empty so far, and whether a space would be dropped. */
  let [isLineStart, isAfterSpace] = [true, true];
  const push = (token: Token | null): void => {
    if (!token || (token.type === 'hardbreak' && tokens.length === 0)) return;
    tokens.push(token);
    if (token.nesting !== 0) return;
    isLineStart = token.type === 'hardbreak';
    isAfterSpace = isLineStart || token.content.endsWith(' ');
  };
  const breakLine = (): void => {
    if (!isLineStart) push(create('hardbreak', 'br', 0));
  };
  const parser: Parser = new Parser({
    onopentag: (name, attributes) => {
      if (isFull) return;
      read();
      if (open.length >= MAX_ELEMENTS) {
        isFull = true;
        parser.pause(); // never resumed
        return push(sourceToken(html.slice(parser.startIndex), create));
      }
      const medium = media.at(-1);
      if (name === 'source' && medium && hidden === 1 && !medium.isShown) {
        medium.isShown = true;
        push(mediumToken(medium.name, { ...medium.attributes, ...attributes }, create));
      }
      if (HIDDEN.has(name)) hidden++;
      digits = digitsOf(name) || digits;
      const token = hidden === 0 ? openTag(name, attributes, create) : null;
      open.push(hidden === 0 && (token?.nesting === 1 || name === 'q') ? closeTag(name, create) : null);
      if (hidden > 0) return;
      if (BLOCKS.has(name)) breakLine();
      if (isShownAsSource(name)) push(sourceToken(html.slice(parser.startIndex, parser.endIndex + 1), create));
      push(token);
      if (MEDIA.has(name) && html.includes(`</${name}>`, parser.endIndex)) {
        hidden++;
        media.push({ name, attributes, isShown: token !== null });
      }
      if (name === 'li') push(textToken('• ', create));
    },
    onclosetag: (name, isImplied) => {
      if (isFull) return;
      if (!isImplied) read();
      if (HIDDEN.has(name)) hidden--;
      if (hidden === 1 && media.at(-1)?.name === name) {
        media.pop();
        hidden--;
      }
      if (digitsOf(name) !== '') digits = '';
      push(open.pop() ?? null);
      if (hidden > 0) return;
      if (isShownAsSource(name) && !isImplied)
        push(sourceToken(html.slice(parser.startIndex, parser.endIndex + 1), create));
      if (BLOCKS.has(name)) breakLine();
    },
    oncomment: read,
    onprocessinginstruction: read,
    ontext: text => {
      read();
      if (isFull || hidden > 0) return;
      const collapsed = (digits === '' ? text : shiftDigits(text, digits)).replace(/[ \t\n\f\r]+/g, ' ');
      const shown = isAfterSpace ? collapsed.trimStart() : collapsed;
      if (shown !== '') push(textToken(shown, create));
    },
  });
  parser.end(html);
  // The parser drops a tag that never ends.
  if (!isFull && /^<[^>]*$/.test(html.slice(readTo))) push(sourceToken(html.slice(readTo), create));
  while (tokens.at(-1)?.type === 'hardbreak') tokens.pop();
  return tokens;
}

const sourceToken = (source: string, create: CreateToken): Token =>
  Object.assign(create('html_inline', '', 0), { content: source });
