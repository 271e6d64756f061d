import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Fuse from 'fuse.js';
import type { Post } from '../../src/post/library.ts';
import { openIndex, searcher } from '../../src/search/fuzzy.ts';
import { type Search, searchedText } from '../../src/search/hits.ts';
import { corpus } from './corpus.ts';
import { bareNode, percentile, timed } from './measure.ts';
import { querySets } from './queries.ts';

// How well the search finds, and how fast: `node test/bench/search.ts`, two or three minutes. Fuse is given whole
// haiku, as its documentation has it; fzf gets them on its standard input, a line each.

/** How often a known post came first, and among the first ten, in percent of the queries of a set. */
export type Quality = {
  readonly finder: string;
  readonly set: string;
  readonly first: number;
  readonly withinTen: number;
};

/** What a search costs over so many posts. Times in ms, of a keystroke but for `build`; memory in MB, of the index. */
export type Speed = {
  readonly finder: string;
  readonly posts: number;
  readonly build: number;
  readonly memory: number;
  readonly median: number;
  readonly p99: number;
  readonly slowest: number;
};

/** All that is measured, and what `node -e 0` takes in the same run, in ms. */
export type Results = {
  readonly node: number;
  readonly quality: readonly Quality[];
  readonly speed: readonly Speed[];
};

/** The haiku of the first ten posts that a finder finds, best first. */
type FirstTen = (query: string) => readonly string[];

const fuseOptions = { threshold: 0.4, ignoreLocation: true };

function finders(posts: readonly Post[]): Readonly<Record<string, FirstTen>> {
  const search = searcher(posts);
  const lines = posts.map(searchedText);
  const fuse = new Fuse(lines, fuseOptions);
  const input = `${lines.join('\n')}\n`;
  const fzf: FirstTen = query => {
    const { stdout, error } = spawnSync('fzf', ['--filter', query], { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (error) throw error;
    return stdout.split('\n', 10);
  };
  return {
    'haiku-posts': query =>
      search(query)
        .slice(0, 10)
        .map(({ post }) => searchedText(post)),
    Fuse: query => fuse.search(query, { limit: 10 }).map(({ item }) => item),
    fzf,
  };
}

/** Quality over so many posts, by so many queries a set. */
export function measureQuality(count: number, queries: number): readonly Quality[] {
  const posts = corpus(count);
  const sets = querySets(posts, queries);
  return Object.entries(finders(posts)).flatMap(([finder, firstTen]) =>
    sets.map(({ name, queries }): Quality => {
      const ranks = queries.map(({ query, post }) => firstTen(query).indexOf(searchedText(post)));
      const percent = (isGood: (rank: number) => boolean): number =>
        Math.round((100 * ranks.filter(isGood).length) / ranks.length);
      return { finder, set: name, first: percent(rank => rank === 0), withinTen: percent(rank => rank >= 0) };
    }),
  );
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Memory in use, in MB, garbage aside. */
function memory(): number {
  // What the first pass lets go of may hold more.
  for (let pass = 0; pass < 3; pass++) collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

/** Rows of hits that are made at each key: a screenful. */
const screenful = 40;
/** Posts that are added at a time, as they are while a session reads its folder. */
const batch = 1000;

/**
 * Types every query of the six sets letter by letter, so many of a set. The first query of each set, where there are
 * more, is for the compiler to warm up.
 */
export async function measureSpeed(finder: string, count: number, queries: number): Promise<Speed> {
  // A copy has its strings in one piece each, as they are when they come from a file.
  const posts = JSON.parse(JSON.stringify(corpus(count))) as readonly Post[];
  const typed = querySets(posts, queries).map(({ queries }) => queries.map(({ query }) => query));
  const before = memory();
  const start = performance.now();
  const search = finder === 'Fuse' ? fuseSearch(posts) : ownSearch(posts);
  const build = performance.now() - start;
  const held = memory() - before;
  const type = async (query: string): Promise<readonly number[]> => {
    const times: number[] = [];
    for (let length = 1; length <= query.length; length++)
      times.push(...(await timed(1, () => search(query.slice(0, length)))));
    return times;
  };
  const warmUp = queries > 1 ? 1 : 0;
  for (const query of typed.flatMap(own => own.slice(0, warmUp))) await type(query);
  const times: number[] = [];
  for (const query of typed.flatMap(own => own.slice(warmUp))) times.push(...(await type(query)));
  const [median, p99, slowest] = [0.5, 0.99, 1].map(share => percentile(times, share)) as [number, number, number];
  return { finder, posts: count, build, memory: held, median, p99, slowest };
}

function ownSearch(posts: readonly Post[]): (query: string) => unknown {
  const index = openIndex();
  for (let at = 0; at < posts.length; at += batch) index.add(posts.slice(at, at + batch));
  const search: Search = index.search;
  return query => search(query).slice(0, screenful);
}

function fuseSearch(posts: readonly Post[]): (query: string) => unknown {
  const fuse = new Fuse(posts.map(searchedText), fuseOptions);
  return query => fuse.search(query);
}

/** Measures all, in the order of the tables. */
export async function measure(): Promise<Results> {
  const node = await bareNode();
  const quality = measureQuality(10_000, 150);
  const speed: Speed[] = [];
  for (const posts of [1_000, 10_000, 100_000]) speed.push(await measureSpeed('haiku-posts', posts, 21));
  // Fuse takes so long that fewer queries must do.
  for (const posts of [1_000, 10_000, 100_000]) speed.push(await measureSpeed('Fuse', posts, 1));
  return { node, quality, speed };
}

function print({ node, quality, speed }: Results): void {
  const sets = [...new Set(quality.map(({ set }) => set))];
  const row = (name: string, cells: readonly string[], width: number): void =>
    console.log(name.padEnd(14) + cells.map(cell => cell.padStart(width)).join(''));
  console.log('Of 10,000 posts the one meant comes first / within ten, in % of the queries\n');
  row('', sets, 28);
  for (const finder of new Set(quality.map(({ finder }) => finder)))
    row(
      finder,
      sets.map(name => {
        const own = quality.find(each => each.finder === finder && each.set === name);
        return `${own?.first} / ${own?.withinTen}`;
      }),
      28,
    );
  console.log(`\nA keystroke, in ms, and as a multiple of node -e 0, which took ${node.toFixed(1)} ms\n`);
  row('', ['posts', 'build', 'MB', 'median', 'p99', 'slowest', 'median ×', 'p99 ×'], 10);
  for (const { finder, posts, build, memory, median, p99, slowest } of speed)
    row(
      finder,
      [
        String(posts),
        build.toFixed(0),
        memory.toFixed(1),
        ...[median, p99, slowest].map(ms => ms.toFixed(2)),
        ...[median, p99].map(ms => (ms / node).toFixed(2)),
      ],
      10,
    );
}

if (import.meta.main) print(await measure());
