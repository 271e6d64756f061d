import type { Token } from 'markdown-it';
import { isLocalAddress } from '../posts/resolve-link.ts';
import type { Syntax } from '../posts/syntax.ts';
import * as html from './html.ts';
import { addressOf, inlineGroups } from './links.ts';
import { parseTokens } from './parser.ts';

/** A link or an image with an address within the folder, and the line of the content on which it begins. */
export type LocalLink = { readonly address: string; readonly line: number };

/** Returns the links and images of a body that lead into the folder. `firstLine` is the line at which the body begins. */
export const localLinks = (body: string, firstLine: number, syntax: Syntax): readonly LocalLink[] =>
  inlineGroups([...parseTokens(body, undefined, syntax, html)]).flatMap(({ tokens, line }) =>
    linksIn(tokens, firstLine + line),
  );

function linksIn(inline: readonly Token[], firstLine: number): readonly LocalLink[] {
  const links: LocalLink[] = [];
  let line = firstLine;
  for (const token of inline) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') line++;
    const address = addressOf(token);
    if (isLocalAddress(address)) links.push({ address, line });
  }
  return links;
}
