import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './terminal.ts';

// `npm run smoke` packs the program, installs it from its tarball as a stranger would, with an empty cache, and runs it
// on every Node that it is for, in pipes and in pseudo-terminals. The Nodes are those of the package `node`.

const nodes = ['20.19', '22', '24', '26'];
const tooOld = ['14', '18'];
const tests = ['print', 'find', 'grep', 'less', 'writing', 'session', 'picking', 'kept', 'live'];

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

/** A folder of its own in which packages are installed, and nothing else. */
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
  if (own.join() !== 'haiku-posts') throw new Error(`it brought other packages along: ${own.join(', ')}`);
  const files = tests.map(name => `test/e2e/${name}.test.ts`);
  const env = { HAIKU_POSTS_NODE: node, HAIKU_POSTS_PROGRAM: program, FORCE_COLOR: '0' };
  const said = run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...files], root, env);
  console.log(`Node ${run(node, ['--version'], folder).trim()}: ${/Tests .*/.exec(said)?.[0]}`);
}

/** On an older Node a line says what is needed. */
function refused(version: string, program: string): void {
  const node = nodeIn(install(`node-${version}`, `node@${version}`));
  const { status, stdout, stderr } = spawnSync(node, [program, 'ls'], { encoding: 'utf8' });
  const isTold = status === 2 && stdout === '' && /^haiku-posts: needs Node 20\.19 or newer, .*\n$/.test(stderr);
  if (!isTold) throw new Error(`Node ${version}: status ${status}\n${stdout}${stderr}`);
  console.log(`Node ${version}: ${stderr.trim()}`);
}

/** Installed for everybody, `man haiku-posts` shows its page. */
function manual(tarball: string): void {
  const prefix = path.join(home, 'everybody');
  run('npm', ['install', '--global', '--prefix', prefix, '--cache', cache, tarball], home);
  const page = run('man', ['haiku-posts'], home, { MANPATH: path.join(prefix, 'share/man'), MANPAGER: 'cat' });
  if (!page.includes('a terminal reader for posts whose names are haiku')) throw new Error(`man shows\n${page}`);
  console.log(`man: ${page.split('\n').length} lines`);
}

try {
  const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', home], root)) as [
    { readonly filename: string },
  ];
  const tarball = path.join(home, filename);
  for (const version of nodes) smoke(version, tarball);
  for (const version of tooOld)
    refused(version, path.join(home, `node-${nodes[0]}/node_modules/haiku-posts/bin/haiku-posts.js`));
  manual(tarball);
} finally {
  fs.rmSync(home, { recursive: true, force: true });
}
