import { textSpan } from '../../commands/output.ts';
import { DATE_COLUMNS, dateSpans, detailRows, nameSpans } from '../../commands/post-spans.ts';
import type { Slug } from '../../posts/slug.ts';
import { type Hit, searchedText } from '../../search/hits.ts';
import { escapeRegExp } from '../../search/regex.ts';
import { barRow } from '../../text/fit-row.ts';
import { blanks, trusted } from '../../text/sanitize.ts';
import type { Row, Span, StyleName } from '../../text/span.ts';
import { spansWidth } from '../../text/width.ts';
import type { GrepResults, LineMatch } from '../state/grep-results.ts';
import { itemCount } from '../state/menu.ts';
import { haveDates, type PostIndex, postBySlug } from '../state/post-index.ts';
import type { PostsMenu, PromptMode, State } from '../state/state.ts';
import { excerptRow, highlight, matchesIn, patternFor, truncateRow } from './excerpt.ts';

export const MARKER: Span = { text: trusted('❯ '), styles: ['accent'] };
export const NO_MARKER: Span = { text: trusted('  '), styles: [] };
/** Draws the bar of a selected row, which begins with the marker. */
export function withBar(row: Row, columns: number): Row {
  const [first] = row;
  const isSelected = first?.text === MARKER.text && first.styles[0] === MARKER.styles[0];
  return isSelected ? barRow(row, columns) : row;
}

const markerOf = (isSelected: boolean): Span => (isSelected ? MARKER : NO_MARKER);
const MARKER_COLUMNS = 2;
/** The columns that a name leaves for matching details. */
const MIN_DETAIL_COLUMNS = 16;
/** In fewer columns, details are left out rather than cut. */
const MIN_CUT_COLUMNS = 6;

/** The columns of a menu that cuts no haiku, even beside matching details. Titles may be cut. */
export const minMenuColumns = ({ widestHaiku }: PostIndex): number =>
  Math.max(70, MARKER_COLUMNS + widestHaiku + MIN_DETAIL_COLUMNS);

/** Whether a menu has a column for dates. The dates cut no haiku. */
export const hasDates = (columns: number, postIndex: PostIndex): boolean =>
  columns >= Math.max(80, MARKER_COLUMNS + DATE_COLUMNS + postIndex.widestHaiku) && haveDates(postIndex);

/** A post that was read is dim, unless it is selected. */
const stylesOf = (isSelected: boolean, isRead: boolean): readonly StyleName[] => (isRead && !isSelected ? ['dim'] : []);

/** Returns as many rows of a prompt's menu as fit. Matching lines are below the name of their post. */
export function menuRows(state: State, mode: PromptMode, columns: number, room: number): readonly Row[] {
  const { line, menu, command } = mode;
  const selected = command?.isSelected ? -1 : mode.selected;
  const rows = windowAround(itemCount(menu), Math.max(0, selected), room, rank => {
    const item = { rank, isSelected: rank === selected, columns, room };
    switch (menu.kind) {
      case 'none':
        return [];
      case 'commands':
        return [commandRow(menu.hits[rank] ?? '', line.text, item.isSelected, columns)];
      case 'lines':
        return linesMenuRows(state, menu, item);
      case 'posts':
        return postsMenuRows(state, menu, item);
    }
  });
  return rows.map(row => withBar(row, columns));
}

/** An item of a menu, the columns of the menu, and its number of rows. */
type Item = { readonly rank: number; readonly isSelected: boolean; readonly columns: number; readonly room: number };

function postsMenuRows({ postIndex, bookmarks }: State, { hits, text }: PostsMenu, item: Item): readonly Row[] {
  const { rank, isSelected, columns, room } = item;
  const showsDates = hasDates(columns, postIndex);
  const rowOf = (hit: Hit): Row => {
    const isRead = bookmarks.has(hit.post.slug);
    return hitRow(hit, { isSelected, isRead, columns, hasDates: showsDates });
  };
  const hit = hits.at(rank);
  if (hit) return [rowOf(hit)];
  const at = rank - hits.length;
  const match = text.hits[at] as LineMatch;
  const post = postBySlug(postIndex, match.slug);
  const name = post ? rowOf({ post, matched: [], fields: [] }) : postRow(match.slug, postIndex, columns);
  const lead: Row = [NO_MARKER, NO_MARKER, ...(showsDates ? [{ text: blanks(DATE_COLUMNS), styles: [] }] : [])];
  const excerpt = excerptRow(match.text, text.query?.words ?? [], lead, ['dim'], columns);
  const rows = room > 1 ? [name, excerpt] : [name];
  return at === 0 && room > 2 ? [ruleRow(columns), ...rows] : rows;
}

function linesMenuRows({ postIndex, bookmarks }: State, { hits, pattern }: GrepResults, item: Item): readonly Row[] {
  const { rank, isSelected, columns, room } = item;
  const { slug, text } = hits[rank] as LineMatch;
  const expression = patternFor(pattern);
  const lead = [markerOf(isSelected), NO_MARKER];
  const styles = stylesOf(isSelected, bookmarks.has(slug));
  const row = excerptRow(text, expression ? [expression] : [], lead, styles, columns);
  const isFirst = hits[rank - 1]?.slug !== slug && room > 1;
  return isFirst ? [postRow(slug, postIndex, columns), row] : [row];
}

