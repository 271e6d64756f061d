import { padRow } from '../../text/fit-row.ts';
import { trusted } from '../../text/sanitize.ts';
import type { Row, Span } from '../../text/span.ts';
import { spansWidth } from '../../text/width.ts';

/** Rows beside the body of a screen: the first is in the row `top`, and each begins at the column `left`. */
export type Aside = { readonly top: number; readonly left: number; readonly rows: readonly Row[] };

const SEPARATOR: Span = { text: trusted(' │ '), styles: ['rule'] };
export const SEPARATOR_COLUMNS = spansWidth([SEPARATOR]);

/** Puts a separator before rows, and in blank rows up to `height` rows. */
export const withSeparator = (rows: readonly Row[], height: number): readonly Row[] =>
  Array.from({ length: Math.max(rows.length, height) }, (_, at) => [SEPARATOR, ...(rows[at] ?? [])]);

/** Joins the body of a screen with the rows beside it. */
export const joinAside = (body: readonly Row[], { top, left, rows }: Aside): readonly Row[] =>
  Array.from({ length: Math.max(body.length, top + rows.length) }, (_, at) => {
    const [row = [], aside] = [body[at], rows[at - top]];
    return aside ? [...padRow(row, left), ...aside] : row;
  });
