// Builds dist/. main.cjs contains the code that every command needs. Each target of import() in the source becomes a module,
// which is loaded when it is needed. main is CommonJS, because with a module Node starts a third slower.
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { minify } from 'terser';
import { manPage } from './src/cli/man.ts';
import { cacheHeader } from './src/io/post-cache.ts';
import { postFiles } from './src/io/post-files.ts';
import { openLibrary } from './src/posts/library.ts';
import { serializeEntry } from './src/posts/metadata-cache.ts';
import { keySections } from './src/app/state/keymap.ts';
import { billOfMaterials, bundledFolders, licensesText } from './esbuild.packages.ts';
import { fromBundle, inkFeatures, lateEntities, lateIgnore, lazyModules, noInkExtras, ownStringWidth, packedYoga, plainBuiltins, plainFields, pureYaml, shellScripts, smallPackages, versionOnly } from './esbuild.plugins.ts';

process.chdir(import.meta.dirname);
fs.rmSync('dist', { recursive: true, force: true });

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  // Expressions stay literals, which are compiled when they are used. Calls of RegExp would be compiled at start.
  supported: { 'regexp-unicode-property-escapes': true, 'regexp-set-notation': true },
  outdir: 'dist',
  minify: true,
  loader: { '.bash': 'text', '.fish': 'text', '.zsh': 'text' },
  logLevel: 'warning',
  metafile: true,
  // Three versions of it would be bundled. Chalk has one in the bundle `render`.
  alias: { 'ansi-styles': path.resolve('node_modules/chalk/source/vendor/ansi-styles/index.js') },
  // The licenses are in LICENSES.txt.
  legalComments: 'none',
  // Without fetch, Ink's layout engine decodes its data URL itself, and Node's network stack is not loaded.
  define: { 'process.env.NODE_ENV': '"production"', fetch: 'undefined' },
};

const source = path.resolve('src');
/** Entry points of the lazy modules: path in dist/ without extension → source file. The builds of the bundles fill it. */
const lazy = {};

/**
 * The CommonJS files of dist/, which load in a tenth of the time of modules, and the modules that each exports. A bundle
 * imports the code that is already in a bundle above it.
 */
const BUNDLES = {
  main: ['src/main.ts'],
  // Reads the metadata of a post. With a cache it is not needed, and main starts sooner without it.
  'read-post': ['src/posts/read-post.ts'],
  render: ['src/theme/paint.ts', 'src/layout/document.ts', 'src/commands/list-rows.ts', 'src/commands/match-rows.ts', 'supports-hyperlinks'],
  parser: ['src/markdown/parser.ts'],
  // The app and some commands have these in common.
  search: ['src/search/fuzzy-search.ts', 'src/posts/link-index.ts', 'src/io/editor-pager-browser.ts', 'src/io/spawn.ts'],
  'first-frame': ['src/app/first-frame.ts', 'src/io/reading-history.ts'],
  app: ['src/app/render-app.tsx', 'src/app/ask-which-post.tsx'],
};
const moduleName = file => file.replace(/^src\/|\.tsx?$/g, '');
const required = Object.fromEntries(Object.entries(BUNDLES).flatMap(([name, files]) => files.map(file => [moduleName(file), `./${name}.cjs`])));

/** Builds a bundle. It also exports `parts`, which returns the exports of one of `files`, without their names. */
const buildBundle = (name, files, ...plugins) => build({
  ...shared,
  stdin: {
    contents: [
      ...files.map(({ file, names }, at) => `import { ${names.map(name => `${name} as ${name}_${at}`)} } from './${file}';`),
      ...BUNDLES[name].map(file => `export * from '${file.replace('src/', './src/')}';`),
      // A function costs nothing until it is called. Namespaces, with a getter for each export, take some ms at each start.
      `export const parts = at => { switch (at) { ${files.map(({ names }, at) => `case ${at}: return [${names.map(name => `${name}_${at}`)}];`).join('')} } };`,
    ].join('\n'),
    resolveDir: '.',
  },
  outdir: undefined,
  outfile: `dist/${name}.cjs`,
  format: 'cjs',
  define: { ...shared.define, 'import.meta.dirname': '__dirname', 'import.meta.url': '__filename' },
  plugins: [lazyModules(source, lazy, required), ...plugins, plainFields, ownStringWidth(source), lateEntities, lateIgnore, versionOnly, inkFeatures, noInkExtras, smallPackages, packedYoga, plainBuiltins],
});

