// Builds dist/: what every command needs as one CommonJS file, and the rest as modules that are loaded when needed.
// CommonJS, because Node takes a third longer to start with a module, and a page that is piped into less is there
// before one would notice. Whatever that file imports with import() becomes a module of its own.
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { manPage } from './src/cli/man.ts';
import { cacheHeader } from './src/io/post-cache.ts';
import { postFiles } from './src/io/files.ts';
import { openLibrary } from './src/posts/library.ts';
import { serializeEntry } from './src/posts/metadata-cache.ts';
import { keyHelp } from './src/app/state/keymap.ts';

process.chdir(import.meta.dirname);
fs.rmSync('dist', { recursive: true, force: true });

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  outdir: 'dist',
  minify: true,
  logLevel: 'warning',
  metafile: true,
  // Without fetch the layout engine of Ink decodes its own data URL, and no network stack is loaded.
  define: { 'process.env.NODE_ENV': '"production"', fetch: 'undefined' },
  alias: { 'react-devtools-core': './src/io/no-devtools.ts' },
};

/** Entry points of the lazy modules: the path in dist/ without its extension → the source file. */
const lazy = {};

const sourceFolder = path.resolve('src');

const partLazy = {
  name: 'part-lazy',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /.*/ }, async ({ path: target, kind, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === partLazy) return undefined;
      const { path: file } = await resolve(target, { kind, resolveDir, pluginData: partLazy });
      // A package is named as it is imported, a file of ours by its path: two files may have one base name.
      const isOurs = file.startsWith(sourceFolder);
      const name = (isOurs ? path.relative(sourceFolder, file) : target).replace(/\.tsx?$/, '').replaceAll(path.sep, '/');
      if ((lazy[name] ?? file) !== file) throw new Error(`two lazy modules named ${name}: ${lazy[name]}, ${file}`);
      lazy[name] = file;
      return { path: `./${name}.mjs`, external: true };
    });
  },
};

// A default import of a builtin has esbuild copy all of its properties in each file that has one, which takes longer than
// to print a post. Here it is the builtin itself.
const plainBuiltins = {
  name: 'plain-builtins',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:(fs|path|process)$/, namespace: 'file' }, ({ path: target }) => ({
      path: target,
      namespace: 'builtin',
    }));
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path: target }) => ({
      contents: `export default require(${JSON.stringify(target)});`,
    }));
  },
};

// string-width makes a segmenter and the expression of all emoji as it loads: 30 ms that a screen of plain text need not
// wait for. Ours answers in its place, for Ink too, and loads it for what ours leaves to it.
const ownWidths = {
  name: 'own-widths',
  setup({ onLoad, onResolve, resolve }) {
    const own = path.resolve('src/app/ink-string-width.ts');
    const loader = (target, resolveDir) => ({ path: target, namespace: 'late', pluginData: { resolveDir } });
    onResolve({ filter: /^string-width$/ }, async ({ importer, resolveDir, kind, pluginData, namespace }) => {
      if (pluginData === ownWidths || namespace === 'late') return undefined;
      if (!importer.startsWith(path.resolve('src'))) return { path: own };
      const found = await resolve('string-width', { kind, resolveDir, pluginData: ownWidths });
      return loader(found.path, resolveDir);
    });
    onLoad({ filter: /.*/, namespace: 'late' }, ({ path: target, pluginData: { resolveDir } }) => ({
      contents: `export default (...given) => require(${JSON.stringify(target)}).default(...given);`,
      resolveDir,
    }));
  },
};

const { metafile: main } = await build({
  ...shared,
  entryPoints: ['src/main.ts'],
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { ...shared.define, 'import.meta.dirname': '__dirname' },
  plugins: [partLazy, plainBuiltins],
});
const { metafile: modules } = await build({
  ...shared,
  entryPoints: lazy,
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  splitting: true,
  plugins: [ownWidths],
  chunkNames: 'chunks/[name]-[hash]',
  banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
});

// The metadata of the posts that ship. Installed elsewhere, the files have other times and inodes, so only sizes count.
const writeIndex = entries => {
  const lines = entries.map(entry => serializeEntry({ ...entry, stamp: entry.stamp.split(' ')[0] }));
  fs.writeFileSync('dist/posts.jsonl', [cacheHeader(''), ...lines].map(line => `${line}\n`).join(''));
};
await openLibrary(postFiles('posts'), { read: () => [], write: writeIndex }, Number.POSITIVE_INFINITY).posts();

// The date of a build that is to be repeated to the byte: https://reproducible-builds.org/specs/source-date-epoch/
const { SOURCE_DATE_EPOCH: epoch } = process.env;
const date = (epoch ? new Date(Number(epoch) * 1000) : new Date()).toISOString().slice(0, 10);
const titles = {
  prompt: 'At the prompt',
  history: 'While an earlier command is looked for',
  reading: 'While reading',
  search: 'While typing what to look for in a post',
  menu: 'In a list to choose from',
  editing: 'Wherever a line is typed',
  anywhere: 'Anywhere',
};
const keys = Object.entries(titles).map(([part, title]) => ({ title, keys: keyHelp(part) }));
fs.writeFileSync('dist/haiku-posts.1', manPage(date, keys));

// Whoever passes the bundles on passes on the packages in them, whose licences ask to come along.
const bundled = [main, modules].flatMap(({ outputs }) =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).flatMap(input => /^(?:.*:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
  ),
);
/** The notices, from their sources, of packages that are published without the file. */
const notices = { 'yoga-layout': 'Copyright (c) Meta Platforms, Inc. and affiliates.' };
const mit = fs.readFileSync('LICENSE', 'utf8');
/** Packages, each with its notice, by the text that all of them are under; it is told once. */
const licences = new Map();
for (const folder of [...new Set(bundled)].sort()) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = fs.readdirSync(folder).find(each => /^(licen[cs]e|copying)/i.test(each));
  const notice = license === 'MIT' ? notices[name] : undefined;
  if (file === undefined && notice === undefined) throw new Error(`${name}: bundled, and without a licence`);
  const whole = file ? fs.readFileSync(path.join(folder, file), 'utf8') : mit.replace(/^Copyright .*$/m, notice);
  const isNotice = line => /^\s*copyright /i.test(line);
  const lines = whole.replaceAll('\r\n', '\n').split('\n');
  const text = lines.filter(line => !isNotice(line)).join('\n').replace(/^\s*(?:The )?MIT License(?: \(MIT\))?\s*$/im, '').trim();
  const key = text.replace(/\s+/g, ' ').replaceAll('\u201c', '"').replaceAll('\u201d', '"');
  const head = [`${name} ${version} (${license})`, ...lines.filter(isNotice).map(line => line.trim())].join('\n');
  const { heads = new Set() } = licences.get(key) ?? {};
  // A package may stand in two folders.
  licences.set(key, { text, heads: heads.add(head) });
}
const sections = [...licences.values()].map(({ text, heads }) => `${[...heads].join('\n\n')}\n\n${text}\n`);
fs.writeFileSync('dist/LICENSES.txt', sections.join(`\n${'='.repeat(80)}\n\n`));
