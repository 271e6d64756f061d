import type { Slug } from '../post/slug.ts';
import { layout, measure } from './layout.ts';
import type { Line, Span } from './line.ts';
import { postTree, promptSpans } from './post.ts';
import { cutHard, wrapPaths } from './wrap.ts';

/** Something that can be set at any width, in columns. */
export type Page = (columns: number) => readonly Line[];

/** A post as `cat` shows it: the command at the prompt, cut where a terminal would cut it, then the post. */
export async function layoutPost(slug: Slug, content: string): Promise<Page> {
  const tree = await postTree(content);
  return columns => [...commandPage(promptSpans(slug))(columns), ...body(layout(tree, Math.min(columns, measure)))];
}

// Block 0 is the command line, so the post's own blocks count from 1.
const body = (lines: readonly Line[]): readonly Line[] =>
  lines.map(({ spans, block }) => ({ spans, block: block + 1 }));

/** A command at its prompt, cut where the columns end. */
export const commandPage =
  (spans: readonly Span[]): Page =>
  columns =>
    cutHard(spans, columns).map(row => ({ spans: row, block: 0 }));

/** A row of a command's output, wrapped at blanks and slashes. */
export const wrapRow = (spans: readonly Span[], columns: number): readonly (readonly Span[])[] =>
  wrapPaths(spans, columns, 2);
