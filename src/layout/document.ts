import type { Block } from '../markdown/ast.ts';
import type { Link } from '../markdown/links.ts';
import type { BodyChunk } from '../markdown/parser.ts';
import { countLineEnds } from '../posts/parse-post.ts';
import { catCommand, type Slug } from '../posts/slug.ts';
import { joinSafe, type Safe, sanitize, splitSafe, trusted } from '../text/sanitize.ts';
import { type Line, type Span, textOf } from '../text/span.ts';
import { expandRowTabs, expandTabs } from '../text/tabs.ts';
import { graphemeBounds } from '../text/width.ts';
import { breakAnywhere, wrapPaths } from '../text/wrap.ts';
import { type LayoutOptions, layout, MAX_PROSE_COLUMNS, spacingBefore } from './layout.ts';
import { countRowMatches, countTreeMatches, highlightRows } from './matches.ts';
import { parsePostBody } from './post.ts';

export type { Link } from '../markdown/links.ts';

/** A heading, from level 1, or the post's title, of level 0, and the line of the content at which it begins. */
export type Heading = { readonly level: number; readonly text: Safe; readonly source: number };

/**
 * A part of a page that is set by itself, as often as one likes, and when it is looked at: what is far below costs
 * nothing.
 */
export type Chunk = {
  readonly layout: (setting: LayoutOptions) => readonly Line[];
  /** How much of the page it is, in characters of its source. */
  readonly length: number;
  /** The line of the content, from 1, at which its source begins; 0 where there is none. */
  readonly source: number;
  /** The headings that stand in nothing else, and the title of the post, in order. */
  readonly headings: () => readonly Heading[];
  /** The links, autolinks and images whose addresses are safe to open, in order, each address once. */
  readonly links: () => readonly Link[];
  /** How many matches of a pattern, as in {@link LayoutOptions}, its text has: as many as `set` marks at any width. */
  readonly count: (marks: RegExp) => number;
};

/** What a command put out: something that can be set at any width, from top to bottom. */
export type Document = readonly Chunk[];

/** A post as `cat` shows it: the command at the prompt, cut where a terminal would cut it, then the post. */
export async function postDocument(slug: Slug, content: string, hasLinks: boolean): Promise<Document> {
  const chunks = await parsePostBody(content, hasLinks);
  return [...commandDocument(catCommand(slug)), ...chunks.map((chunk, index) => createChunk(chunk, index === 0))];
}

function createChunk(chunk: BodyChunk, isFirst: boolean): Chunk {
  const { blocks, plainBlocks, links, followsNote, length, line } = chunk;
  const layoutChunk = (setting: LayoutOptions): readonly Line[] => {
    const tree = blocks();
    const [first] = tree;
    const isAdjacent = isFirst || !first || first.continues || (followsNote && first.kind === 'note');
    const above = isAdjacent ? [] : spacingBefore(first, undefined);
    const lines = layout(tree, { ...setting, columns: Math.min(setting.columns, MAX_PROSE_COLUMNS) });
    return [...above.map(spans => ({ spans, block: 0, source: lines[0]?.source ?? line })), ...lines];
  };
  return {
    layout: layoutChunk,
    length,
    source: line,
    headings: () => plainBlocks().flatMap(headingsOf),
    links,
    count: marks => countTreeMatches(plainBlocks(), marks),
  };
}

/** Of a title what names the post, without its label and date. */
function headingsOf(block: Block): readonly Heading[] {
  if (block.kind !== 'title' && block.kind !== 'heading') return [];
  const named = block.spans.filter(span => span.styles.includes('title'));
  const text = joinSafe(
    splitSafe(textOf(named.length > 0 ? named : block.spans), /(\n)/).map(part =>
      part === '\n' ? trusted(' ') : part,
    ),
  );
  return [{ level: block.kind === 'title' ? 0 : block.level, text, source: block.line }];
}

const nothingElse = { headings: () => [], links: () => [] } as const;

/** Returns a command at the prompt: `$ cat post/….md`. */
export const promptSpans = (command: string): readonly Span[] => [
  { text: trusted('$ '), styles: ['accent'] },
  { text: sanitize(command, 'name'), styles: [] },
];

/** A command at its prompt, cut where the columns end. It is no text of the page: nothing in it is marked. */
export const commandDocument = (command: string): Document => [
  {
    ...nothingElse,
    layout: ({ columns }) =>
      breakAnywhere(promptSpans(command), columns).map(row => ({ spans: row, block: 0, source: 0 })),
    length: 1,
    source: 0,
    count: () => 0,
  },
];

/** Rows of a command's output, each wrapped at blanks and slashes; a tab in one goes to the next stop of eight. */
export const textDocument = (...rows: readonly (readonly Span[])[]): Document => hangingIndentDocument(2, rows);

/** Rows as of {@link textDocument}; what does not fit on one goes on below it, set in by `hang` cells. */
export function hangingIndentDocument(hang: number, rows: readonly (readonly Span[])[]): Document {
  const layoutChunk = ({ columns, highlights }: LayoutOptions): readonly Line[] => {
    const shown = rows.map(expandRowTabs);
    return (highlights ? highlightRows(shown, highlights) : shown)
      .flatMap(spans => wrapPaths(spans, columns, hang))
      .map(spans => ({ spans, block: 0, source: 0 }));
  };
  const count = (marks: RegExp): number => countRowMatches(rows.map(expandRowTabs), marks);
  return [{ ...nothingElse, layout: layoutChunk, length: rows.length, source: 0, count }];
}

/**
 * A post as its source: the command at the prompt, then the lines of the content as code, each a block of its own,
 * cut where the columns end.
 */
export const sourceDocument = (slug: Slug, content: string): Document => [
  ...commandDocument(catCommand(slug)),
  ...splitSource(content).map(sourceStretch),
];

/** A part of a content, and the number, from 1, of the line at which it begins. */
type SourcePart = { readonly text: string; readonly line: number };

/** Characters that a stretch of source has at most. */
const MAX_SOURCE_PART_LENGTH = 16_000;

function splitSource(content: string): readonly SourcePart[] {
  const chunks: SourcePart[] = [];
  for (let from = 0, line = 1; from < content.length; ) {
    const reach = content.slice(from, from + MAX_SOURCE_PART_LENGTH);
    const text = from + MAX_SOURCE_PART_LENGTH < content.length ? wholeLines(reach) : reach;
    chunks.push({ text, line });
    line += countLineEnds(text);
    from += text.length;
  }
  return chunks;
}

/** The whole lines within reach; of a line that is longer than it, what is. */
function wholeLines(reach: string): string {
  // Its last character may go on out of reach.
  const end = reach.lastIndexOf('\n') + 1 || graphemeBounds(reach)(reach.length - 1)[0];
  return reach.slice(0, end || reach.length);
}

function sourceStretch({ text, line }: SourcePart): Chunk {
  const rows = (): readonly (readonly Span[])[] =>
    text
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
      .map(each => [{ text: expandTabs(sanitize(each, 'code')), styles: ['code'] }]);
  const layoutChunk = ({ columns, highlights }: LayoutOptions): readonly Line[] =>
    (highlights ? highlightRows(rows(), highlights) : rows()).flatMap((row, block) =>
      breakAnywhere(row, columns).map(spans => ({ spans, block, source: line + block })),
    );
  return {
    ...nothingElse,
    layout: layoutChunk,
    length: text.length,
    source: line,
    count: marks => countRowMatches(rows(), marks),
  };
}
