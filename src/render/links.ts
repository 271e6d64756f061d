import type { Token } from 'markdown-it';
import { liveAddress, textOf } from './inline.ts';
import { type Safe, sanitize } from './sanitize.ts';

/** What a link or an image says, the address that it opens, and the line of the content at which its block begins. */
export type Link = { readonly text: Safe; readonly address: Safe; readonly source: number };

/**
 * The links, autolinks and images of a text whose addresses are safe to open, each address once, where it first
 * stands. `lineOf` gives the content's line for a token's.
 */
export function linksOf(tokens: readonly Token[], lineOf: (line: number) => number): readonly Link[] {
  const links = new Map<Safe, Link>();
  let source = 0;
  const add = (said: readonly Token[], target: string | number | null): void => {
    const address = liveAddress(String(target ?? ''));
    if (address === null || links.has(address)) return;
    const text = sanitize(textOf(said), 'prose').trim() as Safe;
    links.set(address, { text: text === '' ? address : text, address, source });
  };
  for (const { type, map, children } of tokens) {
    // The text of a cell does not say where it stands; its row does.
    if (map && (type === 'inline' || type === 'tr_open')) source = lineOf(map[0]);
    if (type !== 'inline') continue;
    const inline = children ?? [];
    for (const [at, token] of inline.entries()) {
      if (token.type === 'link_open') add(insideOf(inline, at), token.attrGet('href'));
      else if (token.type === 'image') add(token.children ?? [], token.attrGet('src'));
    }
  }
  return [...links.values()];
}

/** What stands in the link that opens there; a link holds no other. */
function insideOf(inline: readonly Token[], open: number): readonly Token[] {
  let close = open + 1;
  while (close < inline.length && inline[close]?.type !== 'link_close') close++;
  return inline.slice(open + 1, close);
}
