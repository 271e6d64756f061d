import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const src = path.join(import.meta.dirname, '../src');

/** Which folders of src a folder may import, itself aside. Types count: an arrow is an arrow. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  post: [],
  search: ['post'],
  render: ['post'],
  theme: ['render'],
  shell: [],
  io: ['post', 'shell', 'theme'],
  commands: ['post', 'search', 'render', 'theme'],
  cli: ['post', 'search', 'render', 'shell', 'theme', 'commands'],
  session: ['post', 'search', 'render', 'shell', 'theme', 'commands'],
};

/** Where everything is put together. */
const roots: readonly string[] = [
  'browsing.ts',
  'interpreter.ts',
  'keepsakes.ts',
  'main.ts',
  'off-thread.ts',
  'outside.ts',
  'paged.ts',
  'program.ts',
  'surface.ts',
  'worker.ts',
];

/** Packages and builtins that only some folders may import; any folder may import any other package. */
const keepers: Readonly<Record<string, readonly string[]>> = {
  ink: ['session'],
  'ink-select-input': ['session'],
  react: ['session'],
  'fuse.js': ['search'],
  chalk: ['theme'],
  lowlight: ['render'],
  'supports-hyperlinks': ['surface.ts'],
  'node:fs': ['io'],
  'node:process': ['io', 'browsing.ts', 'main.ts', 'program.ts', 'surface.ts'],
  'node:child_process': ['io'],
  'node:worker_threads': ['io', 'worker.ts'],
  'node:tty': ['io'],
};

type Import = {
  readonly file: string;
  readonly folder: string;
  readonly target: string;
  readonly isLazy: boolean;
  readonly isType: boolean;
};

const imports: readonly Import[] = fs
  .readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(file => /\.tsx?$/.test(file))
  .flatMap(file => {
    const text = fs.readFileSync(path.join(src, file), 'utf8');
    const folder = file.split(path.sep)[0] ?? '';
    const found = text.matchAll(
      /(?:^import\s(type\s)?[^;]*?from\s+|^export\s[^;]*?from\s+|^import\s+|(import)\(\s*)['"]([^'"]+)['"]/gm,
    );
    return [...found].map(([, type, lazy, target = '']) => ({
      file,
      folder,
      target,
      isLazy: lazy !== undefined,
      isType: type !== undefined,
    }));
  });

const folderOf = ({ file, target }: Import): string | null =>
  target.startsWith('.')
    ? (path.relative(src, path.resolve(src, path.dirname(file), target)).split(path.sep)[0] ?? '')
    : null;

test('the imports are read: every folder has some, that has any', () => {
  const folders = [...Object.keys(arrows), ...roots].filter(folder => folder !== 'shell');
  expect(new Set(imports.map(each => each.folder))).toEqual(new Set(folders));
});

test('no import runs against the direction of dependencies', () => {
  const wrong = imports.filter(each => {
    const to = folderOf(each);
    if (to === null || roots.includes(each.folder) || to === each.folder) return false;
    return !arrows[each.folder]?.includes(to);
  });
  expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

test('a package or builtin with a keeper is imported by its keeper alone', () => {
  const wrong = imports.filter(({ folder, target }) => keepers[target] && !keepers[target].includes(folder));
  expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

test('no file but those that import it reaches for the globals of the process', () => {
  const files = new Set(imports.filter(each => !keepers['node:process']?.includes(each.folder)).map(each => each.file));
  const wrong = [...files].filter(file =>
    /\b(process|globalThis|console)\./.test(fs.readFileSync(path.join(src, file), 'utf8')),
  );
  expect(wrong).toEqual([]);
});

/** The files that are loaded when `file` is, lazy imports and types aside. */
function loadedWith(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const each of imports.filter(each => each.file === file && !each.isLazy && !each.isType)) {
    if (each.target.startsWith('.')) loadedWith(path.normalize(path.join(path.dirname(file), each.target)), known);
    else known.add(each.target);
  }
  return known;
}

test('printing a post loads neither React nor Ink nor Fuse, nor a Markdown parser, nor a stream of Node', () => {
  const loaded = loadedWith('main.ts');
  expect(loaded).toContain('post/library.ts');
  for (const heavy of [
    'react',
    'ink',
    'ink-select-input',
    'fuse.js',
    'markdown-it',
    'chalk',
    'js-yaml',
    'smol-toml',
    'lowlight',
    'supports-hyperlinks',
    'node:child_process',
    'node:net',
    'node:stream',
    'node:tty',
    'node:worker_threads',
  ])
    expect(loaded).not.toContain(heavy);
});
