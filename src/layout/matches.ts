import type { Block } from '../markdown/ast.ts';
import { type Row, type Span, textOf } from '../text/span.ts';
import { createSpanReader } from '../text/style-runs.ts';
import { graphemeBounds } from '../text/width.ts';

/** Where a match stands in a text: the characters from `from` to before `to`. */
type Range = { readonly from: number; readonly to: number };

/** Does something with a text of a tree, and gives what stands there instead. In code no match goes past a line. */
type Visit = (spans: Row, isCode: boolean) => Row;

/**
 * A tree of which what matches has the style `match` and the number of its match, counted through in the order of the
 * tree. Done before the tree is laid out, so that a match may go past the end of a row, and no row is another for it.
 *
 *   'the ', 'log' strong, and /e l/g → 'th', 'e ' match 0, 'l' strong match 0, 'og' strong
 */
export function highlightTree(tree: readonly Block[], marks: RegExp): readonly Block[] {
  const mark = markerOf(marks);
  return tree.map(block => withTexts(block, mark));
}

/** Rows of which what matches is marked, as {@link highlightTree} does it. */
export function highlightRows(rows: readonly Row[], marks: RegExp): readonly Row[] {
  const mark = markerOf(marks);
  return rows.map(row => mark(row, false));
}

/** How many matches {@link highlightTree} marks. */
export function countTreeMatches(tree: readonly Block[], marks: RegExp): number {
  const pattern = new RegExp(marks);
  let count = 0;
  for (const block of tree)
    withTexts(block, (spans, isCode) => {
      count += rangesIn(spans, isCode, pattern).length;
      return spans;
    });
  return count;
}

/** How many matches {@link highlightRows} marks. */
export function countRowMatches(rows: readonly Row[], marks: RegExp): number {
  const pattern = new RegExp(marks);
  return rows.reduce((count, row) => count + rangesIn(row, false, pattern).length, 0);
}

function markerOf(marks: RegExp): Visit {
  const pattern = new RegExp(marks); // one's own, whose `lastIndex` is 0
  let number = 0;
  return (spans, isCode) => {
    const ranges = rangesIn(spans, isCode, pattern);
    const parted = ranges.length === 0 ? spans : partedAt(spans, ranges, number);
    number += ranges.length;
    return parted;
  };
}

/** A block with its texts, or those of the blocks in it, as `visit` gives them, in order. */
function withTexts(block: Block, visit: Visit): Block {
  const inside = (blocks: readonly Block[]): readonly Block[] => blocks.map(each => withTexts(each, visit));
  switch (block.kind) {
    case 'haiku':
      return { ...block, lines: block.lines.map(line => visit(line, false)) };
    case 'title':
    case 'heading':
    case 'paragraph':
      return { ...block, spans: visit(block.spans, false) };
    case 'code':
    case 'html':
      return { ...block, spans: visit(block.spans, true) };
    case 'quote':
    case 'note':
      return { ...block, blocks: inside(block.blocks) };
    case 'list':
      return { ...block, items: block.items.map(item => ({ ...item, blocks: inside(item.blocks) })) };
    case 'table': {
      const mark = (cells: readonly Row[]): Row[] => cells.map(cell => visit(cell, false));
      // The head is shown, and marked, with the first part of the table only.
      const head = block.continues ? block.head : mark(block.head);
      return { ...block, head, rows: block.rows.map(row => ({ ...row, cells: mark(row.cells) })) };
    }
    case 'rule':
      return block;
  }
}

function rangesIn(spans: Row, isCode: boolean, pattern: RegExp): readonly Range[] {
  const text = textOf(spans);
  // What is sought may go on after a line break that the author made, as it may after one that the layout makes.
  if (!isCode) return rangesOf(text.replaceAll('\n', ' '), pattern);
  let start = 0;
  return text.split('\n').flatMap(line => {
    const ranges = rangesOf(line, pattern).map(({ from, to }) => ({ from: start + from, to: start + to }));
    start += line.length + 1;
    return ranges;
  });
}

/**
 * Matches, each widened to whole characters as a reader knows them, so that nothing is parted that belongs together.
 * One that has no letter is none: the layout drops blanks where a row ends.
 */
function rangesOf(text: string, pattern: RegExp): readonly Range[] {
  const ranges: Range[] = [];
  const boundsAt = graphemeBounds(text);
  let end = 0;
  for (const { 0: match, index } of text.matchAll(pattern)) {
    if (match.trim() === '') continue;
    const [from] = boundsAt(index);
    const [, to] = boundsAt(index + match.length);
    // Two matches in one character are one.
    if (from < end) continue;
    ranges.push({ from, to });
    end = to;
  }
  return ranges;
}

/** Spans parted where the ranges begin and end; those in ranges are marked, counted from `first`. */
function partedAt(spans: Row, ranges: readonly Range[], first: number): Row {
  const take = createSpanReader(spans);
  const parted: Span[] = [];
  let at = 0;
  const takeTo = (end: number): readonly Span[] => {
    const taken = at < end ? take(end - at) : [];
    at = end;
    return taken;
  };
  for (const [index, { from, to }] of ranges.entries()) {
    parted.push(...takeTo(from));
    for (const span of takeTo(to))
      parted.push({ ...span, styles: [...span.styles, 'match'], matchIndex: first + index });
  }
  return [...parted, ...takeTo(textOf(spans).length)];
}
