import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { afterEach, describe, expect, test } from 'vitest';
import { themeChoices } from '../../src/theme/themes.ts';
import { oneOf } from '../../src/util/format.ts';
import { haikuPosts } from '../support/run.ts';
import { sample } from '../support/sample.ts';
import { closeAll, openTerminal, root, type Screen } from '../support/terminal.ts';

afterEach(closeAll);

const slugs: readonly string[] = haikuPosts(['ls'])
  .stdout.trimEnd()
  .split('\n')
  .map(row => row.slice('post/'.length, -'.md'.length));

/** The letters of a text, wherever lines break and whatever Markdown stands around them. */
const letters = (text: string): string => (text.match(/[\p{L}\p{N}]+/gu) ?? []).join('');

/** Whether `wanted` stands in `given`, in order; what is missing, else null. */
function missing(wanted: readonly string[], given: readonly string[]): string | null {
  let at = 0;
  for (const word of wanted) {
    const found = given.indexOf(word, at);
    if (found === -1) return word;
    at = found + 1;
  }
  return null;
}

describe.each([40, 80, 200])('at %i columns', columns => {
  test.each(sample(slugs, 2))('cat %s loses no word and no line is too wide', slug => {
    const { stdout } = haikuPosts(['cat', slug, '--width', String(columns), '--color', 'always']);
    const lines = stripVTControlCharacters(stdout).split('\n');
    expect(lines.filter(line => stringWidth(line) > columns)).toEqual([]);
    // A long word is cut at the edge, so texts are compared letter by letter, in order.
    const shown = lines.join('\n').replaceAll('│ ', '');
    const source = fs.readFileSync(path.join(root, 'posts', `${slug}.md`), 'utf8');
    const prose = source.replace(/^(---|\+\+\+)\n[\s\S]*?\n\1\n/, '').replace(/^[ \t]*(```|~~~).*$/gm, '');
    const kept = prose.replace(/^\[[^\]^]*\]:.*$/gm, ' ').replace(/\]\([^)]*\)|\]\[[^\]]*\]/g, '] ');
    // The cells of a table stand side by side, so their letters are all there, in an order of their own.
    const tables = /^\|.*\|$/gm;
    const isTable = tables.test(kept);
    expect(missing([...letters(isTable ? kept.replace(tables, '') : kept)], [...letters(shown)])).toBe(null);
    expect(missing([...letters(kept)].sort(), [...letters(shown)].sort())).toBe(null);
  });

  test('the session fills the screen and not more, at the prompt and while reading', async () => {
    const terminal = openTerminal({ columns, rows: 24 });
    const fits = (screen: Screen, hint: string): boolean =>
      (screen.rows[0]?.startsWith('$ cat post/') ?? false) && (screen.rows.at(-1)?.includes(hint) ?? false);
    await terminal.until('the prompt', screen => fits(screen, '↵ read'));
    terminal.press('enter');
    await terminal.until('the post', screen => fits(screen, 'space page'));
  });
});

test.each([
  [10, 3],
  [2, 2],
  [1, 1],
  [500, 200],
])('a terminal of %i by %i shows what fits, and the keys work', async (columns, rows) => {
  const terminal = openTerminal({ columns, rows });
  await terminal.until('the dollar sign', screen => screen.rows.some(row => row.startsWith('$')));
  terminal.type('bios');
  terminal.press('enter');
  terminal.type('jjG q');
  terminal.press('^u', '^d');
  expect(await terminal.ended()).toBe(0);
  expect(terminal.screen().buffer).toBe('normal');
});

describe('color', () => {
  const cat = ['cat', 'bios-beep-sequence', '--width', '60'];
  test.each([
    ['a pipe', {}, [], false],
    ['--color always', {}, ['--color', 'always'], true],
    ['--color always over NO_COLOR', { NO_COLOR: '1' }, ['--color', 'always'], true],
    ['FORCE_COLOR=1', { FORCE_COLOR: '1' }, [], true],
    ['CLICOLOR_FORCE=1', { CLICOLOR_FORCE: '1' }, [], true],
    ['NO_COLOR over FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, [], false],
    ['--color never over FORCE_COLOR', { FORCE_COLOR: '1' }, ['--color', 'never'], false],
  ])('%s', (_, env, args, isColored) => {
    expect(haikuPosts([...cat, ...args], env).stdout.includes('\u001b[')).toBe(isColored);
  });

  test.each([
    [{ HAIKU_POSTS_THEME: 'amber' }, [], ['--theme', 'amber'], ''],
    [{ HAIKU_POSTS_THEME: 'amber' }, ['--theme', 'light'], ['--theme', 'light'], ''],
    [{ HAIKU_POSTS_THEME: '' }, [], ['--theme', 'auto'], ''],
    [
      { HAIKU_POSTS_THEME: 'pink' },
      [],
      ['--theme', 'auto'],
      `haiku-posts: HAIKU_POSTS_THEME: pink: expected ${oneOf(themeChoices)}\n`,
    ],
  ])('%j and %j look as %j', (env, args, as, stderr) => {
    const color = { TERM: 'xterm-256color', COLORTERM: 'truecolor' };
    const colored = [...cat, '--color', 'always'];
    const shown = haikuPosts([...colored, ...args], { ...color, ...env });
    expect(shown).toEqual({ ...haikuPosts([...colored, ...as], color), stderr });
  });

  test('a theme that we do not know is none of the business of a pipe', () => {
    expect(haikuPosts(cat, { HAIKU_POSTS_THEME: 'pink' })).toEqual(haikuPosts(cat));
  });

  test('NO_COLOR on a terminal takes the colors and leaves a heading bold', async () => {
    const terminal = openTerminal({ args: cat, rows: 60, env: { NO_COLOR: '1' } });
    await terminal.ended();
    const screen = terminal.screen();
    const cells = screen.rows.flatMap((_, row) => screen.cells(row));
    expect(cells.some(cell => cell.color !== null)).toBe(false);
    expect(cells.some(cell => cell.bold)).toBe(true);
  });

  test('TERM=dumb gets text without an escape, and no session', async () => {
    const printed = openTerminal({ args: cat, env: { TERM: 'dumb' } });
    await printed.ended();
    expect(printed.written()).not.toContain('\u001b');
    const browsed = openTerminal({ env: { TERM: 'dumb' } });
    expect(await browsed.ended()).toBe(2);
    expect(browsed.written()).not.toContain('\u001b');
  });

  test('CI=1 on a terminal shows the session all the same', async () => {
    const terminal = openTerminal({ env: { CI: '1' } });
    await terminal.until('the prompt', ({ rows }) => rows[0]?.startsWith('$ cat post/') ?? false);
    terminal.press('^d');
    expect(await terminal.ended()).toBe(0);
  });
});
