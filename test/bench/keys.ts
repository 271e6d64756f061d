import { corpus } from './corpus.ts';
import { cacheOf, folderOf } from './folder.ts';
import { type Promised, percentile, spread, target } from './measure.ts';
import { querySets } from './queries.ts';
import { firstFrame, hasTyped, isLoading, openNode, openSession, type Session } from './session.ts';
import type { Part, Row } from './table.ts';

// The time from a key to the frame that shows it. Queries are typed letter by letter, each letter as soon as the one before
// is on the screen, which is faster than anybody types. ^U clears the line between two queries, and is not measured.

const queriesOfSet = 10;
/** Deletes what is typed behind `cat post/`. */
const erase = '\x15';
/** The minimum and maximum number of letters that are typed while posts are loading. */
const [enough, plenty] = [200, 600];

/** The ms until a key was on the screen, and the bytes that were written for it. */
type Answer = { readonly ms: number; readonly bytes: number };

/** Measures what a terminal, Node and this program need for a key without the app: a line to which keys are added. */
const echo = `process.stdin.setRawMode(true).setEncoding('utf8').on('data', keys =>
  process.stdout.write('\\x1b[?2026h' + (keys[0] == '\\x15' ? '\\r$ cat post/\\x1b[K' : keys) + '\\x1b[?2026l'));
process.stdout.write('\\x1b[?1049h\\x1b[2;1H❯\\x1b[1;1H$ cat post/')`;

async function key(session: Session, typed: string, line: string): Promise<Answer> {
  const [start, before] = [performance.now(), session.written()];
  session.type(typed);
  const end = await session.until(`'${line}' on the screen`, () => hasTyped(session, line));
  return { ms: end - start, bytes: session.written() - before };
}

async function typeQuery(session: Session, query: string): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const length of query.split('').keys())
    answers.push(await key(session, query[length] ?? '', query.slice(0, length + 1)));
  await key(session, erase, '');
  return answers;
}

/** Types letters while posts are loading. The first is not measured, because it also waits for the app to start. */
async function whileLoading(posts: string, queries: readonly string[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  while (answers.length < enough) {
    const session = openSession(posts, null);
    try {
      await firstFrame(session);
      await key(session, 'x', 'x');
      await key(session, erase, '');
      for (let at = 0; isLoading(session) && answers.length < plenty; at++)
        answers.push(...(await typeWhileLoading(session, queries[at % queries.length] ?? '')));
    } finally {
      await session.close();
    }
  }
  return answers;
}

async function typeWhileLoading(session: Session, query: string): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let length = 0; length < query.length && isLoading(session); length++)
    answers.push(await key(session, query[length] ?? '', query.slice(0, length + 1)));
  await key(session, erase, '');
  return answers;
}

export const measure: Part = async () => {
  const queries = mixed(querySets(corpus(10_000), queriesOfSet).map(set => set.queries.map(({ query }) => query)));
  const sessions = {
    'an echo in a bare Node': openNode(['-e', echo]),
    '10,000': openSession(await folderOf(10_000), await cacheOf(10_000)),
    '100,000': openSession(await folderOf(100_000), await cacheOf(100_000)),
  };
  const entries = Object.entries(sessions);
  const answers: Record<string, Answer[]> = Object.fromEntries(entries.map(([name]) => [name, []]));
  try {
    for (const [name, session] of entries) {
      await firstFrame(session);
      // The first query warms up the compiler.
      await typeQuery(session, queries[0] ?? '');
      await session.until(`${name} posts are read`, () => !isLoading(session));
    }
    for (const query of queries)
      for (const [name, session] of entries) answers[name]?.push(...(await typeQuery(session, query)));
  } finally {
    for (const [, session] of entries) await session.close();
  }
  answers['10,000, being read'] = [...(await whileLoading(await folderOf(10_000), queries))];
  answers['100,000, being read'] = [...(await whileLoading(await folderOf(100_000), queries))];

  const targets: Readonly<Record<string, Promised>> = {
    '10,000': ['p99 ms', 16],
    '10,000, being read': ['p99 ms', 16],
    '100,000': ['p99 ms', 25],
    '100,000, being read': ['p99 ms', 25],
  };
  const times = (name: string): readonly number[] => (answers[name] ?? []).map(({ ms }) => ms);
  const peer = times('an echo in a bare Node');
  const small = times('10,000');
  const rows = Object.entries(answers).map(([name, own]): Row => {
    const [ms, bytes] = [own.map(({ ms }) => ms), own.map(({ bytes }) => bytes)];
    const row = {
      posts: name,
      ...spread(ms),
      'slowest ms': Math.max(...ms),
      '×': percentile(ms, 0.5) / percentile(peer, 0.5),
      'growth of p99': name === '100,000' ? percentile(ms, 0.99) / percentile(small, 0.99) : null,
      bytes: percentile(bytes, 0.5),
      'p99 bytes': percentile(bytes, 0.99),
    };
    return { ...row, ...target(row, targets[name]) };
  });
  const notes = `Queries letter by letter, each as soon as the one before is answered, in a pseudo-terminal of 80 by 24.
The same queries for all sizes; growth is from 10,000 to 100,000. Bytes are those written for a key.`;
  return [{ title: 'From a key to its frame', notes, rows }];
};

/** Returns the first of each set, then the second of each, and so on. */
const mixed = (sets: readonly (readonly string[])[]): readonly string[] =>
  [...(sets[0]?.keys() ?? [])].flatMap(at => sets.map(set => set[at] ?? ''));
