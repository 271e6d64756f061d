// The esbuild plugins of the build: see esbuild.config.js.
import fs from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'esbuild';

/**
 * Makes each target of `import()` a module of its own. Adds it to `entryPoints`: path in dist/ without extension → source
 * file. A file of the program is named by its path below `source`, a package by its name. Fails if two have the same name.
 * The targets in `required`, by name, are CommonJS files beside main, which load in a tenth of the time.
 */
export const lazyModules = (
  source: string,
  entryPoints: Record<string, string>,
  required: Readonly<Record<string, string>> = {},
): Plugin => ({
  name: 'lazy-modules',
  setup({ onLoad, onResolve, resolve }) {
    onResolve({ filter: /.*/, namespace: 'required' }, ({ path: target }) => ({ path: target, external: true }));
    onResolve({ filter: /.*/ }, async ({ path: target, kind, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === lazyModules) return undefined;
      const { path: file } = await resolve(target, { kind, resolveDir, pluginData: lazyModules });
      const isOurs = file.startsWith(source);
      const name = (isOurs ? path.relative(source, file) : target).replace(/\.tsx?$/, '').replaceAll(path.sep, '/');
      if (required[name]) return { path: required[name], namespace: 'required' };
      if ((entryPoints[name] ?? file) !== file)
        throw new Error(`two lazy modules named ${name}: ${entryPoints[name]}, ${file}`);
      entryPoints[name] = file;
      return { path: `./${name}.mjs`, external: true };
    });
    onLoad({ filter: /.*/, namespace: 'required' }, ({ path: target }) => ({
      contents: `module.exports = require(${JSON.stringify(target)});`,
    }));
  },
});

/** What is imported by name from builtins: functions, which hardly any run calls, and other values. */
const NAMES: Readonly<Record<string, readonly [functions: string, values: string]>> = {
  buffer: ['isUtf8', ''],
  events: ['once', 'EventEmitter'],
  fs: ['', ''],
  module: ['createRequire', ''],
  os: ['', 'constants'],
  path: ['', ''],
  process: ['cwd', 'env'],
  url: ['fileURLToPath', ''],
  util: ['isDeepStrictEqual parseArgs stripVTControlCharacters', 'types'],
  vm: ['', ''],
};

/**
 * Requires builtins directly. For a default import, esbuild would copy all properties of the builtin in each file. That takes
 * longer than printing a post. A builtin of which functions are imported is required when they are called.
 */
export const plainBuiltins: Plugin = {
  name: 'plain-builtins',
  setup({ onLoad, onResolve }) {
    onResolve(
      { filter: new RegExp(`^(?:node:)?(${Object.keys(NAMES).join('|')})$`) },
      ({ path: target, namespace, kind }) =>
        namespace === 'builtin' || kind === 'require-call'
          ? undefined
          : { path: target.replace('node:', ''), namespace: 'builtin' },
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path: target }) => {
      const [functions = [], values = []] = (NAMES[target] ?? []).map(names => names.split(' ').filter(Boolean));
      return {
        contents: [
          `export default /* @__PURE__ */ (() => require('node:${target}'))();`,
          ...functions.map(name => `export const ${name} = (...args) => require('node:${target}').${name}(...args);`),
          ...values.map(name => `export const ${name} = /* @__PURE__ */ (() => require('node:${target}').${name})();`),
        ].join('\n'),
      };
    });
  },
};

/**
 * Replaces string-width in Ink and its packages by the program's own width function. string-width compiles a segmenter and
 * the pattern of all emoji when it loads, which takes 30 ms. Our function loads it only for text that needs it.
 */
