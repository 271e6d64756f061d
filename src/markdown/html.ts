import { Parser } from 'htmlparser2';
import type { Token } from 'markdown-it';
import { type Attributes, BLOCKS, type CreateToken, HIDDEN, MAX_ELEMENTS } from './html-inline.ts';
import { BlockWriter, type HtmlCell, type HtmlRow } from './html-tokens.ts';
import { MAX_COLUMNS, MAX_TOKENS, TOO_DEEP } from './limits.ts';

export { resolveTags } from './html-in-markdown.ts';
export { inlineHtml } from './html-inline.ts';

/** Converts blocks of HTML among block tokens to tokens of Markdown: paragraphs, headings, lists, quotes, tables, code. */
export function expandHtml(tokens: readonly Token[], create: CreateToken): Token[] {
  const expanded: Token[] = [];
  const searched = new Map<string, number>();
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.type !== 'html_block') {
      expanded.push(token);
      continue;
    }
    // CommonMark ends a block of HTML at a blank line. But a table or a list may continue below it.
    const pieces = [token.content];
    let [start, end] = token.map ?? [0, 0];
    for (let next = tokens[at + 1]; next?.type === 'html_block'; next = tokens[++at + 1]) {
      pieces.push('\n'.repeat(Math.max(0, (next.map?.[0] ?? end) - end)), next.content);
      end = next.map?.[1] ?? end;
    }
    const writer = new BlockWriter(token.level, create);
    const hidden = readHtml(pieces.join(''), start, writer, MAX_TOKENS - expanded.length);
    const closing = hidden === null ? -1 : endOf(hidden.name, tokens, at + 1, searched);
    if (closing >= 0) at = closing;
    else hidden?.show();
    writer.end();
    for (const each of writer.tokens) expanded.push(each);
  }
  return expanded;
}

/**
 * Returns the index of the last token of the block that closes a hidden element, such as a style or a drawing with blank
 * lines. -1 if no block on the same level closes it. `searched`: for each name, the index up to which nothing closes it, so
 * that many elements without an end take linear time.
 */
function endOf(name: string, tokens: readonly Token[], from: number, searched: Map<string, number>): number {
  if (from < (searched.get(name) ?? 0)) return -1;
  const level = tokens[from]?.level ?? 0;
  let isFound = false;
  let at = from;
  for (; at < tokens.length; at++) {
    const { content, level: tokenLevel, nesting } = tokens[at] as Token;
    if (tokenLevel < level) break;
    isFound ||= content.toLowerCase().includes(`</${name}`);
    if (isFound && tokenLevel === level && nesting <= 0) return at;
  }
  searched.set(name, at);
  return -1;
}

/** A hidden element without an end, which would hide the rest of the post. `show` writes it as source. */
type Unclosed = { readonly name: string; readonly show: () => void };

/** In characters. A longer paragraph becomes several paragraphs, so that none is cut within a tag. */
const MAX_PARAGRAPH_LENGTH = 16_000;

