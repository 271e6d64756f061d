import type { Post } from '../post/library.ts';
import { fold } from '../post/slug.ts';
import { type WordMatcher, wordMatcher } from './words.ts';

/** A post that a query found. `matched` are offsets into {@link searchedText}, ascending, of what the reader typed. */
export type Hit = { readonly post: Post; readonly score: number; readonly matched: readonly number[] };

/** Finds posts by a query typed so far, best first; every post, in the order given, for an empty one. */
export type Search = (query: string) => readonly Hit[];

/** What a search shows and highlights of a post: `a shell I once loved / we … / no rollback existed`. */
export const searchedText = (post: Post): string => post.haiku.join(' / ');

type Token = { readonly word: string; readonly start: number; readonly place: number; readonly opensLine: boolean };
type Indexed = { readonly post: Post; readonly tokens: readonly Token[]; readonly titleWords: readonly string[] };

/** Rewards beside the words' own scores, each small beside a word's 1. */
const bonus = { adjacent: 0.15, inOrder: 0.05, opensLine: 0.04 } as const;
/** A near miss matches at least this well, by the word typed. */
const leastLikeness = 0.4;
/** A title is searched too, and weighs less than the haiku. */
const titleWeight = 0.6;

/**
 * A search over the words of the haiku. Every word of the query must match a word of the post, by prefix, likeness or
 * abbreviation; posts rank by how well, then by whether the words stand together and in order. A query that no post's
 * words explain is tried as initials.
 *
 *   'rolback exsted' → a shell I once loved / … / no [rol]l[back] [ex]i[sted]      'asiol' → [a] [s]hell [I] [o]nce [l]oved
 */
export function searcher(posts: readonly Post[]): Search {
  const index = posts.map(indexed);
  const vocabulary = new Set(index.flatMap(each => [...each.tokens.map(token => token.word), ...each.titleWords]));
  const match = wordMatcher([...vocabulary]);
  return query => {
    const words = queryWords(query);
    if (words.length === 0) return posts.map(post => ({ post, score: 0, matched: [] }));
    const hits = index.flatMap(each => scored(each, words, match, words.length));
    return bestFirst(hits.length > 0 ? hits : index.flatMap(each => byInitials(each, words.join(''))));
  };
}

/** The posts that a name which fits none may have meant: those that share most of its words, at most `count`. */
export function nearest(posts: readonly Post[], typed: string, count: number): readonly Post[] {
  const index = posts.map(indexed);
  const match = wordMatcher([...new Set(index.flatMap(each => each.tokens.map(token => token.word)))]);
  const words = queryWords(typed);
  const hits = index.flatMap(each => scored(each, words, match, Math.ceil(words.length / 2)));
  return bestFirst(hits.filter(hit => hit.score >= leastLikeness * words.length))
    .slice(0, count)
    .map(hit => hit.post);
}

const queryWords = (query: string): readonly string[] => fold(query).split(' ').filter(Boolean);

// toSorted is stable: equals stay in the order of the posts, newest first.
const bestFirst = (hits: readonly Hit[]): readonly Hit[] => hits.toSorted((a, b) => b.score - a.score);

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;

function indexed(post: Post): Indexed {
  let offset = 0;
  const tokens: Token[] = [];
  for (const line of post.haiku) {
    for (const [at, match] of [...line.matchAll(wordPattern)].entries())
      tokens.push({ word: fold(match[0]), start: offset + match.index, place: tokens.length, opensLine: at === 0 });
    offset += line.length + ' / '.length;
  }
  return { post, tokens, titleWords: fold(post.title).split(' ').filter(Boolean) };
}

/** The post as a hit, when at least `needed` words of the query match it. */
function scored(
  { post, tokens, titleWords }: Indexed,
  words: readonly string[],
  match: WordMatcher,
  needed: number,
): readonly Hit[] {
  const found: (Token & { readonly queryWord: string })[] = [];
  let score = 0;
  let count = 0;
  for (const queryWord of words) {
    const likely = match(queryWord);
    let best: Token | undefined;
    let bestScore = 0;
    for (const token of tokens) {
      const own = likely.get(token.word) ?? 0;
      const total = own === 0 ? 0 : own + placeBonus(token, found.at(-1));
      if (total > bestScore) [best, bestScore] = [token, total];
    }
    const inTitle = titleWeight * Math.max(0, ...titleWords.map(word => likely.get(word) ?? 0));
    if (best && bestScore >= inTitle) found.push({ ...best, queryWord });
    score += Math.max(bestScore, inTitle);
    if (best || inTitle > 0) count++;
  }
  if (count === 0 || count < needed) return [];
  const matched = found.flatMap(token => alignment(token.queryWord, token.word).map(at => token.start + at));
  return [{ post, score, matched: [...new Set(matched)].sort((a, b) => a - b) }];
}

const placeBonus = (token: Token, before: Token | undefined): number => {
  const opens = token.opensLine ? bonus.opensLine : 0;
  if (!before) return opens;
  if (token.place === before.place + 1) return opens + bonus.adjacent;
  return token.place > before.place ? opens + bonus.inOrder : opens;
};

function byInitials({ post, tokens }: Indexed, letters: string): readonly Hit[] {
  const matched: number[] = [];
  let from = 0;
  for (const letter of letters) {
    const place = tokens.findIndex((token, index) => index >= from && token.word.startsWith(letter));
    if (place === -1) return [];
    matched.push(tokens[place]?.start ?? 0);
    from = place + 1;
  }
  const skipped = from - letters.length;
  return letters.length < 2 ? [] : [{ post, score: 1 / (1 + skipped), matched }];
}

/**
 * The letters of `word` that a reader would say they typed: a longest common subsequence, as far left as it goes.
 *
 *   alignment('exsted', 'existed') = [0, 1, 3, 4, 5, 6]
 */
export function alignment(query: string, word: string): readonly number[] {
  const common = Array.from({ length: query.length + 1 }, () => new Uint8Array(word.length + 1));
  for (let q = query.length - 1; q >= 0; q--)
    for (let w = word.length - 1; w >= 0; w--) {
      const row = common[q] as Uint8Array;
      const below = common[q + 1] as Uint8Array;
      row[w] = query[q] === word[w] ? 1 + (below[w + 1] ?? 0) : Math.max(below[w] ?? 0, row[w + 1] ?? 0);
    }
  const matched: number[] = [];
  for (let q = 0, w = 0; q < query.length && w < word.length; ) {
    if (query[q] === word[w]) {
      matched.push(w++);
      q++;
    } else if ((common[q + 1]?.[w] ?? 0) >= (common[q]?.[w + 1] ?? 0)) q++;
    else w++;
  }
  return matched;
}