export const ownStringWidth = (source: string): Plugin => ({
  name: 'own-string-width',
  setup({ onLoad, onResolve, resolve }) {
    onResolve({ filter: /^string-width$/ }, async ({ importer, resolveDir, kind, pluginData, namespace }) => {
      if (pluginData === ownStringWidth || namespace === 'late') return undefined;
      if (!importer.startsWith(source)) return { path: 'text/width.ts', namespace: 'width-for-ink' };
      const { path: original } = await resolve('string-width', { kind, resolveDir, pluginData: ownStringWidth });
      return { path: original, namespace: 'late', pluginData: { resolveDir } };
    });
    // Escape sequences take no cells. Texts that are measured with options contain none.
    onLoad({ filter: /.*/, namespace: 'width-for-ink' }, ({ path: file }) => ({
      contents: `import { stripVTControlCharacters } from 'node:util';
        import { width } from './${file}';
        export default text => width(text.includes('\\u001b') ? stripVTControlCharacters(text) : text);`,
      resolveDir: source,
    }));
    onLoad({ filter: /.*/, namespace: 'late' }, ({ path: target, pluginData: { resolveDir } }) => ({
      contents: `export default (...args) => require(${JSON.stringify(target)}).default(...args);`,
      resolveDir,
    }));
  },
});

