import { textSpan } from '../../commands/output.ts';
import { textDocument } from '../../layout/document.ts';
import { trusted } from '../../text/sanitize.ts';
import type { Row, Span } from '../../text/span.ts';
import { type PostIndex, postBySlug } from '../state/post-index.ts';
import { createEntry, type OpenPost, type OutputPart, type ScrollbackEntry } from '../state/scrollback.ts';
import { endPosition, linesFrom, moveBy, START } from '../state/scrollback-rows.ts';
import type { State } from '../state/state.ts';

const MARGIN: Span = { text: trusted('  '), styles: [] };
const SLASH: Span = { text: trusted(' /'), styles: ['slash'] };

/** Returns the end of the scrollback as it stands above a prompt: of a post, its command line and its haiku or title. */
export function scrollbackAbove({ entries, postIndex, size }: State, maxRows: number): readonly Row[] {
  if (maxRows < 1) return [];
  // Each entry has a row at least.
  const last = entries.slice(-maxRows).map(entry => shorten(entry, postIndex));
  const view = { entries: last, size, sideways: 0, search: null };
  const top = moveBy(view, endPosition(view), -maxRows);
  // A post that is cut at the top is left out, unless it is the last.
  const isCut =
    (top.chunk > 0 || top.row > 0) && top.entry < last.length - 1 && isPost(entries.at(top.entry - last.length));
  const from = isCut ? { ...START, entry: top.entry + 1 } : top;
  return linesFrom(view, from, maxRows).map(({ spans }) => spans);
}

const isPost = (entry: ScrollbackEntry | undefined): boolean => entry?.parts.some(({ post }) => post) ?? false;

function shorten(entry: ScrollbackEntry, postIndex: PostIndex): ScrollbackEntry {
  const shortenPart = (part: OutputPart): OutputPart => {
    if (part.post === null) return part;
    return { document: [...part.document.slice(0, 1), ...textDocument(...nameRows(part.post, postIndex))], post: null };
  };
  return isPost(entry) ? createEntry(entry.command, entry.parts.map(shortenPart)) : entry;
}

/** The lines of a haiku, or the title, as far in as the list. None for a post that is no longer in the list. */
function nameRows({ slug }: OpenPost, postIndex: PostIndex): readonly Row[] {
  const post = postBySlug(postIndex, slug);
  if (post === null) return [];
  const { haiku, title } = post;
  if (haiku === null) return [[MARGIN, textSpan(title, 'title')]];
  return haiku.map((line, at) => [MARGIN, textSpan(line, 'haiku'), ...(at < haiku.length - 1 ? [SLASH] : [])]);
}
