import fs from 'node:fs';
import process from 'node:process';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { program, root, usualEnv } from '../support/terminal.ts';

/** A program in a pseudo-terminal that is measured, and the screen of the terminal. */
export type Session = {
  readonly pid: number;
  /** The time of its start, as of `performance.now()`. */
  readonly started: number;
  /** Returns a row of the screen. */
  readonly row: (y: number) => string;
  readonly cursorX: () => number;
  readonly isAlternate: () => boolean;
  /** The numbers of bytes and of synchronized updates that it has written so far. */
  readonly written: () => number;
  readonly updates: () => number;
  /** Waits until a whole frame fulfills a condition. Resolves to the time. */
  readonly until: (what: string, isSo: () => boolean) => Promise<number>;
  /** Types keys, as the bytes that a terminal sends. */
  readonly type: (bytes: string) => void;
  /** Resolves to the time at which the program ended. */
  readonly ended: Promise<number>;
  /** Ends the program with ^C, and waits for its end. */
  readonly close: () => Promise<unknown>;
};

export const rows = 24;
const usualSize: { readonly columns: number; readonly rows: number } = { columns: 80, rows };
/** The timeout of each wait, in ms. */
const patience = 60_000;

/** Starts Node in a terminal, as {@link openProgram} does. */
export const openNode = (
  args: readonly string[],
  ...rest: readonly [env?: Readonly<Record<string, string>>, size?: typeof usualSize]
): Session => openProgram(process.execPath, args, ...rest);

/** Starts a program in a terminal that replies to queries at once: its background is black. */
export function openProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { columns, rows }: typeof usualSize = usualSize,
): Session {
  const screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const usual = { ...usualEnv, TERM: 'xterm-256color', ...env };
  const started = performance.now();
  const pty = spawn(file, [...args], { cols: columns, rows, cwd: root, env: usual });
  let written = 0;
  let updates = 0;
  let hasEnded = false;
  let look = (): void => {};
  screen.onData(data => {
    if (data !== '') pty.write(data);
  });
  screen.parser.registerOscHandler(11, asked => {
    if (asked === '?') pty.write('\x1b]11;rgb:0000/0000/0000\x1b\\');
    return true;
  });
  pty.onData(data => {
    written += Buffer.byteLength(data);
    updates += data.split('\x1b[?2026h').length - 1;
    // xterm.js parses the output after a key at once, and other output a little later.
    screen.input('');
    screen.write(data, () => look());
  });
  const ended = new Promise<number>(resolve =>
    pty.onExit(() => {
      hasEnded = true;
      resolve(performance.now());
      look();
    }),
  );
  const row = (y: number): string =>
    screen.buffer.active.getLine(screen.buffer.active.viewportY + y)?.translateToString(true) ?? '';
  const picture = (): string => Array.from({ length: rows }, (_, y) => row(y)).join('\n');
  return {
    pid: pty.pid,
    started,
    row,
    cursorX: () => screen.buffer.active.cursorX,
    isAlternate: () => screen.buffer.active.type === 'alternate',
    written: () => written,
    updates: () => updates,
    until: (what, isSo) =>
      new Promise((resolve, reject) => {
        const settle = (then: () => void): void => {
          clearTimeout(timer);
          look = () => {};
          then();
        };
        const fail = (): void => settle(() => reject(new Error(`not within ${patience} ms: ${what}\n${picture()}`)));
        const timer = setTimeout(fail, patience);
        look = () => {
          if (!screen.modes.synchronizedOutputMode && isSo()) settle(() => resolve(performance.now()));
          else if (hasEnded) settle(() => reject(new Error(`ended before: ${what}`)));
        };
        look();
      }),
    type: bytes => screen.input(bytes),
    ended,
    close: async () => {
      if (hasEnded) return;
      pty.write('\x03');
      const timer = setTimeout(() => pty.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Starts a session of the built program. Sessions share nothing but a cache folder. */
export const openSession = (posts: string | null, cache: string | null): Session =>
  openNode([program, ...(posts === null ? [] : ['--posts', posts])], cache === null ? {} : { XDG_CACHE_HOME: cache });

/** Resolves to the time at which there is a menu. */
export const firstFrame = (session: Session): Promise<number> =>
  session.until('a menu', () => session.isAlternate() && menuRow(session) !== -1);

const menuRow = ({ row }: Session): number =>
  Array.from({ length: rows }, (_, y) => row(y)).findIndex(text => text.startsWith('❯'));

const prompt = '$ cat post/';

/** Whether the line has the typed text, with the cursor after it. */
export const hasTyped = ({ row, cursorX }: Session, typed: string): boolean =>
  row(0).trimEnd() === (prompt + typed).trimEnd() && cursorX() === prompt.length + typed.length;

/** Whether posts are still loading. */
export const isLoading = ({ row }: Session): boolean => row(rows - 1).includes('loading');

/** Returns a field of /proc/…/status in MB: `VmRSS`, or its peak `VmHWM`. */
export function megabytes({ pid }: Session, field: 'VmRSS' | 'VmHWM'): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1000;
}
