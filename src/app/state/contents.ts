import type { Chunk, Document, Heading } from '../../layout/document.ts';
import { memoizeWeak } from '../../util/functions.ts';
import type { ScrollbackEntry } from './scrollback.ts';

/** The headings of a chunk, cached because finding them parses text. */
export const headingsIn: (chunk: Chunk) => readonly Heading[] = memoizeWeak(chunk => chunk.headings());

export const headingsOf = (document: Document): readonly Heading[] => document.flatMap(headingsIn);

/** The columns of a contents rail with its separator, and of the narrowest screen that has one. */
const RAIL_COLUMNS = 39;
const MIN_SCREEN_COLUMNS = 140;

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

/** Returns the columns for a chunk on a screen: all, except beside a contents rail. They do not change while the post is read. */
export const columnsForChunk = (entry: ScrollbackEntry, chunk: Chunk, columns: number): number =>
  columns >= MIN_SCREEN_COLUMNS && chunksBesideRail(entry).has(chunk) ? columns - RAIL_COLUMNS : columns;
