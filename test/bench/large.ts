import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { program } from '../support/terminal.ts';
import { corpus } from './corpus.ts';
import { cacheOf, emptyCache, folderOf } from './folder.ts';
import { against, alternate, spread, target, timeOf } from './measure.ts';
import { firstFrame, isLoading, openProgram, openSession, rows as rowsOfScreen, type Session } from './session.ts';
import type { Part, Row, Table } from './table.ts';

// What a reader of many posts waits for: a word that is found, all files that are read for the first time, and a list that
// has every post.

const [many, some] = [100_000, 10_000];
const rounds = { commands: 5, sessions: 11 } as const;

/** Runs a program into a pipe. Returns the ms until its end. */
const run = (cache: string, file: string, ...args: readonly string[]): Promise<number> =>
  timeOf(() => {
    const { status } = spawnSync(file, args, { env: { ...process.env, XDG_CACHE_HOME: cache }, maxBuffer: 2 ** 30 });
    if (status !== 0) throw new Error(`${file} ${args.join(' ')}: status ${status}`);
  });

/** Returns a row for each program, beside the first one, with the most that the last one is to take of its time. */
function compared(times: Readonly<Record<string, readonly number[]>>, most: number): readonly Row[] {
  const [peer = [], own] = Object.values(times);
  return Object.entries(times).map(([name, each]): Row => {
    const row = { program: name, ...spread(each), ...against(peer, each) };
    return { ...row, ...target(row, each === own ? ['×', most] : undefined) };
  });
}

async function commands(): Promise<readonly Table[]> {
  const [folder, cache] = [await folderOf(many), await cacheOf(many)];
  const haiku = (home: string, ...args: readonly string[]): Promise<number> =>
    run(home, process.execPath, program, '--posts', folder, ...args);
  const remembered = await alternate(rounds.commands, {
    'find -name *.md (findutils)': () => run(cache, 'find', folder, '-name', '*.md'),
    'find <title>': () => haiku(cache, 'find', corpus(1)[0]?.title ?? ''),
  });
  const cold = await alternate(rounds.commands, {
    'find -print0 | xargs -0 cat': () =>
      run(cache, 'sh', '-c', `find ${folder} -type f -print0 | xargs -0 cat | wc -c`),
    'ls, nothing remembered': () => haiku(emptyCache(), 'ls'),
  });
  return [
    { title: 'A word found among 100,000 posts', notes: 'All are in the cache.', rows: compared(remembered, 1.4) },
    {
      title: '100,000 posts read for the first time',
      notes: 'The system has them in memory.',
      rows: compared(cold, 1.5),
    },
  ];
}

/** Opens a session, waits until it is ready, and returns the ms since its start. */
async function ready(session: Session, isReady: () => boolean): Promise<number> {
  try {
    return (await session.until('all posts', isReady)) - session.started;
  } finally {
    await session.close();
  }
}

async function sessions(): Promise<Table> {
  const [folder, cache] = [await folderOf(some), await cacheOf(some)];
  const times = await alternate(rounds.sessions, {
    'find | fzf': () => {
      const session = openProgram('sh', ['-c', `find ${folder} -name '*.md' | fzf`]);
      const screen = (): readonly string[] => Array.from({ length: rowsOfScreen }, (_, y) => session.row(y));
      return ready(session, () => screen().some(row => row.includes(`${some}/${some}`)));
    },
    'haiku-posts': async () => {
      const session = openSession(folder, cache);
      await firstFrame(session);
      return ready(session, () => !isLoading(session));
    },
  });
  const notes =
    'In a pseudo-terminal. Until fzf counts all paths, and until the menu has all posts and every file is checked.';
  return { title: 'A list of 10,000 that is ready for a search', notes, rows: compared(times, 1) };
}

export const measure: Part = async () => [...(await commands()), await sessions()];
