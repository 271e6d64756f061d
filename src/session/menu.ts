import type { Span, StyleName } from '../render/line.ts';
import { own, type Safe, sanitize } from '../render/sanitize.ts';
import { fitting, graphemes, spansWidth, width } from '../render/width.ts';
import { wrap } from '../render/wrap.ts';
import { type Hit, searchedText } from '../search/hits.ts';
import type { Prompt } from './state.ts';

type Row = readonly Span[];

/** Columns of a date and the gap after it. */
const dateColumns = 12;

/** Whether rows show the date. On a narrower screen the haiku needs the row to itself. */
export const hasDates = (columns: number): boolean => columns >= 96;

/**
 * The menu under the line: a post a row, those around the selected one, as many as there is room for. A haiku that is
 * wider than the screen is cut, but for the selected one, which takes the rows it needs.
 */
export function menuRows({ hits, selected }: Prompt, columns: number, room: number): readonly Row[] {
  const chosen = hits.at(selected);
  if (room < 1 || !chosen) return [];
  const full = wrapped(chosen, columns).slice(0, room);
  const others = room - full.length;
  // The selected post stays on the screen, and the rows above it move only when it would leave.
  const above = Math.min(selected, Math.max(others >> 1, others - (hits.length - selected - 1)));
  const first = selected - above;
  return [
    ...hits.slice(first, selected).map(hit => cut(hit, columns)),
    ...full,
    ...hits.slice(selected + 1, selected + 1 + others - above).map(hit => cut(hit, columns)),
  ];
}

/** What stands before a haiku: the mark of the selected row, or as much air, and the date; nothing on a tiny screen. */
const leadOf = (hit: Hit, mark: Span, columns: number): Row => (columns < 6 ? [] : [mark, ...date(hit, columns)]);

function wrapped(hit: Hit, columns: number): readonly Row[] {
  const lead = leadOf(hit, { text: own('❯ '), styles: ['accent'] }, columns);
  const hang = spansWidth(lead);
  const rows = wrap(haiku(hit, ['strong']), Math.max(1, columns - hang));
  return rows.map((row, index) =>
    index === 0 ? [...lead, ...row] : [{ text: own(' '.repeat(hang)), styles: [] }, ...row],
  );
}

function cut(hit: Hit, columns: number): Row {
  const lead = leadOf(hit, { text: own('  '), styles: [] }, columns);
  let left = columns - spansWidth(lead);
  const spans = haiku(hit, []);
  if (spansWidth(spans) <= left) return [...lead, ...spans];
  const row: Span[] = [...lead];
  left--; // the mark of a cut
  for (const { text, styles } of spans) {
    const fits = fitting(text, Math.max(0, left));
    row.push({ text: fits as Safe, styles });
    left -= width(fits);
    if (fits !== text) break;
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
