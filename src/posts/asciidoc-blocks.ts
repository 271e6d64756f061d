import { capitalize } from '../util/format.ts';
import { FENCE, isBlank, type Lines } from './convert-markup.ts';
import { link } from './markup-rules.ts';

const DELIMITED = /^(?:-{4,}|\.{4,}|\/{4,})$/;
const STYLE = /^\[(?:([A-Z]+)|source|,)[^\]]*\]$/;
const LANGUAGE = /^\[(?:source)?(?:%[\w%]*)?,\s*([\w+#-]+)/;
const TITLE = /^\.(\w.*)$/;
const NOTE = '(NOTE|TIP|IMPORTANT|WARNING|CAUTION)';
const NOTE_STYLE = new RegExp(`^${NOTE}$`);
const NOTE_PARAGRAPH = new RegExp(`^${NOTE}: (.*)$`);
const INCLUDE = /^include::([^\s[\]]{1,300})\[.*\]$/;
const CONDITION = /^(?:ifn?def|ifeval|endif|toc)::/;

/** Converts notes to quotes, tables to tables of Markdown, and code to fences with its language. Keeps the number of lines. */
export function asciidocBlocks(lines: Lines): Lines {
  const converted = [...lines];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const [include] = INCLUDE.exec(line)?.slice(1) ?? [];
    if (DELIMITED.test(line)) at = endOfBlock(lines, at);
    else if (/^\|={3,}$/.test(line)) at = convertTable(converted, at, endOfBlock(lines, at));
    else if (STYLE.test(line)) at = convertStyled(converted, at);
    else if (NOTE_PARAGRAPH.test(line) && isBlank(lines[at - 1])) at = convertParagraph(converted, at);
    else if (include !== undefined) converted[at] = `- ${link(include, '')}`;
    else if (CONDITION.test(line)) converted[at] = '';
  }
  return converted;
}

/** Returns the number of the line that ends a block. It is the same as the first line. */
function endOfBlock(lines: Lines, at: number): number {
  const end = lines.indexOf(lines[at] as string, at + 1);
  return end < 0 ? at : end;
}

/** Returns the number of the line after a paragraph. */
function endOfParagraph(lines: Lines, from: number): number {
  let end = from;
  while (end < lines.length && !isBlank(lines[end])) end++;
  return end;
}

/** Converts the block below a line such as `[NOTE]` or `[source,ruby]`. Returns the number of the last line of the block. */
function convertStyled(lines: string[], at: number): number {
  const style = lines[at] as string;
  const name = STYLE.exec(style)?.[1] ?? '';
  const title = TITLE.exec(lines[at + 1] ?? '')?.[1];
  const first = title === undefined ? at + 1 : at + 2;
  const delimiter = lines[first] ?? '';
  if (/^-{4,}$/.test(delimiter)) {
    const end = endOfBlock(lines, first);
    if (end === first) return at;
    lines[first] = FENCE + (LANGUAGE.exec(style)?.[1] ?? '');
    lines[end] = FENCE;
    return end;
  }
  if (!NOTE_STYLE.test(name)) return at;
  const end = /^={4,}$/.test(delimiter) ? endOfBlock(lines, first) : first;
  const isDelimited = end > first;
  const from = isDelimited ? first + 1 : first;
  const to = isDelimited ? end : endOfParagraph(lines, first);
  lines[at] = `> **${[capitalize(name.toLowerCase()), title].filter(Boolean).join(': ')}**`;
  lines.fill('>', at + 1, from);
  quoteLines(lines, from, to);
  if (isDelimited) lines[end] = '';
  return isDelimited ? end : to - 1;
}

function quoteLines(lines: string[], from: number, to: number): void {
  for (let at = from; at < to; at++) lines[at] = `> ${lines[at]}`;
}

function convertParagraph(lines: string[], at: number): number {
  const [, name = '', text] = NOTE_PARAGRAPH.exec(lines[at] as string) ?? [];
  const end = endOfParagraph(lines, at);
  quoteLines(lines, at + 1, end);
  lines[at] = `> **${capitalize(name.toLowerCase())}:** ${text}`;
  return end - 1;
}

/** The bar before a cell, and what the cell is: `|`, ` 2+|`, ` .3+^.>s|`, ` a|`. */
const CELL = /(?:(?:^|\s)(?:\d+\*|\d*(?:\.\d+)?\+)?[<^>.]*[adehlms]?)?(?<!\\)\|/;
const MAX_COLUMNS = 20;

/** Converts a table. Returns the number of its last line. A table whose cells are not in rows stays. */
function convertTable(lines: string[], start: number, end: number): number {
  const attributes = [lines[start - 2], lines[start - 1]].find(line => line?.startsWith('[')) ?? '';
  const rows = rowsOfTable(lines.slice(start + 1, end), attributes);
  const [head, ...rest] = rows ?? [];
  if (!rows || !head) return end;
  const hasHead = isBlank(lines[start + 2]) || /header/.test(attributes);
  const row = (cells: Lines): string => `| ${cells.join(' | ')} |`;
  const table = [
    row(hasHead ? head : head.map(() => '')),
    `|${'---|'.repeat(head.length)}`,
    ...(hasHead ? rest : rows).map(row),
  ];
  for (let at = start; at <= end; at++) lines[at] = table[at - start] ?? '';
  return end;
}

/** Returns the cells of a table by row. Null if they are not in rows. */
function rowsOfTable(lines: Lines, attributes: string): readonly Lines[] | null {
  /** The lines of each cell. */
  const cells: string[][] = [];
  let inFirstLine = 0;
  for (const line of lines) {
    const [before = '', ...begun] = line.split(CELL);
    if (cells.length > 0) cells.at(-1)?.push(before);
    for (const cell of begun) cells.push([cell]);
    inFirstLine ||= begun.length;
  }
  const [, repeated, list] = /cols="?(?:(\d+)\*|([^"\]]*))/.exec(attributes) ?? [];
  const count = Number(repeated) || list?.split(',').length || inFirstLine;
  if (count < 1 || count > MAX_COLUMNS || cells.length === 0 || cells.length % count > 0) return null;
  // A row takes at least a line, so that there is a line for each of Markdown.
  if (cells.length / count > lines.length) return null;
  const texts = cells.map(lines =>
    lines
      .map(line => line.trim())
      .filter(Boolean)
      .join(' '),
  );
  return Array.from({ length: texts.length / count }, (_, at) => texts.slice(at * count, (at + 1) * count));
}
