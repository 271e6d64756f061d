import { setTimeout as wait } from 'node:timers/promises';
import { keys } from '../support/terminal.ts';
import { corpus } from './corpus.ts';
import { cacheOf, emptyCache, folderOf } from './folder.ts';
import { type Promised, target } from './measure.ts';
import { querySets } from './queries.ts';
import { firstFrame, hasTyped, isLoading, megabytes, openNode, openSession, type Session } from './session.ts';
import type { Part, Row } from './table.ts';

// The memory of a session that has loaded all posts and was idle for some seconds, and whether it grows with the number of
// pressed keys.

/** The ms that a session is idle before it is measured. */
const rest = 3000;

async function atRest(session: Session): Promise<{ readonly now: number; readonly most: number }> {
  await session.until('all posts are read', () => !isLoading(session));
  await wait(rest);
  return { now: megabytes(session, 'VmRSS'), most: megabytes(session, 'VmHWM') };
}

/** Presses `count` keys: types queries, moves in the menu, and deletes the queries letter by letter. */
async function pressKeys(session: Session, count: number, queries: readonly string[]): Promise<void> {
  for (let pressed = 0, at = 0; pressed < count; at++) {
    const query = queries[at % queries.length] ?? '';
    session.type(query);
    await session.until(query, () => hasTyped(session, query));
    session.type(keys.down.repeat(3) + keys.up.repeat(3) + keys.backspace.repeat(query.length));
    await session.until('an empty line', () => hasTyped(session, ''));
    pressed += 2 * query.length + 6;
  }
}

export const measure: Part = async () => {
  const bare = openNode(['-e', 'process.stdin.setRawMode(true).resume()']);
  await wait(rest);
  const ofNode = { now: megabytes(bare, 'VmRSS'), most: megabytes(bare, 'VmHWM') };
  bare.type(keys['^c']);
  await bare.close();
  const targets: Readonly<Record<string, Promised>> = {
    'those that ship': ['×', 1.5],
    '10,000': ['MB', 130],
    '10,000, cached': ['MB', 130],
    '100,000': ['MB', 250],
    '100,000, cached': ['MB', 250],
  };
  const folders: Readonly<Record<string, readonly [posts: string | null, cache: string | null]>> = {
    'those that ship': [null, null],
    '10,000': [await folderOf(10_000), emptyCache()],
    '10,000, cached': [await folderOf(10_000), await cacheOf(10_000)],
    '100,000': [await folderOf(100_000), emptyCache()],
    '100,000, cached': [await folderOf(100_000), await cacheOf(100_000)],
  };
  const rows: Row[] = [
    { posts: 'a bare Node', MB: ofNode.now, '×': 1, 'most ever, MB': ofNode.most, target: null, met: null },
  ];
  for (const [posts, [folder, cache]] of Object.entries(folders)) {
    const session = openSession(folder, cache);
    try {
      await firstFrame(session);
      const { now, most } = await atRest(session);
      const row = { posts, MB: now, '×': now / ofNode.now, 'most ever, MB': most };
      rows.push({ ...row, ...target(row, targets[posts]) });
    } finally {
      await session.close();
    }
  }
  return [
    {
      title: 'A session at rest',
      notes: `Resident memory (VmRSS of /proc/<pid>/status) ${rest / 1000} s after all posts were read, and the most it ever was (VmHWM).`,
      rows,
    },
    {
      title: 'After keys, with 10,000 posts',
      notes: `Queries typed and deleted, rows chosen. V8 takes its headroom with the first thousands; 10,000 more are to add nothing.`,
      rows: await growth(),
    },
  ];
};

async function growth(): Promise<readonly Row[]> {
  const queries = querySets(corpus(10_000), 100).flatMap(set => set.queries.map(({ query }) => query));
  const session = openSession(await folderOf(10_000), await cacheOf(10_000));
  try {
    await firstFrame(session);
    let [pressed, before] = [0, (await atRest(session)).now];
    const rows: Row[] = [{ keys: 0, MB: before, growth: null, target: null, met: null }];
    for (const upTo of [2_000, 6_000, 16_000]) {
      await pressKeys(session, upTo - pressed, queries);
      pressed = upTo;
      const { now } = await atRest(session);
      const row = { keys: upTo, MB: now, growth: now / before };
      rows.push({ ...row, ...target(row, upTo === 16_000 ? ['growth', 1.05] : undefined) });
      before = now;
    }
    return rows;
  } finally {
    await session.close();
  }
}
