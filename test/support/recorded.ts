import type { Cell, keys, Screen, Terminal } from './terminal.ts';

// A session of some fifty steps over the shipped posts, and the screens that it shows, as text.

type Key = keyof typeof keys;

/** A step of a session: its description, the typed text, and then the pressed keys. */
type Step = {
  readonly does: string;
  readonly keys?: readonly Key[];
  readonly types?: string;
  /** By how much the terminal is smaller from this step on. */
  readonly smallerBy?: readonly [columns: number, rows: number];
};

const step = (does: string, types: string, ...keys: readonly Key[]): Step => ({ does, types, keys });

export const steps: readonly Step[] = [
  { does: 'opens a session' },
  step('searches for a post with two typos', 'rolback exsted'),
  step('completes a line of the haiku', '', 'tab'),
  step('completes the next line', '', 'tab'),
  step('deletes it', '', '^w'),
  step('inserts it again', '', '^y'),
  step('opens the post', '', 'enter'),
  step('scrolls three rows down', 'jjj'),
  step('scrolls a page down', ' '),
  step('scrolls a page up', 'b'),
  step('scrolls half a page down', 'd'),
  step('scrolls half a page up', 'u'),
  step('goes to the end', 'G'),
  step('goes to the top', 'g'),
  step('searches for a word', '/deploy'),
  step('accepts the match', '', 'enter'),
  step('goes to the next match', 'n'),
  step('goes on, past the last', 'nnnnn'),
  step('goes back', 'N'),
  step('clears the search', '', 'escape'),
  step('searches upwards', '?cat\r'),
  step('searches for a word that is not in the post', '/xyzzy\r'),
  step('goes to the next heading', ']'),
  step('goes to the one after it', ']'),
  step('goes back to the first', '['),
  step('opens the contents', 't'),
  step('goes to the last heading', '4'),
  step('shows the source', 's'),
  step('shows the text again', 's'),
  step('goes to the older post', '{'),
  step('goes to the newer post', '}'),
  step('opens the links, of which there are none', 'o'),
  step('copies the command', 'c'),
  step('opens the help', 'h'),
  step('leaves the help', 'q'),
  step('goes to the saved position', "''"),
  step('goes to the prompt', 'q'),
  step('shows the text again', '', 'escape'),
  step('goes to the list again', '', 'escape'),
  step('opens another post', '\u0015\u0015cat post/the-pager\r'),
  step('opens its links', 'o'),
  step('selects none', '', 'escape'),
  step('goes to the older post', '{'),
  step('goes back to where it was before', '', 'backspace'),
  step('finds nothing to go back to', '', 'backspace'),
  step('goes back to the list', 'q'),
  step('searches the text of all posts from the prompt', '\u0015\u0015cat post/\u0006invoice'),
  step('selects the third line', '', 'down', 'down'),
  step('opens the post at that line', '', 'enter'),
  step('goes back to the lines', 'q'),
  step('lists posts', '\u0015\u0015ls bios\r'),
  step('finds posts', '\u0015find -n 3 disk\r'),
  step('prints a haiku', '\u0015fortune --seed 7\r'),
  step('mistypes a command', '\u0015grpe -n disk\r'),
  step('mistypes an option', '\u0015ls -x\r'),
  step('recalls an earlier command', '\u0015', '^p', '^p'),
  step('searches the history', '\u0012ls'),
  step('runs the match', '', 'down', 'enter'),
  { does: 'makes the terminal smaller', smallerBy: [25, 9] },
  { does: 'makes it tiny', smallerBy: [60, 20] },
  { does: 'makes it as large as before', smallerBy: [0, 0] },
  step('lists the history', '\u0015history 5\r'),
  step('clears the screen', 'q\u0015clear\r'),
  step('quits', '\u0015exit\r'),
];

export const sizes = [
  { columns: 80, rows: 24 },
  { columns: 200, rows: 50 },
] as const;

type Size = (typeof sizes)[number];

/** Takes a step: resizes the terminal, then types. */
export function take(terminal: Terminal, { keys = [], types = '', smallerBy }: Step, { columns, rows }: Size): void {
  if (smallerBy) terminal.resize(columns - smallerBy[0], rows - smallerBy[1]);
  terminal.type(types);
  terminal.press(...keys);
}

const ATTRIBUTES: readonly (readonly [name: string, isSo: (cell: Cell) => boolean])[] = [
  ['bold', cell => cell.bold],
  ['dim', cell => cell.dim],
  ['italic', cell => cell.italic],
  ['underline', cell => cell.underline],
  ['inverse', cell => cell.inverse],
];

const named = (name: string, color: Cell['color']): string => (color === null ? '' : `${name} ${color}`);

const attributesOf = (cell: Cell): string =>
  [
    named('color', cell.color),
    named('on', cell.background),
    ...ATTRIBUTES.map(([name, isSo]) => (isSo(cell) ? name : '')),
  ]
    .filter(Boolean)
    .join(' ');

/** The styles in a row as `0-1 color 114, 2-40 bold`; '' where all cells are plain. */
function styleRuns(cells: readonly Cell[]): string {
  const runs: { readonly from: number; to: number; readonly style: string }[] = [];
  for (const [column, cell] of cells.entries()) {
    const style = attributesOf(cell);
    const last = runs.at(-1);
    if (last?.style === style) last.to = column;
    else runs.push({ from: column, to: column, style });
  }
  return runs
    .filter(({ style }) => style !== '')
    .map(({ from, to, style }) => `${from}-${to} ${style}`)
    .join(', ');
}

/** The rows of a screen down to the last that has text. */
const rowsOf = ({ rows }: Screen): readonly string[] => rows.slice(0, rows.findLastIndex(row => row !== '') + 1);

const rowsText = (screen: Screen): string =>
  rowsOf(screen)
    .map(row => `|${row}\n`)
    .join('');

/** Whether a screen is the same as a text. */
export const shows = (screen: Screen, text: string): boolean =>
  // The styles of all cells take much longer than the rows.
  text.startsWith(rowsText(screen)) && toText(screen) === text;

/** Returns a screen as text: its rows, its cursor and its styles. */
export function toText(screen: Screen): string {
  const { rows, cursor, buffer, cells } = screen;
  const styled = rowsOf(screen).flatMap((_, row) => {
    const text = styleRuns(cells(row));
    return text === '' ? [] : [`  row ${row}: ${text}`];
  });
  const state = `${buffer} screen of ${rows.length} rows, the cursor in row ${cursor.y} at ${cursor.x}`;
  return rowsText(screen) + [state, ...styled].join('\n');
}

/** Returns a screen under the heading of its step, as in the files. */
const titled = (at: number, screen: string): string => `== ${at + 1}. ${steps[at]?.does}\n${screen}\n`;

/** Returns the content of a file from the screen after each step. */
export const join = (screens: readonly string[]): string => screens.map((screen, at) => titled(at, screen)).join('\n');

/** Returns the screen after each step from the content of a file; '' for a missing step. */
export const split = (text: string): readonly string[] =>
  steps.map(({ does }, at) => {
    const heading = `== ${at + 1}. ${does}\n`;
    const start = text.indexOf(heading);
    return start < 0 ? '' : (text.slice(start + heading.length).split('\n== ')[0] ?? '').trimEnd();
  });
