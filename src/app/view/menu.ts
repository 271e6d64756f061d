import { type Hit, searchedText } from '../../search/hits.ts';
import { escapeRegExp } from '../../search/regex.ts';
import { withRegexTimeout } from '../../search/regex-timeout.ts';
import { blanks, sanitize, trusted } from '../../text/sanitize.ts';
import type { Row, Span, StyleName } from '../../text/span.ts';
import { appendSpans } from '../../text/style-runs.ts';
import { fitPrefix, graphemes, spansWidth, width } from '../../text/width.ts';
import { wrap } from '../../text/wrap.ts';
import { postBySlug } from '../state/post-index.ts';
import type { HistorySearchMode, PromptMode } from '../state/state.ts';
import type { GrepResults, LineMatch, PostIndex } from '../state/types.ts';
import { patternFor } from './compile-pattern.ts';

/** Columns of a date and the gap after it. */
const dateColumns = 12;

/** Whether rows show the date. On a narrower screen the haiku needs the row to itself. */
export const hasDates = (columns: number): boolean => columns >= 96;

/** The menu under a command line, in so many columns, of so many rows at most. */
export function menuRows(
  { menu, selected }: PromptMode,
  postIndex: PostIndex,
  columns: number,
  room: number,
): readonly Row[] {
  if (menu.kind === 'none') return [];
  if (menu.kind === 'lines') return lineRows(menu.lines, selected, postIndex, columns, room);
  const { hits } = menu;
  const rowsOf = (rank: number): readonly Row[] => {
    const hit = hits.at(rank) as Hit;
    return rank === selected
      ? wrapped(hit, columns)
      : [truncateRow(leadOf(hit, gap, columns), haiku(hit, []), columns)];
  };
  return windowAround(hits.length, selected, room, rowsOf);
}

/** Commands that were run, those words in them marked that are looked for. */
export function commandRows(
  { commands, selected, line }: HistorySearchMode,
  columns: number,
  room: number,
): readonly Row[] {
  const words = line.text.split(/\s+/).filter(Boolean);
  const any = words.map(escapeRegExp).join('|');
  const marker = any === '' ? null : new RegExp(any, 'giu');
  return windowAround(commands.length, selected, room, rank => {
    const isSelected = rank === selected;
    const command = commands[rank] ?? '';
    const spans = marked(command, matchesIn(command, marker), isSelected ? ['strong'] : []);
    return [truncateRow([isSelected ? mark : gap], spans, columns)];
  });
}

/**
 * Rows of a list, as many as there is room for, around those of the selected one, which stays on the screen. Above it
 * are as many as below it, as far as there are.
 */
function windowAround(
  count: number,
  selected: number,
  room: number,
  rowsOf: (rank: number) => readonly Row[],
): readonly Row[] {
  if (room < 1 || selected >= count) return [];
  let rows = rowsOf(selected).slice(0, room);
  for (let step = 1; rows.length < room && step < count; step++) {
    if (selected + step < count) rows = [...rows, ...rowsOf(selected + step)].slice(0, room);
    if (selected - step >= 0 && rows.length < room) rows = [...rowsOf(selected - step), ...rows].slice(-room);
  }
  return rows;
}

/** Lines that were found, below the haiku of their posts, around the selected one. */
function lineRows(
  { hits, pattern }: GrepResults,
  selected: number,
  postIndex: PostIndex,
  columns: number,
  room: number,
): readonly Row[] {
  const marker = patternFor(pattern);
  return windowAround(hits.length, selected, room, rank => {
    const isSelected = rank === selected;
    const hit = hits[rank] as LineMatch;
    const isHead = hits[rank - 1]?.slug !== hit.slug && room > 1;
    const row = excerpt([isSelected ? mark : gap, gap], hit.text, marker, columns, isSelected ? ['strong'] : []);
    return isHead ? [headRow(hit, postIndex, columns), row] : [row];
  });
}

const mark: Span = { text: trusted('❯ '), styles: ['accent'] };
const gap: Span = { text: trusted('  '), styles: [] };

const headRow = ({ slug }: LineMatch, postIndex: PostIndex, columns: number): Row => {
  const post = postBySlug(postIndex, slug);
  const text = post ? searchedText(post) : slug.replaceAll('-/-', ' / ').replaceAll('-', ' ');
  return truncateRow([gap], [{ text: sanitize(text, 'name'), styles: ['haiku', 'dim'] }], columns);
};

