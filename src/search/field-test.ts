import type { Post } from '../posts/types.ts';
import { alignment } from './alignment.ts';
import { type MatchedField, searchedText } from './hits.ts';
import { letterOffsets, type Token, tokenize, toWords } from './tokens.ts';

/** The matches of a term in the name of a post, as offsets into {@link searchedText}, or in a field of it. */
export type Marks = { readonly matched: readonly number[] } | MatchedField;

/** A test of a field of a post, such as its date, or of the start or the end of a text. */
export type FieldTest = {
  /** Whether the words of the post don't count. */
  readonly isOnly: boolean;
  readonly test: (post: Post) => boolean;
  /** What matches in a post that passes the test. */
  readonly marks: (post: Post) => Marks;
};

/** A year, and as much of a month and a day as is typed. */
const DATE = /^[12]\d{3}(?:-\d{0,2}){0,2}$/;

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

/** Creates the test for a part of a query. Null if the part has only words. `words`: those of `body`. */
export function createFieldTest(
  body: string,
  words: readonly string[],
  isStart: boolean,
  isEnd: boolean,
): FieldTest | null {
  if (isStart || isEnd) return anchorTest(words, isStart, isEnd);
  if (body.startsWith('#')) return tagTest(words.join(' '));
  return DATE.test(body) ? dateTest(body) : null;
}

/** A last digit may be a whole month or day, or the first digit of one: `2020-1` is January, or October to December. */
function dateTest(typed: string): FieldTest {
  const start = typed.replace(/-(\d)(?=-)/, '-0$1');
  const starts = [start, start.replace(/-([1-9])$/, '-0$1')];
  const startOf = ({ date }: Post): string | undefined => starts.find(each => date?.startsWith(each));
  return {
    isOnly: typed.includes('-'),
    test: post => startOf(post) !== undefined,
    marks: post => ({ kind: 'date', text: post.date ?? '', matched: range(0, startOf(post)?.length ?? 0) }),
  };
}

function tagTest(typed: string): FieldTest {
  const tagOf = ({ tags }: Post): string | undefined => tags.find(tag => toWords(tag).join(' ').startsWith(typed));
  return {
    isOnly: true,
    test: post => tagOf(post) !== undefined,
    marks: post => {
      const text = `#${tagOf(post) ?? ''}`;
      return { kind: 'tag', text, matched: range(0, Math.min(text.length, 1 + typed.length)) };
    },
  };
}

function anchorTest(words: readonly string[], isStart: boolean, isEnd: boolean): FieldTest {
  const isAnchored = (text: string): boolean => {
    const all = toWords(text);
    const some = isStart ? all.slice(0, words.length) : all.slice(-words.length);
    if (some.length < words.length || (isStart && isEnd && all.length > words.length)) return false;
    return words.every((word, at) => {
      const other = some[at] ?? '';
      if (isStart && !isEnd && at === words.length - 1) return other.startsWith(word);
      return isEnd && !isStart && at === 0 ? other.endsWith(word) : other === word;
    });
  };
  const offsets = (text: string): readonly number[] => {
    const all = tokenize(text);
    const some = isStart ? all.slice(0, words.length) : all.slice(-words.length);
    return some.flatMap((token, at) => tokenOffsets(text, token, words[at] ?? '', isEnd && !isStart));
  };
  return {
    isOnly: true,
    test: post => isAnchored(searchedText(post)) || (post.haiku !== null && isAnchored(post.title)),
    marks: post => {
      const name = searchedText(post);
      if (isAnchored(name)) return { matched: offsets(name) };
      return { kind: 'title', text: post.title, matched: offsets(post.title) };
    },
  };
}

/** The offsets of the letters of a token that were typed, at its end if `isSuffix`. */
export function tokenOffsets(text: string, token: Token, typed: string, isSuffix = false): readonly number[] {
  const ofLetters = letterOffsets(text, token);
  const at = token.word.length - typed.length;
  const letters = isSuffix && at >= 0 ? range(at, token.word.length) : alignment(typed, token.word);
  return letters.map(letter => ofLetters[letter] ?? token.start);
}
