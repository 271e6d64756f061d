import process from 'node:process';

/** Whether this is the slow run (`npm run test:slow`), which leaves nothing out. See vitest.config.ts. */
export const isSlow = process.env.HAIKU_POSTS_SLOW === '1';

/** In the slow run all values, else `count` of them, evenly spread from the first on. */
export function sample<Value>(values: readonly Value[], count: number): readonly Value[] {
  if (isSlow || values.length <= count) return values;
  return Array.from({ length: count }, (_, at) => values[Math.floor((at * values.length) / count)] as Value);
}

/** In the slow run `count`, else a quarter of it: how often a hostile text repeats, to show that its time is linear. */
export const many = (count: number): number => (isSlow ? count : count / 4);