/** Leaves only the name and the version of the program's package.json. */
export const versionOnly: Plugin = {
  name: 'version-only',
  setup({ onLoad }) {
    onLoad({ filter: /package\.json$/ }, ({ path: file }) => {
      const { name, version } = JSON.parse(fs.readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
  },
};

/** Evaluates the package `ignore` only when it is called, because hardly any folder of posts has a .gitignore. */
export const lateIgnore: Plugin = {
  name: 'late-ignore',
  setup({ onLoad, onResolve, resolve }) {
    onResolve({ filter: /^ignore$/ }, async ({ resolveDir, pluginData }) => {
      if (pluginData === lateIgnore) return undefined;
      const { path: file } = await resolve('ignore', { kind: 'require-call', resolveDir, pluginData: lateIgnore });
      return { path: file, namespace: 'late-ignore' };
    });
    onLoad({ filter: /.*/, namespace: 'late-ignore' }, ({ path: file }) => ({
      contents: `export default (...args) => require(${JSON.stringify(file)})(...args);`,
      resolveDir: path.dirname(file),
    }));
  },
};

/**
 * Imports the files of a CommonJS bundle from the bundle. `files`: in the order of its `parts`. Another bundle finds it
 * beside itself, and a module by the imports of package.json.
 */
export const fromBundle = (
  bundle: string,
  files: readonly { readonly file: string; readonly names: readonly string[] }[],
): Plugin => ({
  name: `from-${bundle}`,
  setup({ initialOptions, onLoad, onResolve }) {
    const namespace = `bundle-${bundle}`;
    const target = initialOptions.format === 'cjs' ? `./${bundle}.cjs` : `#${bundle}`;
    // As a module of its own it is resolved once, which takes 0.2 ms.
    onResolve({ filter: new RegExp(`^${namespace}$`) }, () => ({ path: bundle, namespace }));
    onResolve({ filter: /.*/, namespace }, () => ({ path: target, external: true }));
    onLoad({ filter: /.*/, namespace }, () => ({ contents: `module.exports = require('${target}');` }));
    onLoad({ filter: /\.[jt]sx?$/, namespace: 'file' }, ({ path: file }) => {
      const at = files.findIndex(each => path.resolve(each.file) === file);
      if (at === -1) return undefined;
      const { names = [] } = files[at] ?? {};
      const local = (name: string): string => (name === 'default' ? 'main' : name);
      return {
        contents: [
          `const [${names.map(local)}] = require('${namespace}').parts(${at});`,
          `export { ${names.map(name => `${local(name)} as ${name}`)} };`,
        ].join('\n'),
      };
    });
  },
});

/** A plugin that changes the source of the files whose path matches. Fails if a file has nothing to change. */
const rewrite = (name: string, filter: RegExp, change: (source: string) => string): Plugin => ({
  name,
  setup({ onLoad }) {
    onLoad({ filter }, ({ path: file }) => {
      const source = fs.readFileSync(file, 'utf8');
      const contents = change(source);
      if (contents === source) throw new Error(`${name}: nothing to change in ${file}`);
      return { contents, loader: 'default' };
    });
  },
});

/** Leaves out the comments of the shell scripts, except the one at their start. */
export const shellScripts = rewrite('shell-scripts', /completion\.(?:bash|fish|zsh)$/, source =>
  source.replace(/^ +# .*\n|(?<=\n\n)(?:# .*\n)+/gm, ''),
);

/**
 * Compresses the WebAssembly of Ink's layout engine. As base64 it would be a third of the package. Unpacking takes 1 ms. The
 * engine is started at once, because a CommonJS bundle cannot wait for it.
 */
export const packedYoga = rewrite(
  'packed-yoga',
  /yoga-wasm-base64-esm\.js$|yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/,
  source =>
    source
      .replace(/"data:[^"]*;base64,([\w+/=]{1000,})"([\s\S]*)$/, (_, wasm: string, rest: string) => {
        const params = { [constants.BROTLI_PARAM_NDIRECT]: 4 }; // 141 bytes less
        const packed = brotliCompressSync(Buffer.from(wasm, 'base64'), { params }).toString('base64');
        return `""${rest}\nexport const packed = '${packed}';`;
      })
      .replace(
        'import loadYoga from',
        "import { brotliDecompressSync } from 'node:zlib';\nimport loadYoga, { packed } from",
      )
      .replace(
        'wrapAssembly(await loadYoga())',
        `(() => {
        const wasm = new WebAssembly.Module(brotliDecompressSync(Buffer.from(packed, 'base64')));
        const yoga = { instantiateWasm: (imports, start) => start(new WebAssembly.Instance(wasm, imports)) };
        loadYoga(yoga);
        return wrapAssembly(yoga);
      })()`,
      ),
);

/**
 * Assigns the fields of the classes of markdown-it. It defines each with a function, which takes as long as the rest of
 * parsing a list. Leaves out the rules of its typographer, which the program does not use.
 */
export const plainFields = rewrite('plain-fields', /[\\/]markdown-it[\\/]dist[\\/]markdown-it\.mjs$/, source =>
  source
    .replace(/_defineProperty\(\s*(this|\w+),\s*(?:\/\*[\s\S]*?\*\/\s*)?"(\w+)",/g, '($1.$2 =')
    .replace(/\["(?:replacements|smartquotes)", \w+\],/g, ''),
);

/**
 * Decodes the table of HTML's entities when a post has one, not whenever the parser is loaded. V8 would often optimize the
 * decoder, and for that load 5 MB of its own code.
 */
export const lateEntities = rewrite(
  'late-entities',
  /entities[\\/]dist[\\/](?:decode|generated[\\/]decode-data-html)\.js$|htmlparser2[\\/]dist[\\/]Tokenizer\.js$/,
  source =>
    source
      .replace(/export const htmlDecodeTree = (.*);$/m, 'let tree;\nexport const htmlDecodeTree = () => (tree ??= $1);')
      .replace(/(?<= = | : )htmlDecodeTree\b/, 'htmlDecodeTree()'),
);

/** Packages of which the program needs little, and what replaces them. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  // The symbols of ink-select-input's own indicator, which the app replaces.
  figures: "export default { pointer: '❯' };",
  // Ink's caches of texts. A full cache is emptied, which hardly ever happens.
  'quick-lru': `export default class extends Map {
    constructor({ maxSize }) {
      super();
      this.maxSize = maxSize;
    }
    set(key, value) {
      if (this.size >= this.maxSize) this.clear();
      return super.set(key, value);
    }
  }`,
  // Ink cuts no text: the rows of the app fit.
  'cli-truncate': 'export default text => text;',
  // markdown-it converts the host of an address. The program shows addresses as they are in the source.
  'punycode.js': `const { domainToASCII } = require('node:url');
    export default { toASCII: host => (/[^\\0-\\x7f]/.test(host) && domainToASCII(host)) || host, toUnicode: host => host };`,
};

/** Replaces the packages in {@link REPLACEMENTS}. */
export const smallPackages: Plugin = {
  name: 'small-packages',
  setup({ onLoad, onResolve }) {
    const filter = new RegExp(`^(?:${Object.keys(REPLACEMENTS).join('|')})$`);
    onResolve({ filter }, ({ path: target }) => ({ path: target, namespace: 'small-package' }));
    onLoad({ filter: /.*/, namespace: 'small-package' }, ({ path: target }) => ({
      contents: REPLACEMENTS[target] as string,
    }));
  },
};

/**
 * Leaves out parts of Ink: the tools for developers, which it loads only when DEV is set; borders, which the app does not
 * draw; the picture of an error with its source code, because the program prints the error itself; and the search for a size,
 * which starts programs, because the program always gives the size. A changed row is written from its first column, because a
 * terminal may give the letters that have not changed another width than Ink. Rows are written as they are painted: Ink would
 * make an object of each cell of the screen, which takes a fifth of a key's time.
 */
export const noInkExtras: Plugin = {
  name: 'no-ink-extras',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]ink[\\/]build[\\/](?:devtools|render-border|components[\\/]ErrorOverview)\.js$/ }, () => ({
      contents: 'export default () => null;',
    }));
    // They wait for a module, which a CommonJS bundle cannot.
    onLoad({ filter: /[\\/]ink[\\/]build[\\/]reconciler\.js$/ }, ({ path: file }) => ({
      contents: fs
        .readFileSync(file, 'utf8')
        .replace(/^(?:if \(process\.env\['DEV'\] === 'true'\)|async function loadPackageJson\(\)) \{[\s\S]*?^\}/gm, ''),
    }));
    onLoad({ filter: /[\\/]ink[\\/]build[\\/]line-update\.js$/ }, () => ({
      contents: "export default (previous, next) => '\\x1b[G\\x1b[K' + next;",
    }));
    // Text is to the right of the text before it in the same row. A color replaces the one before it, which need not end.
    onLoad({ filter: /[\\/]ink[\\/]build[\\/]output\.js$/ }, () => ({
      contents: `import stringWidth from 'string-width';
        export default class {
          constructor({ height }) {
            this.rows = Array(height).fill('');
          }
          write(x, y, text, { transformers }) {
            for (const [at, line] of text.split('\\n').entries()) {
              const left = this.rows[y + at];
              if (left === undefined) break;
              const gap = ' '.repeat(Math.max(0, x - stringWidth(left)));
              this.rows[y + at] = left + gap + transformers.reduce((text, transform) => transform(text, at), line);
            }
          }
          get() {
            const rows = this.rows.map(row => row.trimEnd().replace(/\\x1b\\[([34])9m(?=\\x1b\\[\\1[8])/g, ''));
            return { output: rows.join('\\n'), height: rows.length };
          }
        }`,
      resolveDir: import.meta.dirname,
    }));
    onLoad({ filter: /[\\/]terminal-size[\\/]index\.js$/ }, () => ({
      contents: 'export default () => ({ columns: 80, rows: 24 });',
    }));
  },
};

/** Writes what Ink supports of React's reconciler as constants, so that the minifier leaves out the rest: a tenth of it. */
export const inkFeatures = rewrite('ink-features', /[\\/]react-reconciler\.production\.js$/, source => {
  const ink = fs.readFileSync('node_modules/ink/build/reconciler.js', 'utf8');
  const supported = new Set(Array.from(ink.matchAll(/^\s+supports(\w+): true,$/gm), ([, feature = '']) => feature));
  if (supported.size === 0) throw new Error('ink-features: none found in Ink');
  return source
    .replace(/\w+ = \$\$\$config\.supports\w+,/g, '')
    .replace(/\bsupports([A-Z]\w+)/g, (_, feature) => String(supported.has(feature)));
});

/** Lets esbuild leave out the constants of js-yaml that nothing uses, and with them the writer of YAML. */
export const pureYaml = rewrite('pure-yaml', /[\\/]js-yaml[\\/]dist[\\/]js-yaml\.mjs$/, source =>
  // A statement ends before the next line that is not indented.
  source.replace(/^var (\w+) = (?!class )([\s\S]*?);\n(?=\S|\n)/gm, 'var $1 = /* @__PURE__ */ (() => ($2))();\n'),
);
