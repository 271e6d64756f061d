import { leadingDate } from '../posts/date.ts';
import { createFieldTest, type FieldTest } from './field-test.ts';
import { toWords } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';
import { MAX_SHORT_LENGTH, PREFIX_SCORE, SUBSTRING_SCORE, scoreExact } from './word-score.ts';

/** A part of a query. */
export type Term = {
  readonly word: string;
  /** The points of every word of the vocabulary. */
  readonly points: Uint16Array;
  /** A post that passes this test has the term, even if no word matches. */
  readonly field: FieldTest | null;
};

/** Posts must have all `terms`, and none of `excluded`. `isPlain`: it has words only, which may have typos. */
export type Query = {
  readonly terms: readonly Term[];
  readonly excluded: readonly Term[];
  readonly isPlain: boolean;
};

/** More than a haiku has. A pasted text may have any number. */
const MAX_TERMS = 32;

/** A word that may be a month, with its year: `mar 2023`, `March 2023`. */
const NAMED_MONTH = /(?<!\S)[a-z]{3,9}\.?,?\s(?:19|20)\d\d(?!\S)/gi;

/**
 * Parses what was typed, which may have the operators of fzf. Without letters or digits the query has no terms.
 *
 *   rolback        a word, typos forgiven           ^the   a haiku or a title that starts so
 *   'roll          letters of a word, as typed      ed$    one that ends so
 *   !draft         a word that must not match       #tls   a tag         2020-04, 2020-4, apr 2020   a date
 */
export function parseQuery(typed: string, vocabulary: Vocabulary): Query {
  const terms: Term[] = [];
  const excluded: Term[] = [];
  let isPlain = true;
  for (const piece of typed.replace(NAMED_MONTH, text => leadingDate(text)?.date ?? text).split(/\s+/)) {
    if (terms.length + excluded.length >= MAX_TERMS) break;
    const [, not = '', exact = '', start = '', body = '', end = ''] = /^(!?)('?)(\^?)(.*?)(\$?)$/s.exec(piece) ?? [];
    const words = toWords(body);
    if (words.length === 0) continue;
    const field = createFieldTest(body, words, start !== '', end !== '');
    const isLiteral = not !== '' || exact !== '';
    isPlain &&= !isLiteral && field === null;
    const list = not === '' ? terms : excluded;
    if (field?.isOnly) list.push({ word: words.join(''), points: new Uint16Array(0), field });
    else
      for (const word of words)
        list.push({ word, points: isLiteral ? scoreExact(word, vocabulary.words) : vocabulary.match(word), field });
  }
  const isOneWord = terms.length === 1 && isPlain;
  return { terms: isOneWord ? terms.map(withoutGuesses) : terms.slice(0, MAX_TERMS), excluded, isPlain };
}

/** If a word starts with the only query word, and that is short, scattered letters do not match. */
function withoutGuesses(term: Term): Term {
  const { word, points } = term;
  if (word.length > MAX_SHORT_LENGTH || !points.some(value => value >= PREFIX_SCORE)) return term;
  return { ...term, points: points.map(value => (value < SUBSTRING_SCORE ? 0 : value)) };
}

export const isEmptyQuery = ({ terms, excluded }: Query): boolean => terms.length === 0 && excluded.length === 0;
