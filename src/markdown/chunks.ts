import type { Token } from 'markdown-it';
import { countLineEnds } from '../posts/parse-post.ts';

/** A chunk ends before the next block once it has this many characters, which take a few ms to lay out. */
const CHUNK_LENGTH = 8_000;
/** Within a list, a quote, a table or the like a chunk ends only once it has this many. */
const MAX_CHUNK_LENGTH = 2 * CHUNK_LENGTH;

/** The tokens whose children may be in different chunks. */
const DIVISIBLE = new Set(
  'bullet_list_open ordered_list_open list_item_open blockquote_open footnote_reference_open tbody_open'.split(' '),
);

/** Whether a token opens the rest of a block that began in an earlier chunk. */
export const isContinued = ({ meta }: Token): boolean => meta?.continues === true;

const copy = (token: Token, changes: Partial<Token>): Token =>
  Object.assign(Object.create(Object.getPrototypeOf(token)) as Token, token, changes);

const continued = (token: Token, { meta, ...changes }: Partial<Token>): Token =>
  copy(token, { ...changes, meta: { ...token.meta, ...meta, continues: true } });

/**
 * Groups block tokens into chunks of about 8,000 characters; returns at least one. Containers that are open at the end
 * of a chunk are opened again in the next, so that the chunks show what the whole would show.
 */
export function splitTokens(tokens: readonly Token[]): readonly (readonly Token[])[] {
  let chunk: Token[] = [];
  const chunks = [chunk];
  let containers: Token[] = [];
  let length = 0;
  let previous: Token | undefined;
  for (const token of tokens) {
    const parent = containers.at(-1);
    const isBlockStart = token.nesting >= 0 && (!parent || (DIVISIBLE.has(parent.type) && previous !== parent));
    if (isBlockStart && length >= (parent ? MAX_CHUNK_LENGTH : CHUNK_LENGTH)) {
      const ended = chunk;
      const heads = containers.map((open, depth) => reopen(open, ended, containers[depth + 1]));
      containers = heads.flatMap(([open]) => open ?? []);
      chunk = heads.flat();
      chunks.push(chunk);
      length = 0;
    }
    chunk.push(token);
    length += token.content.length + 1;
    if (token.nesting > 0) containers.push(token);
    else if (token.nesting < 0) containers.pop();
    previous = token;
  }
  return chunks;
}

/** Returns the tokens that open a container of a chunk again: a list counts on, a table has its head. */
function reopen(open: Token, chunk: readonly Token[], child: Token | undefined): readonly Token[] {
  const inside = chunk.slice(chunk.lastIndexOf(open) + 1);
  const begun = inside.filter(({ type, level }) => type === 'list_item_open' && level === open.level + 1).length;
  const items = Number(open.meta?.items ?? 0) + begun - (child?.type === 'list_item_open' ? 1 : 0);
  const head =
    open.type === 'table_open'
      ? inside.slice(
          0,
          inside.findIndex(token => token.type === 'tbody_open'),
        )
      : [];
  return [continued(open, { meta: { items } }), ...head];
}

/** Returns tokens; paragraphs, headings and code that are longer than `maxLength` characters become several blocks. */
export const cutLongBlocks = (tokens: readonly Token[], maxLength: number): readonly Token[] =>
  tokens.flatMap((token, at) => {
    if (token.content.length <= maxLength) return token;
    if (token.type !== 'inline') return cutCode(token);
    const [open, close] = [tokens[at - 1], tokens[at + 1]];
    const isBlock = open && close && /^(?:paragraph|heading)_open$/.test(open.type);
    return isBlock ? cutParagraph(open, token, close) : token;
  });

const cutParagraph = (open: Token, inline: Token, close: Token): readonly Token[] =>
  piecesOf(inline.content, endOfWords).flatMap(({ text, line }, index) => {
    const map = mapFrom(inline, line);
    const piece = copy(inline, { content: text, map });
    return index === 0 ? piece : [close, continued(open, { type: 'paragraph_open', map }), piece];
  });

const cutCode = (code: Token): readonly Token[] =>
  piecesOf(code.content, endOfLines).map(({ text, line }, index) => {
    const isFence = code.type === 'fence';
    const map = mapFrom(code, isFence ? line + 1 : line);
    const changes = { type: isFence ? 'code_block' : code.type, info: '', content: text, map };
    return index === 0 ? copy(code, changes) : continued(code, changes);
  });

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
  const newline = text.lastIndexOf('\n', from + MAX_CHUNK_LENGTH);
  const end = newline > from ? newline : text.indexOf('\n', from + MAX_CHUNK_LENGTH);
  return end === -1 ? text.length : end + 1;
}

/** Returns the end of a word, or of a letter that takes no marks. */
function endOfWords(text: string, from: number): number {
  const near = text.slice(from, from + CHUNK_LENGTH);
  if (from + near.length === text.length) return text.length;
  const blank = Math.max(near.lastIndexOf(' '), near.lastIndexOf('\n'));
  if (blank > CHUNK_LENGTH / 2) return from + blank + 1;
  const last = near.length - 50;
  const letters = /[\p{L}\p{N}](?=[\p{L}\p{N}])/u.exec(near.slice(last));
  return from + (letters ? last + letters.index + letters[0].length : near.length);
}