/** `$ ls -l   run this command` */
export function typedCommandRow(
  { line, missing, isSelected }: NonNullable<PromptMode['command']>,
  columns: number,
): Row {
  const does = missing === null ? 'run this command' : 'go on with this command';
  const name: Row = [{ text: trusted('$ '), styles: ['accent'] }, textSpan(missing ?? line)];
  const row = truncateRow([markerOf(isSelected)], [...name, textSpan(`   ${does}`, 'dim')], columns);
  return withBar(row, columns);
}

function commandRow(command: string, typed: string, isSelected: boolean, columns: number): Row {
  const words = typed.split(/\s+/).filter(Boolean);
  const pattern = words.length === 0 ? null : new RegExp(words.map(escapeRegExp).join('|'), 'giu');
  const spans = highlight(command, matchesIn(command, pattern), []);
  return truncateRow([markerOf(isSelected)], spans, columns);
}

/** Returns the rows of the selected item, and of as many items around it as fit whole, half of them above. */
function windowAround(
  count: number,
  selected: number,
  room: number,
  itemRows: (rank: number) => readonly Row[],
): readonly Row[] {
  if (room < 1 || selected >= count) return [];
  let rows = itemRows(selected).slice(0, room);
  let [from, to] = [selected - 1, selected + 1];
  for (let before = 0; before < rows.length && rows.length < room; ) {
    before = rows.length;
    const below = to < count ? itemRows(to) : [];
    if (rows.length + below.length <= room) [rows, to] = [[...rows, ...below], to + 1];
    const above = from >= 0 && rows.length < room ? itemRows(from) : [];
    if (rows.length + above.length <= room) [rows, from] = [[...above, ...rows], from - 1];
  }
  return rows;
}

/** Returns the name of a post, above its lines. */
function postRow(slug: Slug, postIndex: PostIndex, columns: number): Row {
  const post = postBySlug(postIndex, slug);
  const text = post ? searchedText(post) : slug.replaceAll('-/-', ' / ').replaceAll('-', ' ');
  return truncateRow([NO_MARKER], [textSpan(text, ...(post?.haiku ? ['haiku' as const] : []), 'dim')], columns);
}

/** `── in the text ─────` */
const ruleRow = (columns: number): Row => {
  const start = '  ── in the text ';
  return truncateRow([], [textSpan(start + '─'.repeat(Math.max(0, columns - start.length)), 'dim')], columns);
};

type HitRowOptions = {
  readonly isSelected: boolean;
  readonly isRead: boolean;
  readonly columns: number;
  readonly hasDates: boolean;
};

/** Returns the row of a post. A very narrow screen has no marker. */
function hitRow({ post, ...hit }: Hit, { isSelected, isRead, columns, ...menu }: HitRowOptions): Row {
  const date = dateSpans(post, hit);
  const dateColumn = [...date, { text: blanks(DATE_COLUMNS - spansWidth(date)), styles: ['dim' as const] }];
  const name = nameSpans(post, { ...hit, base: stylesOf(isSelected, isRead) });
  const nameColumns = spansWidth(name);
  const ownsDate = post.haiku === null || hit.fields.some(({ kind }) => kind === 'date');
  const detailsWith = (hasDate: boolean): readonly Row[] => detailRows(post, { ...hit, hasDate: hasDate && ownsDate });
  const minDetails = Math.min(MIN_DETAIL_COLUMNS, spansWidth(detailsWith(false).filter(hasMatch).flat()));
  // A haiku and its matching details come before the date.
  const hasDates =
    menu.hasDates && (post.haiku === null || MARKER_COLUMNS + DATE_COLUMNS + nameColumns + minDetails <= columns);
  const lead = columns < 6 ? [] : [markerOf(isSelected), ...(hasDates ? dateColumn : [])];
  const details = detailsWith(!hasDates);
  const hang = spansWidth(lead);
  const matching = spansWidth(details.filter(hasMatch).flat());
  // A long name is cut if matching details need the room.
  const room = columns - hang - Math.min(matching, MIN_DETAIL_COLUMNS, (columns - hang) >> 1);
  const row = matching > 0 && nameColumns > room ? truncateRow(lead, name, hang + room) : [...lead, ...name];
  const left = columns - spansWidth(row);
  // Other details are shown whole, or not at all.
  const others = details.filter(each => !hasMatch(each));
  const upTo = (each: Row): Row => others.slice(0, others.indexOf(each) + 1).flat();
  const shown = details.filter(each => hasMatch(each) || matching + spansWidth(upTo(each)) <= left).flat();
  return truncateRow([], [...row, ...(left < MIN_CUT_COLUMNS ? withoutCut : withMatch)(shown, left)], columns);
}

const isMatch = ({ styles }: Span): boolean => styles.includes('match');
const hasMatch = (row: Row): boolean => row.some(isMatch);

const withoutCut = (details: Row, room: number): Row => (spansWidth(details) <= room ? details : []);

/** Cuts the start of details whose first match would not fit. */
function withMatch(details: Row, room: number): Row {
  const first = details.findIndex(isMatch);
  const isShown = spansWidth(details) <= room || spansWidth(details.slice(0, first + 1)) < room;
  if (first < 0 || isShown) return details;
  return [{ text: trusted('  … '), styles: ['dim'] }, ...details.slice(first)];
}
