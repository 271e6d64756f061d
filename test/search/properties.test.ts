import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Post } from '../../src/posts/types.ts';
import { createAbbreviationMatcher } from '../../src/search/abbreviation.ts';
import { createIndex, createSearch } from '../../src/search/fuzzy-search.ts';
import { type Hit, type Hits, searchedText } from '../../src/search/hits.ts';
import { addPost, createPostings } from '../../src/search/postings.ts';
import { isEmptyQuery, parseQuery } from '../../src/search/query.ts';
import { scorePosts } from '../../src/search/score.ts';
import { toWords } from '../../src/search/tokens.ts';
import { createVocabulary } from '../../src/search/vocabulary.ts';
import { graphemes } from '../../src/text/width.ts';
import { codePoint } from '../support/code-point.ts';
import { postOf } from '../support/library.ts';

// Words of few letters, so that many are alike, and any text.
const word = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(...'abclort'), minLength: 1, maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom('e\u0301te\u0301', 'ログ', 'が', 'İ', '👩‍👩‍👧', 'Ångström', 'ß', "o'clock") },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
);
const line = fc.array(word, { minLength: 1, maxLength: 5 }).map(words => words.join(' '));
const post = fc.tuple(line, line, line, line).map(
  ([a, b, c, title]): Post => ({
    ...postOf(''),
    haiku: [a, b, c],
    slug: `${a}-/-${b}`,
    title,
    tags: title.split(' '),
  }),
);
const posts = fc.array(post, { maxLength: 12 });
const operator = fc
  .tuple(fc.constantFrom("'", '^', '!', '#', '!^'), word, fc.constantFrom('', '$'))
  .map(parts => parts.join(''));
const query = fc.oneof(
  line,
  word,
  fc.string({ unit: codePoint }),
  fc.array(fc.oneof(operator, word)).map(parts => parts.join(' ')),
);

const all = (hits: Hits): readonly Hit[] => hits.slice(0, hits.length);

/** The hits, with indexes for posts, because posts may be equal. */
const found = (hits: Hits, posts: readonly Post[]): readonly unknown[] =>
  all(hits).map(({ post, matched }) => [posts.indexOf(post), matched]);

test('hits are distinct posts of the index, and scores never rise', () => {
  fc.assert(
    fc.property(posts, query, (posts, query) => {
      const hits = all(createSearch(posts)(query)).map(hit => hit.post);
      expect(new Set(hits).size).toBe(hits.length);
      for (const hit of hits) expect(posts).toContain(hit);

      const postings = createPostings();
      const vocabulary = createVocabulary();
      for (const post of posts) addPost(postings, vocabulary, post);
      const asked = parseQuery(query, vocabulary);
      if (isEmptyQuery(asked)) expect(hits).toEqual(posts);
      else {
        const { points } = scorePosts(postings, asked, createAbbreviationMatcher(postings, vocabulary.words));
        const scores = hits.map(hit => points[posts.indexOf(hit)] ?? 0);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(scores).not.toContain(0);
      }
    }),
  );
});

const hasOperator = (query: string): boolean => query.split(/\s+/).some(piece => /^[\^'!#]|\$$/.test(piece));

test('the haiku of a post finds it before posts with other words', () => {
  fc.assert(
    fc.property(posts, post, (others, post) => {
      const words = toWords(searchedText(post));
      fc.pre(words.length > 0 && !hasOperator(searchedText(post)));
      const first = createSearch([...others, post])(searchedText(post)).at(0)?.post;
      expect(
        first && words.every(word => [...toWords(searchedText(first)), ...toWords(first.title)].includes(word)),
      ).toBe(true);
    }),
  );
});

/** The offsets at which the graphemes of a text start. */
function startsOf(text: string): ReadonlySet<number> {
  let at = 0;
  const starts = new Set<number>();
  for (const grapheme of graphemes(text)) {
    starts.add(at);
    at += grapheme.length;
  }
  return starts;
}

test('matched offsets ascend, are inside the text, and start a grapheme', () => {
  fc.assert(
    fc.property(posts, query, (posts, query) => {
      for (const { post, matched } of all(createSearch(posts)(query))) {
        expect(matched).toEqual([...new Set(matched)].sort((a, b) => a - b));
        const starts = startsOf(searchedText(post));
        for (const offset of matched) expect(starts).toContain(offset);
      }
    }),
  );
});

test('fields that match have offsets that ascend and start a grapheme', () => {
  fc.assert(
    fc.property(posts, query, (posts, query) => {
      for (const { fields } of all(createSearch(posts)(query)))
        for (const { text, matched } of fields) {
          expect(matched).toEqual([...new Set(matched)].sort((a, b) => a - b));
          const starts = startsOf(text);
          for (const offset of matched) expect(starts).toContain(offset);
        }
    }),
  );
});

test('every hit shows what matches, and excluded words are in no hit', () => {
  fc.assert(
    fc.property(posts, word, word, (posts, wanted, other) => {
      const search = createSearch(posts);
      for (const { matched, fields } of all(search(`${wanted} !${other}`)))
        if (toWords(wanted).length > 0 && !wanted.startsWith('!'))
          expect(matched.length + fields.length).toBeGreaterThan(0);
      const excluded = toWords(other);
      for (const { post } of all(search(`!${other}`)))
        for (const text of [searchedText(post), post.title])
          for (const word of toWords(text))
            expect(excluded.some(part => word.includes(part) && !hasOperator(other))).toBe(false);
    }),
  );
});

test('every matched grapheme has a typed letter', () => {
  fc.assert(
    fc.property(posts, query, (posts, query) => {
      const typed = toWords(query).join('');
      for (const { post, matched } of all(createSearch(posts)(query)))
        for (const offset of matched) {
          const [grapheme = ''] = graphemes(searchedText(post).slice(offset));
          expect([...toWords(grapheme).join('')].some(letter => typed.includes(letter))).toBe(true);
        }
    }),
  );
});

test('posts added in batches between searches give the same hits as posts added at once', () => {
  fc.assert(
    fc.property(posts, posts, query, query, (some, more, earlier, query) => {
      const index = createIndex();
      index.add(some);
      index.search(earlier);
      index.search(query);
      index.add(more);
      const both = [...some, ...more];
      expect(found(index.search(query), both)).toEqual(found(createSearch(both)(query), both));
    }),
  );
});

test('a query typed letter by letter gives the same hits as the whole query', () => {
  fc.assert(
    fc.property(posts, query, (posts, query) => {
      const typing = createSearch(posts);
      for (let length = 0; length <= query.length; length++) {
        const typed = query.slice(0, length);
        expect(found(typing(typed), posts)).toEqual(found(createSearch(posts)(typed), posts));
      }
    }),
    { numRuns: 50 },
  );
});

test('an arrangement orders posts with equal scores', () => {
  fc.assert(
    fc.property(posts, query, (posts, query) => {
      const index = createIndex();
      index.add(posts);
      index.arrange(Int32Array.from(posts, (_, at) => posts.length - 1 - at));
      const reversed = posts.toReversed();
      expect(found(index.search(query), reversed)).toEqual(found(createSearch(reversed)(query), reversed));
    }),
  );
});

test('slice() returns the same hits as at()', () => {
  fc.assert(
    fc.property(posts, query, fc.nat(14), fc.nat(14), (posts, query, from, to) => {
      const hits = createSearch(posts)(query);
      const ranks = [...Array(hits.length).keys()].filter(rank => rank >= from && rank < to);
      expect(hits.slice(from, to)).toEqual(ranks.map(rank => hits.at(rank)));
    }),
  );
});
