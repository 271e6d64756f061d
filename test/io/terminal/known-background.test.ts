import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keepBackground, knownBackground } from '../../../src/io/terminal/known-background.ts';
import { createFolder, removeFolders } from '../../safety/folders.ts';

afterAll(removeFolders);

const environment = () => ({ XDG_CACHE_HOME: fs.realpathSync(createFolder({})), TERM: 'xterm', TERM_PROGRAM: 'kiosk' });

const owner = (env: NodeJS.ProcessEnv) => ({ name: 'haiku-posts', env });

/** The only file below a folder. */
const fileIn = (folder: string): string => {
  const [file] = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => fs.statSync(path.join(folder, name)).isFile());
  return path.join(folder, file ?? '');
};

test('a background is known for the terminal that had it, until it has another', () => {
  const env = environment();
  expect(knownBackground(owner(env))).toBeNull();
  keepBackground(owner(env), [250, 240, 230]);
  expect(knownBackground(owner(env))).toEqual([250, 240, 230]);
  expect(knownBackground(owner({ ...env, TERM_PROGRAM: 'other/../terminal' }))).toBeNull();
  keepBackground(owner(env), [0, 0, 0]);
  expect(knownBackground(owner(env))).toEqual([0, 0, 0]);
  expect(fs.statSync(fileIn(env.XDG_CACHE_HOME)).mode & 0o077).toBe(0);
});

test.each(['', '[1,2]', '[1,2,300]', '["a","b","c"]', '{"length":3}', 'null'])(
  'a file with %j is no background',
  text => {
    const env = environment();
    keepBackground(owner(env), [1, 2, 3]);
    fs.writeFileSync(fileIn(env.XDG_CACHE_HOME), text);
    expect(knownBackground(owner(env))).toBeNull();
  },
);

test('without a cache folder no background is known or kept', () => {
  keepBackground(owner({}), [1, 2, 3]);
  expect(knownBackground(owner({}))).toBeNull();
});
