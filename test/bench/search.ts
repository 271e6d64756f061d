import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Fuse from 'fuse.js';
import type { Post } from '../../src/posts/types.ts';
import { createIndex, createSearch } from '../../src/search/fuzzy-search.ts';
import { searchedText } from '../../src/search/hits.ts';
import { corpus } from './corpus.ts';
import { against, median, percentile, spread, startNode, timed, timeOf } from './measure.ts';
import { querySets } from './queries.ts';
import type { Part, Row } from './table.ts';

// The quality and speed of the search, compared with Fuse and fzf. Fuse gets whole haiku, as its documentation shows; fzf gets
// them on standard input, one a line. Fuse is slow, so it gets the first queries of each set and some of the keys of a query.
// Figures that are compared with it are of the same queries and keys.

/** Returns the haiku of the first ten posts that a finder finds, best first. */
type FirstTen = (query: string) => readonly string[];

const fuseOptions = { threshold: 0.4, ignoreLocation: true };

/** The finders, with the number of queries of a set that each gets. */
function finders(posts: readonly Post[]): Readonly<Record<string, readonly [firstTen: FirstTen, queries: number]>> {
  const search = createSearch(posts);
  const lines = posts.map(searchedText);
  const fuse = new Fuse(lines, fuseOptions);
  const input = `${lines.join('\n')}\n`;
  const ours: FirstTen = query =>
    search(query)
      .slice(0, 10)
      .map(({ post }) => searchedText(post));
  const fzf: FirstTen = query => {
    const { stdout, error } = spawnSync('fzf', ['--filter', query], { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (error) throw error;
    return stdout.split('\n', 10);
  };
  return {
    'haiku-posts': [ours, 150],
    fzf: [fzf, 150],
    Fuse: [query => fuse.search(query, { limit: 10 }).map(({ item }) => item), 30],
  };
}

/** The percentages of queries whose post came first, and among the first ten. */
function quality(count: number): readonly Row[] {
  const posts = corpus(count);
  const all = finders(posts);
  return querySets(posts, 150).map(({ name, queries }) => {
    const cells = Object.entries(all).flatMap(([finder, [firstTen, asked]]) => {
      const some = queries.slice(0, asked);
      const ranks = some.map(({ query, post }) => firstTen(query).indexOf(searchedText(post)));
      const percent = (isGood: (rank: number) => boolean): number =>
        Math.round((100 * ranks.filter(isGood).length) / ranks.length);
      return [
        [`${finder} first`, percent(rank => rank === 0)],
        [`${finder} in ten`, percent(rank => rank >= 0)],
      ];
    });
    return { queries: name, ...Object.fromEntries(cells) };
  });
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Returns the memory in use without garbage, in MB. */
function memory(): number {
  // The objects that the first pass frees may have held more.
  for (let pass = 0; pass < 3; pass++) collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

/** The number of hits that are created at each key: a screenful. */
const screenful = 40;
/** The number of posts that are added at a time, as while the app loads its folder. */
const batch = 1000;

type Search = (query: string) => unknown;
type Speed = {
  readonly posts: number;
  readonly build: number;
  readonly memory: number;
  readonly times: readonly number[];
};

/** A value, the time to create it, and the memory that it holds. */
async function made<Thing>(make: () => Thing): Promise<{ thing: Thing; build: number; memory: number }> {
  const before = memory();
  let thing: Thing | undefined;
  const build = await timeOf(() => {
    thing = make();
  });
  return { thing: thing as Thing, build, memory: memory() - before };
}

function ownSearch(posts: readonly Post[]): Search {
  const index = createIndex();
  for (let at = 0; at < posts.length; at += batch) index.add(posts.slice(at, at + batch));
  return query => index.search(query).slice(0, screenful);
}

function fuseSearch(posts: readonly Post[]): Search {
  const fuse = new Fuse(posts.map(searchedText), fuseOptions);
  return query => fuse.search(query);
}

/** Posts whose strings are flat, as when they come from a file. */
const fromFile = (count: number): readonly Post[] => JSON.parse(JSON.stringify(corpus(count)));

/** What a key of a query costs: ours for every key, and for those that Fuse is asked for, both. */
async function speed(count: number, fuseEvery: number): Promise<{ own: Speed; some: Speed; fuse: Speed }> {
  const posts = fromFile(count);
  const typed = querySets(posts, 21).map(({ queries }) => queries.map(({ query }) => query));
  const own = await made(() => ownSearch(posts));
  const fuse = await made(() => fuseSearch(posts));
  const keysOf = (query: string): readonly string[] =>
    Array.from({ length: query.length }, (_, at) => query.slice(0, at + 1));
  // The first query of each set warms up the compiler.
  for (const query of typed.flatMap(queries => keysOf(queries[0] ?? ''))) own.thing(query);
  for (const query of ['a', 'th']) fuse.thing(query);
  const times = { own: [] as number[], some: [] as number[], fuse: [] as number[] };
  for (const queries of typed) {
    for (const [at, query] of queries.slice(1).entries()) {
      for (const [length, start] of keysOf(query).entries()) {
        const time = await timeOf(() => own.thing(start));
        times.own.push(time);
        if (at > 0 || length % fuseEvery !== 0) continue;
        times.some.push(time);
        times.fuse.push(...(await timed(1, () => fuse.thing(start))));
      }
    }
  }
  const result = ({ build, memory }: typeof own, of: readonly number[]): Speed => ({
    posts: count,
    build,
    memory,
    times: of,
  });
  return { own: result(own, times.own), some: result(own, times.some), fuse: result(fuse, times.fuse) };
}

export const measure: Part = async () => {
  const ofNode: number[] = [];
  const speeds: Awaited<ReturnType<typeof speed>>[] = [];
  for (const [posts, fuseEvery] of [
    [1_000, 1],
    [10_000, 1],
    [100_000, 6],
  ] as const) {
    for (let run = 0; run < 5; run++) ofNode.push(await startNode());
    speeds.push(await speed(posts, fuseEvery));
  }
  const grown = (now: Speed, before?: Speed): number | null =>
    before ? percentile(now.times, 0.99) / percentile(before.times, 0.99) : null;
  const row = (finder: string, now: Speed, before: Speed | undefined, peer: readonly number[]): Row => ({
    finder,
    posts: now.posts,
    'build ms': now.build,
    'index MB': now.memory,
    ...spread(now.times),
    'slowest ms': Math.max(...now.times),
    'growth of p99': grown(now, before),
    '× of Fuse': against(peer, now.times)['×'] ?? null,
    '× of node -e 0': median(now.times) / median(ofNode),
  });
  return [
    {
      title: 'Of 10,000 posts the one meant comes first, and among the first ten',
      notes: 'In % of 150 queries of each set; Fuse is asked 30.',
      rows: quality(10_000),
    },
    {
      title: 'A key of a query',
      notes: `Queries typed letter by letter, 20 of each set; Fuse is asked one of each set, at 100,000 every sixth key of it. The
ratio to Fuse is that over the keys which both were asked. node -e 0 takes ${median(ofNode).toFixed(1)} ms.`,
      rows: [
        ...speeds.map(({ own, some, fuse }, at) => ({
          ...row('haiku-posts', own, speeds[at - 1]?.own, own.times),
          '× of Fuse': median(some.times) / median(fuse.times),
        })),
        ...speeds.map(({ fuse }, at) => row('Fuse', fuse, speeds[at - 1]?.fuse, fuse.times)),
      ],
    },
  ];
};
