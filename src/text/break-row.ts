import { blanks, sliceSafe } from './sanitize.ts';
import { type Row, textOf } from './span.ts';
import { createSpanReader } from './style-runs.ts';
import { firstGrapheme, fitPrefix } from './width.ts';

/**
 * Indents the rows after the first, which `fill` makes narrower by `hang` cells. The blanks at the start of a row are part of
 * its indent. There is no indent if too little is left.
 */
export function hangRows(columns: number, hang: number, fill: (hang: number) => readonly Row[]): readonly Row[] {
  if (columns <= 2 * hang) return fill(0);
  return fill(hang).map((row, index) => {
    const indent = index === 0 ? 0 : missingIndent(textOf(row), hang);
    return indent === 0 ? row : [{ text: blanks(indent), styles: [] }, ...row];
  });
}

/** Returns the number of blanks that a text needs to start with `hang` of them. */
const missingIndent = (text: string, hang: number): number => hang - text.slice(0, hang).search(/[^ ]|$/);

/** Breaks spans after every `columns` cells, as a terminal does. */
export const breakAnywhere = (spans: Row, columns: number): readonly Row[] =>
  breakRow(spans, columns, 0, () => undefined);

/**
 * Places where code or an address breaks, the best first: at blanks, after a comma, within a path or an expression, between
 * names. None is before a mark, which belongs to the character before it, or between an option or `<` and its value.
 */
const PLACES = [
  /^.*\S +(?=[!-~]|(?![\u0e33\u0eb3])\p{L}| $)(?:(?=-)|(?<!\s(?:--?[A-Za-z][\w-]*|[<>]+) +))/su,
  /^.*\S(?= $)|^.*(?<!\{\d+)[,;](?=[!-\\^-~])/s,
  /^.*(?:[/?&|=:([](?=[!-~])(?![)\]}/=>&|:])|[)\]](?=\.\w))/s,
  /^.*\w(?:[-_](?=\w)|(?=\.[a-z]))/is,
];

/** Returns a text up to the last of the best places in its second half. Its last character is in the next row. */
const upToPlace = (text: string): string | undefined =>
  PLACES.map(place => place.exec(text)?.[0] ?? '').find(start => start.length * 2 >= text.length);

/** Breaks a word that is longer than a row, which may be an address. */
export const breakWord = (spans: Row, columns: number): readonly Row[] => breakRow(spans, columns, 0, upToPlace);

/**
 * Breaks a line of code at blanks, or within long words. Keeps all its blanks. Rows after the first are indented by two
 * cells more than the line.
 */
export function breakCode(spans: Row, columns: number): readonly Row[] {
  const text = textOf(spans);
  const hang = Math.min(2 + text.length - text.trimStart().length, (columns - 1) >> 1);
  return hangRows(columns, hang, hang => breakRow(spans, columns, hang, upToPlace));
}

/** Breaks spans into rows. `shorten` gets the text of a row and the next character, and returns less of it, if it should. */
function breakRow(
  spans: Row,
  columns: number,
  hang: number,
  shorten: (text: string) => string | undefined,
): readonly Row[] {
  const take = createSpanReader(spans);
  const rows: Row[] = [];
  let rest = textOf(spans);
  do {
    // A grapheme that is wider than the columns gets a row of its own.
    const available = columns - (rows.length === 0 ? 0 : missingIndent(rest, hang));
    const fits = fitPrefix(rest, available) || firstGrapheme(rest);
    const { length } = fits === rest ? fits : (shorten(rest.slice(0, fits.length + 1)) ?? fits);
    rows.push(take(length));
    rest = sliceSafe(rest, length);
  } while (rest !== '');
  return rows;
}
