import { textSpan } from '../../commands/output.ts';
import { textDocument } from '../../layout/document.ts';
import { MAX_PROSE_COLUMNS } from '../../layout/layout.ts';
import { haikuFromSlug } from '../../posts/slug.ts';
import { trusted } from '../../text/sanitize.ts';
import { type Row, type Span, textOf, withoutDrawing } from '../../text/span.ts';
import { memoizeWeak } from '../../util/functions.ts';
import { headingsIn } from '../state/contents.ts';
import { createEntry, type OpenPost, type OutputPart, type ScrollbackEntry } from '../state/scrollback.ts';
import { endPosition, linesFrom, moveBy, START } from '../state/scrollback-rows.ts';
import type { State } from '../state/state.ts';
import { NO_MARKER } from './menu.ts';

const SLASH: Span = { text: trusted(' /'), styles: ['slash'] };

/** Returns the rows of the scrollback above a prompt. A post is shortened to its command line and its haiku or title. */
export function scrollbackAbove({ entries, size }: State, maxRows: number): readonly Row[] {
  if (maxRows < 1) return [];
  // Each entry has at least one row.
  const last = entries.slice(-maxRows).map(shorten);
  const view = { entries: last, size, sideways: 0, search: null };
  const top = moveBy(view, endPosition(view), -maxRows);
  // A post that is cut at the top is left out, unless it is the last.
  const isCut =
    (top.chunk > 0 || top.row > 0) && top.entry < last.length - 1 && isPost(entries.at(top.entry - last.length));
  const from = isCut ? { ...START, entry: top.entry + 1 } : top;
  return linesFrom(view, from, maxRows).map(({ spans }) => spans);
}

const isPost = (entry: ScrollbackEntry | undefined): boolean => entry?.parts.some(({ post }) => post) ?? false;

function shorten(entry: ScrollbackEntry): ScrollbackEntry {
  const shortenPart = (part: OutputPart): OutputPart => {
    if (part.post === null) return part;
    return { document: [...part.document.slice(0, 1), ...textDocument(...nameRows(part.post))], post: null };
  };
  return isPost(entry) ? createEntry(entry.command, entry.parts.map(shortenPart)) : entry;
}

/** Returns the lines of the haiku of a post, or its title, indented like the menu. Empty for a post without either. */
const nameRows = memoizeWeak(({ rendered, slug }: OpenPost): readonly Row[] => {
  const first = rendered.find(({ source }) => source > 0);
  const rows = first?.layout({ columns: MAX_PROSE_COLUMNS, sideways: 0 }) ?? [];
  const ofHaiku = rows.filter(({ spans }) => spans.some(({ styles }) => styles.includes('haiku')));
  const shown = ofHaiku.map(({ spans }) => textOf(withoutDrawing(spans))).join(' ');
  const haiku = shown === '' ? haikuFromSlug(slug) : shown.split(' / ');
  const isLast = (at: number): boolean => at === (haiku?.length ?? 0) - 1;
  if (haiku) return haiku.map((line, at) => [NO_MARKER, textSpan(line, 'haiku'), ...(isLast(at) ? [] : [SLASH])]);
  const title = first && headingsIn(first)[0];
  return title ? [[NO_MARKER, { text: title.text, styles: ['title'] }]] : [];
});
