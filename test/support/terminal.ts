import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** The checkout, absolute. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
/** The program under test, as npm would link it: the built one, or one that is installed elsewhere (see smoke.ts). */
export const program = process.env.HAIKU_POSTS_PROGRAM ?? path.join(root, 'bin/haiku-posts.js');
/** The Node that runs it. */
export const node = process.env.HAIKU_POSTS_NODE ?? process.execPath;

/** One cell of the screen. A color is a number of the palette of 256, or `#rrggbb`, or null for the terminal's own. */
export type Cell = {
  readonly text: string;
  readonly width: number;
  readonly color: number | `#${string}` | null;
  readonly background: Cell['color'];
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
};

/** What the user sees. Rows have no blanks at their end. */
export type Screen = {
  readonly rows: readonly string[];
  readonly cursor: { readonly x: number; readonly y: number };
  readonly buffer: 'normal' | 'alternate';
  readonly cells: (row: number) => readonly Cell[];
};

/** A program running in a pseudo-terminal, and the terminal's screen. */
export type Terminal = {
  readonly screen: () => Screen;
  /** All output of the program so far. */
  readonly written: () => string;
  /** Types a text. */
  readonly type: (text: string) => void;
  /** Presses keys by their names. */
  readonly press: (...names: (keyof typeof keys)[]) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** Waits until the screen fulfills a condition. Fails with the screen after `within` ms. */
  readonly until: (what: string, isSo: (screen: Screen) => boolean, within?: number) => Promise<Screen>;
  /** Waits for the program to end. Resolves to its status. */
  readonly ended: () => Promise<number>;
  readonly close: () => void;
};

/** The bytes that a terminal sends for a key. */
export const keys = {
  enter: '\r',
  tab: '\t',
  escape: '\x1b',
  backspace: '\x7f',
  delete: '\x1b[3~',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  'page-up': '\x1b[5~',
  'page-down': '\x1b[6~',
  '^left': '\x1b[1;5D',
  '^right': '\x1b[1;5C',
  f1: '\x1bOP',
  'alt-b': '\x1bb',
  'alt-u': '\x1bu',
  'alt-v': '\x1bv',
  'alt-<': '\x1b<',
  'alt->': '\x1b>',
  'alt-(': '\x1b(',
  'alt-)': '\x1b)',
  'alt-d': '\x1bd',
  'alt-f': '\x1bf',
  'alt-backspace': '\x1b\x7f',
  '^a': '\x01',
  '^b': '\x02',
  '^c': '\x03',
  '^d': '\x04',
  '^e': '\x05',
  '^f': '\x06',
  '^g': '\x07',
  '^h': '\x08',
  '^k': '\x0b',
  '^l': '\x0c',
  '^n': '\x0e',
  '^p': '\x10',
  '^r': '\x12',
  '^u': '\x15',
  '^v': '\x16',
  '^w': '\x17',
  '^y': '\x19',
  '^z': '\x1a',
} as const;

type Options = {
  readonly args?: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
};

const running = new Set<Terminal>();

/** Kills the programs that a test left running; for `afterEach`. */
export function closeAll(): void {
  for (const terminal of running) terminal.close();
}

/** Starts the built program in a terminal of its own, with a minimal environment and `env`. */
export function openTerminal({ args = [], columns = 80, rows = 24, env = {} }: Options = {}): Terminal {
  return start(node, [program, ...args], columns, rows, env);
}

/** Starts a shell command in a terminal; `haiku-posts` in it is the built program. */
export function openShell(command: string, { columns = 80, rows = 24, env = {} }: Options = {}): Terminal {
  return start('/bin/sh', ['-c', command], columns, rows, { PATH: pathWithProgram(), ...env });
}

/** The name of temporary folders of this checkout, because checkouts may share node_modules. */
const checkout = createHash('sha256').update(program).digest('hex').slice(0, 16);

/**
 * Variables of every program under test. Without a home folder it has no folder for compiled code, and starts slower; so
 * it gets one.
 */
export const usualEnv = {
  PATH: process.env.PATH ?? '',
  LANG: 'C.UTF-8',
  NODE_COMPILE_CACHE: path.join(os.tmpdir(), `haiku-posts-compiled-${checkout}`),
};

