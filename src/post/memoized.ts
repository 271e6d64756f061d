/** What is iterated once, however often it is asked for, and no further than that; and after `forget` no more. */
export function memoized<Item>(source: () => Iterable<Item>): { all: () => Generator<Item>; forget: () => void } {
  let items: Item[] = [];
  let rest: Iterator<Item> | null | undefined; // null once there is no more
  return {
    *all() {
      for (let at = 0; ; at++) {
        if (at === items.length && rest !== null) {
          rest ??= source()[Symbol.iterator]();
          const next = rest.next();
          if (next.done) rest = null;
          else items.push(next.value);
        }
        if (at === items.length) return;
        yield items[at] as Item;
      }
    },
    forget: () => {
      items = [];
      rest = null;
    },
  };
}
