import type { Token } from 'markdown-it';
import { countLineEnds } from '../posts/content.ts';
import { toPlainText } from '../posts/strip-inline-marks.ts';
import { width } from '../text/width.ts';
import { keepsLines } from './paragraph-lines.ts';

/** A chunk with this many characters ends before the next block. It is laid out in a few ms, with little garbage. */
const CHUNK_LENGTH = 4_000;
/** The same limit between the blocks in a list, a quote, a note or a table. */
const MAX_CHUNK_LENGTH = 16_000;

/** Containers whose children may be in different chunks. */
const DIVISIBLE = new Set(
  'bullet_list_open ordered_list_open list_item_open blockquote_open footnote_reference_open tbody_open dl_open dd_open'.split(
    ' ',
  ),
);
/** A chunk does not end after these, because no blank row is between a caption and the block below it. */
const CAPTION_ENDS = new Set(['callout_title_close', 'dt_close']);

/** Whether a token opens the rest of a block that began in an earlier chunk. */
export const isContinued = ({ meta }: Token): boolean => meta?.continues === true;

const copy = (token: Token, changes: Partial<Token>): Token =>
  Object.assign(Object.create(Object.getPrototypeOf(token)) as Token, token, changes);

const continued = (token: Token, { meta, ...changes }: Partial<Token>): Token =>
  copy(token, { ...changes, meta: { ...token.meta, ...meta, continues: true } });

/**
 * Groups block tokens into chunks of about 4,000 characters. Returns at least one chunk. Containers that are open at the
 * end of a chunk are opened again in the next one, so that the chunks together look like the whole.
 */
export function splitTokens(tokens: readonly Token[]): readonly (readonly Token[])[] {
  let chunk: Token[] = [];
  const chunks = [chunk];
  let containers: Token[] = [];
  let length = 0;
  let previous: Token | undefined;
  for (const token of tokens) {
    const parent = containers.at(-1);
    const isBlockStart =
      token.nesting >= 0 &&
      (!parent || (DIVISIBLE.has(parent.type) && previous !== parent)) &&
      !CAPTION_ENDS.has(previous?.type ?? '');
    if (isBlockStart && length >= (parent ? MAX_CHUNK_LENGTH : CHUNK_LENGTH)) {
      const ended = chunk;
      const table = containers.find(({ type }) => type === 'table_open');
      if (table) table.meta ??= { widths: columnWidths(tokens.slice(tokens.indexOf(table))) };
      const heads = containers.map((open, depth) => reopen(open, ended, containers[depth + 1]));
      containers = heads.flatMap(([open]) => open ?? []);
      chunk = heads.flat();
      chunks.push(chunk);
      length = 0;
    }
    chunk.push(token);
    // A joined item counts like its five tokens, with its marker of two characters and its line feed.
    length += token.content.length + 1 + 2 * Number(token.meta?.joined ?? 0);
    if (token.nesting > 0) containers.push(token);
    else if (token.nesting < 0) containers.pop();
    previous = token;
  }
  return chunks;
}

/** Returns the width of the widest cell of each column of a table, without marks. */
function columnWidths(tokens: readonly Token[]): readonly number[] {
  const widths: number[] = [];
  let column = 0;
  for (const { type, content } of tokens) {
    if (type === 'table_close') break;
    if (type === 'tr_open') column = -1;
    else if (type === 'th_open' || type === 'td_open') widths[++column] ??= 1;
    // A shorter cell is at most as wide, and removing marks takes long.
    const widest = widths[column] ?? 1;
    if (type === 'inline' && content.length * 2 > widest)
      widths[column] = Math.max(widest, width(toPlainText(content)));
  }
  return widths;
}

/** Returns the tokens that open a container again in the next chunk: a list with its next number, a table with its head. */
function reopen(open: Token, chunk: readonly Token[], child: Token | undefined): readonly Token[] {
  const inside = chunk.slice(chunk.lastIndexOf(open) + 1);
  const begun = inside.filter(({ type, level }) => type === 'list_item_open' && level === open.level + 1).length;
  const items = Number(open.meta?.items ?? 0) + begun - (child?.type === 'list_item_open' ? 1 : 0);
  const headLength = open.type === 'table_open' ? inside.findIndex(({ type }) => type === 'tbody_open') : 0;
  return [continued(open, { meta: { items } }), ...inside.slice(0, headLength)];
}

/** Cuts paragraphs, headings and code that are longer than `maxLength` characters into several blocks. */
export const cutLongBlocks = (tokens: readonly Token[], maxLength: number): readonly Token[] =>
  tokens.flatMap((token, at) => {
    if (token.content.length <= maxLength) return token;
    if (token.type !== 'inline') return cutCode(token);
    const [open, close] = [tokens[at - 1], tokens[at + 1]];
    const isBlock = open && close && /^(?:paragraph|heading)_open$/.test(open.type);
    return isBlock ? cutParagraph(open, token, close) : token;
  });

const cutParagraph = (open: Token, inline: Token, close: Token): readonly Token[] =>
  piecesOf(inline, keepsLines(inline) ? CODE_PIECES : PARAGRAPH_PIECES, 0).flatMap((changes, index) => {
    const piece = copy(inline, changes);
    return index === 0 ? piece : [close, continued(open, { type: 'paragraph_open', map: changes.map }), piece];
  });

function cutCode(code: Token): readonly Token[] {
  const isFence = code.type === 'fence';
  return piecesOf(code, CODE_PIECES, isFence ? 1 : 0).map((piece, index) => {
    const changes = { ...piece, type: isFence ? 'code_block' : code.type, info: '' };
    return index === 0 ? copy(code, { ...changes, meta: { ...code.meta, info: code.info } }) : continued(code, changes);
  });
}

/** A piece ends at a space or, in a long word, between two letters without marks. */
const PARAGRAPH_PIECES = /.{1,4000}$|.{2000,4000}[ \n]|.{3950,4000}(?<=[\p{L}\p{N}])(?=[\p{L}\p{N}])|.{4000}/gsu;
/** A piece has whole lines. In a process that has run for long, `[^\n]+` takes stack for each character. */
const CODE_PIECES = /.{1,16000}$|.{1,16000}\n|[^\n][^\n]*\n?/gs;

/** Returns the pieces of a token's content. The content begins `offset` lines below the token. */
function piecesOf({ content, map }: Token, pattern: RegExp, offset: number): readonly Pick<Token, 'content' | 'map'>[] {
  let line = (map?.[0] ?? 0) + offset;
  return (content.match(pattern) ?? []).map(text => {
    const start = line;
    line += countLineEnds(text);
    return { content: text, map: [start, map?.[1] ?? 0] };
  });
}
