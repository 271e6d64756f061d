import fs from 'node:fs';
import path from 'node:path';
import { print } from '../../src/cli/print.ts';
import { cat } from '../../src/commands/cat.ts';
import { postFiles } from '../../src/io/files.ts';
import { type Library, openLibrary } from '../../src/posts/library.ts';
import type { Slug } from '../../src/posts/slug.ts';
import { type ThemeName, themes } from '../../src/theme/themes.ts';
import { root } from './terminal.ts';

/** The widths in columns at which every shipped post is kept as it looks. */
export const widths = [40, 80, 120] as const;

const folder = path.join(root, 'test/golden');

/** How a post looks: the bytes that `cat` prints to a terminal of 16 million colors that has no live links. */
export type Golden = {
  readonly file: string;
  readonly slug: Slug;
  readonly theme: ThemeName;
  readonly columns: number;
};

const library: Library = openLibrary(postFiles(path.join(root, 'posts')));

/** All that there should be. A post's file is named by the first line of its haiku. */
export const goldens: readonly Golden[] = [...library.scan()].flatMap(({ ref: { slug } }) =>
  (Object.keys(themes) as ThemeName[]).flatMap(theme =>
    widths.map(columns => ({
      file: path.join(folder, theme, String(columns), `${slug.split('-/')[0]}.ansi`),
      slug,
      theme,
      columns,
    })),
  ),
);

/** What is kept in the folder, its README aside. */
export const kept = (): readonly string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ansi'))
    .map(file => path.join(folder, file));

/** How the program prints the post now. */
export async function drawn({ slug, theme, columns }: Golden): Promise<string> {
  let text = '';
  const input = { operands: [slug], options: {} };
  const surface = { kind: 'rendered', columns, colors: { theme: themes[theme], level: 3 }, hasLinks: false } as const;
  await print(cat.run(input, { library: () => library, history: () => [] }), surface, {
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

/** Writes them all anew: `npm run golden`. */
export async function keepAll(): Promise<void> {
  for (const file of kept()) fs.rmSync(file);
  for (const golden of goldens) {
    fs.mkdirSync(path.dirname(golden.file), { recursive: true });
    fs.writeFileSync(golden.file, await drawn(golden));
  }
}

if (import.meta.main) await keepAll();
