import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type Cell, type keys, openTerminal, root, type Screen, type Terminal } from './terminal.ts';

// A session of some fifty steps over the posts that ship, and the screens that it shows. `npm run record` writes them to
// test/recorded; read what has changed in them before you keep it.

type Key = keyof typeof keys;

/** A step of a reader's: what they do, and the keys that they strike for it, one after the other or as a text. */
type Step = {
  readonly does: string;
  readonly keys?: readonly Key[];
  readonly types?: string;
  /** Columns and rows that the terminal has less from then on. */
  readonly less?: readonly [columns: number, rows: number];
};

const step = (does: string, types: string, ...keys: readonly Key[]): Step => ({ does, types, keys });

export const steps: readonly Step[] = [
  { does: 'opens a session' },
  step('looks for a post with two typing errors', 'rolback exsted'),
  step('completes a line of the haiku', '', 'tab'),
  step('and another', '', 'tab'),
  step('cuts it off', '', '^w'),
  step('puts it back', '', '^y'),
  step('opens the post', '', 'enter'),
  step('goes three rows down', 'jjj'),
  step('a page down', ' '),
  step('a page up', 'b'),
  step('half a page down', 'd'),
  step('half a page up', 'u'),
  step('to the end', 'G'),
  step('to the top', 'g'),
  step('looks for a word', '/deploy'),
  step('stays at the match', '', 'enter'),
  step('goes to the next', 'n'),
  step('and on, past the last', 'nnnnn'),
  step('and back', 'N'),
  step('puts the search away', '', 'escape'),
  step('looks upwards', '?cat\r'),
  step('for something that is not there', '/xyzzy\r'),
  step('goes to the next heading', ']'),
  step('to the one after it', ']'),
  step('back to the first', '['),
  step('sees the contents', 't'),
  step('goes to the last part', '4'),
  step('sees the source', 'm'),
  step('and the text again', 'm'),
  step('goes on to the older post', '', 'left'),
  step('and to the newer', '', 'right'),
  step('asks for links, of which there are none', 'o'),
  step('copies the command', 'y'),
  step('asks for help', 'h'),
  step('goes back', 'q'),
  step('goes back to where the post was left', "'"),
  step('goes to the prompt', 'q'),
  step('opens another post', 'the-pager\r'),
  step('sees its links', 'o'),
  step('takes none', '', 'escape'),
  step('searches what all posts say, from the prompt', 'q\u0006invoice'),
  step('chooses the third line', '', 'down', 'down'),
  step('opens the post there', '', 'enter'),
  step('lists some posts', 'q\u0015ls bios\r'),
  step('finds some', '\u0015find -n 3 disk\r'),
  step('is told a haiku', '\u0015fortune --seed 7\r'),
  step('mistypes a command', '\u0015grpe -n disk\r'),
  step('and an option', '\u0015ls -x\r'),
  step('recalls the command before', '\u0015', '^p', '^p'),
  step('looks for one in the history', '\u0012ls'),
  step('runs it', '', 'down', 'enter'),
  { does: 'makes the terminal smaller', less: [25, 9] },
  { does: 'and tiny', less: [60, 20] },
  { does: 'and as it was', less: [0, 0] },
  step('lists the history', '\u0015history 5\r'),
  step('clears the screen', 'q\u0015clear\r'),
  step('leaves', '\u0015exit\r'),
];

export const sizes = [
  { columns: 80, rows: 24 },
  { columns: 200, rows: 50 },
] as const;

type Size = (typeof sizes)[number];

/** The file with the screens of a size. */
export const recordOf = ({ columns, rows }: Size): string => path.join(root, `test/recorded/${columns}x${rows}.txt`);

/** A session in a terminal that is always the same. */
export const openRecorded = (size: Size): Terminal => openTerminal(size);

/** Takes a step: strikes its keys. */
export function take(terminal: Terminal, { keys = [], types = '', less }: Step, { columns, rows }: Size): void {
  if (less) terminal.resize(columns - less[0], rows - less[1]);
  terminal.type(types);
  terminal.press(...keys);
}

const looks: readonly (readonly [name: string, isSo: (cell: Cell) => boolean])[] = [
  ['bold', cell => cell.bold],
  ['dim', cell => cell.dim],
  ['italic', cell => cell.italic],
  ['underline', cell => cell.underline],
  ['inverse', cell => cell.inverse],
];

const lookOf = (cell: Cell): string =>
  [cell.color === null ? '' : `color ${cell.color}`, ...looks.map(([name, isSo]) => (isSo(cell) ? name : ''))]
    .filter(Boolean)
    .join(' ');

/** How the cells of a row look, as `0-1 color 114, 2-40 bold`, where not all of them look as text does. */
function looksOf(cells: readonly Cell[]): string {
  const runs: { readonly from: number; to: number; readonly look: string }[] = [];
  for (const [column, cell] of cells.entries()) {
    const look = lookOf(cell);
    const last = runs.at(-1);
    if (last?.look === look) last.to = column;
    else runs.push({ from: column, to: column, look });
  }
  return runs
    .filter(({ look }) => look !== '')
    .map(({ from, to, look }) => `${from}-${to} ${look}`)
    .join(', ');
}

/** A screen as text: its rows, where its cursor is, and how its cells look. */
export function textOf(screen: Screen): string {
  const { rows, cursor, buffer, cells } = screen;
  const end = rows.findLastIndex(row => row !== '') + 1;
  const looking = rows.slice(0, end).flatMap((_, row) => {
    const text = looksOf(cells(row));
    return text === '' ? [] : [`  row ${row}: ${text}`];
  });
  return [
    ...rows.slice(0, end).map(row => `|${row}`),
    `${buffer} screen of ${rows.length} rows, the cursor in row ${cursor.y} at ${cursor.x}`,
    ...looking,
  ].join('\n');
}

const headingOf = (at: number): string => `== ${at + 1}. ${steps[at]?.does}`;

/** The screens in a file, by step. */
export function screensIn(size: Size): readonly string[] {
  const text = fs.readFileSync(recordOf(size), 'utf8');
  return steps.map((_, at) => {
    const start = text.indexOf(`${headingOf(at)}\n`);
    const end = at + 1 < steps.length ? text.indexOf(`${headingOf(at + 1)}\n`) : text.length;
    return start < 0 ? '' : text.slice(start + headingOf(at).length + 1, end).trimEnd();
  });
}

/** How long nothing must have been written, in ms, for a screen to be what it will be. */
const settled = 400;

/** Goes through all steps, and writes what there is to be seen. */
export async function record(size: Size): Promise<void> {
  const terminal = openRecorded(size);
  const screens: string[] = [];
  for (const each of steps) {
    take(terminal, each, size);
    for (let written = -1; written !== terminal.written().length; ) {
      written = terminal.written().length;
      await new Promise(resolve => setTimeout(resolve, settled));
    }
    screens.push(textOf(terminal.screen()));
  }
  terminal.close();
  fs.mkdirSync(path.dirname(recordOf(size)), { recursive: true });
  fs.writeFileSync(recordOf(size), screens.map((screen, at) => `${headingOf(at)}\n${screen}\n`).join('\n'));
}

if (process.argv[1] === import.meta.filename) for (const size of sizes) await record(size);
