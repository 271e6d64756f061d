import { breakWord, hangRows } from './break-row.ts';
import { keepsSpace } from './kept-spaces.ts';
import { type Row, type Span, toLines } from './span.ts';
import { appendSpans, createSpanReader, toStyleRuns } from './style-runs.ts';
import { spansWidth, width } from './width.ts';

/** An unbreakable piece: a word, a Chinese or Japanese character with its punctuation, spaces. */
type WrapUnit = { readonly kind: 'word' | 'space'; spans: Span[]; width: number };
type WrapLine = readonly WrapUnit[];

const OPENERS = '「『（【〈《〔［｛“‘｢';
const CLOSERS =
  '、。，．・：；？！」』）】〉》〕］｝”’…‥〜ー々〻ゝゞヽヾゕゖヵヶぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮㇰ-ㇿ｡､｣･ｧ-ｰﾞﾟ';
// Blocks, not scripts: a class like \p{Script=Han} takes 5 ms to compile, before the first screen.
const CJK =
  '\\u2e80-\\u2fdf\\u3041-\\u30ff\\u3105-\\u318f\\u31a0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3fffd}';
const WIDE = `(?![${CLOSERS}])[${CJK}]`;
const MARKS = '\\u0300-\\u036f\\u200d\\u3099\\u309a\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}';
// Without these limits a run of brackets or of marks takes quadratic time, and a word of megabytes overflows the regex engine.
const MAX_OPENERS = 16;
const MAX_JOINED_WIDTH = 40;
const MAX_PIECE_LENGTH = 65_536;
/** Its groups are spaces, a wide character with its punctuation, and closing punctuation. */
const textPieces = new RegExp(
  [
    '( +)',
    // Korean and some Chinese text has ASCII punctuation.
    `([${OPENERS}(\\[{]{0,${MAX_OPENERS}}${WIDE}[${MARKS}${CLOSERS}.,!?:;)\\]}]*)`,
    `([${CLOSERS}\\u00a0\\u2007\\u202f][${CLOSERS}${MARKS}\\u00a0\\u2007\\u202f]*)`,
    `(?:(?!${WIDE})[^\\s${OPENERS}${CLOSERS}]){1,${MAX_PIECE_LENGTH}}`,
    '.',
  ].join('|'),
  'gu',
);
/** Text that must not be followed by a break: it ends with an opening bracket or a no-break space. */
const keepsNext = new RegExp(`[${OPENERS}(\\[{\\u00a0\\u2007\\u202f]$`, 'u');

/** A path also breaks after a slash. The groups are the first two of {@link textPieces}. */
const pathPieces = /( +)|([^ /]*\/+)|[^ /]+/gu;

/** Scripts without spaces between words (UAX #14, class SA). The words are found in a dictionary. */
const hasUnspacedScript = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** A break after a hyphen between words, or after a dash. `--force`, `x-1` and `e-mail` have none. */
const afterHyphen = /(?<=[\p{L}\p{N}]{2}-)(?=\p{L}{2})|(?<=[—–])(?=[\p{L}\p{N}])/u;
/** Marks, and the vowel AM of Thai and Lao, which dictionaries split from its word. */
const startsWithMark = /^[\p{M}\u0e33\u0eb3]/u;

let segmenter: Intl.Segmenter | undefined; // made on first use: its dictionaries take 9 ms to load
function dictionaryWords(text: string): readonly string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const last = words.at(-1);
    const isJoined =
      keepsNext.test(last ?? '') || (!isWordLike && !keepsNext.test(segment)) || startsWithMark.test(segment);
    if (last !== undefined && isJoined) words[words.length - 1] = last + segment;
    else words.push(segment);
  }
  return words;
}

/** A path, an address or the name of a file, which has no breaks after hyphens. */
const isPath = /[/@]|\.\p{L}/u;

function splitWord(word: string): readonly string[] {
  if (hasUnspacedScript.test(word)) return dictionaryWords(word);
  return /[-—–]/.test(word) && !isPath.test(word) ? word.split(afterHyphen) : [word];
}

