import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const src = path.join(import.meta.dirname, '../src');

/** The folders of src: each imports only those before it. Types and `import()` count. */
const ORDER: readonly string[] = [
  'util',
  'posts',
  'text',
  'theme',
  'search',
  'haiku',
  'markdown',
  'layout',
  'commands',
  'io',
  'cli',
  'app',
  'main.ts',
];

/** The folders of src/app, in the same way. The files beside them come last. */
const APP_ORDER: readonly string[] = ['state', 'view', 'services', 'hooks', 'components'];

/** Packages and builtins that only some folders may import. */
const KEEPERS: Readonly<Record<string, readonly string[]>> = {
  ink: ['app'],
  'ink-select-input': ['app'],
  react: ['app'],
  'fuse.js/basic': ['search'],
  chalk: ['theme'],
  lowlight: ['markdown'],
  'supports-hyperlinks': ['cli'],
  'node:fs': ['io'],
  // time-limit.ts reads the processor time.
  'node:process': ['io', 'cli', 'app', 'main.ts', 'util/time-limit.ts'],
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

/** The path below src of the file that an import names; null for a package. */
const targetOf = ({ file, target }: Import): string | null =>
  target.startsWith('.') && !target.endsWith('package.json')
    ? path.relative(src, path.resolve(src, path.dirname(file), target))
    : null;

const rankIn = (folders: readonly string[], name: string | undefined): number => {
  const rank = folders.indexOf(name ?? '');
  return rank === -1 ? folders.length : rank;
};

test('the test reads the imports of every file', () => {
  expect(imports.length).toBeGreaterThan(500);
  expect(imports.every(({ folder }) => ORDER.includes(folder))).toBe(true);
});

test('src holds main.ts and the folders', () => {
  const names = fs.readdirSync(src);
  expect(names.filter(name => !ORDER.includes(name))).toEqual([]);
});

test('a folder imports only folders before it', () => {
  const wrong = imports.filter(each => {
    const to = targetOf(each)?.split(path.sep);
    if (to === undefined) return false;
    if (to[0] !== each.folder) return rankIn(ORDER, to[0]) > rankIn(ORDER, each.folder);
    const own = each.file.split(path.sep);
    return each.folder === 'app' && rankIn(APP_ORDER, to[1]) > rankIn(APP_ORDER, own[1]);
  });
  expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

/** Groups of files that import each other in a cycle, by Tarjan's algorithm. */
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

test('no files import each other in a cycle, types and import() counted', () => {
  expect(cycles()).toEqual([]);
});

const isKeeper = ({ folder, file }: { folder: string; file: string }, target: string): boolean =>
  KEEPERS[target]?.some(keeper => keeper === folder || keeper === file) === true;

test('only its keepers import a package or builtin that has keepers', () => {
  const wrong = imports.filter(({ target, ...from }) => KEEPERS[target] && !isKeeper(from, target));
  expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

test('only folders that may import node:process use the globals of the process', () => {
  const files = new Set(imports.filter(each => !isKeeper(each, 'node:process')).map(({ file }) => file));
  const wrong = [...files].filter(file =>
    /\b(process|globalThis|console)\./.test(fs.readFileSync(path.join(src, file), 'utf8')),
  );
  expect(wrong).toEqual([]);
});

/** The files and packages that are loaded with a file: without lazy imports and types. */
function loadedWith(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const each of imports.filter(each => each.file === file && !each.isLazy && !each.isType)) {
    if (each.target.startsWith('.')) loadedWith(path.normalize(path.join(path.dirname(file), each.target)), known);
    else known.add(each.target);
  }
  return known;
}

test('printing a post loads no React, Ink, Fuse, Markdown parser or Node stream', () => {
  const loaded = loadedWith('main.ts');
  expect(loaded).toContain('posts/library.ts');
  for (const heavy of [
    'react',
    'ink',
    'ink-select-input',
    'fuse.js/basic',
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

test('every file of src has 15 to 250 lines, or is short for a reason', () => {
  const files = fs.readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => /\.tsx?$/.test(file));
  const sizes = files.map(
    file => [file, fs.readFileSync(path.join(src, file), 'utf8').split('\n').length - 1] as const,
  );
  expect(sizes.filter(([, lines]) => lines > 250)).toEqual([]);
  const lazy = new Set(imports.filter(({ isLazy }) => isLazy).map(targetOf));
  // A command has a file of its own.
  const mayBeShort = (file: string): boolean =>
    file === 'main.ts' ||
    file.endsWith('.d.ts') ||
    file === path.join('util', 'format.ts') || // two formats that most folders use
    file.startsWith(`commands${path.sep}`) ||
    lazy.has(file);
  expect(sizes.filter(([file, lines]) => lines < 15 && !mayBeShort(file))).toEqual([]);
});

test('files that compile an expression of the reader run it with a time limit, or hand it to those that do', () => {
  const importers = (target: string): readonly string[] =>
    imports.filter(each => targetOf(each) === target).map(({ file }) => file);
  const limited = new Set(importers('search/regex-timeout.ts'));
  const compiling = importers('search/regex.ts').filter(file =>
    fs.readFileSync(path.join(src, file), 'utf8').includes('compilePattern('),
  );
  expect(compiling.length).toBeGreaterThan(3);
  // It hands the expression to reader-search.
  expect(compiling.filter(file => !limited.has(file))).toEqual(['app/state/running.ts']);
});
