import type { Chunk, Document, Heading } from '../../layout/document.ts';
import { memoizeWeak } from '../../util/functions.ts';
import type { ScrollbackEntry } from './scrollback.ts';

/** The headings of a chunk, cached because finding them parses text. */
export const headingsIn: (chunk: Chunk) => readonly Heading[] = memoizeWeak(chunk => chunk.headings());

export const headingsOf = (document: Document): readonly Heading[] => document.flatMap(headingsIn);

/** The narrowest screen that has a contents rail. */
const MIN_SCREEN_COLUMNS = 140;
/** Returns the columns of a contents rail with its separator. A wider screen cuts fewer headings. */
const railColumns = (columns: number): number => 39 + ((columns - MIN_SCREEN_COLUMNS) >> 1);

/** Whether a post has at least two headings besides its title. Reads no further than the second. */
const hasContents: (document: Document) => boolean = memoizeWeak(document => {
  let left = 2;
  for (const chunk of document) {
    left -= headingsIn(chunk).filter(({ level }) => level > 0).length;
    if (left <= 0) return true;
  }
  return false;
});

const chunksBesideRail = memoizeWeak(
  ({ parts }: ScrollbackEntry): ReadonlySet<Chunk> =>
    new Set(parts.flatMap(({ document, post }) => (post && hasContents(post.rendered) ? document : []))),
);

/**
 * Returns the columns for a chunk on a screen: all, except beside a contents rail. They do not change while the post is
 * read.
 */
export const columnsForChunk = (entry: ScrollbackEntry, chunk: Chunk, columns: number): number =>
  columns >= MIN_SCREEN_COLUMNS && chunksBesideRail(entry).has(chunk) ? columns - railColumns(columns) : columns;
