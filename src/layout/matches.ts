import type { Block } from '../markdown/ast.ts';
import { composeWithOffsets } from '../text/nfc.ts';
import { type Safe, sliceSafe } from '../text/sanitize.ts';
import { type Row, type Span, textOf } from '../text/span.ts';
import { graphemeBounds } from '../text/width.ts';

/** The characters of a match, from `from` to before `to`. */
type Range = { readonly from: number; readonly to: number };

/** Returns a text with its matches highlighted. In code, no match spans lines. */
type Highlight = (spans: Row, isCode: boolean) => Row;

/**
 * Highlights the matches of a pattern in blocks, with the style `match` and a match index. Also returns the number of
 * matches. It runs before the layout, so that a match may span rows, and no row is wrapped differently.
 *
 *   'the ', 'log' strong, and /e l/g → 'th', 'e ' match 0, 'l' strong match 0, 'og' strong
 */
export function highlightBlocks(
  blocks: readonly Block[],
  pattern: RegExp,
): { readonly blocks: readonly Block[]; readonly count: number } {
  const { highlight, count } = createHighlighter(pattern);
  return { blocks: blocks.map(block => mapTexts(block, highlight)), count: count() };
}

/** Highlights the matches in rows, as {@link highlightBlocks} does. Also returns the number of matches. */
export function highlightRows(
  rows: readonly Row[],
  pattern: RegExp,
): { readonly rows: readonly Row[]; readonly count: number } {
  const { highlight, count } = createHighlighter(pattern);
  return { rows: rows.map(row => highlight(row, false)), count: count() };
}

function createHighlighter(pattern: RegExp): { readonly highlight: Highlight; readonly count: () => number } {
  const regex = new RegExp(pattern); // a copy, whose `lastIndex` is 0
  let count = 0;
  const highlight: Highlight = (spans, isCode) => {
    const ranges = findRanges(spans, isCode, regex);
    count += ranges.length;
    return ranges.length === 0 ? spans : highlightRanges(spans, ranges, count - ranges.length);
  };
  return { highlight, count: () => count };
}

/** Replaces the texts of a block, and of the blocks in it, in order. */
function mapTexts(block: Block, highlight: Highlight): Block {
  const mapAll = (blocks: readonly Block[]): readonly Block[] => blocks.map(block => mapTexts(block, highlight));
  const mapRows = (rows: readonly Row[]): readonly Row[] => rows.map(row => highlight(row, false));
  switch (block.kind) {
    case 'haiku':
      return { ...block, lines: mapRows(block.lines) };
    case 'title':
    case 'heading':
    case 'paragraph':
    case 'details':
    case 'caption':
      return { ...block, spans: highlight(block.spans, false) };
    case 'code':
      return { ...block, spans: highlight(block.spans, true) };
    case 'quote':
    case 'definition':
    case 'note':
      return { ...block, blocks: mapAll(block.blocks) };
    case 'list':
      return { ...block, items: block.items.map(item => ({ ...item, blocks: mapAll(item.blocks) })) };
    case 'table': {
      // Only the first part of a table shows the head.
      const head = block.continues ? block.head : mapRows(block.head);
      return { ...block, head, rows: block.rows.map(row => ({ ...row, cells: mapRows(row.cells) })) };
    }
    case 'rule':
      return block;
  }
}

function findRanges(spans: Row, isCode: boolean, regex: RegExp): readonly Range[] {
  const text = textOf(spans);
  // In prose, a match may span line breaks of the source.
  const lines = isCode ? text.split('\n') : [text.replaceAll('\n', ' ')];
  let start = 0;
  return lines.flatMap(line => {
    const ranges = rangesIn(line, regex).map(({ from, to }) => ({ from: start + from, to: start + to }));
    start += line.length + 1;
    return ranges;
  });
}

/** Returns the matches, extended to whole graphemes. Blank matches don't count: the layout drops spaces at row ends. */
function rangesIn(original: string, regex: RegExp): readonly Range[] {
  const { text, toOriginal } = composeWithOffsets(original);
  const ranges: Range[] = [];
  const boundsAt = graphemeBounds(original);
  let end = 0;
  for (const { 0: match, index } of text.matchAll(regex)) {
    if (match.trim() === '') continue;
    const [from] = boundsAt(toOriginal(index));
    const [, to] = boundsAt(toOriginal(index + match.length));
    // Two matches in one grapheme count once. A match may be empty if NFC splits a letter.
    if (from < end || to === from) continue;
    ranges.push({ from, to });
    end = to;
  }
  return ranges;
}

/** Splits spans at the bounds of the ranges, and highlights the ranges. `first` is the index of the first match. */
function highlightRanges(spans: Row, ranges: readonly Range[], first: number): Row {
  const highlighted: Span[] = [];
  let index = 0;
  let end = 0;
  for (const span of spans) {
    const start = end;
    end += span.text.length;
    const part = (from: number, to: number): Safe => sliceSafe(span.text, from - start, to - start);
    let at = start;
    for (let range = ranges[index]; range && range.from < end; range = ranges[++index]) {
      const { from, to } = range;
      if (from > at) highlighted.push({ ...span, text: part(at, from) });
      const text = part(Math.max(at, from), Math.min(to, end));
      if (text !== '')
        highlighted.push({ ...span, text, styles: [...span.styles, 'match'], matchIndex: first + index });
      at = Math.min(to, end);
      if (to > end) break; // the match continues in the next span
    }
    if (at < end) highlighted.push({ ...span, text: part(at, end) });
  }
  return highlighted;
}
