import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Action } from '../../src/app/state/actions.ts';
import { createInitialState } from '../../src/app/state/initial-state.ts';
import { keymap } from '../../src/app/state/keymap.ts';
import { reduce } from '../../src/app/state/reduce.ts';
import type { State } from '../../src/app/state/state.ts';
import { trimScrollback } from '../../src/app/state/trim-scrollback.ts';
import { frame } from '../../src/app/view/frame.ts';
import { postDocument } from '../../src/layout/document.ts';
import { textOf } from '../../src/text/span.ts';
import { width } from '../../src/text/width.ts';
import { postOf, refOf } from '../support/library.ts';
import { readingFolder } from '../support/reading.ts';
import { isSlow } from '../support/sample.ts';
import { afterRun, createPostIndex, postEntry } from '../support/state.ts';
import { keys, program } from '../support/terminal.ts';
import { seeded } from './seeded.ts';

// Many random keys and sizes. HAIKU_POSTS_SOAK is their number, HAIKU_POSTS_SEED their seed.

const steps = Number(process.env.HAIKU_POSTS_SOAK ?? (isSlow ? 2000 : 300));
const seed = Number(process.env.HAIKU_POSTS_SEED ?? 1);
/** A timeout in ms, generous for a busy machine; a session that hangs fails earlier. */
const limit = 60_000 + steps * 20;

/** How often the heap is measured, in steps. */
const interval = Math.max(50, Math.ceil(steps / 30 / 50) * 50);
/**
 * How many more bytes the last third may use than the second, after a garbage collection. The scrollback is limited: a long
 * run reaches the limit in its first third, a short run never, and 10,000 keys add about 4 MB. In a run of 100,000 keys, a
 * leak of 120 bytes a key is more than this.
 */
const growth = 4 * 2 ** 20;

/** A module that appends the bytes in use to a file at each SIGURG. */
const measuring = (file: string): string => {
  const text = `import fs from 'node:fs';
process.on('SIGURG', () => {
  gc();
  fs.appendFileSync(${JSON.stringify(file)}, process.memoryUsage().heapUsed + '\\n');
});`;
  return `data:text/javascript,${encodeURIComponent(text)}`;
};
const heapsIn = (file: string): readonly number[] =>
  fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').slice(0, -1).map(Number) : [];
const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

let folder: string;
let cache: string;
beforeEach(() => {
  folder = readingFolder();
  cache = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-soak-'));
});
afterEach(() => {
  for (const each of [folder, cache]) fs.rmSync(each, { recursive: true, force: true, maxRetries: 10 });
});

/** Returns functions that choose by random numbers. */
function createChoice(random: () => number) {
  const upTo = (count: number): number => Math.floor(random() * count);
  return { upTo, from: <Value>(values: readonly Value[]): Value => values[upTo(values.length)] as Value };
}

// Keys that quit are left out, because most of a run would be starts; ^Z too, because no shell continues the app.
const leaving: readonly string[] = ['^c', '^d', '^z'];
const typed = [
  ...Object.entries(keys).flatMap(([name, bytes]) => (leaving.includes(name) ? [] : [bytes])),
  ...'jkgGbudqntmNo/?\'[]{}<>1234 hly abcdefilprs-"',
  ...[
    'lake\r',
    'ls -l\r',
    'grep pager\r',
    'clear\r',
    'find the\r',
    '静か',
    '👩‍👧',
    'e\u0301',
    '\u001b[200~q\n\u0003\u001b[201~',
  ],
];

