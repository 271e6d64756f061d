import { spawnSync } from 'node:child_process';
import process from 'node:process';
import type { Row } from './table.ts';

// What the benchmarks share. Times are in ms. Machines differ, and one machine from minute to minute, so the runs of
// what is compared alternate, and what is told of a time is its ratio to another's of the same run.

/** The time of each of so many runs. */
export async function timed(runs: number, work: () => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times;
}

/** How long one run takes. */
export const timeOf = async (work: () => unknown): Promise<number> => (await timed(1, work))[0] ?? 0;

/**
 * Runs each of several things once a round, each round in another order, and gives back what they gave. A round before
 * the first fills the caches.
 */
export async function alternate<Runs extends Readonly<Record<string, () => unknown>>>(
  rounds: number,
  runs: Runs,
): Promise<{ readonly [Name in keyof Runs]: readonly Awaited<ReturnType<Runs[Name]>>[] }> {
  const names = Object.keys(runs) as (keyof Runs)[];
  const results = Object.fromEntries(names.map(name => [name, []])) as unknown as {
    [Name in keyof Runs]: Awaited<ReturnType<Runs[Name]>>[];
  };
  for (let round = -1; round < rounds; round++) {
    for (const at of names.keys()) {
      const name = names[(at + round + 1) % names.length] as keyof Runs;
      const result = await runs[name]?.();
      if (round >= 0) results[name].push(result as Awaited<ReturnType<Runs[keyof Runs]>>);
    }
  }
  return results;
}

/** The value that so large a share of the values is below: 0.5 is the median, 1 the largest. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** How times are spread. The 99th percentile of fewer than a hundred is the slowest. */
export const spread = (times: readonly number[]): Row => ({
  runs: times.length,
  'min ms': Math.min(...times),
  'median ms': median(times),
  'p99 ms': percentile(times, 0.99),
});

/** Times as a multiple of a peer's, by the medians, and by the minima, which a busy machine disturbs less. */
export const against = (peer: readonly number[], times: readonly number[]): Row => ({
  '×': median(times) / median(peer),
  '× of minima': Math.min(...times) / Math.min(...peer),
});

/** What a column is to be at most. */
export type Promised = readonly [column: string, most: number];

/** A cell of a row that is to be at most so much, and whether it is; two empty cells where nothing was promised. */
export function target(row: Row, promise?: Promised): Row {
  if (promise === undefined) return { target: null, met: null };
  const [column, most] = promise;
  return { target: `${column} ≤ ${most}`, met: Number(row[column]) <= most ? 'yes' : 'NO' };
}

/** A bare Node from its start to its end. */
export const startNode = (): Promise<number> => timeOf(() => spawnSync(process.execPath, ['-e', '0']));
