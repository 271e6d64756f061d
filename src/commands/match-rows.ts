import { countLineEnds } from '../posts/content.ts';
import { decode } from '../posts/decode.ts';
import { cutAround, type FittedRow, partOf } from '../text/fit-row.ts';
import { sanitize, trusted } from '../text/sanitize.ts';
import type { Row, Span } from '../text/span.ts';
import { appendSpans } from '../text/style-runs.ts';
import { expandRowTabs } from '../text/tabs.ts';
import { graphemeBounds, spansWidth } from '../text/width.ts';
import type { PostMatch } from './command.ts';
import { pathSpan, textSpan } from './output.ts';
import { nameSpans } from './post-spans.ts';

/** The minimum number of digits of a line number. */
const MIN_DIGITS = 4;
/** The number of characters of a long line that are kept before and after the start of its first match. */
const [KEPT_BEFORE, KEPT_AFTER] = [1000, 4000];
/** The minimum number of columns for a line. A narrower screen has no line numbers. */
const MIN_COLUMNS = 10;

/**
 * Returns a function that returns the rows of matching lines, with a heading above the first line of each post: its haiku or
 * title, and its path.
 */
export function createMatchGrouper(): (matches: readonly PostMatch[]) => Promise<readonly (Row | FittedRow)[]> {
  let last: Uint8Array | null = null;
  let digits = MIN_DIGITS;
  return async matches => {
    const rows: (Row | FittedRow)[] = [];
    for (const match of matches) {
      if (match.content !== last) {
        const text = decode(match.content);
        if (last) rows.push([]);
        last = match.content;
        digits = Math.max(MIN_DIGITS, String(countLineEnds(text) + 1).length);
        rows.push(...(await headingRows(match, text)));
      }
      rows.push(matchRow(match, digits));
    }
    return rows;
  };
}

async function headingRows({ ref }: PostMatch, text: string): Promise<readonly Row[]> {
  const { readName } = await import('../posts/read-post.ts');
  const name = await readName(ref, text);
  return [nameSpans(name, { base: [name.haiku ? 'haiku' : 'title'] }), [pathSpan(ref, 'dim')]];
}

/** Returns a matching line below its number. Reads only the part around its first match. */
function matchRow({ line, text, ranges }: PostMatch, digits: number): FittedRow {
  const first = ranges[0]?.start ?? 0;
  const kept = { from: Math.max(0, first - KEPT_BEFORE), to: Math.min(text.length, first + KEPT_AFTER) };
  const isCut = { before: kept.from > 0, after: kept.to < text.length };
  const number: Row = [textSpan(`${String(line).padStart(digits)}  `, 'dim')];
  const body = expandRowTabs(highlighted(text.slice(kept.from, kept.to), ranges, kept.from));
  const [lead, width] = [spansWidth(number), spansWidth(body)];
  const at = Math.max(0, body.findIndex(isMatch));
  const from = spansWidth(body.slice(0, at));
  const to = from + spansWidth(body.slice(at, at + 1).filter(isMatch));
  return {
    row: [...number, ...body],
    arrange: (row, columns) => {
      const hasNumber = columns >= lead + MIN_COLUMNS;
      const room = hasNumber ? columns - lead : columns;
      const excerpt = cutAround({ row: partOf(row, lead, lead + width), from, to, isCut }, room);
      return [[...partOf(row, 0, hasNumber ? lead : 0), ...excerpt]];
    },
  };
}

const isMatch = ({ styles }: Span): boolean => styles.includes('match');

/** The start of a part that was cut within a character. */
const REST_OF_CHARACTER = /^[\udc00-\udfff\p{M}\u200d]+/u;

/** Highlights the matches in a part of a line that begins at `start`. A match is extended to whole characters. */
function highlighted(part: string, ranges: PostMatch['ranges'], start: number): Row {
  const boundsAt = graphemeBounds(part);
  const spans: Span[] = [];
  let at = start === 0 ? 0 : (REST_OF_CHARACTER.exec(part)?.[0].length ?? 0);
  const add = (to: number, styles: Span['styles']): void => {
    // Matches side by side are one span, which takes less memory.
    if (to > at) appendSpans(spans, [{ text: sanitize(part.slice(at, to), 'code'), styles }]);
    at = Math.max(at, to);
  };
  for (const range of ranges) {
    if (range.start - start >= part.length) break;
    add(boundsAt(range.start - start)[0], []);
    add(boundsAt(Math.min(part.length, range.end - start))[1], ['match']);
  }
  add(part.length, []);
  return spans.length > 0 ? spans : [{ text: trusted(''), styles: [] }];
}
