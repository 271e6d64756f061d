import { countLineEnds } from '../posts/content.ts';
import { splitFrontMatter } from '../posts/front-matter.ts';
import { syntaxOf } from '../posts/syntax.ts';
import { type Safe, sliceSafe } from '../text/sanitize.ts';
import type { Row, Span, StyleName } from '../text/span.ts';
import { appendSpans } from '../text/style-runs.ts';
import { graphemeBounds } from '../text/width.ts';
import type { Highlight } from './highlight.ts';

/** The front matter (and how many of its lines are left), code or comment in which a line lies. Null in other text. */
export type Region =
  | { readonly kind: 'matter'; readonly linesLeft: number }
  | { readonly kind: 'code'; readonly mark: string; readonly isQuoted: boolean; readonly language: string }
  | { readonly kind: 'comment' }
  | null;

/** Colors the source of a post, in parts: a region may begin in one part and end in another. */
export type SourceColors = {
  readonly firstRegion: Region;
  /** Returns the region of the line below a text. `region`: that of its first line. */
  readonly regionAfter: (text: string, region: Region) => Region;
  /** Returns the lines of a text as spans, each with the same characters. `region`: that of the first line. */
  readonly color: (lines: readonly Safe[], region: Region) => readonly Row[];
};

/** Returns the colors for a post in Markdown; null for another syntax. `highlight`: null for code without colors. */
export function createSourceColors(path: string, content: string, highlight: Highlight | null): SourceColors | null {
  if (syntaxOf(path) !== 'markdown') return null;
  const matter = splitFrontMatter(content);
  const head = content.slice(0, content.length - (matter?.body ?? content).length);
  const linesLeft = countLineEnds(head) + (head === '' || head.endsWith('\n') ? 0 : 1);
  return {
    firstRegion: linesLeft > 0 ? { kind: 'matter', linesLeft } : null,
    regionAfter: (text, region) =>
      region || mayOpen.test(text) ? text.replace(/\n$/, '').split('\n').reduce(nextRegion, region) : region,
    color: (lines, region) => colorLines(lines, region, highlight),
  };
}

