/** Caches the result of a function for each object, as long as the object lives. */
export function memoizeWeak<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const results = new WeakMap<Key, { readonly value: Value }>();
  return key => {
    const result = results.get(key) ?? { value: compute(key) };
    results.set(key, result);
    return result.value;
  };
}

/** Returns the result of a function, or that of `instead` if the function throws. */
export function tryOr<Result>(compute: () => Result, instead: (error: unknown) => Result): Result {
  try {
    return compute();
  } catch (error) {
    return instead(error);
  }
}

/**
 * Returns the result of a function. Null if the function throws.
 *
 *   attempt(() => JSON.parse('{')) → null
 */
export const attempt = <Result>(compute: () => Result): Result | null => tryOr<Result | null>(compute, () => null);

/** The greatest of numbers, at least 0. Unlike `Math.max(...)`, takes more than some 100,000. */
export const maximum = (numbers: readonly number[]): number =>
  numbers.reduce((max, number) => Math.max(max, number), 0);

/** The message of an error. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
