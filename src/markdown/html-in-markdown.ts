import { Parser } from 'htmlparser2';
import type { Token } from 'markdown-it';
import {
  type Attributes,
  type CreateToken,
  closeTag,
  digitsOf,
  HIDDEN,
  isShownAsSource,
  MEDIA,
  mediumToken,
  openTag,
  shiftDigits,
  textToken,
} from './html-inline.ts';

type Tag = {
  readonly name: string;
  readonly isClosing: boolean;
  readonly attributes: Attributes;
  /** Whether it is the tag of a component of MDX or Vue. */
  readonly isComponent: boolean;
};

/** Parses one tag. Null for a comment, a declaration or an instruction. */
function parseTag(source: string): Tag | null {
  const [, slash, name = ''] = /^<(\/?)([a-z][a-z\d-]*)/i.exec(source) ?? [];
  if (slash === undefined) return null;
  const attributes: Record<string, string> = {};
  const onattribute = (key: string, value: string): void => {
    attributes[key] ??= value;
  };
  if (slash === '') new Parser({ onattribute }).end(source);
  const isComponent = /^[A-Z]/.test(name) && !source.endsWith('/>') && isShownAsSource(name.toLowerCase());
  return { name: isComponent ? name : name.toLowerCase(), isClosing: slash !== '', attributes, isComponent };
}

/** The opening tag of a closing tag is searched among this many open tags. */
const MAX_OPEN_TAGS = 50;

/**
 * Converts the HTML tags among the inline tokens of a paragraph to tokens of Markdown. Drops a tag without its counterpart,
 * so that every style ends. A tag of a component is dropped if it has its counterpart.
 */
export function resolveTags(tokens: readonly Token[], create: CreateToken): Token[] {
  const resolved: (Token | null)[] = [];
  /** The open HTML elements, and the open styles of Markdown, whose name is null. `index`: the index of the token. */
  const open: { readonly name: string | null; readonly index: number; readonly attributes?: Attributes }[] = [];
  let digits = '';
  const drop = (elements: typeof open): void => {
    for (const { name, index } of elements)
      if (name !== null && !MEDIA.has(name) && !/^[A-Z]/.test(name)) resolved[index] = null;
  };
  /** Closes the open element at `at`. Drops the tags that were opened in it, which have no counterpart. */
  const close = (at: number): number => {
    const [element, ...unclosed] = open.splice(at);
    drop(unclosed);
    return element?.index ?? 0;
  };
  for (const token of tokens) {
    if (token.type !== 'html_inline') {
      if (token.nesting === 1) open.push({ name: null, index: resolved.length });
      if (token.nesting === -1) close(open.findLastIndex(({ name }) => name === null));
      resolved.push(digits && token.type === 'text' ? textToken(shiftDigits(token.content, digits), create) : token);
      continue;
    }
    const tag = parseTag(token.content);
    if (!tag) continue;
    const { name, isClosing, attributes, isComponent } = tag;
    if (digitsOf(name) !== '') digits = isClosing ? '' : digitsOf(name);
    if (isShownAsSource(name) && !isComponent) resolved.push(token);
    else if (!isClosing && isComponent) {
      open.push({ name, index: resolved.length });
      resolved.push(token);
    } else if (!isClosing) {
      const opened = openTag(name, attributes, create);
      const medium = name === 'source' ? open.at(-1) : undefined;
      if (medium?.attributes && resolved[medium.index] === null)
        resolved[medium.index] = mediumToken(medium.name ?? '', { ...medium.attributes, ...attributes }, create);
      if (MEDIA.has(name)) open.push({ name, index: resolved.length, attributes });
      else if (opened?.nesting === 1 || name === 'q' || HIDDEN.has(name)) open.push({ name, index: resolved.length });
      resolved.push(opened);
    } else {
      const recent = open.slice(-MAX_OPEN_TAGS);
      const found = recent.findLastIndex(element => element.name === null || element.name === name);
      if (recent[found]?.name !== name) {
        if (isComponent) resolved.push(token);
        continue;
      }
      const index = close(open.length - recent.length + found);
      if (isComponent) resolved[index] = null;
      else if (HIDDEN.has(name)) resolved.fill(null, index);
      else if (MEDIA.has(name)) resolved.fill(null, index + 1);
      else resolved.push(closeTag(name, create));
    }
  }
  drop(open);
  const shown = resolved.filter(token => token !== null);
  while (shown.at(-1)?.type === 'hardbreak') shown.pop();
  return shown;
}
