import type { Chunk, Heading, Link } from '../../layout/document.ts';
import { perObject } from '../../util/memoize-weak.ts';

/** The headings of a stretch, which is parsed for them once. */
export const headingsOf: (stretch: Chunk) => readonly Heading[] = perObject(stretch => stretch.headings());

/** The links of a stretch, which is parsed for them once. */
export const linksOf: (stretch: Chunk) => readonly Link[] = perObject(stretch => stretch.links());
