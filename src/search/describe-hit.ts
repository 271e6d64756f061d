import { baseName, folderOf } from '../posts/file-names.ts';
import type { Post } from '../posts/types.ts';
import { type Abbreviation, bestPath, scorePath } from './abbreviation.ts';
import { type Marks, tokenOffsets } from './field-test.ts';
import { type Hit, type MatchedField, searchedText } from './hits.ts';
import type { Postings } from './postings.ts';
import type { Query } from './query.ts';
import { IN_FIELD, scorePost } from './rank.ts';
import { abbreviationPoints } from './score.ts';
import { tokenize } from './tokens.ts';

/** Returns the hit of a query in a post, with all that matches. `words`: those of the vocabulary. */
export function describeHit(
  postings: Postings,
  number: number,
  query: Query,
  words: readonly string[],
  abbreviation: Abbreviation | null,
): Hit {
  const post = postings.posts[number] as Post;
  const { terms } = query;
  const places: number[] = [];
  const points = scorePost(postings, number, query, terms.length, places);
  const text = searchedText(post);
  const tokens = tokenize(text);
  const first = postings.starts[number] ?? 0;
  const letters = abbreviation?.letters ?? '';
  const isAbbreviated =
    abbreviation !== null && abbreviationPoints(scorePath(postings, number, abbreviation), letters) > points;
  const matches = isAbbreviated
    ? bestPath(postings, number, abbreviation).map(({ place, from, to }) => ({
        place,
        typed: letters.slice(from, to),
        field: null,
      }))
    : places.map((place, at) => ({ place, typed: terms[at]?.word ?? '', field: terms[at]?.field ?? null }));
  const marks = matches.flatMap(({ place, typed, field }): readonly Marks[] => {
    if (place === IN_FIELD) return field ? [field.marks(post)] : [];
    const entry = first + place;
    const token = entry < (postings.haikuEnds[number] ?? 0) ? tokens[place] : undefined;
    if (token) return [{ matched: tokenOffsets(text, token, typed) }];
    return marksInFields(post, words[(postings.entries[entry] ?? 0) >> 1] ?? '', typed);
  });
  return {
    post,
    matched: ascending(marks.flatMap(mark => ('kind' in mark ? [] : mark.matched))),
    fields: merged(marks),
  };
}

const ascending = (offsets: readonly number[]): readonly number[] => [...new Set(offsets)].sort((a, b) => a - b);

/** The first field of a post that has a word. */
function marksInFields(post: Post, word: string, typed: string): readonly MatchedField[] {
  for (const [kind, text] of fieldsOf(post)) {
    const token = tokenize(text).find(token => token.word === word);
    if (token) return [{ kind, text, matched: tokenOffsets(text, token, typed) }];
  }
  return [];
}

const fieldsOf = ({ haiku, title, tags, path, slug }: Post): readonly (readonly [MatchedField['kind'], string])[] => [
  ...(haiku ? [['title', title] as const] : []),
  ...tags.map(tag => ['tag', `#${tag}`] as const),
  ['folder', folderOf(path)],
  ['file', baseName(path)],
  ['file', slug],
];

/** The fields among marks, each once. */
function merged(marks: readonly Marks[]): readonly MatchedField[] {
  const fields = new Map<string, MatchedField>();
  for (const mark of marks) {
    if (!('kind' in mark)) continue;
    const key = `${mark.kind} ${mark.text}`;
    const matched = ascending([...(fields.get(key)?.matched ?? []), ...mark.matched]);
    fields.set(key, { ...mark, matched });
  }
  return [...fields.values()];
}