test(
  `after ${steps} random keys and sizes the app restores the terminal`,
  async () => {
    const { upTo, from } = createChoice(seeded(seed));
    const screen = new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true, scrollback: 0 });
    const env = {
      ...{ PATH: path.dirname(process.execPath), HOME: cache, TERM: 'xterm-256color', COLORFGBG: '15;0' },
      // Programs that do nothing open links and edit posts.
      ...{ BROWSER: 'true', EDITOR: 'true', VISUAL: 'true', PAGER: 'true', LANG: 'C.UTF-8' },
    };
    const measured = path.join(cache, 'heap');
    const args = ['--expose-gc', '--import', measuring(measured), program, '--posts', folder];
    const pty = spawn(process.execPath, args, { cols: 80, rows: 24, env });
    let count = 0;
    let tail = '';
    let status: number | null = null;
    screen.onData(reply => pty.write(reply));
    pty.onData(data => {
      count += data.length;
      // Longer than a full screen with the longest cells, so that no mode change is cut.
      tail = (tail + data).slice(-200_000);
      screen.write(data);
    });
    pty.onExit(({ exitCode, signal }) => {
      status = signal ? 128 + signal : exitCode;
    });
    const poll = { timeout: 15_000, interval: 5 };
    await expect.poll(() => count, poll).toBeGreaterThan(0);
    const heaps: number[] = [];
    const measure = async (): Promise<void> => {
      pty.kill('SIGURG');
      await expect.poll(() => heapsIn(measured).length, poll).toBe(heaps.length + 1);
      heaps.push(heapsIn(measured).at(-1) ?? 0);
    };
    for (let step = 1; step <= steps; step++) {
      if (upTo(20) > 0) pty.write(from(typed));
      else {
        const [columns, rows] = [1 + upTo(150), 1 + upTo(50)];
        screen.resize(columns, rows);
        pty.resize(columns, rows);
      }
      if (step % 50 > 0) continue;
      // Waits for a frame, so that no more keys are pending than a reader could type.
      const before = count;
      const columns = screen.cols === 80 ? 81 : 80;
      screen.resize(columns, 24);
      pty.resize(columns, 24);
      await expect.poll(() => count > before || status !== null, poll).toBe(true);
      await expect.poll(() => !lastRow(screen).includes('running') || status !== null, poll).toBe(true);
      expect(status, tail.slice(-1000)).toBe(null);
      if (step % interval === 0) await measure();
    }
    const third = Math.floor(heaps.length / 3);
    const [second, last] = [heaps.slice(third, -third), heaps.slice(-third)].map(part => Math.max(...part));
    if (process.env.HAIKU_POSTS_SOAK) console.log(`heap in MB: ${heaps.map(megabytes).join(' ')}`);
    expect(last, `MB: ${heaps.map(megabytes).join(' ')}`).toBeLessThan((second ?? 0) + growth);
    pty.kill('SIGTERM');
    await expect.poll(() => status, poll).toBe(143);
    await new Promise<void>(resolve => screen.write('', resolve));
    expect(screen.buffer.active.type).toBe('normal');
    expect(screen.modes.bracketedPasteMode).toBe(false);
    expect(tail.lastIndexOf('\u001b[?25h')).toBeGreaterThan(tail.lastIndexOf('\u001b[?25l'));
    expect(tail.lastIndexOf('\u001b[?1007r')).toBeGreaterThan(tail.lastIndexOf('\u001b[?1007h'));
    screen.dispose();
  },
  limit,
);

const lastRow = ({ buffer, rows }: InstanceType<typeof xterm.Terminal>): string =>
  buffer.active.getLine(buffer.active.viewportY + rows - 1)?.translateToString(true) ?? '';

test(
  `after each of ${steps} random keys and sizes the frame fits the screen`,
  async () => {
    const { upTo, from } = createChoice(seeded(seed));
    const content = `a / b / c\n\n# T\n\n${'The fan hums on 静か。 '.repeat(9)}\n\n- one\n  - two\n`;
    const read = postEntry('cat post/x.md', await postDocument(refOf('x'), content, false), content);
    const shelf = createPostIndex([
      postOf('a fan / hums all / night'),
      postOf('no rollback / b / c'),
      postOf('静かな / 誰も / 夜'),
    ]);
    const names = [...new Set(keymap.flatMap(({ keys }) => keys))].filter(name => !leaving.includes(name));
    const texts = ['log', '静か', '👩‍👧', 'e\u0301', '\u001b[2J', 'ls', "grep '", '(', 'q\n\u0003'];
    const action = (): Action => {
      const kind = upTo(10);
      if (kind === 0) return { kind: 'resize', size: { columns: 1 + upTo(150), rows: 1 + upTo(50) } };
      return kind === 1 ? { kind: 'type', text: from(texts) } : { kind: 'key', name: from(names) };
    };
    let state: State = createInitialState(shelf, { columns: 80, rows: 24 });
    for (let step = 1; step <= steps; step++) {
      const next = action();
      state = trimScrollback(state, reduce(state, next));
      // Services answer at once.
      if (state.mode.kind === 'running') state = afterRun(state, read);
      if (state.request) state = reduce(state, { kind: 'request-done', notice: null });
      const { rows, cursor } = frame(state);
      const { size } = state;
      const said = `after ${JSON.stringify(next)}, the ${step}th`;
      expect(rows.length, said).toBeLessThanOrEqual(size.rows);
      expect(
        rows.map(textOf).find(row => width(row) > Math.max(2, size.columns)),
        said,
      ).toBeUndefined();
      expect(cursor === null || (cursor.x < size.columns && cursor.y < rows.length), said).toBe(true);
    }
  },
  limit,
);
