import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, test } from 'vitest';
import { closeAll, openShell, openTerminal, type Screen, type Terminal } from '../support/terminal.ts';

// The keys of less, in the app and, if it is installed, in less. The post is plain text, whose rows are its lines.

const hasLess = spawnSync('less', ['--version'], { encoding: 'utf8' }).stdout?.startsWith('less') ?? false;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-less-keys-'));
const file = path.join(folder, 'rows.txt');
fs.writeFileSync(file, Array.from({ length: 300 }, (_, at) => `row ${at + 100} of the text\n`).join(''));
afterAll(() => {
  closeAll();
  fs.rmSync(folder, { recursive: true });
});

const size = { columns: 60, rows: 21 };
const topIs =
  (row: string) =>
  ({ rows }: Screen): boolean =>
    rows[0]?.trim() === row;

/** Keys that are pressed one after the other, and the row that is at the top after them. */
const pressed: readonly (readonly [keys: string, row: number])[] = [
  ['50G', 149],
  ['5j', 154],
  ['3e', 157],
  ['\u0005', 158],
  ['\u000e', 159],
  ['\r', 160],
  ['2k', 158],
  ['y', 157],
  ['\u0019', 156],
  ['\u000b', 155],
  ['\u0010', 154],
  [' ', 174],
  ['\u0016', 194],
  ['\u0006', 214],
  ['\u0002', 194],
  ['\u001bv', 174],
  ['7 ', 181],
  ['30f', 211],
  ['7b', 204],
  ['d', 215],
  ['\u0004', 226],
  ['u', 215],
  ['\u0015', 204],
  ['4d', 208],
  ['d', 212],
  ['\u0004', 216],
  ['u', 212],
  ['0d', 216],
  ['u', 212],
  ['120g', 219],
  ['130G', 229],
  ['140<', 239],
  ['150>', 249],
  ['160\u001b<', 259],
  ['170\u001b>', 269],
  ['100g', 199],
  ['ma', 199],
  ['20G', 119],
  ["'a", 199],
  ["''", 119],
  ["''", 199],
  ['mZ', 199],
  ['9G', 108],
  ["'Z", 199],
  ['12', 199],
  ['\u007f5j', 214],
  ['99G', 198],
  ['105G', 204],
  ["''", 108],
  ["''", 204],
  ['x', 204],
  ['8G', 107],
  ['r', 107],
  ['R', 107],
  ['\f', 107],
  ['\u0012', 107],
  ['5\u001bj', 107],
  ['j', 108],
];

async function openLess(): Promise<Terminal> {
  const less = openShell(`LESS= LESSHISTFILE=- less '${file}'`, size);
  await less.until('its first row', topIs('row 100 of the text'));
  return less;
}

async function openApp(): Promise<Terminal> {
  const app = openTerminal({ args: ['--posts', folder], ...size });
  await app.until('the prompt', ({ rows }) => rows[1]?.startsWith('❯') ?? false);
  app.type('\r');
  await app.until('the post', ({ rows }) => rows.at(-1)?.includes('q back') ?? false);
  return app;
}

test.each(hasLess ? [openLess, openApp] : [openApp])('%o: the keys of less lead to these rows', async open => {
  const terminal = await open();
  for (const [at, [keys, row]] of pressed.entries()) {
    terminal.type(keys);
    const all = pressed.slice(0, at + 1).map(([keys]) => keys);
    await terminal.until(`row ${row} after ${JSON.stringify(all)}`, topIs(`row ${row} of the text`));
  }
});
