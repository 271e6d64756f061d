import type { Span, StyleName } from './line.ts';
import { own, type Safe, slice } from './sanitize.ts';
import { fitting, graphemes, spansWidth, width } from './width.ts';

/** What never parts: a word, a Chinese or Japanese character with its punctuation, a run of spaces, a line break. */
type Atom = { readonly kind: 'word' | 'space' | 'break'; spans: Span[]; width: number };

const wide = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々〆';
const openers = '「『（【〈《〔［｛“‘';
const closers = '、。，．・：；？！」』）】〉》〕］｝”’…‥ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ';
const piecesOfText = new RegExp(
  `(?<break>\\n)|(?<space> +)|(?<wide>[${openers}]*[${wide}][\\p{M}${closers}]*)|(?<closing>[${closers}]+)|[^\\s${wide}${openers}${closers}]+|.`,
  'gu',
);

/** In a path there may also be a break after a slash. */
const piecesOfPaths = /(?<break>\n)|(?<space> +)|(?<wide>[^ \n/]*\/+)|[^ \n/]+/gu;

/** Breaks spans that hold paths, as {@link wrap} does text; rows after the first are set in by `hang` cells. */
export function wrapPaths(spans: readonly Span[], columns: number, hang: number): readonly (readonly Span[])[] {
  const whole = rowsOf(atomsOf(spans, piecesOfPaths), columns);
  if (whole.length < 2 || columns <= 2 * hang) return whole;
  const indent: Span = { text: own(' '.repeat(hang)), styles: [] };
  const rows = rowsOf(atomsOf(spans, piecesOfPaths), columns - hang);
  return rows.map((row, index) => (index === 0 ? row : [indent, ...row]));
}

/**
 * Breaks spans into rows of at most `columns` cells, at spaces and between wide characters; a word longer than a row
 * is cut. No row starts with closing punctuation (JIS X 4051, UAX #14) where the row before has room for a break.
 *
 *   'the log is silent' in 8 → 'the log' 'is' 'silent'
 */
export const wrap = (spans: readonly Span[], columns: number): readonly (readonly Span[])[] =>
  rowsOf(atomsOf(spans, piecesOfText), columns);

function rowsOf(atoms: readonly Atom[], columns: number): readonly (readonly Span[])[] {
  const rows: Span[][] = [];
  let row: Span[] = [];
  let used = 0;
  let gap: Atom | null = null;
  const end = (): void => {
    rows.push(row);
    row = [];
    used = 0;
    gap = null;
  };
  for (const atom of atoms) {
    if (atom.kind === 'break') end();
    // Blanks at the start of a row go, but for those that the text itself starts with.
    else if (atom.kind === 'space') gap = used === 0 && rows.length > 0 ? null : atom;
    else {
      if (used > 0 && used + (gap?.width ?? 0) + atom.width > columns) end();
      if (used === 0 && (gap?.width ?? 0) + atom.width > columns) gap = null;
      if (gap) row.push(...gap.spans);
      used += (gap?.width ?? 0) + atom.width;
      gap = null;
      if (atom.width <= columns) row.push(...atom.spans);
      else {
        const cut = cutHard(atom.spans, columns);
        rows.push(...cut.slice(0, -1).map(each => [...each]));
        row = [...(cut.at(-1) ?? [])];
        used = spansWidth(row);
      }
    }
  }
  if (row.length > 0 || rows.length === 0) rows.push(row);
  return rows.map(merge);
}

/** Breaks spans where the cells run out, as a terminal does: for code and command lines. */
export function cutHard(spans: readonly Span[], columns: number): readonly (readonly Span[])[] {
  const rows: Span[][] = [[]];
  let left = columns;
  for (const { text, styles } of spans) {
    let rest = text;
    while (rest !== '') {
      // A grapheme wider than the surface still goes somewhere: alone on its row.
      const fits = fitting(rest, left) || (left === columns ? (graphemes(rest)[0] ?? rest) : '');
      if (fits !== '') rows.at(-1)?.push({ text: slice(rest, 0, fits.length), styles });
      left -= width(fits);
      rest = slice(rest, fits.length);
      if (rest !== '') {
        rows.push([]);
        left = columns;
      }
    }
  }
  return rows;
}

function atomsOf(spans: readonly Span[], pieces: RegExp): readonly Atom[] {
  const atoms: Atom[] = [];
  let open = false; // whether the next piece belongs to the word before it
  for (const { text, styles } of spans) {
    for (const match of text.matchAll(pieces)) {
      const { break: lineBreak, space, wide: character, closing } = match.groups ?? {};
      const piece: Span = { text: match[0] as Safe, styles };
      const last = atoms.at(-1);
      const joins = last?.kind === 'word' && (closing !== undefined || (open && character === undefined));
      if (lineBreak !== undefined || space !== undefined) {
        atoms.push({ kind: lineBreak ? 'break' : 'space', spans: [piece], width: width(piece.text) });
        open = false;
      } else if (joins && last) {
        last.spans.push(piece);
        last.width += width(piece.text);
        open ||= closing === undefined;
      } else {
        atoms.push({ kind: 'word', spans: [piece], width: width(piece.text) });
        open = character === undefined;
      }
    }
  }
  return atoms;
}

const same = (a: readonly StyleName[], b: readonly StyleName[]): boolean =>
  a === b || (a.length === b.length && a.every((style, index) => style === b[index]));

/** Joins neighbours that look alike, so that a row is a few spans and not one a word. */
function merge(row: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of row) {
    const last = merged.at(-1);
    if (last && same(last.styles, span.styles))
      merged[merged.length - 1] = { text: (last.text + span.text) as Safe, styles: last.styles };
    else merged.push(span);
  }
  return merged;
}
