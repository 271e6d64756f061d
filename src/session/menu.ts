import type { Span, StyleName } from '../render/line.ts';
import { own, type Safe, sanitize } from '../render/sanitize.ts';
import { fitting, graphemes, spansWidth, width } from '../render/width.ts';
import { wrap } from '../render/wrap.ts';
import { bounded } from '../search/bounded.ts';
import { type Hit, searchedText } from '../search/hits.ts';
import { firstShown, listRows } from './list.ts';
import { markerFor } from './marker.ts';
import { postNamed } from './posts.ts';
import type { Choosing, LineHit, Lines, Prompt, Recalling, Shelf, Size } from './state.ts';

type Row = readonly Span[];

/** Columns of a date and the gap after it. */
const dateColumns = 12;

/** Whether rows show the date. On a narrower screen the haiku needs the row to itself. */
export const hasDates = (columns: number): boolean => columns >= 96;

/** The menu under a command line, in so many columns, of so many rows at most. */
export function menuRows({ menu, selected }: Prompt, shelf: Shelf, columns: number, room: number): readonly Row[] {
  if (menu.kind === 'none') return [];
  if (menu.kind === 'lines') return lineRows(menu.lines, selected, shelf, columns, room);
  const { hits } = menu;
  const rowsOf = (rank: number): readonly Row[] => {
    const hit = hits.at(rank) as Hit;
    return rank === selected ? wrapped(hit, columns) : [cut(leadOf(hit, gap, columns), haiku(hit, []), columns)];
  };
  return around(hits.length, selected, room, rowsOf);
}

/** Commands that were run, those words in them marked that are looked for. */
export function commandRows({ commands, selected, line }: Recalling, columns: number, room: number): readonly Row[] {
  const words = line.text.split(/\s+/).filter(Boolean);
  return around(commands.length, selected, room, rank => {
    const isSelected = rank === selected;
    const spans = marked(commands[rank] ?? '', words, isSelected ? ['strong'] : []);
    return [cut([isSelected ? mark : gap], spans, columns)];
  });
}

/** The rows of a list to choose from that are on the screen. */
export function choiceRows(mode: Choosing, size: Size): readonly Row[] {
  const first = firstShown(mode, size);
  return mode.items.slice(first, first + listRows(size)).map(({ label }, at) => {
    const isSelected = first + at === mode.selected;
    return cut([isSelected ? mark : gap], [{ text: label, styles: isSelected ? ['strong'] : [] }], size.columns);
  });
}

/**
 * Rows of a list, as many as there is room for, around the selected one, which takes all the rows that it needs. It
 * stays on the screen, and the rows above it move only when it would leave.
 */
function around(
  count: number,
  selected: number,
  room: number,
  rowsOf: (rank: number) => readonly Row[],
): readonly Row[] {
  if (room < 1 || selected >= count) return [];
  const full = rowsOf(selected).slice(0, room);
  const others = room - full.length;
  const above = Math.min(selected, Math.max(others >> 1, others - (count - selected - 1)));
  const first = selected - above;
  const after = Math.min(count, selected + 1 + others - above) - selected - 1;
  const rows = (from: number, length: number): readonly Row[] =>
    Array.from({ length }, (_, at) => rowsOf(from + at)[0] ?? []);
  return [...rows(first, above), ...full, ...rows(selected + 1, after)];
}

/** Lines that were found, below the haiku of their posts, around the selected one. */
function lineRows(
  { hits, pattern }: Lines,
  selected: number,
  shelf: Shelf,
  columns: number,
  room: number,
): readonly Row[] {
  if (room < 1 || selected >= hits.length) return [];
  const marker = markerFor(pattern);
  const hitRow = (rank: number): Row => {
    const isSelected = rank === selected;
    const hit = hits[rank] as LineHit;
    return excerpt([isSelected ? mark : gap, gap], hit.text, marker, columns, isSelected ? ['strong'] : []);
  };
  const isHead = (rank: number): boolean => hits[rank - 1]?.slug !== hits[rank]?.slug;
  const rowsOf = (rank: number): readonly Row[] =>
    isHead(rank) ? [headRow(hits[rank] as LineHit, shelf, columns), hitRow(rank)] : [hitRow(rank)];
  const above: Row[] = [];
  const below: Row[] = [...rowsOf(selected)].slice(-room);
  const isFull = (): boolean => above.length + below.length >= room;
  for (let step = 1; !isFull() && (selected - step >= 0 || selected + step < hits.length); step++) {
    if (selected - step >= 0) above.unshift(...rowsOf(selected - step).slice(above.length + below.length - room));
    if (!isFull() && selected + step < hits.length)
      below.push(...rowsOf(selected + step).slice(0, room - above.length - below.length));
  }
  return [...above, ...below];
}

const mark: Span = { text: own('❯ '), styles: ['accent'] };
const gap: Span = { text: own('  '), styles: [] };

