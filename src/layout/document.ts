import type { Block } from '../markdown/ast.ts';
import type { Link } from '../markdown/links.ts';
import type { BodyChunk } from '../markdown/parser.ts';
import { createSourceColors, type Region, type SourceColors } from '../markdown/source-colors.ts';
import { countLineEnds } from '../posts/content.ts';
import { catCommand } from '../posts/slug.ts';
import type { PostRef } from '../posts/types.ts';
import { type FittedRow, hangingIndent } from '../text/fit-row.ts';
import { type Safe, sanitize, trusted } from '../text/sanitize.ts';
import { type Line, type Row, type Span, textOf } from '../text/span.ts';
import { expandRowTabs } from '../text/tabs.ts';
import { graphemeBounds } from '../text/width.ts';
import { wrapPaths } from '../text/wrap.ts';
import { attempt, messageOf, tryOr } from '../util/functions.ts';
import { type LayoutOptions, layout, layoutInMargin, marginOf, spacingBefore } from './layout.ts';
import { highlightBlocks, highlightRows } from './matches.ts';
import { loadHighlight, parsePostBody } from './post-blocks.ts';
import { numberLines, plainRows, sourceLines, wrapSource } from './source-rows.ts';

export type { Link } from '../markdown/links.ts';

/** A heading (level 1 to 6) or the title of the post (level 0), and the line of the content at which it begins. */
export type Heading = { readonly level: number; readonly text: Safe; readonly source: number };

/** A part of a document. It is laid out on demand, so text that is not shown costs nothing. */
export type Chunk = {
  readonly layout: (options: LayoutOptions) => readonly Line[];
  /** The length of its source, in characters; of rows that are not of a post, their number. */
  readonly length: number;
  /** The line of the content, from 1, at which its source begins. 0 if it is not of a post. */
  readonly source: number;
  /** The title of the post and the top-level headings, in order. */
  readonly headings: () => readonly Heading[];
  /** The links and images that can be opened, in order, each address once. See {@link Link}. */
  readonly links: () => readonly Link[];
  /** The number of matches of a pattern. `layout` highlights as many at any width. */
  readonly count: (pattern: RegExp) => number;
};

/** The output of a command, which can be laid out at any width. */
export type Document = readonly Chunk[];

/** The chunks above the text of a post: the command and a blank row. */
export const POST_HEAD_CHUNKS = 2;
const headOf = (post: PostRef): Document => [...commandDocument(catCommand(post)), ...textDocument([])];

/** Returns a post as `cat` shows it: the command at the prompt, then the post. `canFollow`: see {@link LinkOptions}. */
export async function postDocument(
  post: PostRef,
  content: string,
  hasLinks: boolean,
  canFollow = false,
): Promise<Document> {
  try {
    const chunks = await parsePostBody(post, content, { hasLinks, canFollow });
    const sourceOf = (index: number): string => {
      const [from = 1, end] = [chunks[index]?.line, chunks[index + 1]?.line];
      return content
        .split(/\r\n|\n|\r/)
        .slice(from - 1, end && Math.max(from, end - 1))
        .join('\n');
    };
    return [...headOf(post), ...chunks.map((chunk, index) => createChunk(chunk, index === 0, () => sourceOf(index)))];
  } catch (error) {
    const failure = inMargin(textDocument([failureSpan(error)]));
    return sourceDocument(post, content).toSpliced(POST_HEAD_CHUNKS, 0, ...failure);
  }
}

/** Says why a post is shown as source: a bug of the program, or a limit of V8. The other posts must stay readable. */
const failureSpan = (error: unknown): Span => ({
  text: sanitize(`shown as source, because it cannot be laid out: ${messageOf(error)}`, 'name'),
  styles: ['error'],
});

