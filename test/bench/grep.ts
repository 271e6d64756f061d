import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { program } from '../support/terminal.ts';
import { writeFolder } from './folder.ts';
import { bodyWords } from './vocabulary.ts';

// How long a search takes, over as many posts as asked for (10,000), beside GNU grep and a bare Node in the same run:
// `npm run build && node test/bench/grep.ts [posts]`. Times are in ms, medians; the runs of the programs alternate.

const posts = Number(process.argv[2] ?? 10_000);
const runs = 9;

type Timing = { readonly first: number; readonly whole: number; readonly rows: number };

/** Runs a program into a pipe: when its first byte came, when it ended, and how many rows it wrote. */
function timed(file: string, args: readonly string[]): Promise<Timing> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let first: number | null = null;
    let rows = 0;
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    child.stdout.on('data', (bytes: Buffer) => {
      first ??= performance.now() - start;
      for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) rows++;
    });
    child.on('error', reject);
    child.on('close', () => {
      const whole = performance.now() - start;
      resolve({ first: first ?? whole, whole, rows });
    });
  });
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
const medians = (timings: readonly Timing[]): Timing => ({
  first: median(timings.map(timing => timing.first)),
  whole: median(timings.map(timing => timing.whole)),
  rows: median(timings.map(timing => timing.rows)),
});

const cells = (...values: readonly (string | number)[]): void =>
  console.log(
    values
      .map((value, index) => (typeof value === 'number' ? value.toFixed(index < 3 ? 0 : 1) : value))
      .map((value, index) => (index === 0 ? value.padEnd(24) : value.padStart(12)))
      .join(''),
  );

const searches: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['absent', ['-i', 'xyzzy']],
  ['rare', ['-i', bodyWords[3_500] ?? '']],
  ['middling', ['-i', bodyWords[400] ?? '']],
  ['frequent', ['-i', 'server']],
  ['nearly every line', ['-i', 'the']],
  ['frequent, -l', ['-il', 'server']],
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-grep-'));
try {
  writeFolder(folder, posts, 1);
  const node: Timing[] = [];
  for (let run = 0; run < runs; run++) node.push(await timed(process.execPath, ['-e', '0']));
  console.log(`${posts} posts; node -e 0 takes ${medians(node).whole.toFixed(0)} ms`);
  cells('', 'rows', 'grep -r', 'haiku-posts', 'ratio', 'first, grep', 'first, ours');
  for (const [name, args] of searches) {
    const theirs: Timing[] = [];
    const ours: Timing[] = [];
    for (let run = 0; run <= runs; run++) {
      theirs.push(await timed('grep', ['-r', ...args, folder]));
      ours.push(await timed(process.execPath, [program, '--posts', folder, 'grep', ...args]));
    }
    // The first run of each fills the caches.
    const [grep, haiku] = [medians(theirs.slice(1)), medians(ours.slice(1))];
    if (grep.rows !== haiku.rows) console.log(`${name}: grep found ${grep.rows} rows, haiku-posts ${haiku.rows}`);
    cells(
      name,
      haiku.rows,
      grep.whole,
      haiku.whole,
      haiku.whole / grep.whole,
      ...(haiku.rows > 0 ? [grep.first, haiku.first] : ['-', '-']),
    );
  }
} finally {
  fs.rmSync(folder, { recursive: true });
}
