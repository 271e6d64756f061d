import { execFileSync } from 'node:child_process';
import process from 'node:process';

// What the benchmarks share. Times are in ms; machines differ, so they stand beside what a bare Node takes to start
// here, in the same run.

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

/** The value that so large a share of the values is below: 0.5 is the median, 1 the largest. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** What `node -e 0` takes here and now. */
export const bareNode = async (): Promise<number> =>
  median(await timed(11, () => execFileSync(process.execPath, ['-e', '0'])));
