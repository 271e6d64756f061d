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

/** A part of a command's output. `post` is set if it is a post. */
export type OutputPart = { readonly document: Document; readonly post: OpenPost | null };

/** A command that was run, and its output. `document` is the documents of all parts. */
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

/** The lines of an entry: of a post those of its source, so that none is laid out to be counted. */
export const countLines: (entry: ScrollbackEntry) => number = memoizeWeak(({ parts }) =>
  parts.reduce(
    (sum, { document, post }) => sum + (post ? 1 + countLineEnds(post.content) : lengthOfDocument(document)),
    0,
  ),
);

/** The length of a document: of a post in characters, otherwise in rows. */
export const lengthOfDocument = (document: Document): number => document.reduce((sum, { length }) => sum + length, 0);
