import type { Heading } from '../../layout/document.ts';
import { blanks, safe } from '../../text/sanitize.ts';
import type { Row, Span } from '../../text/span.ts';
import { headingsIn } from '../state/contents.ts';
import type { PlacedPost } from '../state/reader-position.ts';
import { chunkAtSource } from '../state/scrollback.ts';
import { truncateRow } from './excerpt.ts';
import { MARKER, NO_MARKER } from './menu.ts';

/** Returns the rows of a contents rail: the headings around the top of the screen. The current heading is marked. */
export function railRows({ post: { rendered }, line }: PlacedPost, columns: number, maxRows: number): readonly Row[] {
  const isAbove = ({ source }: Heading): boolean => source <= line;
  const at = chunkAtSource(rendered, line);
  // A long post is not parsed further than the rail shows.
  const above: Heading[] = [];
  for (const chunk of rendered.slice(0, at + 1).toReversed()) {
    if (above.length >= maxRows) break;
    above.unshift(...headingsIn(chunk).filter(isAbove));
  }
  const below: Heading[] = [];
  for (const chunk of rendered.slice(at)) {
    if (below.length >= maxRows) break;
    below.push(...headingsIn(chunk).filter(heading => !isAbove(heading)));
  }
  const headings = [...above, ...below];
  const current = Math.max(0, above.length - 1);
  const first = Math.max(0, Math.min(current - (maxRows >> 1), headings.length - maxRows));
  return headings.slice(first, first + maxRows).map(({ level, text }, index) => {
    const isCurrent = first + index === current;
    const label: Span = {
      text: safe`${blanks(2 * Math.max(0, level - 1))}${text}`,
      styles: isCurrent ? ['accent'] : ['dim'],
    };
    return truncateRow([isCurrent ? MARKER : NO_MARKER], [label], columns);
  });
}
