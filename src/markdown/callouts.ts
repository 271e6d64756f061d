import type { StateBlock, StateCore, Token } from 'markdown-it';
import { capitalize } from '../util/format.ts';
import { MAX_DEPTH } from './limits.ts';
import { type BlockRule, lineText, matchAt, pushText, tokenizeBlocks } from './rule-helpers.ts';

/** Kinds that are not named if the callout has a title. */
const UNNAMED = /^(?:admonition|callout|collapse|details|spoiler)$/i;

/** Classes that make a division of Pandoc a callout. Other divisions only lay out a page. */
const CALLOUT_CLASSES = new Set(
  (
    'abstract admonition attention bug callout caution check danger definition error example exercise failure faq fail ' +
    'help hint important info missing note proof question quote remark seealso spoiler success summary theorem tip tldr ' +
    'todo warn warning'
  ).split(' '),
);

/** Returns the title of a callout: its kind, capitalized, and the title that its author gives. */
export function titleOf(kind: string, title: string): string {
  const name = kind.replace(/^(?:callout|prompt)-/, '').toLowerCase();
  if (UNNAMED.test(name) || name === '') return title || capitalize(name);
  if (title === '' || title.toLowerCase() === name) return capitalize(name);
  if (title.toLowerCase().startsWith(`${name}:`)) return title;
  return `${capitalize(name)}: ${title}`;
}

/** Pushes the tokens of a callout's title, unless it is empty. */
export function pushTitle(state: StateBlock, title: string, line: number): void {
  if (title !== '') pushText(state, 'callout_title', title, [line, line + 1]);
}

/** Matches a JSX attribute with one of the names. */
const attribute = (names: string): RegExp =>
  new RegExp(`(?:^|\\s)(?:${names})=(?:"([^"]*)"|'([^']*)'|\\{["'\`]([^"'\`]*)["'\`]\\})`);
const [TITLE, KIND] = [attribute('title|label|summary|heading'), attribute('type|kind|variant|intent')];

/** Returns the title of a component, and whether the component is a callout: `<Aside type="tip" title="Sharpen it">`. */
export function calloutTitle(
  component: string,
  attributes: string,
): { readonly title: string; readonly isCallout: boolean } {
  const read = (pattern: RegExp): string => pattern.exec(attributes)?.slice(1).find(Boolean) ?? '';
  const name = component.toLowerCase();
  // A name in lower case is an element of HTML, which has neither.
  if (name === component) return { title: '', isCallout: false };
  const title = read(TITLE);
  const isAny = /^(?:admonition|alert|aside|callout)$/.test(name);
  if (!isAny && !CALLOUT_CLASSES.has(name)) return { title, isCallout: false };
  return { title: titleOf(isAny ? read(KIND) || 'note' : name, title), isCallout: true };
}

