import fs from 'node:fs';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { readingFolder } from '../support/reading.ts';
import { bottomRow, closeAll, hasPrompt, openTerminal, type Screen, type Terminal } from '../support/terminal.ts';

// The preview of the selected post and the contents of the open post, on wide and narrow terminals.

const folder = readingFolder();
afterEach(closeAll);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));

async function open(columns: number, rows: number, args: readonly string[] = []): Promise<Terminal> {
  const terminal = openTerminal({ args: [...args], columns, rows });
  await terminal.until('a prompt and a menu', hasPrompt);
  return terminal;
}

const inPost = (screen: Screen): boolean => bottomRow(screen).includes('q back');
const haiku = 'no one owns this page / it explains who owns the page / owner: please ask Ruth';
const title = 'Please Ask Ruth';

/** Where the preview is, once it shows the title of the post. */
function sideOf({ rows }: Screen): 'beside' | 'below' | null {
  const row = rows.find(row => row.includes(title)) ?? '';
  return / │ +Please/.test(row) ? 'beside' : row.trim().startsWith(title) ? 'below' : null;
}

describe.each([
  [100, 'below', null],
  [139, 'below', null],
  [140, 'below', 101],
  [159, 'below', 111],
  [160, 'beside', 111],
  [200, 'beside', 131],
] as const)('on %i columns', (columns, side, rail) => {
  test('the preview cuts no haiku, and stays when another post is selected', async () => {
    const terminal = await open(columns, 50);
    const screen = await terminal.until('the preview', screen => sideOf(screen) !== null);
    expect(sideOf(screen)).toBe(side);
    expect(screen.rows[1]).toContain(haiku);
    const list = screen.rows.slice(1, side === 'below' ? 24 : 38).map(row => row.split(' │ ')[0]);
    expect(list.filter(row => row?.includes('…') || row?.split(' / ').length !== 3)).toEqual([]);
    terminal.press('down');
    const next = await terminal.until('the next post', ({ rows }) => !rows.some(row => row.includes(title)));
    expect(next.rows[2]).toMatch(/^❯ /);
    expect(next.rows[3]?.split(' │ ')[0]).toBe(screen.rows[3]?.split(' │ ')[0]);
  });

  test('the contents of a post stand beside it from 140 columns, and follow the reader', async () => {
    const terminal = await open(columns, 24, ['--posts', folder]);
    terminal.type('lake\r');
    const top = await terminal.until('the post', inPost);
    const railOf = ({ rows }: Screen): readonly string[] =>
      rail === null ? [] : rows.map(row => row.slice(rail)).filter(row => row.startsWith(' │ ') && row.length > 3);
    const names = ['A day at the lake', '  The first part', '  The second part'];
    const marked = (at: number): readonly string[] =>
      rail === null ? [] : names.map((name, index) => ` │ ${index === at ? '❯' : ' '} ${name}`);
    expect(railOf(top)).toEqual(marked(0));
    expect(top.rows.some(row => row.slice(99).includes(' │ '))).toBe(rail !== null);
    terminal.type(']');
    const first = await terminal.until(
      'the first part',
      ({ rows }) => rows[0]?.trimStart().startsWith('The first part') ?? false,
    );
    expect(railOf(first)).toEqual(marked(1));
    terminal.resize(columns - 80, 24);
    const narrow = await terminal.until('a narrow screen', ({ rows }) => !rows.some(row => row.includes(' │ ')));
    expect(narrow.rows[0]?.trim()).toBe('The first part');
    terminal.resize(columns, 24);
    const again = await terminal.until('the same', screen => screen.rows.join() === first.rows.join());
    expect(railOf(again)).toEqual(marked(1));
  });
});

test('without rows for it there is no preview below the list, and a smaller list is not cut either', async () => {
  const terminal = await open(159, 24);
  expect(sideOf(terminal.screen())).toBeNull();
  expect(terminal.screen().rows[22]).toMatch(/ \/ .* \/ /);
  terminal.resize(160, 24);
  await terminal.until('the preview', screen => sideOf(screen) === 'beside');
});

test('code uses the width of the screen beside the contents', async () => {
  const terminal = await open(200, 50, ['--posts', folder]);
  terminal.type('lake\r]');
  const { rows } = await terminal.until('the code', ({ rows }) => rows.some(row => row.includes('THE END')));
  const code = rows.find(row => row.includes('THE END')) ?? '';
  expect([code.indexOf('THE END'), code.lastIndexOf(' │')]).toEqual([124, 131]);
  terminal.resize(160, 50);
  const cut = await terminal.until('the code, cut', ({ rows }) => rows.some(row => row.includes('› │')));
  expect(cut.rows.some(row => row.includes('THE END'))).toBe(false);
  terminal.type('/THE END\r');
  await terminal.until('the end of the code', ({ rows }) => rows.some(row => /THE END +│/.test(row)));
});

test('the first frame is that of the app', async () => {
  for (const [columns, rows] of [
    [100, 50],
    [160, 30],
    [200, 50],
    [40, 12],
    [10, 3],
  ] as const) {
    const terminal = openTerminal({ columns, rows });
    const first = await terminal.until('the first frame', ({ rows }) => rows[0]?.startsWith('$ cat') ?? false);
    terminal.press('down', 'up');
    const later = await terminal.until(
      'the app',
      ({ rows }) => rows.some(row => row.startsWith('❯')) || rows.length < 4,
    );
    const part = ({ rows }: Screen): readonly string[] =>
      rows.map(row => row.split(' │')[0]?.trimEnd() ?? '').slice(0, 14);
    expect(part(first)).toEqual(part(later));
    await terminal.close();
  }
});