/** `sourceOf` returns the source, which is shown if the chunk cannot be laid out. */
function createChunk(chunk: BodyChunk, isFirst: boolean, sourceOf: () => string): Chunk {
  const { blocks, headings, links, followsNote, length, line } = chunk;
  const layoutChunk = (options: LayoutOptions): readonly Line[] => {
    const tree = blocks();
    const [first] = tree;
    const isAdjacent = isFirst || !first || first.continues || (followsNote && first.kind === 'note');
    const above = isAdjacent ? [] : spacingBefore(first, undefined);
    const lines = layout(tree, options);
    return [...above.map(spans => ({ spans, block: 0, source: lines[0]?.source ?? line })), ...lines];
  };
  const source = createRowsChunk(() => plainRows(sourceLines(sourceOf())), wrapSource, length, line);
  const layoutOrSource = (options: LayoutOptions): readonly Line[] =>
    tryOr(
      () => layoutChunk(options),
      error => [
        ...wrapPaths([failureSpan(error)], options.columns, 0).map(spans => ({ spans, block: 0, source: line })),
        ...source.layout(options),
      ],
    );
  return {
    layout: options => layoutInMargin(layoutOrSource, options),
    length,
    source: line,
    headings: () => tryOr(() => headings().flatMap(toHeading), source.headings),
    links: () => tryOr(links, source.links),
    count: pattern =>
      tryOr(
        () => highlightBlocks(blocks(false), pattern).count,
        () => source.count(pattern),
      ),
  };
}

function toHeading(block: Block): readonly Heading[] {
  if (block.kind !== 'title' && block.kind !== 'heading') return [];
  // The label and the date of a title are left out.
  const title = block.spans.filter(span => span.styles.includes('title'));
  const text = sanitize(textOf(title.length > 0 ? title : block.spans).replaceAll('\n', ' '), 'prose');
  return [{ level: block.kind === 'title' ? 0 : block.level, text, source: block.line }];
}

/** Creates a chunk of rows. `source`: the line of the content of the first row; then each row is a line and a block. */
const createRowsChunk = (
  rows: () => readonly Row[],
  wrapRow: (row: Row, columns: number) => readonly Row[],
  length: number,
  source = 0,
): Chunk => ({
  layout: ({ columns, highlights }) =>
    (highlights ? highlightRows(rows(), highlights).rows : rows()).flatMap((row, index) => {
      const position = source === 0 ? { block: 0, source } : { block: index, source: source + index };
      return wrapRow(row, columns).map(spans => ({ spans, ...position }));
    }),
  length,
  source,
  headings: () => [],
  links: () => [],
  count: pattern => highlightRows(rows(), pattern).count,
});

/** Returns a command at the prompt as spans: `$ cat post/….md`. */
export const promptSpans = (command: string): Row => [
  { text: trusted('$ '), styles: ['accent'] },
  { text: sanitize(command, 'name'), styles: [] },
];

/** Wraps a command at the prompt. */
export const wrapCommand = (command: string, columns: number): readonly Row[] =>
  wrapPaths(promptSpans(command), columns, marginOf(columns));

/** Returns a command at the prompt. A search does not match in it. */
export function commandDocument(command: string): Document {
  const chunk = createRowsChunk(
    () => [promptSpans(command)],
    (_, columns) => wrapCommand(command, columns),
    1,
  );
  return [{ ...chunk, layout: options => chunk.layout({ ...options, highlights: null }), count: () => 0 }];
}

/**
 * Returns rows of output. A fitted row fits itself; a screen reader gets the whole row. Other rows are wrapped at spaces and
 * slashes, with tab stops every 8 columns.
 */
export function outputDocument(rows: readonly (Row | FittedRow)[]): Document {
  const wholeRows = (): readonly Row[] => rows.map(row => ('arrange' in row ? row.row : expandRowTabs(row)));
  const chunk = createRowsChunk(wholeRows, row => [row], rows.length);
  const layout = ({ columns, sideways, highlights = null }: LayoutOptions): readonly Line[] =>
    chunk.layout({ columns, sideways, highlights }).flatMap((line, index) => {
      const row = rows[index] ?? [];
      const isFitted = 'arrange' in row && sideways !== null;
      const fitted = isFitted ? row.arrange(line.spans, columns) : wrapPaths(line.spans, columns, hangingIndent(row));
      return fitted.map(spans => ({ ...line, spans }));
    });
  return [{ ...chunk, layout }];
}

