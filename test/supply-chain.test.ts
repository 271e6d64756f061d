import fs from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { minify } from 'terser';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from './support/terminal.ts';

const dist = path.join(root, 'dist');
const json = (file: string) => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));

describe('the bill of materials', () => {
  type Component = {
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly licenses: readonly object[];
  };
  const { components, ...bom } = json('dist/sbom.cdx.json') as { readonly components: readonly Component[] };

  test('is CycloneDX 1.6, and nothing in it changes from build to build', () => {
    const { name, version } = json('package.json');
    expect(bom).toEqual({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: {
        component: {
          type: 'application',
          name,
          version,
          licenses: [{ license: { id: 'MIT' } }],
          purl: `pkg:npm/${name}@${version}`,
        },
      },
    });
  });

  test('has the packages of LICENSES.txt, each with its license', () => {
    const heads = fs
      .readFileSync(path.join(dist, 'LICENSES.txt'), 'utf8')
      .matchAll(/^((?:@[\w.-]+\/)?[\w.-]+) (\d\S+) \([\w.-]+\)$/gm);
    const licensed = [...heads].map(([, name = '', version]) => `pkg:npm/${name.replace('@', '%40')}@${version}`);
    expect(components.map(({ purl }) => purl).sort()).toEqual(licensed.sort());
    for (const { licenses } of components) expect(licenses).toHaveLength(1);
  });
});

/** A node of a syntax tree (ESTree). */
type Node = { readonly type: string; readonly [property: string]: unknown };

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const each of value) yield* nodesIn(each);
  else if (value !== null && typeof value === 'object') {
    if ('type' in value) yield value as Node;
    for (const [name, each] of Object.entries(value)) if (!/^(start|end|loc)$/.test(name)) yield* nodesIn(each);
  }
}

describe('the files of dist', () => {
  const files = fs.readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(name => /\.[cm]js$/.test(name));
  /** Loads the bundles. */
  const loader = '../bin/run.js';
  const nodes = new Map<string, readonly Node[]>();
  beforeAll(async () => {
    for (const file of [...files, loader]) {
      const parsed = await minify(fs.readFileSync(path.join(dist, file), 'utf8'), {
        module: file.endsWith('.mjs'),
        compress: false,
        mangle: false,
        format: { ast: true, code: false, spidermonkey: true } as object,
      });
      nodes.set(file, [...nodesIn((parsed as { ast?: unknown }).ast)]);
    }
  });
  const nameOf = (node: unknown): string => {
    const { name, property, value } = node as { name?: string; property?: unknown; value?: unknown };
    return property ? nameOf(property) : String(name ?? value);
  };
  /** A text, with the names of the variables in it. */
  const textOf = (node: Node): string => {
    const [quasis = [], expressions = []] = [node.quasis, node.expressions] as readonly (readonly Node[] | undefined)[];
    const pieces = quasis.map(({ value }) => (value as { cooked: string }).cooked);
    return node.type === 'TemplateLiteral'
      ? pieces.map((piece, at) => piece + (expressions[at] ? `{${nameOf(expressions[at])}}` : '')).join('')
      : nameOf(node);
  };
  /** The names of globals and properties that a file reads. */
  const namesIn = (file: string): ReadonlySet<string> =>
    new Set(
      nodes
        .get(file)
        ?.flatMap(node => (node.type === 'Identifier' || node.type === 'MemberExpression' ? nameOf(node) : [])),
    );
  const firstArgument = (node: Node): unknown => (node.arguments as readonly unknown[])[0];
  /** What a file imports or requires. The names of functions are minified, so each call with the name of a builtin counts. */
  const importsOf = (file: string): readonly string[] =>
    (nodes.get(file) ?? []).flatMap(node => {
      if (node.source && /^(Import|Export)/.test(node.type)) return nameOf(node.source);
      if (node.type !== 'CallExpression') return [];
      const name = nameOf(firstArgument(node) ?? {});
      return /^(require|import)$/.test(nameOf(node.callee)) || builtinModules.includes(name.replace(/^node:/, ''))
        ? name
        : [];
    });

  test('compile no text as code', () => {
    for (const file of [...files, loader]) {
      const calls = (nodes.get(file) ?? []).filter(({ type }) => /^(Call|New)Expression$/.test(type));
      expect([file, calls.map(({ callee }) => nameOf(callee)).filter(name => /^(eval|Function)$/.test(name))]).toEqual([
        file,
        [],
      ]);
      // The time limit runs one script, always the same. The loader runs the bundles.
      const scripts = calls.filter(({ callee }) => nameOf(callee) === 'Script');
      const texts = scripts.map(firstArgument).map(text => textOf(text as Node));
      const expected = { 'main.cjs': ['work()'], [loader]: ['{WRAPPER}{source}\n})'] };
      expect(texts).toEqual(expected[file as keyof typeof expected] ?? []);
    }
  });

  test('import builtins that open no connection; one starts programs', () => {
    const names = (file: string): readonly string[] =>
      importsOf(file)
        .map(name => name.replace(/^node:/, ''))
        .filter(name => builtinModules.includes(name));
    const used = files.flatMap(names);
    expect(used).toContain('fs');
    // Those that connect, and those that run code from elsewhere.
    const forbidden =
      /^(net|https?|http2|tls|dgram|dns|quic|inspector|cluster|worker_threads|repl|wasi|sqlite|test)(\/|$)/;
    expect(used.filter(name => forbidden.test(name))).toEqual([]);
    expect(files.filter(file => names(file).includes('child_process'))).toHaveLength(1);
    // The others are files of dist.
    const others = files.flatMap(importsOf).filter(name => !builtinModules.includes(name.replace(/^node:/, '')));
    expect(others.filter(name => !/^(\.{0,2}\/|#)[\w/.#-]+$/.test(name) && !/^#[\w-]+$/.test(name))).toEqual([]);
  });

  test('use no global that opens a connection', () => {
    const network = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'inspector'];
    expect(
      files.flatMap(file => network.filter(name => namesIn(file).has(name)).map(name => `${file}: ${name}`)),
    ).toEqual([]);
  });
});
