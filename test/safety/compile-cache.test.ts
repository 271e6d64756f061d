import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { node, program } from '../support/terminal.ts';
import { createFolder, removeFolders } from './folders.ts';

let home = '';
beforeEach(() => {
  home = fs.realpathSync(
    createFolder({
      'hook.cjs': "process.on('exit', () => console.error(require('node:module').getCompileCacheDir()));",
    }),
  );
});
afterEach(removeFolders);

/** The folder of the compile cache that Node uses for a run; null for none. */
function cacheOf(env: Readonly<Record<string, string>>): string | null {
  const args = ['--require', path.join(home, 'hook.cjs'), program, '--version'];
  const { stdout, stderr } = spawnSync(node, args, { env: { PATH: process.env.PATH ?? '', ...env }, encoding: 'utf8' });
  expect(stdout).toMatch(/^\d+\.\d+/);
  return stderr.trim() === 'undefined' ? null : path.dirname(stderr.trim());
}

test('case 92: compiled code is kept in a folder of the user that no other user can write or read', () => {
  const folder = path.join(home, '.cache/haiku-posts/compiled');
  expect(cacheOf({ HOME: home })).toBe(folder);
  expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
  expect(fs.readdirSync(folder)).not.toEqual([]);
  expect(cacheOf({ HOME: '/nowhere', XDG_CACHE_HOME: path.join(home, '.cache') })).toBe(folder);
});

test.each<[string, (cache: string) => unknown]>([
  [
    'can be written by others',
    cache =>
      fs.mkdirSync(path.join(cache, 'haiku-posts/compiled'), { recursive: true }) &&
      fs.chmodSync(path.join(cache, 'haiku-posts'), 0o777),
  ],
  [
    'holds a folder that others can write',
    cache =>
      fs.mkdirSync(path.join(cache, 'haiku-posts/compiled'), { recursive: true }) &&
      fs.chmodSync(path.join(cache, 'haiku-posts/compiled'), 0o720),
  ],
  ['is a link', cache => fs.symlinkSync(fs.mkdtempSync(path.join(home, 'other-')), path.join(cache, 'haiku-posts'))],
  ['is a file', cache => fs.writeFileSync(path.join(cache, 'haiku-posts'), '')],
])('case 92: no code is kept when the folder for it %s', (_, prepare) => {
  const cache = path.join(home, '.cache');
  fs.mkdirSync(cache);
  prepare(cache);
  expect(cacheOf({ HOME: home })).toBeNull();
});

test.each<Record<string, string>>([{}, { HOME: 'relative' }, { XDG_CACHE_HOME: '/proc/none' }, { HOME: '/dev/null' }])(
  'case 92: no code is kept with %j, which names no folder',
  env => {
    expect(cacheOf(env)).toBeNull();
  },
);
