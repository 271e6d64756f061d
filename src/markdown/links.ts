import type { Token } from 'markdown-it';
import { type Safe, sanitize } from '../text/sanitize.ts';
import { liveAddress, tokensText } from './inline.ts';

/** What a link or an image says, the address that it opens, and the line of the content at which its block begins. */
export type Link = { readonly text: Safe; readonly address: Safe; readonly source: number };

type Inline = { readonly tokens: readonly Token[]; readonly line: number };

/**
 * The links, autolinks and images of a text whose addresses are safe to open, each address once, where it first
 * stands. `lineOf` gives the content's line for a token's.
 */
export function collectLinks(tokens: readonly Token[], lineOf: (line: number) => number): readonly Link[] {
  const links = new Map<Safe, Link>();
  const add = (said: readonly Token[], target: string | number | null, source: number): void => {
    const address = liveAddress(String(target ?? ''));
    if (address === null || links.has(address)) return;
    const text = sanitize(sanitize(tokensText(said), 'prose').trim(), 'prose');
    links.set(address, { text: text === '' ? address : text, address, source });
  };
  for (const { tokens: inline, line } of inlineGroups(tokens))
    for (const [at, token] of inline.entries()) {
      if (token.type === 'link_open') add(insideOf(inline, at), token.attrGet('href'), lineOf(line));
      else if (token.type === 'image') add(token.children ?? [], token.attrGet('src'), lineOf(line));
    }
  return [...links.values()];
}

/** The inline tokens of each paragraph, heading and cell among tokens, and the line, from 0, at which it begins. */
export function inlineGroups(tokens: readonly Token[]): readonly Inline[] {
  const inlines: Inline[] = [];
  let line = 0;
  for (const { type, map, children } of tokens) {
    // The text of a cell does not say where it stands; its row does.
    if (map && (type === 'inline' || type === 'tr_open')) line = map[0];
    if (type === 'inline') inlines.push({ tokens: children ?? [], line });
  }
  return inlines;
}

/** What stands in the link that opens there; a link holds no other. */
function insideOf(inline: readonly Token[], open: number): readonly Token[] {
  let close = open + 1;
  while (close < inline.length && inline[close]?.type !== 'link_close') close++;
  return inline.slice(open + 1, close);
}
