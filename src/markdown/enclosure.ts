/**
 * Lines in which nothing begins: those of a fence, and of HTML (CommonMark 4.5, 4.6). `indent`: a line that stands
 * further left ends it too, because it ends the list item that it is in.
 */
export type Enclosure = {
  readonly opening: string;
  readonly end: RegExp;
  readonly isCode: boolean;
  readonly indent: number;
  readonly isQuoted: boolean;
};

const fence = /^(`{3,}|~{3,})(.*)/;
const blank = /^\s*$/;
/** HTML that may hold blank lines, and where it ends; any other ends at a blank line. */
const longHtml: readonly (readonly [start: RegExp, end: RegExp])[] = [
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![a-z]/i, />/],
];
const containers = /^(?: {0,3}>| {0,3}(?:[-*+]|\d{1,9}[.)])(?= ))*/;

/**
 * What a line opens, null where it opens nothing. `itemIndent` is where the text of the list item begins that the line
 * may belong to, 0 outside of lists; `isNewBlock` says whether a blank line stands before.
 */
export function enclosureOf(line: string, itemIndent: number, isNewBlock: boolean): Enclosure | null {
  const around = containers.exec(line)?.[0] ?? '';
  const spaces = /^ */.exec(line.slice(around.length))?.[0].length ?? 0;
  const column = around.length + spaces;
  const isMarked = /[-*+.)]/.test(around);
  // Further in, it is indented code.
  if (!isMarked && spaces - Math.min(spaces, itemIndent) > 3) return null;
  const text = line.slice(column);
  const where = {
    opening: line,
    indent: isMarked ? column : Math.min(spaces, itemIndent),
    isQuoted: around.includes('>'),
  };
  const [, marks, info = ''] = fence.exec(text) ?? [];
  // A backtick in the info string makes it inline code.
  if (marks && !(marks.startsWith('`') && info.includes('`')))
    return { ...where, end: new RegExp(`^[ >]*\\${marks[0]}{${marks.length},}\\s*$`), isCode: true };
  const html = longHtml.find(([start]) => start.test(text));
  if (html) return html[1].test(text) ? null : { ...where, end: html[1], isCode: false };
  return isNewBlock && /^<\/?[a-z]/i.test(text) ? { ...where, end: blank, isCode: false } : null;
}

/** Whether a line that follows is still in it; the one that ends it by its mark is. */
export function holds({ indent, isQuoted }: Enclosure, line: string): boolean {
  if (isQuoted) return /^\s*>/.test(line);
  return blank.test(line) || (/^ */.exec(line)?.[0].length ?? 0) >= indent;
}
