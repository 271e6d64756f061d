import type { Heading, Link, Stretch } from '../render/page.ts';

const headings = new WeakMap<Stretch, readonly Heading[]>();
const links = new WeakMap<Stretch, readonly Link[]>();

/** The headings of a stretch, which is parsed for them once. */
export const headingsOf = (stretch: Stretch): readonly Heading[] => known(headings, stretch, stretch.headings);

/** The links of a stretch, which is parsed for them once. */
export const linksOf = (stretch: Stretch): readonly Link[] => known(links, stretch, stretch.links);

function known<Found>(all: WeakMap<Stretch, Found>, stretch: Stretch, find: () => Found): Found {
  const before = all.get(stretch);
  if (before !== undefined) return before;
  const found = find();
  all.set(stretch, found);
  return found;
}
