import type { Haiku } from '../posts/slug.ts';
import { HAIKU_SYLLABLES } from './scan.ts';
import { type Run, scoreRun } from './score.ts';
import { readWord, type Word } from './words.ts';

/** A haiku in a text. `offset`: where its first word begins. */
export type FoundHaiku = { readonly haiku: Haiku; readonly score: number; readonly offset: number };

/** A word and its position in a text. */
type Placed = { readonly word: Word; readonly start: number; readonly end: number };

/**
 * Returns the haiku in the sentences of a text: runs of its words with 5, 7 and 5 syllables that begin and end with a
 * clause, in order. If several share words, returns the best one. Takes linear time.
 *
 *   'It rained. The printer is warm, and the cat sleeps on its lid. Nobody prints now. We wait.'
 *     → The printer is warm, / and the cat sleeps on its lid. / Nobody prints now.
 */
export function findHaiku(text: string, readToken: (token: string) => Word = readWord): readonly FoundHaiku[] {
  if (text.length < MIN_LENGTH) return [];
  const placed = placeWords(text, readToken);
  if (placed.reduce((sum, { word }) => sum + word.language, 0) < 0) return [];
  const found: Spanned[] = [];
  for (let from = 0; from < placed.length; from++) {
    if (!beginsClause(placed, from)) continue;
    for (const cuts of cutsFrom(placed, from)) {
      const score = scoreRun(toRun(placed, cuts));
      if (score === null) continue;
      const haiku = cuts.slice(0, 3).map((cut, line) => lineOf(text, placed, cut, cuts[line + 1] as number));
      found.push({ haiku: tidyEnds(haiku), score, offset: placed[from]?.start as number, from, to: cuts[3] });
    }
  }
  return withoutOverlaps(found);
}

/** In UTF-16 units. 17 syllables are not shorter. */
const MIN_LENGTH = 34;

type Spanned = FoundHaiku & { readonly from: number; readonly to: number };

/** The words at which the three lines begin, and the word after the last. */
type Cuts = readonly [number, number, number, number];

const TOKEN = /[—–]|[^\s—–]+/g;

/** Splits a text into words. No haiku has the words of a quotation. */
function placeWords(text: string, readToken: (token: string) => Word): readonly Placed[] {
  const placed: Placed[] = [];
  let isQuoted = false;
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    const word = readToken(token);
    const isInside = isQuoted || word.opensQuote !== word.closesQuote;
    isQuoted = (isQuoted || word.opensQuote) && !word.closesQuote;
    placed.push({
      word: isInside ? { ...word, range: null } : word,
      start: match.index,
      end: match.index + token.length,
    });
  }
  return placed;
}

const beginsClause = (placed: readonly Placed[], at: number): boolean =>
  at === 0 ||
  placed[at - 1]?.word.stop !== 'none' ||
  placed[at]?.word.opensClause === true ||
  placed[at]?.word.before.includes('(') === true;

/** Returns the ways to cut the words from one on into lines of 5, 7 and 5 syllables. */
function cutsFrom(placed: readonly Placed[], from: number): readonly Cuts[] {
  let partial: readonly (readonly number[])[] = [[from]];
  for (const syllables of HAIKU_SYLLABLES)
    partial = partial.flatMap(cuts => lineEnds(placed, cuts.at(-1) as number, syllables).map(end => [...cuts, end]));
  return partial as unknown as readonly Cuts[];
}

/** Returns the words after which a line may end that begins at a word. A dash belongs to the line before it. */
function lineEnds(placed: readonly Placed[], from: number, syllables: number): readonly number[] {
  const ends: number[] = [];
  let [min, max] = [0, 0];
  for (let at = from; at < placed.length; at++) {
    const range = placed[at]?.word.range;
    if (!range) break;
    min += range.min;
    max += range.max;
    if (min > syllables) break;
    if (max >= syllables && placed[at + 1]?.word.range?.max !== 0) ends.push(at + 1);
  }
  return ends;
}

const toRun = (placed: readonly Placed[], [from, second, third, to]: Cuts): Run => ({
  words: placed.slice(from, to).map(({ word }) => word),
  breaks: [second - from, third - from],
  isSentenceStart: from === 0 || (placed[from - 1]?.word.stop === 'sentence' && placed[from]?.word.isCapital === true),
  next: placed[to]?.word ?? null,
});

const lineOf = (text: string, placed: readonly Placed[], from: number, to: number): string =>
  text.slice(placed[from]?.start, placed[to - 1]?.end).replace(/\s+/g, ' ');

/** Removes a comma or a dash at the end of a haiku, and parentheses around it. They belong to the text around it. */
function tidyEnds([first = '', second = '', third = '']: readonly string[]): Haiku {
  const end = third.replace(/[\s,;:—–-]+$/, '');
  const isWrapped = first.startsWith('(') && !/\)./.test([first, second, end].join(' '));
  return isWrapped ? [first.slice(1), second, end.replace(/\)([.!?]?)$/, '$1')] : [first, second, end];
}

/** Keeps the best of those that share words. */
function withoutOverlaps(found: readonly Spanned[]): readonly FoundHaiku[] {
  const kept: Spanned[] = [];
  for (const each of found) {
    const last = kept.at(-1);
    if (last === undefined || last.to <= each.from) kept.push(each);
    else if (each.score > last.score) kept[kept.length - 1] = each;
  }
  return kept.map(({ haiku, score, offset }) => ({ haiku, score, offset }));
}
