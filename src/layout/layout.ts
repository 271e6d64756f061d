import type { Block } from '../markdown/ast.ts';
import { blanks, repeatSafe, safe, sanitize, sliceSafe, trusted } from '../text/sanitize.ts';
import { type LaidOutRow, type Line, type Row, rowsAtLine, type Span, toLines } from '../text/span.ts';
import { spansWidth, width } from '../text/width.ts';
import { wrap, wrapLine, wrapProse } from '../text/wrap.ts';
import { maximum } from '../util/functions.ts';
import { layoutCode } from './code.ts';
import { highlightBlocks } from './matches.ts';
import { layoutTable } from './table.ts';

export const MAX_PROSE_COLUMNS = 80;
/** On a narrower screen, a post has no margin. */
const MIN_COLUMNS_WITH_MARGIN = 60;
const MARGIN: Span = { text: trusted('  '), styles: ['margin'] };
const BLANK: Row = [];

/**
 * `columns`: the width for code and tables. Prose uses at most {@link MAX_PROSE_COLUMNS} of them.
 * `sideways`: the number of columns by which wide code is scrolled; null for printed output, where wide code wraps.
 * `hasMarks`: whether headings have the marks of Markdown, because nothing else tells their levels without styles.
 * `highlights`: a pattern with the flag `g`, whose matches are highlighted.
 */
export type LayoutOptions = {
  readonly columns: number;
  readonly sideways: number | null;
  readonly hasMarks?: boolean;
  readonly highlights?: RegExp | null;
};

/** Options for a block. `columns`: the width for prose. `wideColumns`: the width for code and tables. */
type BlockOptions = LayoutOptions & { readonly wideColumns: number };

/**
 * Lays out blocks. Each line has the number of its top-level block. A line of code that can be scrolled has a number of
 * its own, because it is one row at any width. No line is wider than the columns.
 *
 *   layout([{ kind: 'paragraph', spans, line: 1 }], { columns: 40, sideways: null })
 *   → [{ spans: […], block: 0, source: 1 }, …]
 */
export function layout(tree: readonly Block[], layoutOptions: LayoutOptions): readonly Line[] {
  const { sideways, highlights } = layoutOptions;
  const wideColumns = Math.max(1, layoutOptions.columns);
  const options = { ...layoutOptions, columns: Math.min(wideColumns, MAX_PROSE_COLUMNS), wideColumns };
  const shown = tree.filter(isShown);
  const blocks = highlights ? highlightBlocks(shown, highlights).blocks : shown;
  let number = -1;
  return blocks.flatMap((block, index) => {
    const above = index === 0 || block.continues ? [] : spacingBefore(block, blocks[index - 1]);
    const rows = layoutBlock(block, options);
    const isScrollable = sideways !== null && block.kind === 'code';
    number++;
    const lines = above.map((spans): Line => ({ spans, block: number, source: firstSource(rows, block) }));
    for (const [at, { spans, source }] of rows.entries()) {
      if (isScrollable && at > 0) number++;
      lines.push({ spans, block: number, source });
    }
    return lines;
  });
}

/** Whether a heading has a rule below it. */
const hasRule = (block: Block | undefined): boolean =>
  block?.kind === 'title' || (block?.kind === 'heading' && block.level === 1);

/** Whether a block is shown. A rule beside a heading that has one is not: two rules would follow each other. */
const isShown = (block: Block, at: number, blocks: readonly Block[]): boolean =>
  block.kind !== 'rule' || !(hasRule(blocks[at - 1]) || hasRule(blocks[at + 1]));

/** Returns the cells of the margin at the left of a post. Only `$` and `❯` are in it. */
export const marginOf = (columns: number): number => (columns < MIN_COLUMNS_WITH_MARGIN ? 0 : width(MARGIN.text));