const headRow = ({ slug }: LineHit, shelf: Shelf, columns: number): Row => {
  const post = postNamed(shelf, slug);
  const text = post ? searchedText(post) : slug.replaceAll('-/-', ' / ').replaceAll('-', ' ');
  return cut([gap], [{ text: sanitize(text, 'name'), styles: ['haiku', 'dim'] }], columns);
};

type Match = { readonly from: number; readonly to: number };

/** The matches in a line, where they are easily found. */
function matchesIn(text: string, marker: RegExp | null): readonly Match[] {
  if (marker === null) return [];
  marker.lastIndex = 0; // matchAll begins where it stands
  const all = (): readonly Match[] =>
    Array.from(text.matchAll(marker), ({ index, 0: { length } }) => ({ from: index, to: index + length }));
  return bounded(marker, all, []).filter(({ from, to }) => to > from);
}

/** A line from a little before its first match on, its matches marked. */
function excerpt(lead: Row, line: string, marker: RegExp | null, columns: number, base: readonly StyleName[]): Row {
  const text = line.trim();
  const matches = matchesIn(text, marker);
  const begin = beginOf(text, matches[0], columns - spansWidth(lead) - 2);
  const spans: Span[] = begin > 0 ? [{ text: own('… '), styles: ['dim'] }] : [];
  let at = begin;
  const add = (to: number, styles: readonly StyleName[]): void => {
    if (to > at) spans.push({ text: sanitize(text.slice(at, to), 'name'), styles });
    at = Math.max(at, to);
  };
  for (const { from, to } of matches) {
    add(from, base);
    add(to, [...base, 'match']);
    if (at - begin > 4 * columns) break;
  }
  add(at + 4 * columns, base);
  return cut(lead, spans, columns);
}

/** Where to begin a line so that its first match is in so many cells: at the start of a word, a third of them before it. */
function beginOf(text: string, match: Match | undefined, room: number): number {
  if (!match || width(text.slice(0, match.to)) <= room) return 0;
  const near = Math.max(0, match.from - Math.floor(room / 3));
  return text.lastIndexOf(' ', near) + 1 || near;
}

/** A text in which some words are marked, in any case. */
function marked(text: string, words: readonly string[], base: readonly StyleName[]): Row {
  const plain: Row = [{ text: sanitize(text, 'name'), styles: base }];
  if (words.length === 0) return plain;
  const any = new RegExp(words.map(word => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'), 'giu');
  const spans: Span[] = [];
  let at = 0;
  for (const { index, 0: found } of text.matchAll(any)) {
    spans.push({ text: sanitize(text.slice(at, index), 'name'), styles: base });
    spans.push({ text: sanitize(found, 'name'), styles: [...base, 'match'] });
    at = index + found.length;
  }
  return [...spans, { text: sanitize(text.slice(at), 'name'), styles: base }];
}

/** What stands before a haiku: the mark of the selected row, or as much air, and the date; nothing on a tiny screen. */
const leadOf = (hit: Hit, first: Span, columns: number): Row => (columns < 6 ? [] : [first, ...date(hit, columns)]);

function wrapped(hit: Hit, columns: number): readonly Row[] {
  const lead = leadOf(hit, mark, columns);
  const hang = spansWidth(lead);
  const rows = wrap(haiku(hit, ['strong']), Math.max(1, columns - hang));
  return rows.map((row, index) =>
    index === 0 ? [...lead, ...row] : [{ text: own(' '.repeat(hang)), styles: [] }, ...row],
  );
}

/** A row, cut where the columns end, with a mark. */
export function cut(before: Row, spans: Row, columns: number): Row {
  const lead = spansWidth(before) < columns ? before : [];
  let left = columns - spansWidth(lead);
  if (spansWidth(spans) <= left) return [...lead, ...spans];
  const row: Span[] = [...lead];
  left--; // the mark of a cut
  for (const span of spans) {
    const fits = fitting(span.text, Math.max(0, left));
    row.push({ ...span, text: fits as Safe });
    left -= width(fits);
    if (fits !== span.text) break;
  }
  return [...row, { text: own('…'), styles: ['dim'] }];
}

const date = ({ post }: Hit, columns: number): Row =>
  !hasDates(columns) ? [] : [{ text: own((post.date ?? '').padEnd(dateColumns)), styles: ['dim'] }];

/** The haiku, its matched characters marked and its slashes dimmed. */
function haiku({ post, matched }: Hit, base: readonly StyleName[]): Row {
  const isMatched = new Set(matched);
  const spans: Span[] = [];
  let at = 0;
  for (const part of searchedText(post).split(/( \/ )/)) {
    for (const grapheme of graphemes(part)) {
      const styles: readonly StyleName[] = part === ' / ' ? ['slash'] : isMatched.has(at) ? [...base, 'match'] : base;
      const last = spans.at(-1);
      const text = sanitize(grapheme, 'name');
      if (last && last.styles.join() === styles.join())
        spans[spans.length - 1] = { text: (last.text + text) as Safe, styles };
      else spans.push({ text, styles });
      at += grapheme.length;
    }
  }
  return spans;
}
