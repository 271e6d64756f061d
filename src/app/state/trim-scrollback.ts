import { commandDocument, inMargin, textDocument } from '../../layout/document.ts';
import { trusted } from '../../text/sanitize.ts';
import { countLines, createEntry, type OutputPart, type ScrollbackEntry } from './scrollback.ts';
import type { State } from './state.ts';

/** Scrollback limits: the last 20 entries in full, and 10,000 lines, as in GNOME Terminal. */
export const [MIN_ENTRIES, MAX_LINES] = [20, 10_000] as const;

/** Drops the output of entries beyond the limits, but not while the scrollback is read: positions in it must stay. */
export function trimScrollback(before: State, after: State): State {
  const { entries, mode } = after;
  if (entries === before.entries || (mode.kind !== 'prompt' && mode.kind !== 'running')) return after;
  let lines = 0;
  const last = entries.findLastIndex((entry, index) => {
    lines += countLines(entry);
    return lines > MAX_LINES && index < entries.length - MIN_ENTRIES;
  });
  if (last < 0 || entries[last]?.isTrimmed) return after;
  const kept = entries.map((entry, index) => (index <= last && !entry.isTrimmed ? trimEntry(entry) : entry));
  return { ...after, entries: kept };
}

/** Returns an entry with its command only. The number of parts stays the same, because a screen reader has announced them. */
function trimEntry({ command, parts }: ScrollbackEntry): ScrollbackEntry {
  const document = [
    ...commandDocument(command),
    ...inMargin(textDocument([{ text: trusted('output no longer kept'), styles: ['dim'] }])),
  ];
  const empty = parts.map((_, index): OutputPart => ({ document: index === 0 ? document : [], post: null }));
  return { ...createEntry(command, empty), isTrimmed: true };
}
