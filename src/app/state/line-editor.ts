import { graphemes } from '../../text/width.ts';

/** A line being typed. `cursor` is an offset into `text`, always between graphemes; `killed` was cut last. */
export type EditLine = { readonly text: string; readonly cursor: number; readonly killed?: string };

/** A line with the cursor at its end. */
export const createLine = (text: string): EditLine => ({ text, cursor: text.length });

/** An edit of a line, as readline names it. */
export type Edit = (line: EditLine) => EditLine;

/** Puts text at the cursor. A line is one line: breaks and tabs in what was pasted become spaces. */
export const insert =
  (typed: string): Edit =>
  ({ text, cursor, ...rest }) => {
    const piece = typed.replace(/[\r\n\t]+/g, ' ');
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

/** Cuts, to be put back with `yank`. */
const kill = (line: EditLine, from: number, to: number): EditLine =>
  from === to ? line : { ...cut(line, from, to), killed: line.text.slice(from, to) };

/** The edits that keys ask for. */
export const edits = {
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
  // A path's part is a word too: ^W takes a completed haiku line off again.
  'unix-word-rubout': line => kill(line, startOfWord(line), line.cursor),
  'backward-kill-word': line => kill(line, backWord(line), line.cursor),
  'kill-word': line => kill(line, line.cursor, forwardWord(line)),
  yank: line => insert(line.killed ?? '')(line),
} as const satisfies Readonly<Record<string, Edit>>;

/** The name of an edit. */
export type EditName = keyof typeof edits;
