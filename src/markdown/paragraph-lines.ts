import type { Token } from 'markdown-it';
import type { Syntax } from '../posts/syntax.ts';
import type { CreateToken } from './html-inline.ts';
import { MAX_TOKENS } from './limits.ts';
import {
  ENOUGH_LINES,
  indentedParts,
  isHeadingLine,
  type LineKind,
  type Lines,
  lineKind,
  lineKindOfBody,
  lineKindOfMarkup,
  measureText,
  SMALL,
} from './line-kinds.ts';

/** A paragraph: its lines, its inline token and its closing token. */
type Paragraph = { readonly lines: Lines; readonly inline: Token; readonly close: Token };

/** Paragraphs by their opening tokens. */
type Paragraphs = ReadonlyMap<Token, Paragraph>;

/**
 * Changes the paragraphs of a body by the kind of their lines: lines of prose stay joined, lines of verse are kept, and
 * lines that are paragraphs become paragraphs. `source`: the lines of the body.
 */
export function settleLines(
  tokens: readonly Token[],
  source: Lines,
  syntax: Syntax,
  create: CreateToken,
): readonly Token[] {
  const isMarkdown = syntax === 'markdown';
  const paragraphs = isMarkdown ? onlyParagraph(tokens) : plainParagraphs(tokens, source);
  if (paragraphs.size === 0) return tokens;
  const isWhole = paragraphs.size === 1 && tokens.length === 3;
  const kindOf = lineKinds(paragraphs, syntax, isWhole);
  const settled: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const paragraph = settled.length < MAX_TOKENS ? paragraphs.get(token) : undefined;
    const kind = paragraph ? kindOf(paragraph.lines) : 'prose';
    if (!paragraph || kind === 'prose') settled.push(token);
    else {
      const whole = isMarkdown ? { ...paragraph, lines: paragraph.inline.content.split('\n') } : paragraph;
      for (const each of TOKENS[kind](token, whole, create, kindOf)) settled.push(each);
      at += 2;
    }
  }
  return settled;
}

/** Returns the function that decides the kind of a paragraph. */
function lineKinds(paragraphs: Paragraphs, syntax: Syntax, isWhole: boolean): KindOf {
  if (syntax === 'markdown') return lines => lineKindOfBody(lines, isWhole);
  if (syntax !== 'text' && syntax !== 'gemini') return lineKindOfMarkup;
  const all = Array.from(paragraphs.values(), ({ lines }) => lines);
  const text = measureText(all, syntax === 'gemini');
  return lines => lineKind(lines, text, isWhole);
}

/** Returns the only paragraph of a body, which may have a heading above it. Empty if the body has other blocks. */
function onlyParagraph(tokens: readonly Token[]): Paragraphs {
  const [open, inline, close] = tokens.slice(tokens[0]?.type === 'heading_open' ? 3 : 0);
  if (
    open?.type !== 'paragraph_open' ||
    inline?.meta?.html ||
    !inline?.content.includes('\n') ||
    tokens.at(-1) !== close
  )
    return new Map();
  // The first lines are enough. All lines of megabytes would stay in memory for long.
  return new Map([[open, { lines: inline.content.split('\n', ENOUGH_LINES), inline, close: close as Token }]]);
}

/** A line with this indentation keeps it. A smaller one only marks the first line of a paragraph. */
const MIN_INDENT = 4;

/** Returns the paragraphs of a plain text that have several lines or are indented. In lists and notes, lines are joined. */
function plainParagraphs(tokens: readonly Token[], source: Lines): Paragraphs {
  const paragraphs = new Map<Token, Paragraph>();
  let containers = 0;
  for (const [at, { type, nesting, level, map }] of tokens.entries()) {
    if (/^(?:bullet_list|ordered_list|footnote_reference)/.test(type)) containers += nesting;
    const [open, inline, close] = tokens.slice(at, at + 3);
    if (type !== 'paragraph_open' || containers > 0 || !open || !inline || !close) continue;
    const lines = level === 0 && map ? source.slice(...map).map(withoutTabs) : inline.content.split('\n');
    if (lines.length > 1 || lines[0]?.startsWith(' '.repeat(MIN_INDENT)))
      paragraphs.set(open, { lines, inline, close });
  }
  return paragraphs;
}

