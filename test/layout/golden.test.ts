import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { print } from '../../src/cli/print.ts';
import { cat } from '../../src/commands/cat.ts';
import { postFiles } from '../../src/io/post-files.ts';
import { openLibrary } from '../../src/posts/library.ts';
import type { Slug } from '../../src/posts/slug.ts';
import { type ThemeName, themes } from '../../src/theme/themes.ts';
import { unstyled } from '../safety/hostile.ts';
import { SERVICES } from '../support/command.ts';
import { isSlow, sample } from '../support/sample.ts';
import { root } from '../support/terminal.ts';

// test/golden has every post at every width in one theme, and one post in every theme.

const WIDTHS = [40, 80, 120] as const;
const THEME = 'dark';
/** The post with the most styles. */
const IN_EVERY_THEME = 'a-thread-for-each-guest';

type Golden = { readonly slug: Slug; readonly theme: ThemeName; readonly columns: number };

const folder = path.join(root, 'test/golden');
const library = openLibrary(postFiles(path.join(root, 'posts')));
const slugs = [...library.scan()].map(({ ref: { slug } }) => slug);
const themeNames = Object.keys(themes) as readonly ThemeName[];

const goldens: readonly Golden[] = [
  ...slugs.flatMap(slug => WIDTHS.map(columns => ({ slug, theme: THEME, columns }) as const)),
  ...themeNames
    .filter(theme => theme !== THEME)
    .flatMap(theme => slugs.filter(isInEveryTheme).map(slug => ({ slug, theme, columns: 80 }))),
];

function isInEveryTheme(slug: Slug): boolean {
  return firstLine(slug) === IN_EVERY_THEME;
}

function firstLine(slug: Slug): string {
  return slug.split('-/')[0] ?? '';
}

const fileOf = ({ slug, theme, columns }: Golden): string => `${theme}/${columns}/${firstLine(slug)}.ansi`;

/** The bytes that `cat` prints to a terminal with 16 million colors and without live links. */
async function render({ slug, theme, columns }: Golden): Promise<string> {
  let text = '';
  const output = cat.run({ operands: [slug], options: {} }, { library: () => library, history: () => [], ...SERVICES });
  const mode = { kind: 'rendered', columns, colors: { theme: themes[theme], level: 3 }, hasLinks: false } as const;
  await print(output, mode, {
    out: async chunk => {
      text += chunk;
    },
    err: problem => {
      throw new Error(problem);
    },
    closed: () => false,
    choose: null,
  });
  return text;
}

test('test/golden holds a file for every post at every width, one post in every theme, and nothing else', () => {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ansi'))
    .map(file => file.replaceAll(path.sep, '/'));
  expect(slugs.length).toBeGreaterThan(30);
  expect(goldens).toHaveLength(slugs.length * WIDTHS.length + themeNames.length - 1);
  expect(files.toSorted()).toEqual(goldens.map(fileOf).toSorted());
});

test.each(goldens.map(golden => [fileOf(golden), golden] as const))(
  '%s looks as recorded (else: npm run snapshots)',
  async (file, golden) => {
    await expect(await render(golden)).toMatchFileSnapshot(path.join(folder, file));
  },
);

test.each(sample(slugs, 3))('%s has the same text in every theme, and only escapes for styles', async slug => {
  for (const columns of isSlow ? WIDTHS : [80]) {
    const texts = await Promise.all(themeNames.map(theme => render({ slug, theme, columns })));
    expect(new Set(texts.map(unstyled)).size).toBe(1);
    expect(unstyled(texts[0] ?? '')).not.toContain('\u001b');
  }
});
