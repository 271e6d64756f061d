import fs from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readingFolder } from '../support/reading.ts';
import { isSlow } from '../support/sample.ts';
import { closeAll, openShell, openTerminal, program, type Screen, type Terminal } from '../support/terminal.ts';
import { seeded } from './seeded.ts';

// How the app draws on terminals of any size, and how it reads pastes.

let folder: string;
beforeAll(() => {
  folder = readingFolder();
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
afterEach(closeAll);

const open = (columns = 80, rows = 24): Terminal => openTerminal({ args: ['--posts', folder], columns, rows });
const atPrompt = ({ rows }: Screen): boolean =>
  (rows[0]?.startsWith('$ cat post/') ?? false) && rows.some(row => row.startsWith('❯ '));
const inPost = ({ rows }: Screen): boolean => rows.at(-1)?.includes('q back') ?? false;

test.each([
  [1, 1],
  [2, 2],
  [10, 3],
  [500, 200],
])('case 87: the app runs on a terminal of %i×%i, and its keys work', async (columns, rows) => {
  const terminal = open(columns, rows);
  await terminal.until('the line', screen => screen.rows[0]?.startsWith('$') ?? false);
  terminal.type('lake\rjjG /pager\rnNt');
  terminal.press('escape', 'escape');
  terminal.type('q');
  terminal.press('^u', '^d');
  expect(await terminal.ended()).toBe(0);
  expect(terminal.screen().buffer).toBe('normal');
});

/** Resizes of case 88. */
const RESIZES = isSlow ? 500 : 50;

/** A screen to compare: rows, cursor, and the style of each cell. */
const whole = (screen: Screen, cells = screen.rows.map((_, row) => screen.cells(row))) => ({
  rows: screen.rows,
  cursor: screen.cursor,
  cells,
});

test.each([
  ['at the prompt', '', atPrompt],
  ['in a post', 'lake\r', inPost],
])(
  `case 88: after ${RESIZES} random resizes %s the last frame equals that of a new session`,
  async (_, typed, isThere) => {
    const random = seeded(88);
    const any = (least: number, most: number): number => least + Math.floor(random() * (most - least));
    const terminal = open();
    await terminal.until('the prompt', atPrompt);
    terminal.type(typed);
    await terminal.until('the screen', isThere);
    for (let time = 1; time < RESIZES; time++) {
      terminal.resize(any(1, 150), any(1, 60));
      // Some follow each other faster than frames are drawn.
      const before = terminal.written().length;
      if (time % 5 === 0) await terminal.until('a frame', () => terminal.written().length > before);
    }
    const [columns, rows] = [93, 31];
    terminal.resize(columns, rows);
    const fresh = open(columns, rows);
    await fresh.until('the prompt', atPrompt);
    fresh.type(typed);
    const wanted = whole(await fresh.until('the screen', isThere));
    const isSame = (screen: Screen): boolean =>
      screen.rows.join('\n') === wanted.rows.join('\n') &&
      screen.cursor.x === wanted.cursor.x &&
      screen.cursor.y === wanted.cursor.y;
    const last = await terminal.until('the same', isSame).catch(() => terminal.screen());
    expect(whole(last)).toEqual(wanted);
    expect(terminal.written()).not.toContain('\u001b[3J');
  },
);

test('case 88: a size that changes and changes back leaves the screen complete', async () => {
  const terminal = open();
  await terminal.until('the prompt', atPrompt);
  terminal.type('lake');
  const wanted = await terminal.until('the text', ({ rows }) => rows[0] === '$ cat post/lake');
  for (let time = 0; time < 20; time++) {
    terminal.resize(12, 5);
    terminal.resize(80, 24);
    await terminal.until('the same', ({ rows }) => rows.join('\n') === wanted.rows.join('\n'));
  }
});

test('case 88: a resize redraws a terminal that is not standard output', async () => {
  const terminal = openShell(`'${process.execPath}' '${program}' --posts '${folder}' | cat`);
  await terminal.until('the prompt', atPrompt);
  terminal.resize(40, 9);
  await terminal.until('the smaller screen', screen => atPrompt(screen) && (screen.rows[8]?.includes('1 of') ?? false));
});

test('case 89: the scrollback of the shell is intact after the session', async () => {
  const session = `'${process.execPath}' '${program}' --posts '${folder}'`;
  const terminal = openShell(`seq 1 100; ${session}; echo "left with $?"; read _`);
  await terminal.until('the prompt', atPrompt);
  terminal.type('lake\rG');
  await terminal.until('the post', inPost);
  terminal.resize(60, 12);
  await terminal.until('the smaller screen', ({ rows }) => rows.length === 12 && inPost(terminal.screen()));
  terminal.resize(80, 24);
  terminal.type('q');
  terminal.press('^u', '^d');
  await terminal.until('the end', ({ rows }) => rows.includes('left with 0'));
  // A taller terminal shows what was above.
  terminal.resize(80, 150);
  const { rows } = terminal.screen();
  const first = rows.indexOf('1');
  expect(rows.slice(first, first + 100)).toEqual(Array.from({ length: 100 }, (_, at) => String(at + 1)));
  expect(terminal.written()).not.toContain('\u001b[3J');
});

describe('case 90: a paste of q, a newline and ^C', () => {
  const paste = '\u001b[200~q\n\u0003\u001b[201~';

  test('case 90: runs no command in a post', async () => {
    const terminal = open();
    await terminal.until('the prompt', atPrompt);
    terminal.type('lake\r');
    await terminal.until('the post', inPost);
    terminal.type(`${paste}/spoon`);
    // If it had left the post, this would be text at the prompt.
    await terminal.until('a search', ({ rows }) => rows.at(-1)?.startsWith('  /spoon') ?? false);
  });

  // Each arrives in one read with the paste.
  const befores = [
    ['nothing', '', '$ cat post/q ^Cafter'],
    ['Escape', '\u001b', '$ cat post/q ^Cafter'],
    ['Escape twice', '\u001b\u001b', '$ cat post/q ^Cafter'],
    ['Alt and a letter', '\u001bb', '$ cat q ^Cafterpost/'],
    ['an arrow', '\u001b[D', '$ cat postq ^Cafter/'],
    ['Alt and O', '\u001bO', '$ cat post/q ^Cafter'],
    ['Alt and ]', '\u001b]', '$ cat post/q ^Cafter'],
    ['another paste', '\u001b[200~p\u001b[201~\u001b', '$ cat post/q ^Cafter'],
  ] as const;
  test('case 90: is text at the prompt, after any key and in pieces', async () => {
    const terminal = open();
    await terminal.until('the prompt', atPrompt);
    const clear = async (): Promise<void> => {
      terminal.press('^e', '^u', '^u');
      await terminal.until('an empty line', ({ rows }) => rows[0] === '$');
      // Escape is read by itself, because a key behind it would be one with Alt.
      terminal.press('escape');
      await terminal.until('the prompt again', ({ rows }) => rows[0] === '$ cat post/');
    };
    for (const [name, before, line] of befores) {
      terminal.type(`${before}${paste}after`);
      await terminal.until(`the text after ${name}`, ({ rows }) => rows[0] === line);
      await clear();
    }
    for (const byte of paste) terminal.type(byte);
    terminal.type('after');
    await terminal.until('the text in pieces', ({ rows }) => rows[0] === '$ cat post/q ^Cafter');
  });

  test.each([
    ['at the prompt', '', atPrompt, ''],
    ['in a search', 'lake\r', inPost, '/'],
  ])('case 90: a megabyte delays no key, %s', async (_, typed, isThere, key) => {
    const terminal = open();
    await terminal.until('the prompt', atPrompt);
    terminal.type(typed);
    await terminal.until('the place', isThere);
    terminal.type(`${key}\u001b[200~${'abcdefg h'.repeat(120_000)}\u001b[201~`);
    await terminal.until('its end', ({ rows }) => rows.some(row => row.includes('abcdefg habcdefg h')));
    terminal.press(...(key === '' ? ['^u' as const] : ['escape' as const]));
    await terminal.until('where it was', key === '' ? atPrompt : isThere);
  });
});

test('case 91: ^\\, ^S and ^Q do not stop the app, and ^D deletes and quits', async () => {
  const terminal = open();
  await terminal.until('the prompt', atPrompt);
  for (const typed of ['\u001c', '\u0013', '\u0011', '\u0013\u001c\u0013']) {
    terminal.type(`${typed}fan`);
    await terminal.until(`the text after ${JSON.stringify(typed)}`, ({ rows }) => rows[0] === '$ cat post/fan');
    terminal.press('^a', '^d');
    await terminal.until('^D deletes', ({ rows }) => rows[0] === '$ at post/fan');
    terminal.press('^e', '^u', 'escape');
    await terminal.until('the prompt again', ({ rows }) => rows[0] === '$ cat post/');
  }
  terminal.press('^u', '^d');
  expect(await terminal.ended()).toBe(0);
  expect(terminal.screen().buffer).toBe('normal');
});

test('case 107: rows of letters whose width is not agreed on are the same after scrolling and after ^L', async () => {
  // Khmer, Devanagari, leading jamo, flags, a keycap: all rows begin with the same letters.
  const rows = Array.from({ length: 80 }, (_, at) =>
    ['ស្ត្រី', 'क्षत्रिय', '\u1100\u1100\u1100', '🇩🇪🇫🇷', '1️⃣'].map(letters => `${letters} ${at * at}`).join(' '),
  );
  const own = fs.mkdtempSync(`${folder}-wide`);
  fs.writeFileSync(`${own}/x.md`, `lead\n\n- ${rows.join('\n- ')}\n`);
  const terminal = openTerminal({ args: ['--posts', own], columns: 100, rows: 24 });
  await terminal.until('the prompt', ({ rows }) => rows.some(row => row.includes('❯')));
  terminal.type('x\r');
  await terminal.until('the post', ({ rows }) => rows.includes('  lead'));
  for (const key of [' ', ' ', 'G', 'b', 'u', 'g', 'd']) {
    const { rows: before } = terminal.screen();
    terminal.type(key);
    const { rows } = await terminal.until('another part', ({ rows }) => rows.at(-1) !== before.at(-1));
    const { length } = terminal.written();
    terminal.press('^l');
    await terminal.until('a whole frame', () => terminal.written().includes('\u001b[2J', length));
    expect(terminal.screen().rows, key).toEqual(rows);
  }
  fs.rmSync(own, { recursive: true });
});