/** Lays out text at the right of the margin. */
export function layoutInMargin(
  layoutText: (options: LayoutOptions) => readonly Line[],
  options: LayoutOptions,
): readonly Line[] {
  const margin = marginOf(options.columns);
  const lines = layoutText({ ...options, columns: options.columns - margin });
  const indentLine = (line: Line): Line => (line.spans.length > 0 ? { ...line, spans: [MARGIN, ...line.spans] } : line);
  return margin > 0 ? lines.map(indentLine) : lines;
}

/** Whether a block belongs to the row above it. */
const isAttached = (block: Block, previous: Block | undefined): boolean =>
  previous?.kind === 'caption' ||
  block.kind === 'definition' ||
  (block.kind === 'details' && previous?.kind === 'title');

/** Returns the blank rows above a block: two above a heading of level 1, none between notes, otherwise one. */
export function spacingBefore(block: Block, previous: Block | undefined): readonly Row[] {
  if (isAttached(block, previous)) return [];
  if (block.kind === 'heading' && block.level === 1) return [BLANK, BLANK];
  return block.kind === 'note' && previous?.kind === 'note' ? [] : [BLANK];
}

/** Returns the source line of the blank rows above a block, which belong to the block. */
const firstSource = (rows: readonly LaidOutRow[], { line }: Pick<Block, 'line'>): number => rows[0]?.source ?? line;

const withBlankAbove = (rows: readonly LaidOutRow[], block: Pick<Block, 'line'>): readonly LaidOutRow[] => [
  { spans: BLANK, source: firstSource(rows, block) },
  ...rows,
];

function layoutBlock(block: Block, options: BlockOptions): readonly LaidOutRow[] {
  const { columns } = options;
  switch (block.kind) {
    case 'haiku':
      return rowsAtLine(block.line, layoutHaiku(block.lines, columns));
    case 'paragraph':
      if (block.keepsLines)
        return toLines(block.spans).flatMap((row, at) => rowsAtLine(block.line + at, wrapLine(row, columns)));
      return rowsAtLine(block.line, wrapProse(block.spans, columns));
    case 'details':
    case 'caption':
      return rowsAtLine(block.line, wrapProse(block.spans, columns));
    case 'title':
    case 'heading': {
      const level = block.kind === 'title' ? 1 : block.level;
      const text = level === 1 || !options.hasMarks ? trusted('') : safe`${repeatSafe(trusted('#'), level)} `;
      const rows = wrapProse(text === '' ? block.spans : [{ text, styles: [] }, ...block.spans], columns);
      const below = level === 1 ? [[rule(Math.min(columns, maximum(rows.map(spansWidth))))]] : [];
      return rowsAtLine(block.line, [...rows, ...below]);
    }
    case 'code': {
      const { label, line } = block;
      const rows = indent(layoutCode(toLines(block.spans), line, narrow(options, 2)), options, CODE_BAR);
      return label === null ? rows : [...rowsAtLine(line, wrap([{ text: label, styles: ['dim'] }], columns)), ...rows];
    }
    case 'quote':
      return indent(layoutAll(block.blocks, narrow(options, 2), false, block.continues), options, QUOTE_BAR);
    case 'definition':
      return indent(layoutAll(block.blocks, narrow(options, 4), false, block.continues), options, pad(4));
    case 'list':
      return layoutList(block, options);
    case 'note':
      return layoutNote(block, options);
    case 'table':
      return layoutTable(block, options);
    case 'rule':
      return rowsAtLine(block.line, [[rule(Math.min(columns, 24))]]);
  }
}

const CODE_BAR: Span = { text: trusted('│ '), styles: ['rule'] };
const QUOTE_BAR: Span = { text: trusted('▎ '), styles: ['quote'] };

const rule = (cells: number): Span => ({ text: repeatSafe(trusted('─'), cells), styles: ['rule'] });

const SLASH: Span = { text: trusted(' /'), styles: ['slash'] };

/** Lays out each line of a haiku as a line of verse, with the slash at its end. */
const layoutHaiku = (lines: readonly Row[], columns: number): readonly Row[] =>
  lines.flatMap((line, index) => wrapLine(index === lines.length - 1 ? line : [...line, SLASH], columns));

