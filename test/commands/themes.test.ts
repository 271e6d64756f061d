import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { sampleDocument } from '../../src/commands/theme-sample.ts';
import { textOf } from '../../src/text/span.ts';
import { createPainter } from '../../src/theme/paint.ts';
import { themeNames as names, type ThemeName, themes } from '../../src/theme/themes.ts';
import { haikuPosts } from '../support/run.ts';

/** The rows of a sample as a screen in another theme paints them. */
const painted = async (name: ThemeName, columns: number, level: 1 | 2 | 3 = 3): Promise<readonly string[]> => {
  const paint = createPainter(themes[name === 'light' ? 'dark' : 'light'], level);
  const document = await sampleDocument(name, false);
  return document.flatMap(({ layout }) => layout({ columns, sideways: null }).map(({ spans }) => paint(spans)));
};

const spansOf = async (name: ThemeName) =>
  (await sampleDocument(name, false)).flatMap(({ layout }) =>
    layout({ columns: 80, sideways: null }).flatMap(({ spans }) => spans),
  );

describe('themes', () => {
  test.each([
    [['themes'], names],
    [['themes', 'mono'], ['mono']],
    [['themes', '--theme', 'amber'], ['amber']],
    [['--theme', 'auto', 'themes'], names],
    [['--posts', '/nowhere', 'themes', 'light'], ['light']],
  ])('%j prints into a pipe the names %j', (args, expected) => {
    expect(haikuPosts(args)).toEqual({ stdout: expected.map(name => `${name}\n`).join(''), stderr: '', status: 0 });
  });

  test('--color always prints a sample of each theme below its name', () => {
    const { stdout } = haikuPosts(['themes', '--color', 'always']);
    const rows = stripVTControlCharacters(stdout).split('\n');
    expect(rows.filter(row => names.some(name => row === `  ${name}`))).toEqual(names.map(name => `  ${name}`));
    expect(rows.filter(row => row.includes('The lamp on the desk'))).toHaveLength(names.length);
  });

  test('another word is an error', () => {
    expect(haikuPosts(['themes', 'pink']).stderr).toContain('themes: pink: expected dark, light, mono or amber');
  });
});

describe.each(names)('the sample of %s', name => {
  test('has every style of a page and a list', async () => {
    const styles = new Set((await spansOf(name)).flatMap(span => span.styles));
    for (const style of ['haiku', 'title', 'heading2', 'emphasis', 'strong', 'code', 'link', 'quote', 'comment', 'keyword', 'string', 'selected', 'match', 'dim'] as const) // biome-ignore format: one thought
      expect(styles).toContain(style);
  });

  test.each([1, 2, 3] as const)('has at level %i the colors of its theme, not those of the screen', async level => {
    const [, , ...rows] = await painted(name, 80, level);
    const own = createPainter(themes[name], level);
    if (name === 'mono') expect(rows.join('')).not.toMatch(/\[(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])/);
    else expect(rows.filter(row => !/^.\[(?:4[08]|107)/.test(row))).toEqual([]);
    const [match] = (await spansOf(name)).filter(({ styles }) => styles.includes('title'));
    const look = match && own([{ text: match.text, styles: match.styles }]);
    expect(rows.join('')).toContain(look);
  });

  test.each([20, 40, 80, 120])('fits in %i columns, as a rectangle', async columns => {
    const [, , ...rows] = (await painted(name, columns)).map(row => stringWidth(row));
    expect(new Set(rows)).toEqual(new Set([Math.min(80, columns)]));
  });
});

test('all samples have the same text', async () => {
  const texts = await Promise.all(names.map(async name => textOf((await spansOf(name)).slice(1)).trim()));
  expect(new Set(texts.map(text => text.replace(/^\w+/, ''))).size).toBe(1);
});
