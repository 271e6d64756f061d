import type { Token } from 'markdown-it';
import { inlineGroups } from './links.ts';
import { parseTokens } from './parser.ts';

/** A link or an image whose address is a path, as it was written, and the line on which it begins. */
export type RelativeLink = { readonly target: string; readonly line: number };

/** The links and images of a body that lead to files beside it. `first` is the line at which the body begins. */
export const relativeLinks = (body: string, first: number): readonly RelativeLink[] =>
  inlineGroups(parseTokens(body)).flatMap(({ tokens, line }) => linksIn(tokens, first + line));

function linksIn(inline: readonly Token[], first: number): readonly RelativeLink[] {
  const links: RelativeLink[] = [];
  let line = first;
  for (const token of inline) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') line++;
    const address = String(token.attrGet(token.type === 'image' ? 'src' : 'href') ?? '');
    if (isRelative(address)) links.push({ target: decoded(address), line });
  }
  return links;
}

/** RFC 3986 (4.2): no scheme, no authority, no path from the root; nor a fragment of the post itself. */
const isRelative = (address: string): boolean => !/^(?:[a-z][a-z\d+.-]*:|[/#?]|$)/i.test(address);

/** The path in an address, as files are named. */
function decoded(address: string): string {
  const path = address.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