/** Reads HTML and writes its tokens. After `maxTokens` tokens, or if it nests too deeply, the rest is written as source. */
function readHtml(html: string, firstLine: number, writer: BlockWriter, maxTokens: number): Unclosed | null {
  let unclosed: Unclosed | null = null;
  let depth = 0;
  /** The number of open elements that are not shown. */
  let hidden = 0;
  let hiddenFrom = 0;
  let isFull = false;
  /** The current paragraph: its HTML, its tag and its first line. */
  let [paragraph, tag, paragraphLine] = ['', 'p', firstLine];
  let code: { text: string; language: string; readonly line: number } | null = null;
  let rows: HtmlRow[] | null = null;
  let cell: HtmlCell | null = null;
  /** The end of the last tag, text or comment that was read. */
  let readTo = 0;
  const lineAt = lineCounter(html, firstLine);

  const endParagraph = (): void => {
    if (paragraph !== '') writer.paragraph(paragraph, tag, paragraphLine);
    paragraph = '';
  };
  const endTable = (): void => {
    endParagraph(); // the caption
    writer.table(rows ?? []);
    [rows, cell] = [null, null];
  };
  /** Writes the rest as source. */
  const endWithSource = (start: number): void => {
    isFull = true;
    endParagraph();
    writer.push(TOO_DEEP, '', 0, lineAt(start), { content: html.slice(start).trimEnd() });
    parser.pause(); // never resumed
  };
  /** Writes a comment, a declaration or an instruction that never ends as source, with all that it would hide. */
  const endUnlessClosed = (start: number, end: number): void => {
    const closing = html.startsWith('<!--', start) ? '-->' : '>';
    if (!html.slice(start, end).endsWith(closing) && !isFull && hidden === 0) endWithSource(start);
  };
  const append = (source: string, index: number): void => {
    if (cell) cell.html += source;
    else if (paragraph !== '' || source.trim() !== '') {
      if (paragraph === '') paragraphLine = lineAt(index + source.search(/\S/));
      paragraph += source;
      if (paragraph.length > MAX_PARAGRAPH_LENGTH) endParagraph();
    }
  };
  const openInCode = (name: string, attributes: Attributes): void => {
    if (!code) return;
    if (name === 'code') code.language ||= languageOf(attributes);
    if (name === 'br') code.text += '\n';
  };
  const openInTable = (name: string, attributes: Attributes, source: string, index: number): void => {
    if (name === 'tr') rows?.push({ cells: [], line: lineAt(index) });
    else if (name === 'td' || name === 'th') cell = addCell(rows ?? [], name, attributes, lineAt(index));
    else if (cell) cell.html += source;
  };
  const openBlock = (name: string, attributes: Attributes, index: number): void => {
    endParagraph();
    const line = lineAt(index);
    tag = name;
    if (name === 'pre') code = { text: '', language: languageOf(attributes), line };
    else if (name === 'table' || name === 'tr') rows = name === 'tr' ? [{ cells: [], line }] : [];
    else if (name === 'hr') writer.push('hr', 'hr', 0, line);
    else writer.open(name, line, attributes);
  };

  /** Returns the start and the end of the source of the current event. */
  const range = (): readonly [number, number] => {
    readTo = parser.endIndex + 1;
    return [parser.startIndex, readTo];
  };
  const parser: Parser = new Parser({
    onopentag: (name, attributes) => {
      if (isFull) return;
      const [start, end] = range();
      if (++depth > MAX_ELEMENTS || writer.tokens.length > maxTokens) return endWithSource(start);
      if (HIDDEN.has(name) && hidden++ === 0) hiddenFrom = start;
      if (hidden > 0) return;
      if (code) openInCode(name, attributes);
      else if (rows) openInTable(name, attributes, html.slice(start, end), start);
      else if (BLOCKS.has(name)) openBlock(name, attributes, start);
      else append(html.slice(start, end), start);
    },
    onclosetag: (name, isImplied) => {
      if (isFull) return;
      const [start, end] = isImplied ? [parser.startIndex, parser.endIndex + 1] : range();
      depth--;
      if (HIDDEN.has(name)) {
        hidden--;
        if (hidden === 0 && isImplied) {
          isFull = true;
          unclosed = { name, show: () => endWithSource(hiddenFrom) };
        }
      } else if (hidden > 0) return;
      else if (code) {
        if (name !== 'pre') return;
        // HTML drops a line break right after the tag (13.1.2.5).
        const line = code.text.startsWith('\n') ? code.line : code.line - 1;
        const content = `${code.text.replace(/^\n/, '').trimEnd()}\n`;
        writer.beginBlock(code.line);
        // A fence is above its text.
        writer.push('fence', 'code', 0, line, { content, info: code.language, map: [line, line + 2] });
        code = null;
      } else if (rows) {
        if (name === 'td' || name === 'th') cell = null;
        else if (name === 'table') endTable();
        else if (cell && !isImplied) cell.html += html.slice(start, end);
      } else if (BLOCKS.has(name)) {
        endParagraph();
        tag = 'p';
        writer.close(name);
      } else if (!isImplied) append(html.slice(start, end), start);
    },
    oncomment: () => endUnlessClosed(...range()),
    onprocessinginstruction: () => endUnlessClosed(...range()),
    ontext: text => {
      const [start, end] = range();
      if (isFull || hidden > 0) return;
      if (code) code.text += text;
      else append(html.slice(start, end), start);
    },
  });
  parser.end(html);
  // The parser drops a tag that never ends.
  if (!isFull && /^\s*<[^>]*$/.test(html.slice(readTo))) endWithSource(readTo);
  endParagraph();
  if (rows) endTable();
  return unclosed;
}

/** Returns a function that returns the line of an index in a text. The indexes must not decrease. */
function lineCounter(text: string, firstLine: number): (index: number) => number {
  let [counted, line] = [0, firstLine];
  return index => {
    for (let end = text.indexOf('\n', counted); end !== -1 && end < index; end = text.indexOf('\n', counted)) {
      counted = end + 1;
      line++;
    }
    return line;
  };
}

/** Returns the language of code, by the convention of HTML (4.5.15): `class="language-js"`. */
const languageOf = (attributes: Attributes): string =>
  /(?:^|\s)lang(?:uage)?-([\w+#-]+)/.exec(attributes.class ?? '')?.[1] ?? attributes.lang ?? '';

/** As HTML says (4.9.11). */
const MAX_ROW_SPAN = 65_534;

/** Adds a cell to the last row. After a cell that spans columns, adds empty cells. */
function addCell(rows: HtmlRow[], name: 'td' | 'th', attributes: Attributes, line: number): HtmlCell {
  if (rows.length === 0) rows.push({ cells: [], line });
  const { cells } = rows.at(-1) as HtmlRow;
  const last = cells.at(-1);
  if (last && cells.length >= MAX_COLUMNS) {
    last.html += ' ';
    return last;
  }
  const isHead = name === 'th';
  const rowSpan = Math.min(Number(attributes.rowspan) || 1, MAX_ROW_SPAN);
  const cell: HtmlCell = { html: '', isHead, alignment: attributes.align ?? attributes.style ?? '', rowSpan };
  cells.push(cell);
  const columns = Math.min(Number(attributes.colspan) || 1, MAX_COLUMNS);
  for (let column = 1; column < columns; column++) cells.push({ html: '', isHead, alignment: '', rowSpan });
  return cell;
}