type Match = { readonly from: number; readonly to: number };

/** The matches in a line, where they are easily found. */
function matchesIn(text: string, marker: RegExp | null): readonly Match[] {
  if (marker === null) return [];
  marker.lastIndex = 0; // matchAll begins where it stands
  const all = (): readonly Match[] =>
    Array.from(text.matchAll(marker), ({ index, 0: { length } }) => ({ from: index, to: index + length }));
  return withRegexTimeout(marker, all, []).filter(({ from, to }) => to > from);
}

/** A line from a little before its first match on, its matches marked. */
function excerpt(lead: Row, line: string, marker: RegExp | null, columns: number, base: readonly StyleName[]): Row {
  const text = line.trim();
  const matches = matchesIn(text, marker);
  const begin = beginOf(text, matches[0], columns - spansWidth(lead) - 2);
  const before: Row = begin > 0 ? [{ text: trusted('… '), styles: ['dim'] }] : [];
  return truncateRow(lead, [...before, ...marked(text.slice(0, begin + 4 * columns), matches, base, begin)], columns);
}

/** Where to begin a line so that its first match is in so many cells: at the start of a word, a third of them before it. */
function beginOf(text: string, match: Match | undefined, room: number): number {
  if (!match || width(text.slice(0, match.to)) <= room) return 0;
  const near = Math.max(0, match.from - Math.floor(room / 3));
  return text.lastIndexOf(' ', near) + 1 || near;
}

/** A text from `begin` on, its matches marked. */
function marked(text: string, matches: readonly Match[], base: readonly StyleName[], begin = 0): Row {
  const spans: Span[] = [];
  let at = begin;
  const add = (to: number, styles: readonly StyleName[]): void => {
    const piece = text.slice(at, to);
    if (piece !== '') spans.push({ text: sanitize(piece, 'name'), styles });
    at = Math.max(at, to);
  };
  for (const { from, to } of matches) {
    add(from, base);
    add(to, [...base, 'match']);
  }
  add(text.length, base);
  return spans;
}

/** What stands before a haiku: the mark of the selected row, or as much air, and the date; nothing on a tiny screen. */
const leadOf = (hit: Hit, first: Span, columns: number): Row => (columns < 6 ? [] : [first, ...date(hit, columns)]);

function wrapped(hit: Hit, columns: number): readonly Row[] {
  const lead = leadOf(hit, mark, columns);
  const hang = spansWidth(lead);
  const rows = wrap(haiku(hit, ['strong']), Math.max(1, columns - hang));
  return rows.map((row, index) => (index === 0 ? [...lead, ...row] : [{ text: blanks(hang), styles: [] }, ...row]));
}

/** A row, cut where the columns end, with a mark. */
export function truncateRow(before: Row, spans: Row, columns: number): Row {
  const lead = spansWidth(before) < columns ? before : [];
  let left = columns - spansWidth(lead);
  if (spansWidth(spans) <= left) return [...lead, ...spans];
  const row: Span[] = [...lead];
  left--; // the mark of a cut
  for (const span of spans) {
    const fits = fitPrefix(span.text, Math.max(0, left));
    row.push({ ...span, text: fits });
    left -= width(fits);
    if (fits !== span.text) break;
  }
  return [...row, { text: trusted('…'), styles: ['dim'] }];
}

const date = ({ post }: Hit, columns: number): Row =>
  !hasDates(columns) ? [] : [{ text: sanitize((post.date ?? '').padEnd(dateColumns), 'name'), styles: ['dim'] }];

/** The haiku, its matched characters marked and its slashes dimmed. */
function haiku({ post, matched }: Hit, base: readonly StyleName[]): Row {
  const isMatched = new Set(matched);
  const spans: Span[] = [];
  let at = 0;
  for (const part of searchedText(post).split(/( \/ )/)) {
    for (const grapheme of graphemes(part)) {
      const styles: readonly StyleName[] = part === ' / ' ? ['slash'] : isMatched.has(at) ? [...base, 'match'] : base;
      appendSpans(spans, [{ text: sanitize(grapheme, 'name'), styles }]);
      at += grapheme.length;
    }
  }
  return spans;
}
