import type { Chunk, Heading, Link } from '../../layout/document.ts';
import { memoizeWeak } from '../../util/memoize-weak.ts';

/** The headings of a stretch, which is parsed for them once. */
export const headingsIn: (stretch: Chunk) => readonly Heading[] = memoizeWeak(stretch => stretch.headings());

/** The links of a stretch, which is parsed for them once. */
export const linksIn: (stretch: Chunk) => readonly Link[] = memoizeWeak(stretch => stretch.links());
