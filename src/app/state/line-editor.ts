import { graphemes } from '../../text/width.ts';

/** A typed line. `cursor`: an index in `text`, between graphemes. `killed`: the text that `yank` inserts. */
export type EditLine = { readonly text: string; readonly cursor: number; readonly killed?: string };

export const createLine = (text: string): EditLine => ({ text, cursor: text.length });

type Edit = (line: EditLine) => EditLine;

/** In UTF-16 units. No command is longer, and each key reads the whole line. */
const MAX_LENGTH = 10_000;

/** Inserts text at the cursor, as much as fits. Line breaks and tabs of pasted text become spaces. */
const insert =
  (typed: string): Edit =>
  ({ text, cursor, ...rest }) => {
    const room = Math.max(0, MAX_LENGTH - text.length);
    // Half of a surrogate pair is not a character.
    const piece = typed
      .slice(0, room)
      .replace(/[\ud800-\udbff]$/, '')
      .replace(/[\r\n\t]+/g, ' ');
    return { ...rest, text: text.slice(0, cursor) + piece + text.slice(cursor), cursor: cursor + piece.length };
  };

const before = ({ text, cursor }: EditLine): number => cursor - (graphemes(text.slice(0, cursor)).at(-1)?.length ?? 0);
const after = ({ text, cursor }: EditLine): number => cursor + (graphemes(text.slice(cursor))[0]?.length ?? 0);
const startOfWord = ({ text, cursor }: EditLine): number => /[^\s/]*[\s/]*$/.exec(text.slice(0, cursor))?.index ?? 0;
const backWord = ({ text, cursor }: EditLine): number =>
  /[\p{L}\p{M}\p{N}]*[^\p{L}\p{M}\p{N}]*$/u.exec(text.slice(0, cursor))?.index ?? 0;
const forwardWord = ({ text, cursor }: EditLine): number =>
  cursor + (/^[^\p{L}\p{M}\p{N}]*[\p{L}\p{M}\p{N}]*/u.exec(text.slice(cursor))?.[0].length ?? 0);

const cut = ({ text, ...rest }: EditLine, from: number, to: number): EditLine => ({
  ...rest,
  text: text.slice(0, from) + text.slice(to),
  cursor: from,
});

const kill = (line: EditLine, from: number, to: number): EditLine =>
  from === to ? line : { ...cut(line, from, to), killed: line.text.slice(from, to) };

const edits = {
  'backward-char': line => ({ ...line, cursor: before(line) }),
  'forward-char': line => ({ ...line, cursor: after(line) }),
  'beginning-of-line': line => ({ ...line, cursor: 0 }),
  'end-of-line': line => ({ ...line, cursor: line.text.length }),
  'backward-delete-char': line => cut(line, before(line), line.cursor),
  'delete-char': line => cut(line, line.cursor, after(line)),
  'backward-word': line => ({ ...line, cursor: backWord(line) }),
  'forward-word': line => ({ ...line, cursor: forwardWord(line) }),
  'kill-line': line => kill(line, line.cursor, line.text.length),
  'unix-line-discard': line => kill(line, 0, line.cursor),
  // A slash ends a word, so ^W removes one line of a completed haiku.
  'unix-word-rubout': line => kill(line, startOfWord(line), line.cursor),
  'backward-kill-word': line => kill(line, backWord(line), line.cursor),
  'kill-word': line => kill(line, line.cursor, forwardWord(line)),
  yank: line => insert(line.killed ?? '')(line),
} as const satisfies Readonly<Record<string, Edit>>;

export type EditName = keyof typeof edits;

export type LineAction =
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'edit'; readonly edit: EditName };

export const editLine = (line: EditLine, action: LineAction): EditLine =>
  action.kind === 'type' ? insert(action.text)(line) : edits[action.edit](line);

/** How far back in the history the line is, and the line typed before the recall. Null for a typed line. */
export type HistoryPosition = { readonly back: number; readonly draft: EditLine } | null;

type Recalled = { readonly line: EditLine; readonly historyPosition: HistoryPosition };

/** Moves `by` lines in a history (oldest first): newer, or older if negative. Past the newest is the line typed before. */
export function recallLine(history: readonly string[], { line, historyPosition }: Recalled, by: number): Recalled {
  const { back, draft } = historyPosition ?? { back: 0, draft: line };
  const to = Math.max(0, Math.min(history.length, back - by));
  if (to === back) return { line, historyPosition };
  if (to === 0) return { line: draft, historyPosition: null };
  return { line: createLine(history.at(-to) ?? ''), historyPosition: { back: to, draft } };
}

export const appendLine = (history: readonly string[], line: string): readonly string[] =>
  line === '' || history.at(-1) === line ? history : [...history, line];
