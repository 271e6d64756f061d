import type { Token } from 'markdown-it';
import { attempt } from '../util/functions.ts';
import { inlineGroups } from './links.ts';
import { parseTokens } from './parser.ts';

/** A link or an image whose address is a relative path, decoded, and the line of the content on which it begins. */
export type RelativeLink = { readonly target: string; readonly line: number };

/** Returns the relative links and images of a body. `firstLine` is the line at which the body begins. */
export const relativeLinks = (body: string, firstLine: number): readonly RelativeLink[] =>
  inlineGroups(parseTokens(body)).flatMap(({ tokens, line }) => linksIn(tokens, firstLine + line));

function linksIn(inline: readonly Token[], firstLine: number): readonly RelativeLink[] {
  const links: RelativeLink[] = [];
  let line = firstLine;
  for (const token of inline) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') line++;
    const address = String(token.attrGet(token.type === 'image' ? 'src' : 'href') ?? '');
    if (isRelative(address)) links.push({ target: decodePath(address), line });
  }
  return links;
}

/** RFC 3986 (4.2): no scheme, no authority, no absolute path; nor a fragment of the post itself. */
const isRelative = (address: string): boolean => !/^(?:[a-z][a-z\d+.-]*:|[/#?]|$)/i.test(address);

function decodePath(address: string): string {
  const path = address.replace(/[?#].*$/s, '');
  return attempt(() => decodeURIComponent(path)) ?? path;
}
