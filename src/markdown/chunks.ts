import type { Token } from 'markdown-it';
import { countLineEnds } from '../posts/parse-post.ts';
import { MAX_PARAGRAPH_LENGTH, TOO_DEEP } from './limits.ts';

/** A part of a body's block tokens. Containers that began in an earlier chunk are opened again at its start. */
export type TokenChunk = {
  readonly tokens: readonly Token[];
  /** Whether it begins with a footnote and the chunk before ends with one. */
  readonly followsNote: boolean;
  /** The characters of its source, about. */
  readonly length: number;
  /** The line of the source, from 0, at which it begins. */
  readonly line: number;
};

/** A chunk ends before the next block once it has this many characters, which take a few ms to lay out. */
const CHUNK_LENGTH = 8_000;
/** Within a list, a quote, a table or the like a chunk ends only once it has this many. */
const MAX_BLOCK_LENGTH = 2 * CHUNK_LENGTH;

/** A container that is open: how many items it has so far, and the tokens of its head, if it is a table. */
type Container = { readonly open: Token; items: number; head: readonly Token[] };

/** The tokens whose children may be in different chunks. */
const divisible = new Set(
  'bullet_list_open ordered_list_open list_item_open blockquote_open footnote_reference_open tbody_open'.split(' '),
);

/** Whether a token opens the rest of a block that began in an earlier chunk. */
export const isContinued = ({ meta }: Token): boolean => meta?.continues === true;

const copy = (token: Token, changes: Partial<Token>): Token =>
  Object.assign(Object.create(Object.getPrototypeOf(token)) as Token, token, changes);

const continued = (token: Token, { meta, ...changes }: Partial<Token>): Token =>
  copy(token, { ...changes, meta: { ...token.meta, ...meta, continues: true } });

/** Groups block tokens into chunks; returns at least one. What the chunks show is what the whole would show. */
export function splitTokens(tokens: readonly Token[]): readonly TokenChunk[] {
  const chunks: TokenChunk[] = [];
  const containers: Container[] = [];
  let chunk: Token[] = [];
  let [length, line, followsNote] = [0, -1, false];
  let previous: Token | undefined;
  const end = (next: Token | undefined): void => {
    chunks.push({ tokens: chunk, followsNote, length, line: Math.max(0, line) });
    followsNote = next?.type === 'footnote_reference_open' && previous?.type === 'footnote_reference_close';
    chunk = containers.flatMap(reopen);
    [length, line] = [0, -1];
  };
  for (const token of cutLongBlocks(tokens)) {
    const parent = containers.at(-1);
    const isBlockStart =
      token.nesting >= 0 && (!parent || (divisible.has(parent.open.type) && previous !== parent.open));
    if (isBlockStart && length >= (parent ? MAX_BLOCK_LENGTH : CHUNK_LENGTH)) end(token);
    chunk.push(token);
    length += token.content.length + 1;
    if (line < 0 && token.map) [line] = token.map;
    if (token.type === 'list_item_open' && parent) parent.items++;
    if (token.nesting > 0) containers.push({ open: token, items: 0, head: [] });
    else if (token.nesting < 0) containers.pop();
    const table = containers.at(-1);
    if (token.type === 'thead_close' && table) table.head = chunk.slice(chunk.lastIndexOf(table.open) + 1);
    previous = token;
  }
  end(undefined);
  return chunks;
}

/** Returns the tokens that open a container again; a list counts on. */
function reopen({ open, items, head }: Container, index: number, containers: readonly Container[]): readonly Token[] {
  const isWithinItem = containers[index + 1]?.open.type === 'list_item_open';
  return [continued(open, { meta: { items: isWithinItem ? items - 1 : items } }), ...head];
}

/** Yields tokens, those of long paragraphs and long code as several blocks. */
function* cutLongBlocks(tokens: readonly Token[]): Generator<Token, void> {
  for (const [at, token] of tokens.entries()) {
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    if (token.type === 'inline' && before && after && /^(?:paragraph|heading)_open$/.test(before.type))
      yield* cutParagraph(before, token, after);
    else if (['fence', 'code_block', 'html_block', TOO_DEEP].includes(token.type)) yield* cutCode(token);
    else yield token;
  }
}

function* cutParagraph(open: Token, inline: Token, close: Token): Generator<Token, void> {
  if (inline.content.length <= MAX_PARAGRAPH_LENGTH) return yield inline;
  for (const [index, { text, line }] of piecesOf(inline.content, endOfWords).entries()) {
    const map = mapFrom(inline, line);
    if (index > 0) {
      yield close;
      yield continued(open, { type: 'paragraph_open', map });
    }
    yield copy(inline, { content: text, map });
  }
}

function* cutCode(code: Token): Generator<Token, void> {
  if (code.content.length <= MAX_BLOCK_LENGTH) return yield code;
  const isFence = code.type === 'fence';
  for (const [index, { text, line }] of piecesOf(code.content, endOfLines).entries()) {
    const map = mapFrom(code, isFence ? line + 1 : line);
    const changes = { type: isFence ? 'code_block' : code.type, info: '', content: text, map };
    yield index === 0 ? copy(code, changes) : continued(code, changes);
  }
}

const mapFrom = ({ map }: Token, line: number): [number, number] => [(map?.[0] ?? 0) + line, map?.[1] ?? 0];

/** A piece of a text, and the line of the text, from 0, at which it begins. */
type Piece = { readonly text: string; readonly line: number };

function piecesOf(text: string, endOf: (text: string, from: number) => number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0, line = 0; from < text.length; ) {
    const piece = text.slice(from, endOf(text, from));
    pieces.push({ text: piece, line });
    from += piece.length;
    line += countLineEnds(piece);
  }
  return pieces;
}

function endOfLines(text: string, from: number): number {
  const newline = text.lastIndexOf('\n', from + MAX_BLOCK_LENGTH);
  const end = newline > from ? newline : text.indexOf('\n', from + MAX_BLOCK_LENGTH);
  return end === -1 ? text.length : end + 1;
}

/** Returns the end of a word, or of a letter that takes no marks. */
function endOfWords(text: string, from: number): number {
  if (text.length - from <= MAX_PARAGRAPH_LENGTH) return text.length;
  const near = text.slice(from, from + CHUNK_LENGTH);
  const blank = Math.max(near.lastIndexOf(' '), near.lastIndexOf('\n'));
  if (blank > CHUNK_LENGTH / 2) return from + blank + 1;
  const last = near.length - 50;
  const letters = /[\p{L}\p{N}](?=[\p{L}\p{N}])/u.exec(near.slice(last));
  return from + (letters ? last + letters.index + letters[0].length : near.length);
}