/**
 * Wraps spans into rows of at most `columns` cells: at spaces, after hyphens and dashes, and between wide characters. Cuts
 * a word that is longer than a row. No row starts with closing punctuation, a small kana, or a mark that lengthens the
 * character before it (JIS X 4051; UAX #14, classes CL, NS and CJ).
 *
 *   'the log is silent' in 8 → 'the log' 'is' 'silent'
 */
export const wrap = (spans: Row, columns: number): readonly Row[] =>
  inOneRow(spans, columns) ?? toWrapLines(spans, textPieces, columns).flatMap(line => fillRows(line, columns));

/** Returns spans of ASCII that fit into one row as that row. Otherwise null. Most items of a list fit. */
function inOneRow(spans: Row, columns: number): readonly Row[] | null {
  let left = columns;
  for (const { text } of spans) {
    left -= text.length;
    if (left < 0 || !/^[ -~]+$/.test(text)) return null;
  }
  // Spaces at the end of a row are dropped.
  if (spans.at(-1)?.text.endsWith(' ') !== false) return null;
  const row: Span[] = [];
  appendSpans(row, spans);
  return [row];
}

/**
 * Wraps a paragraph like {@link wrap}, but leaves no short last word of a line alone on a row (a widow): the word before
 * it moves down too.
 *
 *   'so we turned it off' in 15 → 'so we turned' 'it off', not 'so we turned it' 'off'
 */
export const wrapProse = (spans: Row, columns: number): readonly Row[] =>
  inOneRow(spans, columns) ?? fillProse(toWrapLines(spans, textPieces, columns), columns, 0);

const fillProse = (lines: readonly WrapLine[], columns: number, hang: number): readonly Row[] =>
  lines.flatMap((line, at) => (at === 0 ? fillProseLine(line, columns, hang) : fillProseLine(line, columns - hang, 0)));

function fillProseLine(units: WrapLine, columns: number, hang: number): readonly Row[] {
  const rows = fillRows(units, columns, hang);
  if (rows.length === 1) return rows;
  const gap = units.findLastIndex(unit => unit.kind !== 'word');
  const last = spansWidth(rows.at(-1) ?? []);
  const word = totalWidth(units.slice(gap + 1));
  // The end of a word with a hyphen or a slash is not left alone either. Then the whole word moves down.
  const before = last < word ? gap : units.findLastIndex((unit, index) => index < gap && unit.kind !== 'word');
  const isWidow = last <= word && last * 5 <= columns;
  const pair = units.slice(before + 1);
  if (!isWidow || units[gap]?.kind !== 'space' || totalWidth(pair) * 2 > columns) return rows;
  const glued: WrapUnit = { kind: 'word', spans: pair.flatMap(unit => unit.spans), width: totalWidth(pair) };
  return fillRows([...units.slice(0, before + 1), glued], columns, hang);
}

/** Wraps spans with paths like {@link wrapProse}. Rows after the first are indented by `hang` cells. */
export const wrapPaths = (spans: Row, columns: number, hang: number): readonly Row[] =>
  hangRows(columns, hang, hang => fillProse(toWrapLines(spans, pathPieces, columns - hang), columns, hang));

/** Wraps a line of verse like {@link wrapProse}. Rows after the first are indented by two cells more than the line. */
export function wrapLine(spans: Row, columns: number): readonly Row[] {
  const lines = toWrapLines(spans, textPieces, columns);
  const first = lines[0]?.[0];
  const hang = 2 + (first?.kind === 'space' ? first.width : 0);
  return hangRows(columns, hang, hang => fillProse(lines, columns, hang));
}

const totalWidth = (units: readonly WrapUnit[]): number => units.reduce((sum, unit) => sum + unit.width, 0);

/** Returns the width of the widest word. In that many columns, {@link wrap} cuts no word. */
export const widestWord = (spans: Row): number =>
  toWrapLines(spans, textPieces)
    .flat()
    .reduce((max, { kind, width }) => (kind === 'word' ? Math.max(max, width) : max), 0);

