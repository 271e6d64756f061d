import type { Haiku } from '../posts/slug.ts';
import { HAIKU_SYLLABLES } from './scan.ts';
import { type Run, scoreRun } from './score.ts';
import { readWord, type Word } from './words.ts';

/** A haiku in a text. `offset`: where its first word begins. */
export type FoundHaiku = { readonly haiku: Haiku; readonly score: number; readonly offset: number };

/**
 * Returns the haiku in the sentences of a text: runs of its words with 5, 7 and 5 syllables that begin and end with a
 * clause, in order. If several share words, returns the best one. Takes linear time.
 *
 *   'It rained. The printer is warm, and the cat sleeps on its lid. Nobody prints now. We wait.'
 *     → The printer is warm, / and the cat sleeps on its lid. / Nobody prints now.
 */
export function findHaiku(text: string, readToken: (token: string) => Word = readWord): readonly FoundHaiku[] {
  if (text.length < MIN_LENGTH) return [];
  const tokens = text.match(TOKEN) ?? [];
  const words = readWords(tokens, readToken);
  if (words.reduce((sum, { language }) => sum + language, 0) < 0) return [];
  const found: Spanned[] = [];
  let starts: readonly number[] | undefined;
  for (let from = 0; from < words.length; from++) {
    if (!mayBegin(words, from)) continue;
    for (const cuts of cutsFrom(words, from)) {
      const score = scoreRun(toRun(words, cuts));
      if (score === null) continue;
      starts ??= startsOf(text, tokens);
      const [offset, ...ends] = cuts.map(at => starts?.[at] ?? text.length) as [number, ...number[]];
      const haiku = ends.map((end, line) => text.slice(line === 0 ? offset : ends[line - 1], end).trim());
      found.push({ haiku: tidyEnds(haiku.map(line => line.replace(/\s+/g, ' '))), score, offset, from, to: cuts[3] });
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

/** Reads the words of a text. No haiku has the words of a quotation. */
function readWords(tokens: readonly string[], readToken: (token: string) => Word): readonly Word[] {
  let isQuoted = false;
  return tokens.map(token => {
    const word = readToken(token);
    const isInside = isQuoted || word.opensQuote !== word.closesQuote;
    isQuoted = (isQuoted || word.opensQuote) && !word.closesQuote;
    return isInside ? { ...word, range: () => null } : word;
  });
}

/** Returns where the tokens of a text begin. */
function startsOf(text: string, tokens: readonly string[]): readonly number[] {
  let end = 0;
  return tokens.map(token => {
    const start = text.indexOf(token, end);
    end = start + token.length;
    return start;
  });
}

const beginsSentence = (words: readonly Word[], at: number): boolean =>
  at === 0 || (words[at - 1]?.stop === 'sentence' && words[at]?.isCapital === true);

/** A cheap test that most words fail. The syllables of a word are counted only if it may be in a haiku. */
function mayBegin(words: readonly Word[], at: number): boolean {
  if (beginsSentence(words, at)) return true;
  const { opensPhrase, opensClause, before } = words[at] as Word;
  return opensPhrase && (opensClause || words[at - 1]?.stop !== 'none' || before.includes('('));
}

/** Whether a clause ends with a word. */
function mayEnd(words: readonly Word[], at: number): boolean {
  const { stop, leans } = words[at] as Word;
  const next = words[at + 1];
  return stop !== 'none' || !next || (next.opensClause && !leans);
}

/** Returns the ways to cut the words from one on into lines of 5, 7 and 5 syllables. */
function cutsFrom(words: readonly Word[], from: number): readonly Cuts[] {
  let partial: readonly (readonly number[])[] = [[from]];
  for (const syllables of HAIKU_SYLLABLES)
    partial = partial.flatMap(cuts => lineEnds(words, cuts.at(-1) as number, syllables).map(end => [...cuts, end]));
  return partial.filter(cuts => mayEnd(words, (cuts[3] as number) - 1)) as unknown as readonly Cuts[];
}

/** Returns the words after which a line may end that begins at a word. A dash belongs to the line before it. */
function lineEnds(words: readonly Word[], from: number, syllables: number): readonly number[] {
  const ends: number[] = [];
  let [min, max] = [0, 0];
  for (let at = from; at < words.length; at++) {
    const range = words[at]?.range();
    if (!range) break;
    min += range.min;
    max += range.max;
    if (min > syllables) break;
    if (max >= syllables && words[at + 1]?.range()?.max !== 0) ends.push(at + 1);
  }
  return ends;
}

const toRun = (words: readonly Word[], [from, second, third, to]: Cuts): Run => ({
  words: words.slice(from, to),
  breaks: [second - from, third - from],
  isSentenceStart: beginsSentence(words, from),
  next: words[to] ?? null,
});

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
