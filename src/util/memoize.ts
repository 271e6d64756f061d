/** What is iterated once, however often it is asked for, and no further than that; and after `forget` no more. */
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

/** A function of an object that is asked once of each: what it returned is kept for as long as the object is. */
export function memoizeWeak<Key extends object, Value>(of: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return key => {
    const found = known.get(key) ?? { value: of(key) };
    known.set(key, found);
    return found.value;
  };
}
