import type { Line, Span, StyleName } from './line.ts';
import { own, type Safe, slice } from './sanitize.ts';
import { tableRows } from './table.ts';
import type { Block } from './tree.ts';
import { spansWidth, width } from './width.ts';
import { cutHard, wrap } from './wrap.ts';

/** Prose is set in a measure of at most so many columns, however wide the surface is. */
export const measure = 80;

type Row = readonly Span[];
const blank: Row = [];

/**
 * Sets a tree at a width in columns. Every line fits, and carries the index of its top-level block.
 *
 *   layout([{ kind: 'paragraph', spans }], 40) → [{ spans: […], block: 0 }, …]
 */
export function layout(tree: readonly Block[], columns: number): readonly Line[] {
  const room = Math.max(1, columns);
  return tree.flatMap((block, index) => {
    const rows = index === 0 ? setBlock(block, room) : [...air(block), ...setBlock(block, room)];
    return rows.map(spans => ({ spans, block: index }));
  });
}

/** The blank rows above a block: two above a heading that opens a part, one above anything else. */
const air = (block: Block): readonly Row[] => (block.kind === 'heading' && block.level <= 2 ? [blank, blank] : [blank]);

function setBlock(block: Block, room: number): readonly Row[] {
  switch (block.kind) {
    case 'haiku':
      return setHaiku(block.lines, room);
    case 'title':
    case 'heading':
    case 'paragraph':
      return wrap(block.spans, room);
    case 'code':
    case 'html':
      return indent(
        linesOf(block.spans).flatMap(line => cutHard(line, inside(room, 2))),
        room,
        '  ',
        [],
      );
    case 'quote':
      return indent(setAll(block.blocks, inside(room, 2), false), room, '│ ', ['quote']);
    case 'list':
      return setList(block, room);
    case 'table':
      return tableRows(block, room);
    case 'rule':
      return [[{ text: own('─'.repeat(Math.min(room, 24))), styles: ['dim'] }]];
  }
}

/** On one row if it fits, else a row a line: a haiku breaks at its slashes before it breaks anywhere else. */
function setHaiku(lines: readonly Safe[], room: number): readonly Row[] {
  const rows = lines.map((text, index): Row => {
    const line: Span = { text, styles: ['haiku'] };
    return index === lines.length - 1 ? [line] : [line, { text: own(' /'), styles: ['slash'] }];
  });
  const space: Span = { text: own(' '), styles: [] };
  const whole = rows.flatMap((row, index) => (index === 0 ? row : [space, ...row]));
  const fits = spansWidth(whole) <= room;
  return fits ? [whole] : rows.flatMap(row => wrap(row, room));
}

const setAll = (blocks: readonly Block[], room: number, tight: boolean): readonly Row[] =>
  blocks.flatMap((block, index) => {
    const rows = setBlock(block, room);
    return index === 0 || (tight && block.kind === 'list') ? rows : [blank, ...rows];
  });

function setList(list: Extract<Block, { kind: 'list' }>, room: number): readonly Row[] {
  const markers = list.items.map((item, index) => {
    if (item.checked !== null) return item.checked ? '[x] ' : '[ ] ';
    return list.start === null ? '• ' : `${list.start + index}. `;
  });
  const hang = Math.max(0, ...markers.map(width));
  return list.items.flatMap((item, index) => {
    const rows = setAll(item.blocks, inside(room, hang), list.tight);
    const marker = own((markers[index] ?? '').padStart(hang));
    const set = indent(rows.length > 0 ? rows : [blank], room, ' '.repeat(hang), [], marker);
    return index === 0 || list.tight ? set : [blank, ...set];
  });
}

/** Columns left beside an indent; where the surface is too narrow for it there is no indent. */
const inside = (room: number, by: number): number => (room - by >= 8 ? room - by : room);

/** Puts `prefix` before every row, `first` before the first, when there is room for it. */
function indent(
  rows: readonly Row[],
  room: number,
  prefix: string,
  styles: readonly StyleName[],
  first?: Safe,
): readonly Row[] {
  if (inside(room, width(prefix)) === room)
    return first ? [...wrap([{ text: first, styles: ['dim'] }], room), ...rows] : rows;
  return rows.map((row, index) => {
    const isFirst = index === 0 && first !== undefined;
    return [{ text: isFirst ? first : own(prefix), styles: isFirst ? ['dim'] : styles }, ...row];
  });
}

/** Spans of a text with newlines as one list of spans a line. */
function linesOf(spans: readonly Span[]): readonly Row[] {
  const lines: Span[][] = [[]];
  for (const { text, styles } of spans) {
    let from = 0;
    for (let end = text.indexOf('\n'); end !== -1; from = end + 1, end = text.indexOf('\n', from)) {
      if (end > from) lines.at(-1)?.push({ text: slice(text, from, end), styles });
      lines.push([]);
    }
    if (from < text.length) lines.at(-1)?.push({ text: slice(text, from), styles });
  }
  return lines;
}
