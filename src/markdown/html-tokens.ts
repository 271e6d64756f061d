import type { Token } from 'markdown-it';
import { maximum } from '../util/functions.ts';
import type { Attributes, CreateToken } from './html-inline.ts';
import { MAX_COLUMNS, MAX_DEPTH } from './limits.ts';

/** A cell of a table. `alignment`: its attribute `align` or `style`. */
export type HtmlCell = { html: string; readonly isHead: boolean; readonly alignment: string; readonly rowSpan: number };
export type HtmlRow = { readonly cells: HtmlCell[]; readonly line: number };

/** Tags whose tokens contain other blocks, and the types of these tokens. */
const CONTAINERS: ReadonlyMap<string, string> = new Map([
  ['ul', 'bullet_list'],
  ['menu', 'bullet_list'],
  ['ol', 'ordered_list'],
  ['li', 'list_item'],
  ['blockquote', 'blockquote'],
  ['dl', 'dl'],
  ['dd', 'dd'],
]);
const LISTS = ['ul', 'menu', 'ol'];

/** Blocks whose text has the style of an inline tag. */
const STYLED_BLOCKS = ['summary', 'legend', 'caption', 'figcaption'];

/** Blanks, and tags that are not visible by themselves. */
const NOTHING = /\s|&nbsp;|<(?!(?:img|iframe|video|audio|embed|object|input)\b)[^<>]*>/gi;

/** Returns rows with empty cells below the cells that span several rows. */
function placeCells(rows: readonly HtmlRow[]): readonly HtmlRow[] {
  if (rows.every(({ cells }) => cells.every(({ rowSpan }) => rowSpan === 1))) return rows;
  /** The number of rows below that a cell covers, by column. */
  const covered: number[] = [];
  return rows.map(({ cells, line }) => {
    const placed: HtmlCell[] = [];
    const skipCovered = (): void => {
      while (placed.length < MAX_COLUMNS && (covered[placed.length] ?? 0) > 0) {
        covered[placed.length] = (covered[placed.length] ?? 0) - 1;
        placed.push({ html: '', isHead: false, alignment: '', rowSpan: 1 });
      }
    };
    for (const cell of cells) {
      skipCovered();
      const last = placed.length < MAX_COLUMNS ? undefined : placed.at(-1);
      if (last) last.html += ` ${cell.html}`;
      else {
        covered[placed.length] = cell.rowSpan - 1;
        placed.push(cell);
      }
    }
    skipCovered();
    return { cells: placed, line };
  });
}

/** Writes blocks of HTML as block tokens of markdown-it. Lines are counted from 0. */
export class BlockWriter {
  readonly tokens: Token[] = [];
  readonly #containers: string[] = [];
  #level: number;
  readonly #create: CreateToken;

  constructor(level: number, create: CreateToken) {
    this.#level = level;
    this.#create = create;
  }

  push(type: string, tag: string, nesting: -1 | 0 | 1, line: number | null, changes: Partial<Token> = {}): void {
    if (nesting < 0) this.#level--;
    const place = { level: this.#level, block: true, map: line === null ? null : [line, line + 1] };
    this.tokens.push(Object.assign(this.#create(type, tag, nesting), place, changes));
    if (nesting > 0) this.#level++;
  }

  /** Writes the inline token of a block. Its HTML is parsed by `inlineHtml` when the block is laid out. */
  #pushInline(html: string, line: number): void {
    this.push('inline', '', 0, line, { content: html, children: [], meta: { html: true } });
  }

  /** Writes a paragraph or, for a tag like `h2`, a heading. Writes nothing if the HTML has no visible content. */
  paragraph(html: string, tag: string, line: number): void {
    const content = html.trim();
    if (content.replace(NOTHING, '') === '') return;
    this.beginBlock(line);
    const isHeading = /^h[1-6]$/.test(tag);
    const [type, name] = isHeading ? ['heading', tag] : tag === 'dt' ? ['dt', tag] : ['paragraph', 'p'];
    const hidden = !isHeading && this.#containers.at(-1) === 'li';
    this.push(`${type}_open`, name, 1, line, { hidden });
    this.#pushInline(STYLED_BLOCKS.includes(tag) ? `<${tag}>${content}</${tag}>` : content, line);
    this.push(`${type}_close`, name, -1, null, { hidden });
  }

  /** Opens an item if the innermost container is a list, because lists have no other children. */
  beginBlock(line: number): void {
    if (LISTS.includes(this.#containers.at(-1) ?? '')) this.#open('li', line);
  }

  /** Opens a list, an item or a quote. Ignores other tags. */
  open(tag: string, line: number, { start }: Attributes): void {
    if (!CONTAINERS.has(tag)) return;
    const isInList = LISTS.includes(this.#containers.at(-1) ?? '');
    if (tag === 'li' && !isInList) this.#open('ul', line);
    else if (tag !== 'li' && isInList) this.#open('li', line);
    this.#open(tag, line, tag === 'ol' && /^\d{1,9}$/.test(start ?? '') ? start : undefined);
  }

  #open(tag: string, line: number, start?: string): void {
    if (this.#containers.length >= MAX_DEPTH) return;
    this.#containers.push(tag);
    this.push(`${CONTAINERS.get(tag)}_open`, tag, 1, line, start === undefined ? {} : { attrs: [['start', start]] });
  }

  /** Closes the last open container of a tag, and the containers in it. */
  close(tag: string): void {
    const at = this.#containers.lastIndexOf(tag);
    if (at >= 0) this.#closeFrom(at);
  }

  #closeFrom(at: number): void {
    for (const each of this.#containers.splice(at).reverse())
      this.push(`${CONTAINERS.get(each)}_close`, each, -1, null);
  }

  /** Writes a table. A table with one column is page layout: its cells become paragraphs. */
  table(written: readonly HtmlRow[]): void {
    const rows = placeCells(written);
    const columns = maximum(rows.map(({ cells }) => cells.length));
    const [head, ...rest] = rows;
    if (columns < 2 || !head) {
      for (const { cells, line } of rows) this.paragraph(cells[0]?.html ?? '', 'p', line);
      return;
    }
    this.beginBlock(head.line);
    const hasHead = head.cells.every(({ isHead }) => isHead);
    this.push('table_open', 'table', 1, head.line);
    this.push('thead_open', 'thead', 1, null);
    this.#row(hasHead ? head : { cells: [], line: head.line }, 'th', columns);
    this.push('thead_close', 'thead', -1, null);
    this.push('tbody_open', 'tbody', 1, null);
    for (const row of hasHead ? rest : rows) if (row.cells.length > 0) this.#row(row, 'td', columns);
    this.push('tbody_close', 'tbody', -1, null);
    this.push('table_close', 'table', -1, null);
  }

  #row({ cells, line }: HtmlRow, tag: 'td' | 'th', columns: number): void {
    this.push('tr_open', 'tr', 1, line);
    for (let column = 0; column < columns; column++) {
      const { html = '', alignment = '', isHead = false } = cells[column] ?? {};
      this.push(`${tag}_open`, tag, 1, null, { attrs: [['style', alignment]] });
      this.#pushInline(isHead && tag === 'td' ? `<strong>${html}</strong>` : html, line);
      this.push(`${tag}_close`, tag, -1, null);
    }
    this.push('tr_close', 'tr', -1, null);
  }

  end(): void {
    this.#closeFrom(0);
  }
}
