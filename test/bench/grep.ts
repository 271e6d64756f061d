import { spawn } from 'node:child_process';
import process from 'node:process';
import { program } from '../support/terminal.ts';
import { allWords } from './corpus.ts';
import { cacheOf, folderOf } from './folder.ts';
import { alternate, median, percentile, startNode, target } from './measure.ts';
import { firstFrame, isLoading, openSession, rows as rowsOfScreen, type Session } from './session.ts';
import type { Part, Row, Table } from './table.ts';

// The time of a search through the text of all posts, compared with GNU grep.

const [posts, rounds] = [10_000, 5];

type Timing = { readonly first: number; readonly whole: number; readonly rows: number };

/** Runs a program into a pipe. Returns the times of its first byte and of its end, and its number of rows. */
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

/** Returns the first word from a rank on that is not a part of another. */
function wordOfRank(rank: number): string {
  const texts = allWords.map(({ text }) => text.toLowerCase());
  return texts.slice(rank).find(text => texts.filter(each => each.includes(text)).length === 1) ?? '';
}

const searches: Readonly<Record<string, readonly string[]>> = {
  absent: ['-i', 'xyzzy'],
  rare: ['-i', wordOfRank(3_500)],
  middling: ['-i', wordOfRank(400)],
  frequent: ['-i', wordOfRank(60)],
  'nearly every line': ['-i', 'the'],
};

export const measure: Part = async () => {
  const folder = await folderOf(posts);
  const rows: Row[] = [];
  const ofNode: number[] = [];
  for (const [search, args] of Object.entries(searches)) {
    const { node, grep, haiku } = await alternate(rounds, {
      node: startNode,
      grep: () => timed('grep', ['-r', ...args, folder]),
      haiku: () => timed(process.execPath, [program, '--posts', folder, 'grep', ...args]),
    });
    ofNode.push(...node);
    const found = haiku[0]?.rows ?? 0;
    if (grep.some(({ rows }) => rows !== found))
      throw new Error(`${search}: ${grep[0]?.rows} rows by grep, ${found} by us`);
    const whole = (timings: readonly Timing[]): readonly number[] => timings.map(timing => timing.whole);
    const first = (timings: readonly Timing[]): number | null =>
      found > 0 ? median(timings.map(timing => timing.first)) : null;
    rows.push({
      search,
      rows: found,
      'min ms': Math.min(...whole(haiku)),
      'median ms': median(whole(haiku)),
      'p99 ms': percentile(whole(haiku), 0.99),
      'grep -r ms': median(whole(grep)),
      '×': median(whole(haiku)) / median(whole(grep)),
      '× of minima': Math.min(...whole(haiku)) / Math.min(...whole(grep)),
      'first byte ms': first(haiku),
      'of grep ms': first(grep),
    });
  }
  const notes = `Beside GNU grep -r. Each runs ${rounds} times; node -e 0 takes ${median(ofNode).toFixed(1)} ms.`;
  return [{ title: 'grep through 10,000 posts, into a pipe', notes, rows }, await inSession(folder)];
};

/** The same searches at the prompt of a session: the times until the first and the last match are on the screen. */
async function inSession(folder: string): Promise<Table> {
  const session = openSession(folder, await cacheOf(posts));
  const table: Row[] = [];
  try {
    await firstFrame(session);
    await session.until('all posts are read', () => !isLoading(session));
    for (const [search, args] of Object.entries(searches)) {
      const { grep, haiku } = await alternate(rounds, {
        grep: () => timed('grep', ['-r', ...args, folder]),
        haiku: () => run(session, args.at(-1) ?? ''),
      });
      const [first, whole] = [haiku.map(({ first }) => first), haiku.map(({ whole }) => whole)];
      const ofGrep = grep.map(({ whole }) => whole);
      const row = {
        search,
        'first hit ms': grep[0]?.rows ? median(first) : null,
        'slowest first ms': grep[0]?.rows ? Math.max(...first) : null,
        'all ms': median(whole),
        'grep -r ms': median(ofGrep),
        '×': median(whole) / median(ofGrep),
      };
      table.push({ ...row, ...target(row, ['×', 1.5]) });
    }
  } finally {
    await session.close();
  }
  const notes =
    'From what is typed, all at once, to the first hit on the screen, which is to be there within 150 ms, and to the ' +
    'last. In it are 40 ms for which the session waits for more to be typed.';
  return { title: 'grep through 10,000 posts, in a session', notes, rows: table };
}

/** Types a word into the line that ^F makes, which lists the matching lines while it is typed. */
async function run(session: Session, word: string): Promise<{ readonly first: number; readonly whole: number }> {
  session.type('\x15\x15cat post/');
  await session.until('a clear line', () => session.row(0).trim() === '$ cat post/');
  session.type('\x06');
  await session.until('a grep line', () => session.row(0).startsWith("$ grep -i ''"));
  const start = performance.now();
  session.type(word);
  const isNone = (): boolean => session.row(1).includes('no matching line');
  const isHit = (): boolean => session.row(0).trimEnd() === `$ grep -i '${word}'` && session.row(2).startsWith('❯ ');
  const first = await session.until('the first hit', () => isHit() || isNone());
  const whole = await session.until('the end', () => / lines\s*$/.test(session.row(rowsOfScreen - 1)) || isNone());
  return { first: first - start, whole: whole - start };
}
