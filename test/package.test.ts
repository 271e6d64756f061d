import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { publint } from 'publint';
import { expect, test } from 'vitest';
import { root } from './support/terminal.ts';

type Packed = { readonly path: string; readonly size: number };

/** The files that npm packs. */
const packed: readonly Packed[] = (() => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'];
  const { stdout } = spawnSync('npm', args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  const [tarball] = JSON.parse(stdout) as readonly { readonly files: readonly Packed[] }[];
  return tarball?.files ?? [];
})();
const program = packed.filter(file => !file.path.startsWith('posts/'));

/** Lazy modules and their shared chunks, which have numbers. */
const modules = `
  cli/complete cli/completion-scripts cli/pager cli/progress
  commands/found-haiku commands/import-posts commands/theme-sample haiku/scan
  io/write-post
  markdown/highlight markdown/html markdown/local-links posts/dead-link posts/toml posts/yaml
  chunks/N`;

test('the package has the program, its manual page, licenses and posts, and nothing else', () => {
  const files = packed.map(file => file.path.replace(/\d+\.mjs$/, 'N.mjs'));
  const posts = fs.readdirSync(path.join(root, 'posts'), { recursive: true, encoding: 'utf8' });
  expect([...new Set(files)].sort()).toEqual(
    [
      ...['LICENSE', 'README.md', 'package.json', 'bin/haiku-posts.js', 'bin/package.json'],
      ...['dist/LICENSES.txt', 'dist/haiku-posts.1', 'dist/posts.jsonl', 'dist/sbom.cdx.json'],
      ...['bin/run.d.ts', 'bin/run.js'],
      ...['app', 'first-frame', 'main', 'parser', 'read-post', 'render', 'search'].map(name => `dist/${name}.cjs`),
      ...modules
        .trim()
        .split(/\s+/)
        .map(name => `dist/${name}.mjs`),
      ...posts.filter(name => name.endsWith('.md')).map(name => path.posix.join('posts', name)),
    ].sort(),
  );
});

test('the package without posts has less than 1.5 MB, and less than 400 KB compressed', () => {
  expect(program.reduce((sum, file) => sum + file.size, 0)).toBeLessThan(1_500_000);
  const all = program.map(file => fs.readFileSync(path.join(root, file.path)));
  expect(gzipSync(Buffer.concat(all)).length).toBeLessThan(400_000);
});

test('LICENSES.txt has the license and the notice of every bundled package', () => {
  const sections = fs.readFileSync(path.join(root, 'dist/LICENSES.txt'), 'utf8').split(`\n${'='.repeat(80)}\n\n`);
  const head = /^(\S+ \d+\.\d+\.\d+) \([\w.-]+\)\n((?:copyright .*\n)+)\n/i;
  const names: string[] = [];
  for (let section of sections) {
    for (let found = head.exec(section); found; found = head.exec(section)) {
      names.push(found[1] ?? '');
      section = section.slice(found[0].length);
    }
    // The text of the license that all of them have.
    expect(section).toMatch(/PERMISSION|Permission|Redistribution|Apache License/);
    expect(section).not.toMatch(/^copyright .*\d/im);
  }
  for (const name of ['ink', 'react', 'react-reconciler', 'markdown-it', 'fuse.js', 'yoga-layout', 'highlight.js'])
    expect(names.some(each => each.startsWith(`${name} `))).toBe(true);
  expect(names.length).toBeGreaterThan(45);
  expect(new Set(names).size).toBe(names.length);
});

test('publint finds no error or warning in the package', async () => {
  expect((await publint({ pkgDir: root, pack: 'npm', strict: true })).messages).toEqual([]);
});

test('the package has no install scripts', () => {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const atInstall = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];
  expect(Object.keys(scripts).filter(name => atInstall.includes(name))).toEqual([]);
});

test.each(['14.21.3', '20.20.2'])('Node %s is rejected in one line, with status 2', version => {
  const script = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require('./bin/haiku-posts.js')`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: `haiku-posts: needs Node 22 or newer, but this is Node ${version}\n`,
  });
});
