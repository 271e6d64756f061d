import type { Data } from './front-matter-fields.ts';

/**
 * The data of front matter. `isCertain`: a YAML parser would return the same data. Otherwise the data is a guess, from the
 * lines that look like `key: value` or `key = value`.
 */
export type PlainFields = { readonly data: Data; readonly isCertain: boolean };

/** A key, up to the first colon or equals sign. */
const KEY = /^(["']?)([^\s"'#:=[\]{}|>*&!%@`-][^"':=[\]{}]{0,60}?)\1[ \t]*[:=](?:[ \t]+|$)/;
/** A usual key without the blank that YAML wants after its colon. */
const TIGHT_KEY = /^()(title|date|layout|draft|author|tags|description)[:=](?=\S)/i;
const CERTAIN_KEY = /^[A-Za-z_][\w-]*:(?: |$)/;
/** A plain scalar that ends with its line in any context. It has no colon before a blank, and no `#` after one. */
const CERTAIN_SCALAR = /^(?!.*(?::(?:\s|$)|\s#|[^\S ]))[^\s\-?:,[\]{}#&*!|>'"%@`]/s;
/** Characters that are errors in YAML. A tab may be one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it searches for controls
const ODD = /[\0-\x1f\x7f-\x9f\u2028\u2029\uFEFF\uFFFE\uFFFF]/;
const LIST_ITEM = /^([ \t]*-)(?:[ \t]+|$)/;
const BLOCK_SCALAR = /^[|>][-+\d]*$/;
/** The head of a TOML table whose fields are not fields of the post. */
const OTHER_TABLE = /^\[\[?(?!taxonomies\])[^\]]*\]\]?$/;

/**
 * Reads most front matter without a parser: `key: value`, quoted text, lists of text in brackets or with dashes, and text in
 * a block after `|` or `>`.
 */
export function readPlainFields(source: string): PlainFields {
  const data: Record<string, unknown> = Object.create(null);
  const lines = source.split(/\r\n|\r|\n/).map(line => line.trimEnd());
  let isCertain = lines.every(line => !ODD.test(line));
  /** The list that may follow a key without a value. `dash`: the indentation and dash of its items. */
  let list: { readonly items: unknown[]; dash: string | null } | null = null;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    if (line === '' || line.startsWith('#')) continue;
    if (OTHER_TABLE.test(line)) return { data, isCertain: false };
    const [start, , key] = KEY.exec(line) ?? TIGHT_KEY.exec(line) ?? [];
    if (start === undefined || key === undefined) {
      const [dash, mark = ''] = LIST_ITEM.exec(line) ?? [];
      if (list === null || dash === undefined) {
        isCertain = false;
        continue;
      }
      const item = readScalar(line.slice(dash.length));
      isCertain &&= item.isCertain && mark === (list.dash ?? mark);
      list.dash = mark;
      list.items.push(item.value);
      continue;
    }
    const text = line.slice(start.length);
    const end = isOpen(text) ? endOfValue(lines, at) : at;
    const value = end === at ? readValue(text) : readLines(text, lines.slice(at + 1, end + 1));
    isCertain &&= value.isCertain && CERTAIN_KEY.test(line);
    list = text === '' ? { items: value.value as unknown[], dash: null } : null;
    data[key] = value.value;
    at = end;
  }
  return { data, isCertain };
}

type Value = { readonly value: unknown; readonly isCertain: boolean };

/** Whether a value continues on the lines below: a block of text, or quotes or brackets that are not closed. */
const isOpen = (text: string): boolean => BLOCK_SCALAR.test(text) || /^"[^"]*$|^'[^']*$|^\[[^\]]*$/.test(text);

/** Returns the last line of an open value: the line that closes it, or the last line of a block. */
function endOfValue(lines: readonly string[], from: number): number {
  const isBlock = /[|>][-+\d]*$/.test(lines[from] as string);
  let at = from;
  while (at + 1 < lines.length) {
    const next = lines[at + 1] as string;
    if (isBlock ? !/^(?:[ \t]|$)/.test(next) : KEY.test(next)) break;
    at++;
    if (!isBlock && /["'\]]$/.test(next)) break;
  }
  return at;
}

function readLines(first: string, rest: readonly string[]): Value {
  if (!BLOCK_SCALAR.test(first))
    return { ...readValue([first, ...rest.map(line => line.trim())].join(' ')), isCertain: false };
  const value = rest.map(line => line.trim()).join(first.startsWith('|') ? '\n' : ' ');
  return { value: value.trim(), isCertain: false };
}

function readValue(text: string): Value {
  if (text === '') return { value: [], isCertain: true };
  if (!/^\[[^[\]{}]*\]$/.test(text)) return readScalar(text);
  const items = text.slice(1, -1).trim();
  const values = items === '' ? [] : items.split(',').map(item => readScalar(item.trim()));
  return { value: values.map(({ value }) => value), isCertain: values.every(({ isCertain }) => isCertain) };
}

function readScalar(text: string): Value {
  // A `!` marks a value as text: `! "Attention"`.
  const value = text.replace(/^! +/, '');
  const quote = value[0];
  const isQuoted = (quote === '"' || quote === "'") && value.length > 1 && value.endsWith(quote);
  if (!isQuoted) return { value, isCertain: CERTAIN_SCALAR.test(text) };
  const inside = value.slice(1, -1);
  const isPlain = value === text && !inside.replaceAll("''", '').includes(quote) && !inside.includes('\\');
  return quote === '"'
    ? { value: inside.replace(/\\(["\\/])/g, '$1'), isCertain: isPlain }
    : { value: inside.replaceAll("''", "'"), isCertain: isPlain };
}
