import { expect, test } from 'vitest';
import { bestPath, createAbbreviationMatcher, matchWords, scorePath } from '../../src/search/abbreviation.ts';
import { addPost, createPostings, type Postings } from '../../src/search/postings.ts';
import { createVocabulary, type Vocabulary } from '../../src/search/vocabulary.ts';
import { postOf } from '../support/library.ts';

function indexOf(...haiku: readonly string[]): { postings: Postings; vocabulary: Vocabulary } {
  const postings = createPostings();
  const vocabulary = createVocabulary();
  for (const text of haiku) addPost(postings, vocabulary, postOf(text));
  return { postings, vocabulary };
}

const text = 'a shell I once loved / we documented nothing then / no rollback existed';

/** Returns the best path of an abbreviation through the haiku: each word with the letters that stand for it. */
function pathOf(letters: string): readonly string[] {
  const { postings, vocabulary } = indexOf(text);
  const words = text.split(/ (?:\/ )?/);
  const path = bestPath(postings, 0, matchWords(letters, vocabulary.words));
  return path.toReversed().map(({ place, from, to }) => `${words[place]} ${letters.slice(from, to)}`);
}

test.each([
  ['asiol', ['a a', 'shell s', 'I i', 'once o', 'loved l']],
  ['wdnt', ['we w', 'documented d', 'nothing n', 'then t']],
  ['nrollex', ['no n', 'rollback roll', 'existed ex']],
  ['nrbkxs', []],
  ['nrbkexst', ['no n', 'rollback rbk', 'existed exst']],
  ['lsa', []],
  ['zz', []],
])('%j matches words by their first letters: %j', (letters, words) => {
  expect(pathOf(letters)).toEqual(words);
});

test('a path scores less for each skipped word, but more than 0', () => {
  const { postings, vocabulary } = indexOf('a b c / d / e', 'a x b / c / d', `a${' x'.repeat(500)} b / c / d`);
  const abbreviation = matchWords('abc', vocabulary.words);
  const [near = 0, apart = 0, far = 0] = [0, 1, 2].map(post => scorePath(postings, post, abbreviation));
  expect(near).toBeGreaterThan(apart);
  expect(apart).toBeGreaterThan(far);
  expect(far).toBeGreaterThan(0);
});

test('a longer abbreviation narrows the matches, and added posts are searched too', () => {
  const { postings, vocabulary } = indexOf(text, 'a shell I own / b / c', 'd / e / f');
  const findFits = createAbbreviationMatcher(postings, vocabulary.words);
  expect(findFits('asio').posts).toEqual([0, 1]);
  expect(findFits('asiol').posts).toEqual([0]);
  addPost(postings, vocabulary, postOf('some other lamps / b / c'));
  expect(findFits('asiol').posts).toEqual([0]);
  addPost(postings, vocabulary, postOf('a sea is our land / b / c'));
  expect(findFits('asiola').posts).toEqual([4]);
  expect(findFits('asio').posts).toEqual([0, 1, 4]);
});