/** Lays out the blocks of a container. `continues`: the container has blocks in an earlier chunk. */
const layoutAll = (
  tree: readonly Block[],
  options: BlockOptions,
  tight: boolean,
  continues = false,
): readonly LaidOutRow[] =>
  tree.filter(isShown).flatMap((block, index, blocks) => {
    const rows = layoutBlock(block, options);
    const isFirst = index === 0 && !continues;
    const isAdjacent =
      block.continues || isFirst || (tight && block.kind === 'list') || isAttached(block, blocks[index - 1]);
    return isAdjacent ? rows : withBlankAbove(rows, block);
  });

function layoutList(list: Extract<Block, { kind: 'list' }>, options: BlockOptions): readonly LaidOutRow[] {
  const markers = list.items.map(({ checked }, index) => {
    const box = checked === null ? '' : checked ? '☑ ' : '☐ ';
    return list.start === null ? box || '• ' : `${list.start + index}. ${box}`;
  });
  const hang = maximum(markers.map(width));
  return list.items.flatMap((item, index) => {
    const rows = layoutAll(item.blocks, narrow(options, hang), list.tight, item.continues);
    const marker: Span = {
      text: sanitize((markers[index] ?? '').padStart(hang), 'name'),
      styles: [item.checked ? 'accent' : 'dim'],
    };
    const lines = hangMarker(rows, item, marker, options);
    const isAdjacent = list.tight || item.continues || (index === 0 && !list.continues);
    return isAdjacent ? lines : withBlankAbove(lines, item);
  });
}

function layoutNote(note: Extract<Block, { kind: 'note' }>, options: BlockOptions): readonly LaidOutRow[] {
  const { label, blocks, line, continues } = note;
  const marker: Span = { text: safe`[${label}] `, styles: ['note'] };
  const hang = width(marker.text);
  if (hang > options.columns >> 1) {
    const above = continues ? [] : wrap([marker], options.columns);
    return [...rowsAtLine(line, above), ...layoutAll(blocks, options, false, continues)];
  }
  return hangMarker(layoutAll(blocks, narrow(options, hang), false, continues), note, marker, options);
}

/** Returns options with fewer columns, for text with an indent. Returns the same options if too few would be left. */
const narrow = (options: BlockOptions, by: number): BlockOptions =>
  options.columns - by >= 8
    ? { ...options, columns: options.columns - by, wideColumns: options.wideColumns - by }
    : options;

const pad = (cells: number): Span => ({ text: blanks(cells), styles: [] });

/** Puts a marker before the first row of a block, and indents the other rows. A block that continues gets no marker. */
function hangMarker(
  rows: readonly LaidOutRow[],
  { line, continues }: Pick<Block, 'line' | 'continues'>,
  marker: Span,
  options: BlockOptions,
): readonly LaidOutRow[] {
  const hanging = rows.length > 0 ? rows : rowsAtLine(line, [BLANK]);
  return indent(hanging, options, pad(width(marker.text)), continues ? undefined : marker);
}

/**
 * Puts `prefix` before every row, or `first` before the first one; before a blank row without its blanks. If there are too
 * few columns, nothing is indented.
 */
function indent(rows: readonly LaidOutRow[], options: BlockOptions, prefix: Span, first?: Span): readonly LaidOutRow[] {
  if (narrow(options, width(prefix.text)) !== options) {
    const bar = prefix.text.trimEnd() === '' ? BLANK : [{ ...prefix, text: sliceSafe(prefix.text, 0, -1) }];
    return rows.map((row, index) => {
      const before = (index === 0 && first) || prefix;
      return { ...row, spans: row.spans.length === 0 && before === prefix ? bar : [before, ...row.spans] };
    });
  }
  const above = first ? wrap([first], options.columns) : [];
  return [...rowsAtLine(rows[0]?.source ?? 0, above), ...rows];
}
