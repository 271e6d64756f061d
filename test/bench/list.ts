import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { program } from '../support/terminal.ts';
import { against, alternate, spread, target, timeOf } from './measure.ts';
import { openNode } from './session.ts';
import type { Part, Row } from './table.ts';

// A post that is one long list, of which each item is short. It has many more blocks than a page of prose.

const [rounds, size] = [3, { columns: 80, rows: 24 }];
const textOf = (bytes: number): string => '- a\n'.repeat(bytes / 4);

/** Opens the post of 8 MB. Returns the ms until its first screen, then its last, and the first match of a search. */
async function open(folder: string): Promise<Readonly<Record<string, number>>> {
  const session = openNode([program, '--posts', folder, '-q', 'large'], {}, size);
  const bottom = (): string => session.row(size.rows - 1);
  const answer = async (keys: string, what: string, isSo: () => boolean): Promise<number> => {
    const start = performance.now();
    session.type(keys);
    return (await session.until(what, isSo)) - start;
  };
  try {
    await session.until('a menu', () => session.isAlternate() && session.row(1).startsWith('❯'));
    const first = await answer('\r', 'the post', () => bottom().includes('q back'));
    const last = await answer('G', 'its end', () => bottom().trimEnd().endsWith('end'));
    await answer('/', 'a search', () => bottom().trimStart().startsWith('/'));
    const match = await answer('a', 'a match', () => / of [\d,]+/.test(bottom()));
    return { 'the first screen': first, G: last, 'a letter of a search, the first match': match };
  } finally {
    await session.close();
  }
}

export const measure: Part = async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-bench-list-'));
  try {
    const small = path.join(folder, 'small.md');
    fs.writeFileSync(small, textOf(2 ** 19));
    fs.writeFileSync(path.join(folder, 'large.md'), textOf(2 ** 23));
    const bat = ['bat', 'batcat'].find(name => spawnSync(name, ['--version']).status === 0);
    const run = (file: string, ...args: readonly string[]): Promise<number> =>
      timeOf(() => spawnSync(file, args, { maxBuffer: 2 ** 26 }));
    const printed = await alternate(rounds, {
      ...(bat !== undefined && { bat: () => run(bat, '-p', '-f', small) }),
      'cat, laid out': () => run(process.execPath, program, '--posts', folder, '--color', 'always', 'cat', 'small'),
    });
    const peer = printed.bat ?? printed['cat, laid out'];
    const rows = Object.entries(printed).map(([command, own]): Row => {
      const row = { command, ...spread(own), ...against(peer, own) };
      return { ...row, ...target(row, command === 'bat' ? undefined : ['×', 0.3]) };
    });
    const { session } = await alternate(rounds, { session: () => open(folder) });
    const steps = Object.keys(session[0] ?? {}).map((step): Row => {
      const row = { step, ...spread(session.map(times => times[step] ?? 0)) };
      return { ...row, ...target(row, ['median ms', 1000]) };
    });
    return [
      {
        title: 'A list of 0.5 MB, printed',
        notes: 'Into a pipe, in colors. Beside bat, which colors the source.',
        rows,
      },
      { title: 'A list of 8 MB in a session', notes: 'From a key to its frame.', rows: steps },
    ];
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
};
