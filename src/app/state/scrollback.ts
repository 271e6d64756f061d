import type { Document } from '../../layout/document.ts';
import { countLineEnds } from '../../posts/content.ts';
import type { Slug } from '../../posts/slug.ts';
import { memoizeWeak } from '../../util/functions.ts';

/** An open post: its content, rendered and as source. `path` is below the posts folder. */
export type OpenPost = {
  readonly slug: Slug;
  readonly path: string;
  readonly content: string;
  readonly rendered: Document;
  readonly source: Document;
  readonly isSource: boolean;
};

/** A part of a command's output. `post` is null if it is not a post. */
export type OutputPart = { readonly document: Document; readonly post: OpenPost | null };

/** A command that was run, and its output. `document` joins the documents of all parts. */
export type ScrollbackEntry = {
  readonly command: string;
  readonly parts: readonly OutputPart[];
  readonly document: Document;
  readonly isTrimmed?: boolean;
};

export const createEntry = (command: string, parts: readonly OutputPart[]): ScrollbackEntry => ({
  command,
  parts,
  document: parts.flatMap(({ document }) => document),
});

/** Counts the lines of an entry. For a post, it counts source lines, so that the post need not be laid out. */
export const countLines: (entry: ScrollbackEntry) => number = memoizeWeak(({ parts }) =>
  parts.reduce(
    (sum, { document, post }) => sum + (post ? 1 + countLineEnds(post.content) : lengthOfDocument(document)),
    0,
  ),
);

/** Returns the index of the chunk that contains a source line; 0 above the first. */
export const chunkAtSource = (document: Document, line: number): number =>
  Math.max(
    0,
    document.findLastIndex(({ source }) => source > 0 && source <= line),
  );

/** The length of a document: in characters for a post, otherwise in rows. */
export const lengthOfDocument = (document: Document): number => document.reduce((sum, { length }) => sum + length, 0);
