import { promptSpans, textDocument } from '../../layout/document.ts';
import { trusted } from '../../text/sanitize.ts';
import { createEntry, lengthOfDocument, type OutputPart, type ScrollbackEntry } from './scrollback.ts';
import type { State } from './state.ts';

/**
 * Of what was put out, so many commands are kept, the last ones, however much it was, and before them so many lines, as
 * many as a terminal keeps by itself: GNOME Terminal 10,000, most others fewer. Ten thousand lines of short posts are
 * some 4 MB of text, trees and rows.
 */
export const [fewestTurns, mostLines] = [20, 10_000] as const;

/**
 * A state without what is too old to be kept, once there is more; all of its entries stay, each with its command. Nothing
 * is forgotten while it is read, nor below what lies over it: places in it would be gone.
 */
export function trimScrollback(before: State, after: State): State {
  const { entries, mode } = after;
  if (entries === before.entries || (mode.kind !== 'prompt' && mode.kind !== 'running')) return after;
  let lines = 0;
  const last = entries.findLastIndex((entry, index) => {
    lines += lengthOfDocument(entry.document);
    return lines > mostLines && index < entries.length - fewestTurns;
  });
  if (last < 0 || entries[last]?.isTrimmed) return after;
  const kept = entries.map((entry, index) => (index <= last && !entry.isTrimmed ? forgotten(entry) : entry));
  return { ...after, entries: kept };
}

/** A entry that says what was run. It has as many parts as before: who listens has heard so many. */
function forgotten({ command, parts }: ScrollbackEntry): ScrollbackEntry {
  const said = textDocument(promptSpans(command), [{ text: trusted('no longer kept: run it again'), styles: ['dim'] }]);
  const empty = parts.map((_, index): OutputPart => ({ document: index === 0 ? said : [], post: null }));
  return { ...createEntry(command, empty), isTrimmed: true };
}