const ALERT = /^\[!([^\]|\n]{1,100})(?:\|[^\]\n]*)?\](?![([])[+-]?[ \t]*(.*)$/;
/** The notation of GitHub before it had alerts. */
const BOLD_ALERT = /^(\*\*|__)(note|tip|important|warning|caution)\1$/i;

/** Block rule: `[!note]- Title` as the first line of a quote (GitHub's alerts, Obsidian's callouts), or `**Note**`. */
export const readAlert: BlockRule = (state, line, end, isSilent) => {
  if (isSilent || state.tokens.at(-1)?.type !== 'blockquote_open') return false;
  const text = lineText(state, line).trimEnd();
  const [, alert, title = ''] = ALERT.exec(text) ?? [];
  const kind = alert ?? BOLD_ALERT.exec(text)?.[2];
  if (kind === undefined) return false;
  pushTitle(state, titleOf(kind.trim(), title), line);
  state.line = line + 1;
  // A lazy continuation line has an indent of -1 and can only continue a paragraph. Here it begins a paragraph.
  if (state.line < end && (state.sCount[state.line] ?? 0) < 0) state.sCount[state.line] = 0;
  return true;
};

const ADMONITION = /^(?:!!!|\?\?\?\+?|===[!+]?)(?:[ \t]+([\w-]+)(?:[ \t]+[\w-]+){0,20})?(?:[ \t]+"(.*)")?[ \t]*$/;

/** Block rule: `!!! note "Title"` (Python-Markdown), `??? note`, `=== "Tab"` (Material for MkDocs), and an indented body. */
export const readAdmonition: BlockRule = (state, line, end, isSilent) => {
  const text = lineText(state, line);
  const [match, kind = '', title] = ADMONITION.exec(text) ?? [];
  if (match === undefined || (kind === '' && title === undefined) || (text.startsWith('=') && kind !== ''))
    return false;
  const indent = state.blkIndent + 4;
  let next = line + 1;
  while (next < end && (state.isEmpty(next) || (state.sCount[next] ?? 0) >= indent)) next++;
  while (state.isEmpty(next - 1)) next--;
  if (next === line + 1 && title === undefined) return false;
  if (isSilent) return true;
  state.push('blockquote_open', 'blockquote', 1).map = [line, next];
  pushTitle(state, title === '' ? '' : titleOf(kind, title ?? ''), line);
  tokenizeBlocks(state, line + 1, next, indent);
  state.push('blockquote_close', 'blockquote', -1);
  state.line = next;
  return true;
};

const CONTAINER_OPEN = 'container_open';
const CONTAINER_CLOSE = 'container_close';

const CONTAINER =
  /:{3,}[ \t]*(?:\{[ \t]*([^{}\n]*)\}|([\p{L}\d][\p{L}\d_-]*)(?:\[(.*)\])?(?:\{(?!%)[^{}\n]*\})?)?[ \t]*([^\n]*)/uy;

/** Attributes of Pandoc, or the kind that MyST has in braces. Other text in braces is shown. */
const BRACES = /^(?:[\w:-]*$|[#.]|[\w:-]+=)/;

/**
 * Block rule: the opening or closing line of a container: `:::note Title` (Docusaurus, VuePress), `:::{note} Title` (MyST),
 * `::: {.note}` (Pandoc), `:::`. The lines in between are read as blocks, and nested later by {@link nestContainers}.
 */
export const readContainer: BlockRule = (state, line, _end, isSilent) => {
  const [match, attributes, kind, label, rest = ''] = matchAt(lineText(state, line), CONTAINER, 0) ?? [];
  if (match === undefined || !BRACES.test(attributes?.trim() ?? '')) return false;
  const text = withoutFence(rest.trimEnd());
  // A label is the whole title. Text after it would be lost.
  if (label !== undefined && text !== '') return false;
  const title = label ?? text;
  const name = kind ?? (attributes === undefined ? '' : calloutClass(attributes));
  const isCallout = kind !== undefined || (attributes !== undefined && name !== null);
  if (!isCallout && title !== '') return false;
  if (isSilent) return true;
  const isOpen = attributes !== undefined || kind !== undefined;
  const token = state.push(isOpen ? CONTAINER_OPEN : CONTAINER_CLOSE, 'blockquote', 0);
  Object.assign(token, { map: [line, line + 1], meta: { name: title === '' ? name : '', isShown: name !== null } });
  if (isOpen && name !== null) pushTitle(state, titleOf(name, title || titleIn(attributes ?? '')), line);
  state.line = line + 1;
  return true;
};

const SLASHES = /^\/{3,}[ \t]*(?:([a-z]+)(?:[ \t]*\|[ \t]*(.*))?)?$/;

/** Block rule: the opening or closing line of a block of PyMdown: `/// note | Title`, `///`. */
export const readSlashes: BlockRule = (state, line, _end, isSilent) => {
  const [match, kind = '', title = ''] = SLASHES.exec(lineText(state, line).trimEnd()) ?? [];
  if (match === undefined || (kind !== '' && !UNNAMED.test(kind) && !CALLOUT_CLASSES.has(kind))) return false;
  if (isSilent) return true;
  const token = state.push(kind === '' ? CONTAINER_CLOSE : CONTAINER_OPEN, 'blockquote', 0);
  Object.assign(token, { map: [line, line + 1], meta: { name: '', isShown: true } });
  if (kind !== '') pushTitle(state, titleOf(kind, title), line);
  state.line = line + 1;
  return true;
};

/** Removes colons at the end of the line, which Pandoc allows. */
function withoutFence(text: string): string {
  let end = text.length;
  while (text[end - 1] === ':') end--;
  return text.length - end < 3 ? text : text.slice(0, end).trimEnd();
}

/** Returns the class in attributes of Pandoc or kramdown that names a callout. Null if there is none. */
export function calloutClass(attributes: string): string | null {
  if (/^[\w-]+$/.test(attributes.trim())) return attributes.trim();
  const classes = Array.from(attributes.matchAll(/(?:^|\s)\.([\w-]+)/g), ([, name = '']) => name);
  const kindOf = (name: string): string => name.toLowerCase().replace(/^prompt-|-title$/g, '');
  return classes.find(name => CALLOUT_CLASSES.has(kindOf(name)) || name.startsWith('callout-')) ?? null;
}

const titleIn = (attributes: string): string => /(?:^|\s)title="([^"]*)"/.exec(attributes)?.[1] ?? '';

/**
 * Turns containers into quotes. A container ends at its closing line, or with the block around it. Beyond the maximum
 * depth, the container is dropped and its blocks stay. In a callout of Quarto, a heading at the top is the title.
 */
export function nestContainers(tokens: readonly Token[], create: StateCore['Token']): Token[] {
  if (!tokens.some(({ type }) => type === CONTAINER_OPEN || type === CONTAINER_CLOSE)) return [...tokens];
  const nested: Token[] = [];
  const open: { readonly level: number; readonly isShown: boolean }[] = [];
  let depth = 0;
  const close = (): void => {
    const container = open.pop();
    if (!container?.isShown) return;
    depth--;
    nested.push(Object.assign(new create('blockquote_close', 'blockquote', -1), { level: container.level + depth }));
  };
  let at = 0;
  for (let token = tokens[at]; token; token = tokens[++at]) {
    const { level, type, meta } = token;
    while (level < (open.at(-1)?.level ?? 0)) close();
    token.level += depth;
    if (type === CONTAINER_OPEN) {
      const isShown = meta?.isShown === true && token.level <= MAX_DEPTH;
      open.push({ level, isShown });
      if (!isShown) continue;
      depth++;
      nested.push(Object.assign(token, { type: 'blockquote_open', nesting: 1 }));
      const title = tokens.slice(at + 1, at + 4);
      const [heading, text] = tokens.slice(at + 4, at + 6);
      const name = String(meta?.name ?? '');
      if (!name.startsWith('callout-') || title.length < 3 || heading?.type !== 'heading_open') continue;
      for (const each of title) {
        each.level += depth;
        if (each.type === 'inline') each.content = titleOf(name, text?.content ?? '');
        nested.push(each);
      }
      at += 6;
    } else if (type !== CONTAINER_CLOSE) nested.push(token);
    else if (open.at(-1)?.level === level) close();
  }
  while (open.length > 0) close();
  return nested;
}
