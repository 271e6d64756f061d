import type { Token } from 'markdown-it';
import type { Syntax } from '../posts/syntax.ts';
import * as html from './html.ts';
import { parseTokens } from './parser.ts';
import { TEMPLATE_TAG } from './verbatim-inline.ts';

/** The text of a paragraph, without marks, and the line of the content at which it begins. Its lines are kept. */
export type Passage = { readonly text: string; readonly line: number };

/** Stands in a passage for code, an image or an address. */
const NOT_PROSE = '\ufffc';

/** Blocks whose paragraphs are not the author's own sentences. */
const SKIPPED = /^(?:blockquote|table)_(open|close)$/;
/** A block of one line that is no sentence. A bare heading has the closing token of a paragraph. */
const SKIPPED_LINE = /^(?:heading|callout_title|dt)_open$/;

/** Yields the paragraphs of a body, also those in lists and notes, but not headings, quotes, tables and code. */
export function* passages(body: string, firstLine: number, syntax: Syntax): Generator<Passage> {
  let depth = 0;
  let line = 0;
  let previous = '';
  for (const { type, map, children } of parseTokens(body, undefined, syntax, html)) {
    if (map) line = map[0];
    const edge = SKIPPED.exec(type)?.[1];
    if (edge) depth += edge === 'open' ? 1 : -1;
    if (type === 'inline' && depth === 0 && !SKIPPED_LINE.test(previous))
      yield { text: plainText(children ?? []), line: firstLine + line };
    previous = type;
  }
}

function plainText(tokens: readonly Token[]): string {
  let text = '';
  let skipped = 0;
  for (const token of tokens) {
    if (token.type === 's_open' || (token.type === 'link_open' && token.info === 'auto')) skipped++;
    else if (skipped > 0 && /^(?:s|link)_close$/.test(token.type)) {
      skipped--;
      text += NOT_PROSE;
    } else if (skipped > 0) continue;
    else if (token.type === 'text' || token.type === 'text_special') text += token.content;
    else if (/break$/.test(token.type)) text += '\n';
    else if (['code_inline', 'image', TEMPLATE_TAG].includes(token.type)) text += NOT_PROSE;
  }
  return text;
}
