import { afterEach, expect, test } from 'vitest';
import { closeAll, openTerminal, type Screen, type Terminal } from '../support/terminal.ts';

afterEach(closeAll);

const wezterm = { TERM_PROGRAM: 'WezTerm', TERM_PROGRAM_VERSION: '20240203-110809' };
const address = 'https://sqlite.org/lockingv3.html';
const liveLink = new RegExp(`\\u001b\\]8;id=\\w+;${address}(?:\\u001b\\\\|\\u0007)`);

/** Opens a session with a whole post on its screen. */
async function reading(options: {
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}) {
  const terminal = openTerminal({ ...options, rows: 110 });
  terminal.type('thread for each guest\r');
  await terminal.until('the post', ({ rows }) => rows.at(-1)?.includes('end') ?? false);
  return terminal;
}

const rowOf = ({ rows }: Screen, text: string): number => rows.findIndex(row => row.includes(text));

async function printed(env: Readonly<Record<string, string>>): Promise<Terminal> {
  const terminal = openTerminal({ args: ['cat', 'a-thread-for-each-guest'], rows: 110, env });
  await terminal.ended();
  return terminal;
}

test.each([
  ['cat', printed],
  ['the session', (env: Readonly<Record<string, string>>) => reading({ env })],
])('%s writes hyperlinks if the terminal supports them, else addresses', async (_, show) => {
  const live = await show(wezterm);
  expect(live.written()).toMatch(liveLink);
  expect(rowOf(live.screen(), 'the page on locking')).toBeGreaterThan(0);
  expect(rowOf(live.screen(), address)).toBe(-1);

  const plain = await show({});
  expect(plain.written()).not.toContain('\u001b]8;');
  expect(rowOf(plain.screen(), `the page on locking <${address}>`)).toBeGreaterThan(0);
});

test('code is colored by its language, long lines are cut with a mark, and < and > scroll them', async () => {
  const terminal = await reading({});
  const first = terminal.screen();
  const keyword = first.cells(rowOf(first, 'defer rows.Close()')).slice(4, 9);
  const comment = first.cells(rowOf(first, '// rows still holds')).slice(12, 22);
  expect(keyword.map(cell => cell.bold)).toEqual(Array(5).fill(true));
  expect(comment.every(cell => cell.italic && cell.color !== null)).toBe(true);
  const row = rowOf(first, 'rows, err := db.Query(');
  expect(first.rows[row]).toMatch(/^ {2}│ rows, err := db\.Query\(.*›$/);
  expect(first.cells(row)[79]).toMatchObject({ text: '›', color: expect.any(Number) });
  expect(first.rows.at(-1)).toContain('← → code');
  terminal.press('right');
  const second = await terminal.until('the end of the line', screen => rowOf(screen, 'guest = ?`, guest)') > 0);
  expect(second.rows[row]?.startsWith('  │ ‹')).toBe(true);
  terminal.press('left');
  await terminal.until('its beginning again', ({ rows }) => rows[row] === first.rows[row]);
});

test.each([
  ['light', 'ffff/ffff/ffff', 89],
  ['dark', '1616/1616/1d1d', 150],
])('a terminal with a %s background gets that theme, and its reply is not read as keys', async (_, rgb, accent) => {
  const terminal = openTerminal({ env: { COLORFGBG: '' } });
  // Sent before the query, because the reply could be late on a busy machine.
  terminal.type(`\u001b]11;rgb:${rgb}\u001b\\\u001b[?62c`);
  const screen = await terminal.until('the prompt', ({ rows }) => rows[1]?.startsWith('❯ ') ?? false);
  expect(screen.rows[0]).toBe('$ cat post/');
  expect(screen.cells(0)[0]?.color).toBe(accent);
  expect(terminal.written()).toContain('\u001b]11;?');
});

test('a reply that comes after the first frame paints it again, and is not read as keys', async () => {
  const terminal = openTerminal({ env: { COLORFGBG: '' } });
  const first = await terminal.until('the prompt', ({ rows }) => rows[1]?.startsWith('❯ ') ?? false);
  expect(first.cells(0)[0]?.color).toBe(150);
  terminal.type('th\u001b]11;rgb:ffff/ffff/ffff\u001b\\\u001b[?62c');
  const isLight = ({ rows, cells }: Screen): boolean => [0, 1].every(row => cells(row)[0]?.color === 89) && rows[0] === '$ cat post/th'; // biome-ignore format: one thought
  await terminal.until('the light theme', isLight);
  // Nothing was asked again.
  terminal.type('\u001b]11;rgb:0000/0000/0000\u001b\\');
  terminal.type('e');
  const later = await terminal.until('the key', ({ rows }) => rows[0] === '$ cat post/the');
  expect(later.cells(0)[0]?.color).toBe(89);
});

test('a chosen theme is used without asking the terminal', async () => {
  const terminal = openTerminal({ args: ['--theme', 'amber'], env: { COLORFGBG: '' } });
  const screen = await terminal.until('the prompt', ({ rows }) => rows[1]?.startsWith('❯ ') ?? false);
  expect(screen.cells(0)[2]?.color).toBe(215);
  expect(terminal.written()).not.toContain('\u001b]11');
});
