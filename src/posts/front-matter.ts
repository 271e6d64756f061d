import { attempt } from '../util/functions.ts';
import { countLineBreaks } from './content.ts';
import { type FrontMatter, type FrontMatterFields, NO_FIELDS, toFields } from './front-matter-fields.ts';
import { splitHeaderLines } from './front-matter-header.ts';
import { readPlainFields } from './plain-front-matter.ts';

/** The reason why front matter does not parse, and the line of the content. */
export type FrontMatterProblem = { readonly line: number; readonly reason: string };

/** With a `problem`, the fields are those of the lines that can be read one by one. */
export type FieldsResult = { readonly fields: FrontMatterFields; readonly problem: FrontMatterProblem | null };

// Some editors write a byte order mark, Hugo skips blank lines, and Eleventy lets the fence name the syntax.
const FENCE = /^(?:\s*[\r\n\uFEFF])?(-{3,9}|\+{3})(?:[ \t]*(yaml|toml|json|js))?[ \t]*(?:\r\n|\r|\n)/;
const FIRST_LINE = /^(?![ \t]*#)[ \t]*\S.*/m;
/** The first line of a block must match, so that text between two rules is not front matter. */
const KEY_LINES = {
  yaml: /^(?:[^\s#:{}[\]|>*&!%@`-][^\s:]*(?: [^\s:]+){0,2}[ \t]*:(?:\s|$)|\{|(?:title|date|layout)[ \t]*[:=])/i,
  toml: /^[^\s#:{}|>*&!%@`-]/,
  json: /^\{/,
};

/** Splits front matter off a text. Null if the text does not begin with a closed block of front matter. */
export function splitFrontMatter(text: string): FrontMatter | null {
  const [opening = '', fence, name] = FENCE.exec(text) ?? [];
  if (fence === undefined) return splitJson(text) ?? splitHeaderLines(text);
  const closing = fence === '+++' ? '\\+{3}' : `(?:${fence}|\\.{3})`;
  const syntax = name === 'json' ? name : name === 'toml' || fence === '+++' ? 'toml' : 'yaml';
  const pattern = new RegExp(`^${closing}[ \\t]*(?:\\r\\n|\\r|\\n|$(?![^]))`, 'gm');
  pattern.lastIndex = opening.length;
  const end = pattern.exec(text);
  if (!end) return null;
  const source = text.slice(opening.length, end.index);
  const first = FIRST_LINE.exec(source)?.[0];
  if (first !== undefined && !KEY_LINES[syntax].test(first.trimStart())) return null;
  return { syntax, source, body: text.slice(pattern.lastIndex), line: 1 + countLineBreaks(opening) };
}

/** Splits off JSON, as Hugo does: an object at the start of the text, with nothing after it on its last line. */
function splitJson(text: string): FrontMatter | null {
  const opening = /^[\uFEFF\s]*(?=\{\s*["}])/.exec(text)?.[0];
  if (opening === undefined) return null;
  const end = endOfObject(text, opening.length);
  const after = /[ \t]*(?:\r\n|\r|\n|$)/y;
  after.lastIndex = end;
  if (end === 0 || !after.test(text)) return null;
  const source = text.slice(opening.length, end);
  return { syntax: 'json', source, body: text.slice(after.lastIndex), line: 1 + countLineBreaks(opening) };
}

/** Returns the offset after the brace that closes the brace at `from`. 0 if there is none. */
function endOfObject(text: string, from: number): number {
  const token = /["\\{}]/g;
  token.lastIndex = from;
  let depth = 0;
  let isText = false;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [mark] = match;
    if (mark === '\\') token.lastIndex++;
    else if (mark === '"') isText = !isText;
    else if (!isText) depth += mark === '{' ? 1 : -1;
    if (depth === 0) return token.lastIndex;
  }
  return 0;
}

/** Reads the fields of front matter. Never fails, so that a post with a typo in its front matter can be read. */
export async function readFields(block: FrontMatter | null): Promise<FieldsResult> {
  if (!block) return { fields: NO_FIELDS, problem: null };
  const { syntax, source, line } = block;
  const plain = readPlainFields(source);
  const result = (data: unknown, problem: FrontMatterProblem | null = null): FieldsResult => ({
    fields: toFields(data, plain.data),
    problem,
  });
  if (syntax === 'lines' || (syntax === 'yaml' && plain.isCertain)) return result(plain.data);
  const json: unknown = syntax === 'json' ? attempt(() => JSON.parse(source)) : null;
  if (json !== null) return result(json);
  // A parser is loaded only for front matter that is not plain. YAML also parses JSON, and is less strict.
  const { parse } = await (syntax === 'toml' ? import('./toml.ts') : import('./yaml.ts'));
  const parsed = parse(source);
  if ('problem' in parsed) return result(plain.data, { ...parsed.problem, line: line + parsed.problem.line });
  if (typeof parsed.data !== 'string') return result(parsed.data);
  return result(plain.data, { line, reason: 'no fields of the form key: value' });
}
