import { blanks, sliceSafe } from './sanitize.ts';
import type { Span } from './span.ts';
import { appendSpans, createSpanReader, toStyleRuns } from './style-runs.ts';
import { firstGrapheme, fitPrefix, spansWidth, width } from './width.ts';

/** What never parts: a word, a Chinese or Japanese character with its punctuation, a run of spaces, a line break. */
type WrapUnit = { readonly kind: 'word' | 'space' | 'break'; spans: Span[]; width: number };

const openers = '「『（【〈《〔［｛“‘｢';
const closers =
  '、。，．・：；？！」』）】〉》〕］｝”’…‥〜ー々〻ゝゞヽヾゕゖヵヶぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮㇰ-ㇿ｡､｣･ｧ-ｰﾞﾟ';
// Blocks and not \p{Script=…}: a class of many ranges takes 5 ms to compile, on the way to the first screen.
const blocks =
  '\\u2e80-\\u2fdf\\u3041-\\u30ff\\u3105-\\u318f\\u31a0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3fffd}';
const wide = `(?![${closers}])[${blocks}]`;
const marks = '\\u0300-\\u036f\\u200d\\u3099\\u309a\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}';
// A run of brackets that nothing stands in would be gone through from each of them, and a word of some MB would be more
// than a regular expression can take in one piece.
const mostOpeners = 16;
const longestPiece = 65_536;
// Korean, and careless Chinese, have the punctuation of ASCII.
const piecesOfText = new RegExp(
  [
    '(?<break>\\n)',
    '(?<space> +)',
    `(?<wide>[${openers}(\\[{]{0,${mostOpeners}}${wide}[${marks}${closers}.,!?:;)\\]}]*)`,
    `(?<closing>[${closers}\\u00a0\\u2007\\u202f]+)`,
    `(?:(?!${wide})[^\\s${openers}${closers}]){1,${longestPiece}}`,
    '.',
  ].join('|'),
  'gu',
);
/** What keeps what follows it: an opening bracket, a no-break space. */
const keeping = new RegExp(`[${openers}(\\[{\\u00a0\\u2007\\u202f]$`, 'u');

/** In a path there may also be a break after a slash. */
const piecesOfPaths = /(?<break>\n)|(?<space> +)|(?<wide>[^ \n/]*\/+)|[^ \n/]+/gu;

/** Breaks spans that hold paths, as {@link wrap} does text; rows after the first are set in by `hang` cells. */
export function wrapPaths(spans: readonly Span[], columns: number, hang: number): readonly (readonly Span[])[] {
  if (columns <= 2 * hang) return rowsOf(toWrapUnits(spans, piecesOfPaths), columns);
  const indent: Span = { text: blanks(hang), styles: [] };
  const rows = rowsOf(toWrapUnits(spans, piecesOfPaths), columns, hang);
  return rows.map((row, index) => (index === 0 ? row : [indent, ...row]));
}

/** Scripts that part words by sense and not by blanks; a dictionary finds where (UAX #14, class SA). */
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** After a hyphen between words, and after a dash. Not in `--force`, `x-1` or `e-mail`. */
const dashes = /(?<=[\p{L}\p{N}]{2}-)(?=\p{L}{2})|(?<=[—–])(?=[\p{L}\p{N}])/u;

/** What belongs to the character before it: marks, and the vowel AM of Thai and Lao, which dictionaries part from it. */
const attached = /^[\p{M}\u0e33\u0eb3]/u;

let segmenter: Intl.Segmenter | undefined; // made when it is needed: its dictionaries take 9 ms to load
function wordsOf(text: string): readonly string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const last = words.at(-1);
    const joins = keeping.test(last ?? '') || (!isWordLike && !keeping.test(segment)) || attached.test(segment);
    if (last !== undefined && joins) words[words.length - 1] = last + segment;
    else words.push(segment);
  }
  return words;
}

/** Where else a word may be broken, if it is prose. */
function syllables(word: string): readonly string[] {
  if (unspaced.test(word)) return wordsOf(word);
  return /[-—–]/.test(word) ? word.split(dashes) : [word];
}

/**
 * Breaks spans into rows of at most `columns` cells: at spaces, after hyphens and dashes, between wide characters; a
 * word longer than a row is cut. No row starts with closing punctuation, a small kana or a mark that lengthens the
 * character before it (JIS X 4051; UAX #14, classes CL, NS and CJ).
 *
 *   'the log is silent' in 8 → 'the log' 'is' 'silent'
 */
export const wrap = (spans: readonly Span[], columns: number): readonly (readonly Span[])[] =>
  rowsOf(toWrapUnits(spans, piecesOfText), columns);

/**
 * Breaks a paragraph as {@link wrap} does, but for a last row that would be one short word (a typographer's widow):
 * that word takes the one before it along.
 *
 *   'so we turned it off' in 15 → 'so we turned' 'it off', not 'so we turned it' 'off'
 */
