import { decode } from '../posts/decode.ts';
import { compose } from '../text/nfc.ts';
import { type Line, splitLines } from './grep.ts';
import type { GrepPattern } from './regex.ts';

/** The words of a query that the text of a post must have, and those that it must not have. */
export type TextQuery = {
  readonly words: readonly RegExp[];
  readonly excluded: readonly RegExp[];
  /** Matches any of the words. */
  readonly pattern: GrepPattern;
};

/** More than anybody types. A pasted text may be megabytes long. */
const [MAX_WORDS, MAX_LENGTH] = [32, 1000] as const;

/**
 * Returns the words of a query for a search in the text. Null if it is a single letter, and if it has an operator for names:
 * `^start`, `end$`, `#tag`.
 *
 *   'postgres !ci' → words [/\bpostgres/], excluded [/\bci\b/]
 */
export function parseTextQuery(typed: string): TextQuery | null {
  const words = new Set<string>();
  const excluded = new Set<string>();
  for (const piece of typed.slice(0, MAX_LENGTH).split(/\s+/)) {
    const [, not, body = ''] = /^(!?)'?(.*)$/s.exec(piece) ?? [];
    if (/^[\^#]|\$$/.test(body)) return null;
    const list = not ? excluded : words;
    for (const word of compose(body).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) if (list.size < MAX_WORDS) list.add(word);
  }
  if (/^[\x20-\x7e]?$/.test([...words].join(''))) return null;
  const sources = [...words].map(sourceOf);
  return {
    words: sources.map(toExpression),
    excluded: [...excluded].map(word => toExpression(sourceOf(word))),
    pattern: { text: sources.join('|'), ignoresCase: true },
  };
}

/**
 * Returns an expression for the start of a word or, if only one or two letters are typed, for the whole word. In scripts
 * without spaces, words are inside others.
 */
function sourceOf(word: string): string {
  if (!/^[\x20-\x7e]+$/.test(word)) return word;
  return word.length > 2 ? `\\b${word}` : `\\b${word}\\b`;
}

const toExpression = (source: string): RegExp => new RegExp(source, 'giu');

/** Whether a text has all words of a query. */
export function hasWords(text: string, { words, excluded }: TextQuery): boolean {
  const composed = compose(text);
  const has = (word: RegExp): boolean => composed.search(word) >= 0;
  return words.every(has) && !excluded.some(has);
}

/**
 * Returns the line of a post that has most words of a query, the first of several; null if the post lacks a word. `at`: the
 * offset of the first word in the line.
 */
export function findInText(bytes: Uint8Array, query: TextQuery): (Line & { readonly at: number }) | null {
  const content = decode(bytes);
  if (!hasWords(content, query)) return null;
  let best: ReturnType<typeof findInText> = null;
  let most = 0;
  for (const line of splitLines(content)) {
    const text = compose(line.text);
    const places = query.words.map(word => text.search(word)).filter(at => at >= 0);
    if (places.length > most) [best, most] = [{ ...line, at: Math.min(...places) }, places.length];
    if (most === query.words.length) break;
  }
  return best;
}
