/** Caches the items of an iterable, so that it is consumed once, as far as needed. `forget` drops the cache and the rest. */
export function replayable<Item>(source: () => Iterable<Item>): { all: () => Generator<Item>; forget: () => void } {
  let items: Item[] = [];
  let rest: Iterator<Item> | null = null;
  return {
    *all() {
      rest ??= source()[Symbol.iterator]();
      for (let at = 0; ; at++) {
        if (at >= items.length) {
          const next = rest.next();
          if (next.done) return;
          items.push(next.value);
        }
        yield items[at] as Item;
      }
    },
    forget: () => {
      items = [];
      rest = items.values();
    },
  };
}

/** Caches the results of a function of an object, for as long as the object lives. */
export function memoizeWeak<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const results = new WeakMap<Key, { readonly value: Value }>();
  return key => {
    const result = results.get(key) ?? { value: compute(key) };
    results.set(key, result);
    return result.value;
  };
}
