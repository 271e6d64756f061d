import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { closeAll, hasPrompt, node, openTerminal, program, usualEnv } from '../support/terminal.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-loaded-'));
const hook = path.join(home, 'hook.cjs');
const list = path.join(home, 'loaded');
fs.writeFileSync(
  hook,
  `const { appendFileSync } = require('node:fs');
  const load = (url, context, next) => {
    appendFileSync(${JSON.stringify(list)}, url + '\\n');
    return next(url, context);
  };
  require('node:module').registerHooks({ load });`,
);
const env = { ...usualEnv, NODE_OPTIONS: `--require ${hook}` };
afterEach(() => {
  closeAll();
  fs.rmSync(list, { force: true });
});
afterAll(() => fs.rmSync(home, { recursive: true }));

/** The modules of the program that were loaded and find haiku, by their names. */
const haikuModules = (): readonly string[] => {
  const modules = fs.readFileSync(list, 'utf8').split('\n');
  expect(modules.some(url => url.endsWith('/bin/run.js'))).toBe(true);
  return modules.flatMap(url => /\/(found-haiku|import-posts|haiku\/\w+)\.mjs$/.exec(url)?.[1] ?? []);
};

const run = (...args: readonly string[]) => spawnSync(node, [program, ...args], { env, encoding: 'utf8' }).status;

test.each([['cat', 'bios'], ['cat', 'bios', '--width', '80'], ['ls'], ['find', 'bios']])(
  '%s %s %s loads nothing that finds haiku',
  (...args) => {
    expect(run(...args)).toBe(0);
    expect(haikuModules()).toEqual([]);
  },
);

test('the app loads nothing that finds haiku before it is asked to', async () => {
  const terminal = openTerminal({ env });
  await terminal.until('the prompt', hasPrompt);
  terminal.press('enter');
  await terminal.until('a post', ({ rows }) => rows.at(-1)?.includes('q back') ?? false);
  expect(haikuModules()).toEqual([]);
});

test('the command haiku loads it', () => {
  expect(run('haiku', 'bios')).toBeLessThan(2);
  expect(haikuModules()).toContain('found-haiku');
});
