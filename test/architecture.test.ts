import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const src = path.join(import.meta.dirname, '../src');

/** The folders of src, from the innermost out: each imports only those before it. Types count, and so does `import()`. */
const order: readonly string[] = [
  'util',
  'posts',
  'haiku',
  'text',
  'theme',
  'search',
  'markdown',
  'layout',
  'commands',
  'io',
  'cli',
  'app',
  'main.ts',
];

/** The folders of src/app, in the same way; the files beside them come last. */
const appOrder: readonly string[] = ['state', 'view', 'services', 'hooks', 'components'];

/** Packages and builtins that only some folders may import; any folder may import any other package. */
const keepers: Readonly<Record<string, readonly string[]>> = {
  ink: ['app'],
  'ink-select-input': ['app'],
  react: ['app'],
  'fuse.js': ['search'],
  chalk: ['theme'],
  lowlight: ['markdown'],
  'supports-hyperlinks': ['cli'],
  'node:fs': ['io'],
  'node:process': ['io', 'cli', 'app', 'main.ts'],
  'node:child_process': ['io'],
  'node:worker_threads': ['io', 'app'],
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

/** The file that an import names, below src; null for a package. */
const targetOf = ({ file, target }: Import): string | null =>
  target.startsWith('.') && !target.endsWith('package.json')
    ? path.relative(src, path.resolve(src, path.dirname(file), target))
    : null;

const rankIn = (folders: readonly string[], name: string | undefined): number => {
  const rank = folders.indexOf(name ?? '');
  return rank === -1 ? folders.length : rank;
};

test('the imports of every file are read', () => {
  expect(imports.length).toBeGreaterThan(500);
  expect(imports.every(({ folder }) => order.includes(folder))).toBe(true);
});

test('a folder imports only folders before it', () => {
  const wrong = imports.filter(each => {
    const to = targetOf(each)?.split(path.sep);
    if (to === undefined) return false;
    if (to[0] !== each.folder) return rankIn(order, to[0]) > rankIn(order, each.folder);
    const own = each.file.split(path.sep);
    return each.folder === 'app' && rankIn(appOrder, to[1]) > rankIn(appOrder, own[1]);
  });
  expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

/** Groups of files that import each other in a circle, as Tarjan's algorithm finds them. */
function cycles(): readonly (readonly string[])[] {
  const targets = new Map<string, string[]>();
  for (const each of imports) {
    const to = targetOf(each);
    if (to !== null) targets.set(each.file, [...(targets.get(each.file) ?? []), to]);
  }
  const [index, low, stack, found] = [
    new Map<string, number>(),
    new Map<string, number>(),
    [] as string[],
    [] as string[][],
  ];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.size - 1);
    stack.push(file);
    for (const target of targets.get(file) ?? []) {
      if (!index.has(target)) visit(target);
      if (stack.includes(target)) low.set(file, Math.min(low.get(file) ?? 0, low.get(target) ?? 0));
    }
    if (low.get(file) !== index.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1 || targets.get(file)?.includes(file)) found.push(group);
  };
  for (const file of targets.keys()) if (!index.has(file)) visit(file);
  return found;
}

test('no files import each other in a circle, types and import() counted', () => {
  expect(cycles()).toEqual([]);
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
  expect(loaded).toContain('posts/library.ts');
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
