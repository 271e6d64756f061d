import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { closeAll, hasPrompt, openTerminal, type Screen, type Terminal } from '../support/terminal.ts';
import { createFolder, removeFolders } from './folders.ts';

// A preloaded module watches every expression that the built program runs.

afterEach(closeAll);
afterAll(removeFolders);

const hook = `
const fs = require('node:fs');
const { exec } = RegExp.prototype;
const { FAILING, TRIGGER, WATCHED, LOG } = process.env;
Error.stackTraceLimit = 200;
RegExp.prototype.exec = function (text) {
  if (FAILING && this.source.includes(FAILING) && String(text).includes(TRIGGER)) {
    fs.appendFileSync(LOG, 'failed\\n');
    throw new RangeError('Maximum call stack size exceeded');
  }
  if (WATCHED && this.source.includes(WATCHED) && text !== '')
    fs.appendFileSync(LOG, /runInContext/.test(new Error().stack) ? 'limited\\n' : new Error().stack + '\\n');
  return exec.call(this, text);
};`;

let home: string;
beforeAll(() => {
  home = createFolder({ 'hook.cjs': hook });
});

const log = (): string => path.join(home, 'log');
async function open(env: Readonly<Record<string, string>>): Promise<Terminal> {
  fs.writeFileSync(log(), '');
  const folder = createFolder({
    'ants.md': '# Ants\n\nThey make *hills* for zzzx.\n',
    'b-roll.md': '# Bees\n\n- They make **honey**.\n',
    'crows.md': '# Crows\n\nThey steal *hills* and honeycomb.\n',
  });
  const terminal = openTerminal({
    args: ['--posts', folder],
    columns: 140,
    rows: 40,
    env: { HOME: home, NODE_OPTIONS: `--require ${path.join(home, 'hook.cjs')}`, LOG: log(), ...env },
  });
  await terminal.until('the prompt', hasPrompt);
  return terminal;
}

const has = (text: string) => (screen: Screen) => screen.rows.some(row => row.includes(text));
const inPost = ({ rows }: Screen): boolean => rows.at(-1)?.includes('q back') ?? false;

/** Runs a command, and waits for the prompt below its output. */
async function run(terminal: Terminal, command: string): Promise<void> {
  terminal.type(`${command}\r`);
  await terminal.until(command, screen => screen.rows.includes(`$ ${command}`) && hasPrompt(screen));
}

describe('an expression that fails on one post', () => {
  test.each([
    ['while it is described', '<|`{3}'],
    ['while it is parsed', 'highlight|code'],
    ['while it is laid out', '[ xX]'],
    ['while its text is searched', 'honey'],
  ])('case 97: %s leaves the other posts, the preview, the searches and the session as they are', async (_, part) => {
    const terminal = await open({ FAILING: part, TRIGGER: 'honey**' });
    // The preview of each post.
    for (const text of ['Bees', 'They steal']) {
      terminal.press('down');
      await terminal.until(text, has(text));
    }
    // A search of words in the text, which no name has.
    terminal.press('^u');
    terminal.type('honey');
    await terminal.until(
      'a hit in another post',
      screen => /^\$ .*honey$/.test(screen.rows[0] ?? '') && has('honeycomb')(screen),
    );
    terminal.press('^u');
    await run(terminal, 'grep honey');
    expect(has('honeycomb')(terminal.screen())).toBe(true);
    terminal.type('cat b-roll\r');
    await terminal.until('the bad post', screen => inPost(screen) && has('honey')(screen));
    terminal.type('/honey\r');
    await terminal.until('the search', screen => inPost(screen) && !has('/honey')(screen));
    terminal.type('qq');
    await terminal.until('the prompt', hasPrompt);
    terminal.press('^u');
    terminal.type('cat crows\r');
    await terminal.until('another post', screen => inPost(screen) && has('They steal hills')(screen));
    terminal.press('^c');
    expect(await terminal.ended()).toBe(130);
    expect(fs.readFileSync(log(), 'utf8')).toContain('failed');
  });
});

test('case 94: every expression that the reader gives runs with a time limit', async () => {
  const terminal = await open({ WATCHED: 'z+x' });
  await run(terminal, 'grep z+x');
  await run(terminal, 'fortune -m zz+x');
  terminal.type('cat ants\r');
  await terminal.until('the post', inPost);
  terminal.type('/z+x\r');
  await terminal.until('the match', has('1 of 1'));
  terminal.type('n');
  terminal.press('^c');
  expect(await terminal.ended()).toBe(130);
  const runs = fs.readFileSync(log(), 'utf8').trim().split('\n');
  expect(runs.length).toBeGreaterThan(5);
  expect(runs.filter(run => run !== 'limited')).toEqual([]);
});
