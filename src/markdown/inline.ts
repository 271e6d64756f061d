import type { Token } from 'markdown-it';
import { shownAddress } from '../posts/data-addresses.ts';
import { isLocalAddress, readAddress } from '../posts/resolve-link.ts';
import { normalizeText, pathToSlug } from '../posts/slug.ts';
import { type Safe, sanitize, trusted } from '../text/sanitize.ts';
import { type Span, type StyleName, textOf } from '../text/span.ts';
import { TEMPLATE_TAG } from './verbatim-inline.ts';

const STYLES: Readonly<Record<string, StyleName>> = {
  em_open: 'emphasis',
  strong_open: 'strong',
  s_open: 'struck',
  link_open: 'link',
  code_open: 'code',
  mark_open: 'mark',
  note_open: 'note',
};

/** A link whose text is being read. `from`: the index of its first span. */
type OpenLink = { readonly address: string; readonly href: Safe | null; readonly from: number };

/** `hasLinks`: the terminal supports live links (OSC 8). `canFollow`: the app opens links between posts by itself. */
export type LinkOptions = { readonly hasLinks: boolean; readonly canFollow?: boolean };

/**
 * Converts the inline tokens of one paragraph to spans. If a link is not live and its text is not its address, or if the
 * text is misleading, the address follows the text, dimmed, once in a paragraph.
 */
export function toSpans(
  tokens: readonly Token[],
  { hasLinks, canFollow = false }: LinkOptions,
  base: readonly StyleName[] = [],
): readonly Span[] {
  const spans: Span[] = [];
  const shown = new Set<string>();
  let styles = base;
  let link: OpenLink | null = null;

  const openLink = (address: string | number | null): OpenLink => ({
    address: String(address ?? ''),
    href: hasLinks ? toHref(String(address ?? '')) : null,
    from: spans.length,
  });
  const push = (text: Safe, ...added: readonly StyleName[]): void => {
    const href = link?.href ?? null;
    spans.push({ text, styles: [...styles, ...added], ...(href !== null && { href }) });
  };
  const pushAddress = ({ address: whole, href }: OpenLink, text: string): void => {
    const address = shownAddress(whole);
    const isLive = href !== null && !isMisleading(text, address);
    if (address === '' || isLive || isSame(text, address) || shown.has(address)) return;
    shown.add(address);
    spans.push(
      { text: trusted(' '), styles: base },
      { text: sanitize(`<${address}>`, 'code'), styles: [...base, 'dim'] },
    );
  };

  for (const token of tokens) {
    const style = STYLES[token.type];
    if (style) {
      styles = [...styles, style];
      if (style === 'link') link = openLink(token.attrGet('href'));
    } else if (token.type.endsWith('_close')) {
      styles = styles.slice(0, -1);
      if (token.type === 'link_close' && link) {
        const text = textOf(spans.slice(link.from));
        const { address } = link;
        if (!isLocalAddress(address)) pushAddress(link, text);
        else if (!canFollow || text === '' || isMisleading(text, address))
          pushAddress({ ...link, address: pathToShow(address, text) }, text);
        link = null;
      }
    } else if (token.type === 'softbreak' && token.hidden) continue;
    else if (token.type === 'softbreak') push(trusted(' '));
    else if (token.type === 'hardbreak') push(trusted('\n'));
    else if (token.type === 'code_inline') push(sanitize(withoutTabs(token.content), 'code'), 'code');
    else if (token.type === 'html_inline' || (token.type === TEMPLATE_TAG && !token.children))
      push(sanitize(withoutTabs(token.content), 'code'), 'dim');
    else if (token.type === 'footnote_ref') push(sanitize(`[${footnoteLabel(token)}]`, 'code'), 'note');
    else if (token.type === 'image' || token.type === TEMPLATE_TAG) {
      const image = openLink(token.attrGet('src'));
      const parent: OpenLink | null = link;
      link ??= image;
      push(sanitize(`[${imageText(token) || 'image'}]`, 'prose'), 'emphasis');
      link = parent;
      pushAddress(image, '');
    } else if (token.content !== '') push(sanitize(token.content, 'prose'));
  }
  return spans;
}

/**
 * Returns the decoded path of a link between posts. Empty if it is not useful: a place in the same post, a wikilink, a
 * template, or the name that the text already has.
 */
function pathToShow(address: string, text: string): string {
  const path = readAddress(address);
  const name = pathToSlug(path.slice(path.lastIndexOf('/', path.length - 2) + 1)).replace(/\.html?$/i, '');
  return text === address || /^\[\[|[{}]/.test(path) || normalizeText(name) === normalizeText(text) ? '' : path;
}

export const tokensText = (tokens: readonly Token[]): string =>
  tokens
    .map(({ type, hidden, children, content }) => {
      if (type.endsWith('break')) return hidden ? '' : ' ';
      return children ? tokensText(children) : content;
    })
    .join('');

/** Returns the alternative text of an image, without the size that Obsidian has in it: `The rack|300x200`. */
const imageText = ({ children }: Token): string =>
  tokensText(children ?? [])
    .replace(/\|\d{1,5}(?:x\d{1,5})?$/, '')
    .trim();

export const footnoteLabel = ({ meta }: Token): string => String((meta as { label?: unknown } | null)?.label ?? '');

const withoutTabs = (text: string): string => text.replaceAll('\t', ' ');

/** Whether a link's text is its address. */
const isSame = (text: string, address: string): boolean =>
  text === address || `mailto:${text}` === address || `${text}/` === address || `http://${text}` === address;

/** In a longer text, the search for hosts would take quadratic time. */
const MAX_SEARCHED_LENGTH = 1000;

/** Whether a link's text looks like another address, or names a host that is not in the address. */
const isMisleading = (text: string, address: string): boolean =>
  text.length > MAX_SEARCHED_LENGTH ||
  /^\s*(?:[a-z][a-z+.-]*:\/\/|www\.)/i.test(text) ||
  (text.match(/(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}|\d+(?:\.\d+){3}/gu) ?? []).some(
    host => !address.toLowerCase().includes(host.toLowerCase()),
  );

/** The maximum length in VTE, in bytes. */
const MAX_HREF_LENGTH = 2083;

/** Returns the address of a live link. Null if it is unsafe or too long. */
function toHref(address: string): Safe | null {
  const href = address.length > MAX_HREF_LENGTH ? null : liveAddress(address);
  return href !== null && href.length <= MAX_HREF_LENGTH ? href : null;
}

/** Returns an address that is safe to open, as printable ASCII (RFC 3986). Null for other schemes. */
export const liveAddress = (address: string): Safe | null =>
  /^(?:https?|mailto):/i.test(address)
    ? sanitize(sanitize(address, 'code').replace(/[^\x21-\x7e]/gu, encodeURIComponent), 'code')
    : null;
