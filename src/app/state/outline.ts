import type { Chunk, Heading, Link } from '../../layout/document.ts';
import { memoizeWeak } from '../../util/memoize.ts';

/** The headings of a chunk, which is parsed for them once. */
export const headingsIn: (chunk: Chunk) => readonly Heading[] = memoizeWeak(chunk => chunk.headings());

/** The links of a chunk, which is parsed for them once. */
export const linksIn: (chunk: Chunk) => readonly Link[] = memoizeWeak(chunk => chunk.links());