/** Returns a line with spaces for the tabs of its indentation. */
const withoutTabs = (line: string): string =>
  line.includes('\t') ? line.replace(/^[ \t]+/, blank => blank.replaceAll('\t', '    ')) : line;

/** The meta of tokens whose lines are kept. */
const KEPT = { keepsLines: true };

export const keepsLines = ({ meta }: Token): boolean => meta?.keepsLines === true;

/** Replaces the spaces of an indentation while the line is parsed, because markdown-it drops spaces. */
const INDENT = '\u00a0';

const withIndent = (line: string): string =>
  line.startsWith(' ') ? line.trimEnd().replace(/^ +/, blank => INDENT.repeat(blank.length)) : line.trimEnd();

/** Returns the tokens of a paragraph. `first`: its first line in the source. */
function newParagraph(lines: Lines, first: number, level: number, create: CreateToken): readonly Token[] {
  const place = { map: [first, first + lines.length] as [number, number], block: true };
  const content = lines.map(line => line.trim()).join('\n');
  return [
    Object.assign(create('paragraph_open', 'p', 1), { ...place, level }),
    Object.assign(create('inline', '', 0), { ...place, level: level + 1, content, children: [] }),
    Object.assign(create('paragraph_close', 'p', -1), { level, block: true }),
  ];
}

type KindOf = (lines: Lines) => LineKind;

/** The tokens of a paragraph, by the kind of its lines. */
const TOKENS = {
  verse: (open: Token, { lines, inline, close }: Paragraph): readonly Token[] => {
    const content = lines.map(withIndent).join('\n');
    return [Object.assign(open, { meta: KEPT }), Object.assign(inline, { content, meta: KEPT }), close];
  },
  paragraphs: ({ map, level }: Token, { lines }: Paragraph, create: CreateToken): readonly Token[] =>
    lines.flatMap((line, at) => newParagraph([line], (map?.[0] ?? 0) + at, level, create)),
  indented: ({ map, level }: Token, { lines }: Paragraph, create: CreateToken, kindOf: KindOf): readonly Token[] => {
    let next = map?.[0] ?? 0;
    return indentedParts(lines).flatMap(part => {
      const [open, inline, close] = newParagraph(part, next, level, create) as [Token, Token, Token];
      next += part.length;
      const isKept = part.length > 1 && kindOf(part) !== 'prose';
      return isKept ? TOKENS.verse(open, { lines: part, inline, close }) : [open, inline, close];
    });
  },
  columns: ({ map, level }: Token, { lines }: Paragraph, create: CreateToken): readonly Token[] => [
    Object.assign(create('code_block', 'code', 0), { map, level, block: true, content: `${lines.join('\n')}\n` }),
  ],
};

/** Turns the soft breaks between the inline tokens of verse into hard ones, and restores the indentation of its lines. */
export function keepLineBreaks(children: Token[]): void {
  if (children.at(-1)?.type.endsWith('break')) children.pop();
  let isLineStart = true;
  for (const token of children) {
    if (isLineStart && token.type === 'text')
      token.content = token.content.replace(/^\u00a0+/, blank => ' '.repeat(blank.length));
    isLineStart = token.type.endsWith('break');
    if (isLineStart) token.type = 'hardbreak';
  }
}

/** Turns bare headings into headings of level 2, unless the body has another top-level heading. */
export function markBareHeadings(tokens: readonly Token[], syntax: Syntax): void {
  if (tokens.some(({ type, level }) => type === 'heading_open' && level === 0)) return;
  for (const [at, token] of tokens.entries())
    if (isBareHeading(tokens, at, syntax)) Object.assign(token, { type: 'heading_open', tag: 'h2' });
}

/** Whether a paragraph is a bare heading: one short line without final punctuation, above another paragraph. */
function isBareHeading(tokens: readonly Token[], at: number, syntax: Syntax): boolean {
  const isParagraph = (token: Token | undefined): boolean => token?.type === 'paragraph_open' && token.level === 0;
  if (!isParagraph(tokens[at]) || !isParagraph(tokens[at + 3])) return false;
  const text = tokens[at + 1]?.meta?.html ? '' : (tokens[at + 1]?.content ?? '');
  const isAboveTag = syntax === 'markdown' && /^\{[{%]/.test(tokens[at + 4]?.content ?? '');
  return !text.includes('\n') && isHeadingLine(text) && !isAboveTag && (syntax === 'markdown' || !SMALL.test(text));
}