/** A PATH on which `haiku-posts` is the program under test, and `node` the one that runs it. */
export function pathWithProgram(): string {
  const linked = path.join(os.tmpdir(), `haiku-posts-bin-${checkout}`);
  fs.mkdirSync(linked, { recursive: true });
  try {
    fs.symlinkSync(program, path.join(linked, 'haiku-posts'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return [linked, path.dirname(node), process.env.PATH ?? ''].join(path.delimiter);
}

function start(file: string, args: string[], columns: number, rows: number, env: Options['env']): Terminal {
  const screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 });
  // With COLORFGBG the program does not ask for the background: on a busy machine the reply could be late.
  const usual = { ...usualEnv, TERM: 'xterm-256color', COLORFGBG: '15;0' };
  const surroundings = { ...usual, ...env };
  const pty: IPty = spawn(file, args, { cols: columns, rows, name: surroundings.TERM, cwd: root, env: surroundings });
  let bytes = '';
  let drawn = 0; // length of the output that the screen shows
  let status: number | null = null;
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const look of waiting) look();
  };
  // The terminal replies to queries, as for its device attributes.
  screen.onData(data => pty.write(data));
  pty.onData(data => {
    bytes += data;
    screen.write(data, () => {
      drawn += data.length;
      wake();
    });
  });
  // A synchronized update (DEC mode 2026) is shown when it is complete.
  const isWhole = (): boolean => bytes.lastIndexOf('\u001b[?2026h', drawn) <= bytes.lastIndexOf('\u001b[?2026l', drawn);
  pty.onExit(({ exitCode, signal }) => {
    status = signal ? 128 + signal : exitCode;
    screen.write('', wake);
  });

  const until: Terminal['until'] = (what, isSo, within = 15_000) =>
    new Promise((resolve, reject) => {
      const done = (settle: () => void): void => {
        clearTimeout(timer);
        waiting.delete(look);
        settle();
      };
      const look = (): void => {
        const now = readScreen(screen);
        if (isWhole() && isSo(now)) done(() => resolve(now));
      };
      const timer = setTimeout(
        () => done(() => reject(new Error(`not within ${within} ms: ${what}\n${picture(readScreen(screen))}`))),
        within,
      );
      waiting.add(look);
      look();
    });

  const terminal: Terminal = {
    screen: () => readScreen(screen),
    written: () => bytes,
    type: text => pty.write(text),
    press: (...names) => {
      for (const name of names) pty.write(keys[name]);
    },
    resize: (wide, high) => {
      screen.resize(wide, high);
      pty.resize(wide, high);
    },
    until,
    ended: async () => {
      await until('the program ends', () => status !== null);
      return status ?? -1;
    },
    close: () => {
      running.delete(terminal);
      if (status === null) pty.kill('SIGKILL');
    },
  };
  running.add(terminal);
  return terminal;
}

/** Reads the screen of a terminal. Its cells are read later, when they are asked for. */
export function readScreen(terminal: xterm.Terminal): Screen {
  const { active } = terminal.buffer;
  const line = (row: number) => active.getLine(active.viewportY + row);
  return {
    rows: Array.from({ length: terminal.rows }, (_, row) =>
      (line(row)?.translateToString(true, 0, terminal.cols) ?? '').trimEnd(),
    ),
    cursor: { x: active.cursorX, y: active.cursorY },
    buffer: active.type,
    cells: row =>
      Array.from({ length: terminal.cols }, (_, column): Cell => {
        const cell = line(row)?.getCell(column);
        return {
          text: cell?.getChars() ?? '',
          width: cell?.getWidth() ?? 1,
          color: !cell || cell.isFgDefault() ? null : colorOf(cell.isFgRGB(), cell.getFgColor()),
          background: !cell || cell.isBgDefault() ? null : colorOf(cell.isBgRGB(), cell.getBgColor()),
          bold: Boolean(cell?.isBold()),
          dim: Boolean(cell?.isDim()),
          italic: Boolean(cell?.isItalic()),
          underline: Boolean(cell?.isUnderline()),
          inverse: Boolean(cell?.isInverse()),
        };
      }),
  };
}

const colorOf = (isRgb: boolean, color: number): Cell['color'] =>
  isRgb ? `#${color.toString(16).padStart(6, '0')}` : color;

/** Returns the last row of a screen. */
export const bottomRow = ({ rows }: Screen): string => rows.at(-1) ?? '';

/** Whether the screen of a session has the prompt and its menu, wherever they are. */
export const hasPrompt = ({ rows }: Screen): boolean =>
  rows.some(row => row.startsWith('$ cat post/')) && rows.some(row => row.startsWith('❯ '));

const picture = ({ rows, cursor }: Screen): string =>
  [...rows.map(row => `| ${row}`), `cursor at ${cursor.x},${cursor.y}`].join('\n');