/** The modules in a bundle, and their exports. Packages in CommonJS have none. */
async function modulesOf({ metafile }) {
  // Not the index and the encoder of entities, which nothing uses: exports stay in a bundle.
  const files = Object.keys(metafile.inputs).filter(file => /^(?:src|node_modules\/(?:chalk|entities\/dist\/(?!index|encode|generated\/encode|escape)))/.test(file) && file !== 'src/main.ts');
  const { metafile: apart } = await build({ ...shared, entryPoints: files, bundle: false, alias: {}, format: 'esm', outbase: '.', outdir: 'out', write: false });
  const output = file => apart.outputs[path.join('out', file.replace(/\.tsx?$/, '.js'))];
  return files.map(file => ({ file, names: output(file)?.exports ?? [] })).filter(({ names }) => names.length > 0);
}

const metafiles = [];
const bundled = [];
/** For each bundle, the plugin that imports code from it. */
const fromBundles = [];
for (const name of Object.keys(BUNDLES)) {
  const alone = await buildBundle(name, [], ...fromBundles);
  const own = (await modulesOf(alone)).filter(({ file }) => !bundled.includes(file));
  bundled.push(...own.map(({ file }) => file));
  // Nothing imports code from the app: a command would load all of Ink.
  const isImported = name !== 'app';
  metafiles.push((isImported ? await buildBundle(name, own, ...fromBundles) : alone).metafile);
  if (isImported) fromBundles.push(fromBundle(name, own));
}
const { metafile: modules } = await build({
  ...shared,
  // Sorted, because they are found in any order, and the imports of a chunk are in the order of the entry points.
  entryPoints: Object.fromEntries(Object.entries(lazy).sort()),
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  splitting: true,
  // CSS and Less are similar to SCSS, and C and Arduino are similar to C++. This saves four large grammars.
  alias: Object.fromEntries(Object.entries({ css: 'scss', less: 'scss', arduino: 'cpp', c: 'cpp' }).map(names => names.map(name => `highlight.js/lib/languages/${name}`))),
  plugins: [...fromBundles, ownStringWidth(source), lateEntities, smallPackages, pureYaml, shellScripts],
  chunkNames: 'chunks/[name]-[hash]',
});

/** Goes before a module that requires CommonJS. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

// What esbuild leaves takes 10 KB of the 400 that the compressed package may have. No property that is read has an effect.
for (const file of fs.globSync('dist/**/*.{cjs,mjs}')) {
  const module = file.endsWith('.mjs');
  const source = fs.readFileSync(file, 'utf8');
  // The loader of bundles in bin/run.js imports for them. A text of ASCII takes half the memory.
  const whole = module ? (/\brequire\b/.test(source) ? REQUIRE : '') + source : source.replaceAll('import("./', 'module.import("./');
  const { code } = await minify(whole, { module, toplevel: true, ecma: 2020, compress: { passes: 2, pure_getters: true }, format: { ascii_only: !module } });
  fs.writeFileSync(file, code);
}

// Chunks are numbered, the largest first. Their hashes take 1 KB, and would change the order of the files in the package.
const chunks = fs.globSync('dist/chunks/*').sort((a, b) => fs.statSync(b).size - fs.statSync(a).size || (a < b ? -1 : 1));
const numbered = Object.fromEntries(chunks.map((file, at) => [path.basename(file), `${at}.mjs`]));
for (const file of fs.globSync('dist/**/*.mjs')) {
  const source = fs.readFileSync(file, 'utf8').replace(/[\w-]+-[A-Z\d]{8}\.mjs/g, name => numbered[name] ?? name);
  fs.rmSync(file);
  fs.writeFileSync(path.join(path.dirname(file), numbered[path.basename(file)] ?? path.basename(file)), source);
}

// The metadata of the shipped posts. Times and inodes depend on the installation, so only sizes count.
const writeIndex = entries => {
  const lines = entries.map(entry => serializeEntry({ ...entry, stamp: entry.stamp.slice(0, 1) }));
  fs.writeFileSync('dist/posts.jsonl', [cacheHeader(''), ...lines].map(line => `${line}\n`).join(''));
};
await openLibrary(postFiles('posts'), { read: () => [], write: writeIndex }, Number.POSITIVE_INFINITY).posts();

// A reproducible build takes its date from the environment: https://reproducible-builds.org/specs/source-date-epoch/
const { SOURCE_DATE_EPOCH: epoch } = process.env;
const date = (epoch ? new Date(Number(epoch) * 1000) : new Date()).toISOString().slice(0, 10);
fs.writeFileSync('dist/haiku-posts.1', manPage(fs.readFileSync('src/cli/haiku-posts.mdoc', 'utf8'), date, keySections));

const packages = bundledFolders([...metafiles, modules]);
fs.writeFileSync('dist/sbom.cdx.json', billOfMaterials(packages));
// The licenses of packages in the bundles must be distributed with them.
fs.writeFileSync('dist/LICENSES.txt', licensesText(packages));
