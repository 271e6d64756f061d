import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './terminal.ts';

// `npm run smoke` packs the program, installs the tarball with an empty npm cache, and runs tests of it on every supported
// Node, in pipes and in pseudo-terminals. The Nodes come from the npm package `node`. It also builds dist/ in two folders.

const NODES = ['22', '24', '26'];
const OLD_NODES = ['14', '20'];
const TESTS = ['print', 'find', 'grep', 'less', 'writing', 'session', 'picking', 'kept', 'live'];

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-smoke-'));
const cache = path.join(home, 'cache');

type Env = Readonly<Record<string, string>>;

function run(file: string, args: readonly string[], cwd: string, env: Env = {}): string {
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')}: ${error ?? `status ${status}`}\n${stdout}${stderr}`);
  return stdout;
}

/** Installs packages into a new folder, and returns its path. */
function install(name: string, ...packages: readonly string[]): string {
  const folder = path.join(home, name);
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'package.json'), '{}');
  run('npm', ['install', '--cache', cache, '--no-audit', '--no-fund', ...packages], folder);
  return folder;
}

const nodeIn = (folder: string): string => path.join(folder, 'node_modules/node/bin/node');

function smoke(version: string, tarball: string): void {
  const folder = install(`node-${version}`, tarball, `node@${version}`);
  const node = nodeIn(folder);
  const program = path.join(folder, 'node_modules/haiku-posts/bin/haiku-posts.js');
  const installed = fs.readdirSync(path.join(folder, 'node_modules')).filter(name => !name.startsWith('.'));
  const own = installed.filter(name => !name.startsWith('node'));
  if (own.join() !== 'haiku-posts') throw new Error(`other packages were installed with it: ${own.join(', ')}`);
  const files = TESTS.map(name => `test/e2e/${name}.test.ts`);
  const env = { HAIKU_POSTS_NODE: node, HAIKU_POSTS_PROGRAM: program, FORCE_COLOR: '0' };
  const output = run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...files], root, env);
  console.log(`Node ${run(node, ['--version'], folder).trim()}: ${/Tests .*/.exec(output)?.[0]}`);
}

/** Checks that the program refuses an older Node in one line, with status 2. */
function checkOldNode(version: string, program: string): void {
  const node = nodeIn(install(`node-${version}`, `node@${version}`));
  const { status, stdout, stderr } = spawnSync(node, [program, 'ls'], { encoding: 'utf8' });
  const isRefused = status === 2 && stdout === '' && /^haiku-posts: needs Node 22 or newer, .*\n$/.test(stderr);
  if (!isRefused) throw new Error(`Node ${version}: status ${status}\n${stdout}${stderr}`);
  console.log(`Node ${version}: ${stderr.trim()}`);
}

/** Checks that `man haiku-posts` shows the manual page after a global installation. */
function checkManual(tarball: string): void {
  const prefix = path.join(home, 'global');
  run('npm', ['install', '--global', '--prefix', prefix, '--cache', cache, tarball], home);
  const page = run('man', ['haiku-posts'], home, { MANPATH: path.join(prefix, 'share/man'), MANPAGER: 'cat' });
  if (!page.includes('haiku-posts')) throw new Error(`man shows\n${page}`);
  console.log(`man: ${page.split('\n').length} lines`);
}

/** Builds dist/ in a new copy of what is committed, and returns the hash of each file. */
function buildIn(name: string): string {
  const folder = path.join(home, name);
  run('git', ['clone', '--quiet', root, folder], home);
  run('npm', ['ci', '--ignore-scripts', '--cache', cache, '--no-audit', '--no-fund'], folder);
  run(process.execPath, ['esbuild.config.js'], folder, { SOURCE_DATE_EPOCH: '1600000000' });
  const files = fs.globSync('dist/**/*.*', { cwd: folder }).sort();
  const hash = (file: string): string =>
    createHash('sha256')
      .update(fs.readFileSync(path.join(folder, file)))
      .digest('hex');
  return files.map(file => `${hash(file)} ${file}`).join('\n');
}

/** Checks that two builds in folders of other names and depths are the same, byte for byte. */
function checkBuild(): void {
  const [one, other] = [buildIn('one'), buildIn('another/and-deeper')];
  if (one !== other) throw new Error(`two builds differ:\n${one}\n\n${other}`);
  console.log(`build: ${one.split('\n').length} files are the same in two folders`);
}

try {
  checkBuild();
  const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', home], root)) as [
    { readonly filename: string },
  ];
  const tarball = path.join(home, filename);
  for (const version of NODES) smoke(version, tarball);
  for (const version of OLD_NODES)
    checkOldNode(version, path.join(home, `node-${NODES[0]}/node_modules/haiku-posts/bin/haiku-posts.js`));
  checkManual(tarball);
} finally {
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 });
}
