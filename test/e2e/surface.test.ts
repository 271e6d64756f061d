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

/** Returns the letters and digits of a text, without line breaks and Markdown syntax. */
const letters = (text: string): string => (text.match(/[\p{L}\p{N}]+/gu) ?? []).join('');

/** Returns the first of `wanted` that `given` does not have in that order, or null. */
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
  test.each(sample(slugs, 2))('cat %s keeps every word, and no line is too wide', slug => {
    const { stdout } = haikuPosts(['cat', slug, '--width', String(columns), '--color', 'always']);
    const lines = stripVTControlCharacters(stdout).split('\n');
    expect(lines.filter(line => stringWidth(line) > columns)).toEqual([]);
    // A long word is cut at the edge, so single letters are compared.
    const shown = lines.join('\n').replaceAll('│ ', '');
    const source = fs.readFileSync(path.join(root, 'posts', `${slug}.md`), 'utf8');
    const prose = source.replace(/^(---|\+\+\+)\n[\s\S]*?\n\1\n/, '').replace(/^[ \t]*(```|~~~).*$/gm, '');
    const untasked = prose.replace(/^([ \t]*[-*+]) \[[ x]\]/gm, '$1');
    const kept = untasked.replace(/^\[[^\]^]*\]:.*$/gm, ' ').replace(/\]\([^)]*\)|\]\[[^\]]*\]/g, '] ');
    // The cells of a table are side by side, so their letters have another order.
    const tables = /^\|.*\|$/gm;
    const isTable = tables.test(kept);
    expect(missing([...letters(isTable ? kept.replace(tables, '') : kept)], [...letters(shown)])).toBe(null);
    expect(missing([...letters(kept)].sort(), [...letters(shown)].sort())).toBe(null);
  });
});

// The recorded screens have the other widths.
test.each(sample([40, 80, 200], 1))(
  'the app fills exactly a screen of %i columns, at the prompt and in a post',
  async columns => {
    const terminal = openTerminal({ columns, rows: 24 });
    const fits = (screen: Screen, hint: string): boolean =>
      (screen.rows[0]?.startsWith('$ cat post/') ?? false) && (screen.rows.at(-1)?.includes(hint) ?? false);
    await terminal.until('the prompt', screen => fits(screen, '↵ read'));
    terminal.press('enter');
    await terminal.until('the post', screen => fits(screen, 'space page'));
  },
);

describe('color', () => {
  const cat = ['cat', 'bios-beep-sequence', '--width', '60'];
  test.each([
    ['no color in a pipe', {}, [], false],
    ['color with --color always', {}, ['--color', 'always'], true],
    ['color with --color always and NO_COLOR', { NO_COLOR: '1' }, ['--color', 'always'], true],
    ['no color with NO_COLOR and FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, [], false],
    ['no color with --color never and FORCE_COLOR', { FORCE_COLOR: '1' }, ['--color', 'never'], false],
  ])('cat writes %s', (_, env, args, isColored) => {
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
  ])('%j and %j give the same colors as %j', (env, args, as, stderr) => {
    const color = { TERM: 'xterm-256color', COLORTERM: 'truecolor' };
    const colored = [...cat, '--color', 'always'];
    const shown = haikuPosts([...colored, ...args], { ...color, ...env });
    expect(shown).toEqual({ ...haikuPosts([...colored, ...as], color), stderr });
  });

  test('cat into a pipe ignores an unknown theme', () => {
    expect(haikuPosts(cat, { HAIKU_POSTS_THEME: 'pink' })).toEqual(haikuPosts(cat));
  });

  test('NO_COLOR on a terminal removes colors and keeps bold text', async () => {
    const terminal = openTerminal({ args: cat, rows: 60, env: { NO_COLOR: '1' } });
    await terminal.ended();
    const screen = terminal.screen();
    const cells = screen.rows.flatMap((_, row) => screen.cells(row));
    expect(cells.some(cell => cell.color !== null)).toBe(false);
    expect(cells.some(cell => cell.bold)).toBe(true);
  });

  test('TERM=dumb gets text without escape sequences', async () => {
    const printed = openTerminal({ args: cat, env: { TERM: 'dumb' } });
    await printed.ended();
    expect(printed.written()).not.toContain('\u001b');
  });
});