export function wrapProse(spans: readonly Span[], columns: number): readonly (readonly Span[])[] {
  const atoms = toWrapUnits(spans, piecesOfText);
  const rows = rowsOf(atoms, columns);
  const gap = atoms.findLastIndex(atom => atom.kind !== 'word');
  const before = atoms.findLastIndex((atom, index) => index < gap && atom.kind !== 'word');
  const last = atoms.slice(gap + 1);
  const isWidow = rows.length > 1 && spansWidth(rows.at(-1) ?? []) === cellsIn(last) && cellsIn(last) * 5 <= columns;
  const pair = atoms.slice(before + 1);
  if (!isWidow || atoms[gap]?.kind !== 'space' || cellsIn(pair) * 2 > columns) return rows;
  const glued: WrapUnit = { kind: 'word', spans: pair.flatMap(atom => atom.spans), width: cellsIn(pair) };
  return rowsOf([...atoms.slice(0, before + 1), glued], columns);
}

const cellsIn = (atoms: readonly WrapUnit[]): number => atoms.reduce((sum, atom) => sum + atom.width, 0);

/** The cells that the widest word takes, or whatever else in a text is not broken: {@link wrap} cuts nothing there. */
export const widestWord = (spans: readonly Span[]): number =>
  toWrapUnits(spans, piecesOfText).reduce(
    (widest, { kind, width }) => (kind === 'word' ? Math.max(widest, width) : widest),
    0,
  );

/** Rows of atoms; those after the first have `hang` cells less. */
function rowsOf(atoms: readonly WrapUnit[], columns: number, hang = 0): readonly (readonly Span[])[] {
  const rows: Span[][] = [];
  let row: Span[] = [];
  let used = 0;
  let gap: WrapUnit | null = null;
  const room = (): number => (rows.length === 0 ? columns : columns - hang);
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
      if (used > 0 && used + (gap?.width ?? 0) + atom.width > room()) end();
      if (used === 0 && (gap?.width ?? 0) + atom.width > room()) gap = null;
      if (gap) appendSpans(row, gap.spans);
      used += (gap?.width ?? 0) + atom.width;
      gap = null;
      if (atom.width <= room()) appendSpans(row, atom.spans);
      else
        for (const [index, cut] of breakAnywhere(atom.spans, columns - hang).entries()) {
          if (index > 0) end();
          appendSpans(row, cut);
          used = spansWidth(row);
        }
    }
  }
  if (row.length > 0 || rows.length === 0) rows.push(row);
  return rows;
}

/** Breaks spans where the cells run out, as a terminal does: for command lines and words without end. */
export function breakAnywhere(spans: readonly Span[], columns: number): readonly (readonly Span[])[] {
  const rows: Span[][] = [[]];
  let left = columns;
  for (const span of spans) {
    let rest = span.text;
    while (rest !== '') {
      // A grapheme wider than the surface still goes somewhere: alone on its row.
      const fits = fitPrefix(rest, left) || (left === columns ? firstGrapheme(rest) : '');
      if (fits !== '') rows.at(-1)?.push({ ...span, text: sliceSafe(rest, 0, fits.length) });
      left -= width(fits);
      rest = sliceSafe(rest, fits.length);
      if (rest !== '') {
        rows.push([]);
        left = columns;
      }
    }
  }
  return rows;
}

function toWrapUnits(spans: readonly Span[], pieces: RegExp): readonly WrapUnit[] {
  const atoms: WrapUnit[] = [];
  let open = false; // whether the next piece, if it is part of a word, belongs to the word before it
  let keeps = false; // whether it does, whatever it is
  for (const run of toStyleRuns(spans)) {
    const isProse = pieces === piecesOfText && !run.spans[0]?.styles.includes('code');
    const take = createSpanReader(run.spans);
    for (const match of run.text.matchAll(pieces)) {
      const { break: lineBreak, space, wide: character, closing } = match.groups ?? {};
      const isPlain = (lineBreak ?? space ?? character ?? closing) === undefined;
      const [text = '', ...rest] = isPlain && isProse ? syllables(match[0]) : [match[0]];
      const atom = (kind: WrapUnit['kind'], text: string): WrapUnit => ({
        kind,
        spans: take(text.length),
        width: width(text),
      });
      const last = atoms.at(-1);
      const isJoined = keeps || closing !== undefined || (open && character === undefined);
      if (lineBreak !== undefined) atoms.push(atom('break', text));
      else if (space !== undefined) atoms.push(atom('space', text));
      else if (last?.kind === 'word' && isJoined) {
        appendSpans(last.spans, take(text.length));
        last.width += width(text);
        if (closing === undefined) open = character === undefined;
      } else {
        atoms.push(atom('word', text));
        open = character === undefined;
      }
      for (const part of rest) atoms.push(atom('word', part));
      keeps = keeping.test(match[0]);
    }
  }
  return atoms;
}
