import { spawnSync } from 'node:child_process';
import process from 'node:process';
import type { Row } from './table.ts';

// Shared by the benchmarks. Times are in ms. Machines differ, and one machine varies from minute to minute. So the runs of
// compared programs alternate, and the reported figure is the ratio of two times of the same run.

/** Returns the times of `count` runs. */
export async function timed(runs: number, work: () => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times;
}

/** Returns the time of one run. */
export const timeOf = async (work: () => unknown): Promise<number> => (await timed(1, work))[0] ?? 0;

/**
 * Runs each of several tasks once a round, each round in another order, and returns their results. A round before the first
 * fills the caches.
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

/** Returns a quantile: 0.5 is the median, 1 the maximum. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Returns the distribution of times. The 99th percentile of fewer than a hundred is the slowest. */
export const spread = (times: readonly number[]): Row => ({
  runs: times.length,
  'min ms': Math.min(...times),
  'median ms': median(times),
  'p99 ms': percentile(times, 0.99),
});

/** Returns the ratio of times to those of a peer: of the medians, and of the minima, which vary less on a busy machine. */
export const against = (peer: readonly number[], times: readonly number[]): Row => ({
  '×': median(times) / median(peer),
  '× of minima': Math.min(...times) / Math.min(...peer),
});

/** The limit of a column. */
export type Promised = readonly [column: string, most: number];

/** Returns the cells for a limit and whether it holds; empty cells without a limit. */
export function target(row: Row, promise?: Promised): Row {
  if (promise === undefined) return { target: null, met: null };
  const [column, most] = promise;
  return { target: `${column} ≤ ${most}`, met: Number(row[column]) <= most ? 'yes' : 'NO' };
}

/** Runs Node without a program. */
export const startNode = (): Promise<number> => timeOf(() => spawnSync(process.execPath, ['-e', '0']));