/** Returns the units of each line. Spaces at the start of a line are dropped, except in the first line. */
const toWrapLines = (spans: Row, pieces: RegExp, columns = MAX_JOINED_WIDTH): readonly WrapLine[] =>
  toLines(spans).map((line, at) => {
    const units = toWrapUnits(line, pieces, columns);
    return at > 0 && units[0]?.kind === 'space' ? units.slice(1) : units;
  });

/** Fills rows with the units of a line. Rows after the first are narrower by `hang` cells. */
function fillRows(units: WrapLine, columns: number, hang = 0): readonly Row[] {
  const rows: Span[][] = [];
  let row: Span[] = [];
  let used = 0;
  let gap: WrapUnit | null = null;
  const available = (): number => (rows.length === 0 ? columns : columns - hang);
  const endRow = (): void => {
    rows.push(row);
    [row, used, gap] = [[], 0, null];
  };
  for (const unit of units) {
    // Spaces at the start of a row are dropped, except in the first row.
    if (unit.kind === 'space') gap = used === 0 && rows.length > 0 ? null : unit;
    else {
      if (used > 0 && used + (gap?.width ?? 0) + unit.width > available()) endRow();
      if (used === 0 && (gap?.width ?? 0) + unit.width > available()) gap = null;
      if (gap) appendSpans(row, gap.spans);
      used += (gap?.width ?? 0) + unit.width;
      gap = null;
      if (unit.width <= available()) appendSpans(row, unit.spans);
      else
        for (const [index, piece] of breakWord(unit.spans, columns - hang).entries()) {
          if (index > 0) endRow();
          appendSpans(row, piece);
          used = spansWidth(row);
        }
    }
  }
  if (row.length > 0 || rows.length === 0) rows.push(row);
  return rows;
}

/** Joins words that must be in one row of at most `columns` cells. */
function joinWords(units: WrapLine, columns: number): WrapLine {
  const joined: WrapUnit[] = [];
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] as WrapUnit;
    const [word, next] = [joined.at(-1), units[at + 1]];
    const isBetween = unit.kind === 'space' && word?.kind === 'word' && next?.kind === 'word';
    const isFitting = isBetween && word.width + unit.width + next.width <= columns;
    if (isFitting && keepsSpace(word.spans, next.spans)) {
      for (const { spans, width } of [unit, next]) {
        appendSpans(word.spans, spans);
        word.width += width;
      }
      at++;
    } else joined.push(unit);
  }
  return joined;
}

function toWrapUnits(spans: Row, pieces: RegExp, columns: number): WrapLine {
  const units: WrapUnit[] = [];
  let isOpenWord = false; // whether the next piece of a word belongs to the last unit
  let isKept = false; // whether the next piece belongs to the last unit, whatever it is
  for (const run of toStyleRuns(spans)) {
    const isProse = pieces === textPieces && !run.spans[0]?.styles.includes('code');
    const take = createSpanReader(run.spans);
    const add = (kind: WrapUnit['kind'], text: string): unknown =>
      units.push({ kind, spans: take(text.length), width: width(text) });
    for (const [piece, space, wide, closing] of run.text.matchAll(pieces)) {
      const isWord = (space ?? wide ?? closing) === undefined;
      const [text = '', ...rest] = isWord && isProse ? splitWord(piece) : [piece];
      const last = units.at(-1);
      const isJoined = isKept || closing !== undefined || (isOpenWord && wide === undefined);
      if (space !== undefined) add('space', text);
      else if (last?.kind === 'word' && isJoined) {
        appendSpans(last.spans, take(text.length));
        last.width += width(text);
        if (closing === undefined) isOpenWord = wide === undefined;
      } else {
        add('word', text);
        isOpenWord = wide === undefined;
      }
      for (const part of rest) add('word', part);
      isKept = keepsNext.test(piece);
    }
  }
  return joinWords(units, Math.min(columns, MAX_JOINED_WIDTH));
}
