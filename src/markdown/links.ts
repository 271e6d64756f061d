import type { Token } from 'markdown-it';
import { type Safe, sanitize } from '../text/sanitize.ts';
import { liveAddress, tokensText } from './inline.ts';

/** The text of a link or an image, its address, and the line of the content at which its block begins. */
export type Link = { readonly text: Safe; readonly address: Safe; readonly source: number };

type Inline = { readonly tokens: readonly Token[]; readonly line: number };

/**
 * Returns the links, autolinks and images whose addresses are safe to open, each address once. `lineOf` returns the line
 * of the content for one of the tokens.
 */
export function collectLinks(tokens: readonly Token[], lineOf: (line: number) => number): readonly Link[] {
  const links = new Map<Safe, Link>();
  const add = (inside: readonly Token[], target: string | number | null, source: number): void => {
    const address = liveAddress(String(target ?? ''));
    if (address === null || links.has(address)) return;
    const text = sanitize(sanitize(tokensText(inside), 'prose').trim(), 'prose');
    links.set(address, { text: text === '' ? address : text, address, source });
  };
  for (const { tokens: inline, line } of inlineGroups(tokens))
    for (const [at, token] of inline.entries()) {
      if (token.type === 'link_open') add(linkTokens(inline, at), token.attrGet('href'), lineOf(line));
      else if (token.type === 'image') add(token.children ?? [], token.attrGet('src'), lineOf(line));
    }
  return [...links.values()];
}

/** Returns the inline tokens of each paragraph, heading and cell, and the line, from 0, at which it begins. */
export function inlineGroups(tokens: readonly Token[]): readonly Inline[] {
  const groups: Inline[] = [];
  let line = 0;
  for (const { type, map, children } of tokens) {
    // The token of a cell has no line; that of its row has.
    if (map && (type === 'inline' || type === 'tr_open')) line = map[0];
    if (type === 'inline') groups.push({ tokens: children ?? [], line });
  }
  return groups;
}

// Links don't nest.
function linkTokens(inline: readonly Token[], open: number): readonly Token[] {
  const close = inline.findIndex(({ type }, at) => at > open && type === 'link_close');
  return inline.slice(open + 1, close < 0 ? inline.length : close);
}
