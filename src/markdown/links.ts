import type { Token } from 'markdown-it';
import { decodeAddress, isLocalAddress } from '../posts/resolve-link.ts';
import { type Safe, sanitize } from '../text/sanitize.ts';
import { liveAddress, tokensText } from './inline.ts';

/**
 * The text of a link or an image, its address, and the line of the content at which its block begins. `local`: the address
 * in the source, if it leads into the folder; null for an address that a browser can open.
 */
export type Link = {
  readonly text: Safe;
  readonly address: Safe;
  readonly local: string | null;
  readonly source: number;
};

type Inline = { readonly tokens: readonly Token[]; readonly line: number };

/**
 * Returns the links, autolinks and images whose addresses are safe to open, and the links into the folder. Returns each
 * address once. `lineOf` converts a line of the tokens to a line of the content.
 */
export function collectLinks(tokens: readonly Token[], lineOf: (line: number) => number): readonly Link[] {
  const links = new Map<Safe, Link>();
  const add = (inside: readonly Token[], target: string, source: number, isImage: boolean): void => {
    const live = liveAddress(target);
    const local = live === null && !isImage && isLocalAddress(target) && !isMedia(target) ? target : null;
    const address = live ?? (local === null ? null : sanitize(decodeAddress(local), 'code'));
    if (address === null || links.has(address)) return;
    const text = sanitize(sanitize(tokensText(inside), 'prose').trim(), 'prose');
    links.set(address, { text: text === '' ? address : text, address, local, source });
  };
  for (const { tokens: inline, line } of inlineGroups(tokens))
    for (const [at, token] of inline.entries()) {
      if (token.type === 'link_open') add(linkTokens(inline, at), addressOf(token), lineOf(line), false);
      else if (token.type === 'image') add(token.children ?? [], addressOf(token), lineOf(line), true);
    }
  return [...links.values()];
}

/** Whether an address is that of an image, a sound or a film. A vault embeds these like notes. */
const isMedia = (address: string): boolean =>
  /\.(?:png|jpe?g|gif|svg|webp|avif|bmp|mp3|wav|m4a|ogg|flac|mp4|webm|ogv|mov|mkv|pdf|canvas)(?:[#?\]]|$)/i.test(
    address,
  );

/** Returns the address of a link or an image. Empty for another token. */
export const addressOf = (token: Token): string => String(token.attrGet(token.type === 'image' ? 'src' : 'href') ?? '');

/** Returns the inline tokens of each paragraph, heading and cell, and the line, from 0, at which it begins. */
export function inlineGroups(tokens: readonly Token[]): readonly Inline[] {
  const groups: Inline[] = [];
  let line = 0;
  for (const { type, map, children } of tokens) {
    // The token of a cell has no line, but the token of its row has.
    if (map && (type === 'inline' || type === 'tr_open')) line = map[0];
    if (type === 'inline') groups.push({ tokens: children ?? [], line });
  }
  return groups;
}

// Links don't nest.
function linkTokens(inline: readonly Token[], open: number): readonly Token[] {
  let close = open + 1;
  while (close < inline.length && inline[close]?.type !== 'link_close') close++;
  return inline.slice(open + 1, close);
}