const mayOpen = /```|~~~|<!--/;
/** A fence, also in a quote or an item, and its language: `{.python}`, `rust,ignore`. */
const FENCE = /^([ \t>]*)(?:(?:[-*+]|\d+[.)])[ \t]+)?(`{3,}(?!.*`)|~{3,})[\s{.]*([\w+#-]*)/;

/** Returns the region of the line below a line. */
function nextRegion(region: Region, line: string): Region {
  switch (region?.kind) {
    case 'matter':
      return region.linesLeft > 1 ? { kind: 'matter', linesLeft: region.linesLeft - 1 } : null;
    case 'code':
      if (isOutside(region, line)) return nextRegion(null, line);
      return closes(region.mark, line) ? null : region;
    case 'comment':
      return line.includes('-->') ? null : region;
  }
  const [, before = '', mark, language = ''] = FENCE.exec(line) ?? [];
  if (mark) return { kind: 'code', mark, isQuoted: before.includes('>'), language };
  return /^\s*<!--(?!.*-->)/.test(line) ? { kind: 'comment' } : null;
}

/** Whether a line is outside of the quote that the code is in. */
const isOutside = (region: Region, line: string): boolean =>
  region?.kind === 'code' && region.isQuoted && !/^\s*>/.test(line);

const closes = (mark: string, line: string): boolean => {
  const found = line.replace(/^[\s>]+/, '').trimEnd();
  return found.startsWith(mark) && found.split(mark.charAt(0)).join('') === '';
};

function colorLines(lines: readonly Safe[], first: Region, highlight: Highlight | null): readonly Row[] {
  let region = first;
  const rows: Row[] = [];
  for (const [at, line] of lines.entries()) {
    // Code is colored as a whole.
    if (at < rows.length) continue;
    if (isOutside(region, line)) region = null;
    const next = nextRegion(region, line);
    if (region?.kind === 'code' && next === region) {
      const end = lines.findIndex((other, index) => index > at && nextRegion(next, other) !== next);
      rows.push(...colorCode(lines.slice(at, end === -1 ? undefined : end), region, highlight));
    } else {
      rows.push(spansOf(line, piecesOf(line, region, next, lines[at + 1] ?? '')));
      region = next;
    }
  }
  return rows;
}

function colorCode(
  lines: readonly Safe[],
  { language, isQuoted }: Extract<Region, { kind: 'code' }>,
  highlight: Highlight | null,
): readonly Row[] {
  const marks = lines.map(line => (isQuoted ? quoteMarks(line) : 0));
  const code = lines.map((line, index) => line.slice(marks[index])).join('\n');
  const pieces = language === '' ? null : highlight?.(language, code);
  const rows: Piece[][] = [[]];
  for (const { text, style } of pieces ?? [])
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) rows.push([]);
      rows.at(-1)?.push(style ? [part.length, style] : [part.length]);
    }
  return lines.map((line, index) => spansOf(line, [[marks[index] ?? 0, 'quote'], ...(rows[index] ?? [])]));
}

/** Returns the length of the marks of quotes at the start of a line, with a blank after them. */
const quoteMarks = (line: string): number => /^(?:[ \t]*>)+ ?/.exec(line)?.[0].length ?? 0;

/** A number of characters and their styles. */
type Piece = readonly [length: number, ...styles: StyleName[]];

/** Divides a line into spans, between graphemes. The rest of the line has no style. */
function spansOf(line: Safe, pieces: readonly Piece[]): Row {
  const spans: Span[] = [];
  const boundsAt = graphemeBounds(line);
  let [from, end] = [0, 0];
  for (const [length, ...styles] of [...pieces, [line.length] as const]) {
    end = Math.min(end + length, line.length);
    const [to] = boundsAt(end);
    if (to > from) appendSpans(spans, [{ text: sliceSafe(line, from, to), styles }]);
    from = Math.max(from, to);
  }
  return spans;
}

/** `region`, `next`: those of the line, and of the line below, which is `below`. */
function piecesOf(line: string, region: Region, next: Region, below: string): readonly Piece[] {
  if (region?.kind === 'matter') return matterPieces(line);
  if (region?.kind === 'comment' && !next) {
    const end = line.indexOf('-->') + 3;
    return [[end, 'dim'], ...inlinePieces(line.slice(end), [])];
  }
  if (!region && !next && !RULE.test(line)) return textPieces(line, below);
  const quote = quoteMarks(line);
  return [[quote, 'quote'], [line.length - quote, 'dim']]; // biome-ignore format: one thought
}

/** A key with what is before and after it: `- "title":`, `#+TITLE:`, `title =`, `title::`. */
const KEY = /^(\W*)([^\s:=]+(?: [^\s:=]+)?)(\s*(?:::?|=))(?=\s|$)/;

function matterPieces(line: string): readonly Piece[] {
  if (/^\W*$/.test(line)) return [[line.length, 'dim']];
  if (/^\s*#(?!\+)/.test(line)) return [[line.length, 'comment']];
  const [head = '', before = '', key = '', after = ''] = KEY.exec(line) ?? /^([\s-]*)/.exec(line) ?? [];
  const value = line.slice(head.length);
  return [
    [before.length, 'dim'],
    [key.length, 'name'],
    [after.length, 'dim'],
    [value.length, /^\s*(?:[\d.:TZ+ -]+|true|false)$/.test(value) ? 'number' : 'string'],
  ];
}

/** A thematic break, the line below a heading, or the line between the head and the rows of a table. */
const RULE = /^\s*(?:([-*_=])(?:\s*\1){2,}|\|?\s*:?-+:?\s*\|[\s|:-]*)\s*$/;
/** The marks at the start of a line: of quotes, of an item and its task, of a heading. */
const MARKS = /^((?:\s*>)*)(\s*(?:[-*+]|\d{1,9}[.)])(?=\s)(?:\s+\[[ xX]\](?=\s))?)?(\s*#{1,6}(?=\s))?/;

function textPieces(line: string, below: string): readonly Piece[] {
  const [all = '', quote = '', item = '', heading = ''] = MARKS.exec(line) ?? [];
  const isHeading = heading !== '' || (all === '' && line.trim() !== '' && /^ {0,3}(?:={2,}|-{2,})\s*$/.test(below));
  return [
    [quote.length, 'quote'],
    [item.length, 'accent'],
    [heading.length, 'dim'],
    ...inlinePieces(line.slice(all.length), isHeading ? ['accent', 'strong'] : [], /^\s*\|/.test(line)),
  ];
}

/** The longest text in marks. A longer one is not colored, so that a line takes linear time. */
const INNER = '{1,400}?';
/** Inline Markdown, HTML and template tags, and what they consist of. */
const INLINE = new RegExp(
  [
    '\\\\[!-/:-@[-`{-~]',
    `(?<!\`)(?<ticks>\`+)(?!\`)(?<code>.${INNER})(?<!\`)\\k<ticks>(?!\`)`,
    `(?<dim><!--.${INNER}-->|</?[a-z][^<>]{0,400}>|\\{\\{.${INNER}\\}\\}|\\{%.${INNER}%\\})`,
    `(?<note>\\[[\\^!][^\\[\\]\\s]${INNER}\\])`,
    `(?<link>!?\\[\\[[^\\[\\]]${INNER}\\]\\]|https?://[^\\s<>()]{1,400})`,
    '(?<open>!?\\[)(?<label>[^\\[\\]]{0,400})(?<address>\\](?:\\([^()]{0,400}(?:\\([^()]{0,400}\\)[^()]{0,400})?\\)|\\[[^\\[\\]]{0,400}\\]))',
    `(?<mark>\\*{1,3}|~~|==|(?<!\\w)_{1,3})(?![\\s*])(?<inner>.${INNER})(?<!\\s)\\k<mark>(?<!_(?=\\w))`,
    '(?<cell>\\|)',
  ].join('|'),
  'gi',
);

const MARKED: Readonly<Record<string, readonly StyleName[]>> = {
  '~~': ['struck'],
  '==': ['mark'],
  '*': ['emphasis'],
  '**': ['strong'],
  '***': ['strong', 'emphasis'],
};

function inlinePieces(text: string, base: readonly StyleName[], isTable = false): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const add = (part = '', ...styles: readonly StyleName[]): void => {
    pieces.push([part.length, ...base, ...styles]);
    end += part.length;
  };
  for (const { index, groups = {} } of text.matchAll(INLINE)) {
    const { ticks, code, dim, note, link, open, label, address, mark, inner, cell } = groups;
    add(text.slice(end, index));
    add(ticks, 'dim');
    add(code, 'code');
    add(ticks, 'dim');
    add(dim, 'dim');
    add(note, 'note');
    add(link, 'link');
    add(open, 'dim');
    add(label, 'link');
    add(address, 'dim');
    add(mark, 'dim');
    add(inner, ...(MARKED[mark?.replaceAll('_', '*') ?? ''] ?? []));
    add(mark, 'dim');
    if (isTable) add(cell, 'dim');
  }
  add(text.slice(end));
  return pieces;
}