/** Returns rows of text, wrapped at spaces and slashes. Tab stops are every 8 columns. */
export const textDocument = (...rows: readonly Row[]): Document => outputDocument(rows);

/** Returns rows like {@link textDocument}, with a hanging indent of `hang` cells. */
export const hangingIndentDocument = (hang: number, rows: readonly Row[]): Document => [
  createRowsChunk(
    () => rows.map(expandRowTabs),
    (row, columns) => wrapPaths(row, columns, hang),
    rows.length,
  ),
];

/** Returns a document at the right of the margin. */
export const inMargin = (document: Document): Document =>
  document.map(chunk => ({ ...chunk, layout: options => layoutInMargin(chunk.layout, options) }));

/**
 * Returns a post as source: the command at the prompt, then the lines of the content, wrapped at words, in colors if there
 * are any. Must not fail, because it shows the posts that cannot be laid out.
 */
export function sourceDocument(post: PostRef, content: string, colors: SourceColors | null = null): Document {
  const parts: { readonly text: string; readonly line: number }[] = [];
  let line = 1;
  for (let from = 0; from < content.length; ) {
    const text = sourcePart(content, from);
    parts.push({ text, line });
    line += countLineEnds(text);
    from += text.length;
  }
  const digits = String(line).length;
  /** The regions at the starts of the parts that were shown, and of those before them. */
  const regions: Region[] = [];
  const colorPart = (colors: SourceColors, index: number): readonly Row[] => {
    for (let at = regions.length; at <= index; at++)
      regions[at] =
        at === 0 ? colors.firstRegion : colors.regionAfter(parts[at - 1]?.text ?? '', regions[at - 1] ?? null);
    return colors.color(sourceLines(parts[index]?.text ?? ''), regions[index] ?? null);
  };
  const chunks = parts.map(({ text, line }, index): Chunk => {
    const chunk = createRowsChunk(() => plainRows(sourceLines(text)), wrapSource, text.length, line);
    const colored = colors && createRowsChunk(() => colorPart(colors, index), wrapSource, text.length, line);
    const isWithin = index > 0 && parts[index - 1]?.text.endsWith('\n') === false;
    return {
      ...chunk,
      layout: options =>
        numberLines(options.columns, digits, isWithin, columns => {
          const plain = (): readonly Line[] => chunk.layout({ ...options, columns });
          return colored ? tryOr(() => colored.layout({ ...options, columns }), plain) : plain();
        }),
    };
  });
  return [...headOf(post), ...inMargin(chunks)];
}

/** Returns a post as source like {@link sourceDocument}, with the colors of its syntax. */
export async function coloredSourceDocument(post: PostRef, content: string): Promise<Document> {
  // Without colors if they fail: the source is shown for posts that cannot be laid out.
  const highlight = await loadHighlight(content).catch(() => null);
  return sourceDocument(
    post,
    content,
    attempt(() => createSourceColors(post.path, content, highlight)),
  );
}

/** In characters. */
const MAX_SOURCE_PART_LENGTH = 16_000;

/** Returns as many whole lines as fit into a part. A line that is too long is cut between graphemes. */
function sourcePart(content: string, from: number): string {
  const part = content.slice(from, from + MAX_SOURCE_PART_LENGTH);
  if (from + MAX_SOURCE_PART_LENGTH >= content.length) return part;
  // The last character may combine with the next.
  const end = part.lastIndexOf('\n') + 1 || graphemeBounds(part)(part.length - 1)[0];
  return part.slice(0, end || part.length);
}
