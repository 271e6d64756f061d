import type { StateBlock, StateInline } from 'markdown-it';
import { type BlockRule, LINE_END, lineAtIndex, lineStart, lineText, matchAt, nextMatch } from './rule-helpers.ts';

/** The text between an opening and a closing mark. `isBare`: the opening mark is alone on its line. */
type Between = { readonly text: string; readonly isBare: boolean; readonly hasBlankLine: () => boolean };

/**
 * The patterns of an opening mark (flag `y`) and its closing mark (flag `g`). `isNamed`: the group of the closing mark must
 * have the same text as the first group of the opening mark.
 */
export type Delimiters = { readonly open: RegExp; readonly close: RegExp; readonly isNamed?: boolean };

/** Code, math or a comment between an opening and a closing mark. */
type Enclosure = Delimiters & {
  /** `code`: becomes code in a language. `math`: becomes code with its delimiters. `nothing`: is hidden. */
  readonly becomes: 'code' | 'math' | 'nothing';
  readonly accepts?: (between: Between) => boolean;
};

/** In characters. Only the start of a text is tested, because many opening marks may share a closing mark. */
const MAX_SEARCHED_LENGTH = 500;

/** Whether a text in brackets is math: it has signs of math. A backslash may also escape a bracket (CommonMark 2.4). */
export function looksLikeMath(text: string): boolean {
  const unescaped = text.slice(0, MAX_SEARCHED_LENGTH).replace(/\\[_*#.()[\]`~>+-]/g, '');
  return /[\\^_={}]/.test(unescaped) && /[\p{L}\d]/u.test(unescaped);
}

export const DOLLARS: Delimiters = { open: /\$\$(?!\$)/y, close: /\$\$(?!\$)/g };
export const BRACKETS: Delimiters = { open: /\\\[/y, close: /\\\]/g };
/** The backslash is doubled on sites that read Markdown before MathJax. */
export const DOUBLE_BRACKETS: Delimiters = { open: /\\\\\[/y, close: /\\\\\]/g };
export const ENVIRONMENT: Delimiters = {
  open: /\\begin\{([\w*:. -]{1,50})\}/y,
  close: /\\end\{([\w*:. -]{1,50})\}/g,
  isNamed: true,
};
/** A comment of Obsidian. */
export const COMMENT: Delimiters = { open: /%%(?!%)/y, close: /%%/g };

const isMathInBrackets = ({ isBare, text, hasBlankLine }: Between): boolean =>
  (isBare || looksLikeMath(text)) && !hasBlankLine();

const ENCLOSURES: readonly Enclosure[] = [
  // Jekyll, Octopress, Hexo, Nunjucks, Twig
  {
    open: /\{%-?[ \t]*(highlight|codeblock|code|mermaid|raw|verbatim|comment)\b([^%\n]{0,500})%\}/y,
    close: /\{%-?[ \t]*end(\w{1,20})[ \t]*-?%\}/g,
    isNamed: true,
    becomes: 'code',
  },
  // Hugo
  {
    open: /\{\{[<%][ \t]*(highlight|code|mermaid)\b([^>%\n]{0,500})[>%]\}\}/y,
    close: /\{\{[<%][ \t]*\/[ \t]*(\w{1,20})[ \t]*[>%]\}\}/g,
    isNamed: true,
    becomes: 'code',
  },
  { ...DOLLARS, becomes: 'math', accepts: ({ isBare, hasBlankLine }) => isBare || !hasBlankLine() },
  { ...BRACKETS, becomes: 'math', accepts: isMathInBrackets },
  { ...DOUBLE_BRACKETS, becomes: 'math', accepts: isMathInBrackets },
  { ...ENVIRONMENT, becomes: 'math' },
  { ...COMMENT, becomes: 'nothing' },
  // kramdown
  { open: /\{::comment\}/y, close: /\{:\/(?:comment)?\}/g, becomes: 'nothing' },
];

/** Returns the place of the closing mark for an opening mark. `from`: the end of the opening mark. */
export const closingOf = (
  state: StateBlock | StateInline,
  { close, isNamed }: Delimiters,
  opening: RegExpExecArray,
  from: number,
): ReturnType<typeof nextMatch> => nextMatch(state, close, from, isNamed ? opening[1] : '');

const BLANK_LINE = /\n(?=[ \t>]*\n)/g;
const FENCE = /\n[ \t>]*(?:`{3}|~{3})/g;
/** Pandoc and Quarto label math: `$$ {#eq-sum}`. */
const MATH_END = /[ \t]*(?:\{#[^}\n]*\})?[ \t]*(?=\n|$)/y;

/** An enclosure in the source. `from` and `to`: the start and the end of its text. */
type Found = {
  readonly enclosure: Enclosure;
  readonly opening: RegExpExecArray;
  readonly from: number;
  readonly to: number;
  readonly lastLine: number;
};

/** Block rule: code in template tags, display math, comments of Obsidian and kramdown, of any number of lines. */
export const readVerbatim: BlockRule = (state, line, end, isSilent) => {
  const found = findEnclosure(state, line, end);
  if (!found || isSilent) return found !== null;
  const { enclosure, opening, from, to, lastLine } = found;
  state.line = lastLine + 1;
  const name = opening[1] ?? '';
  if (enclosure.becomes === 'math') {
    pushLines(state, line, lastLine + 1);
  } else if (/^(?:raw|verbatim)$/.test(name) && (nextMatch(state, FENCE, from)?.index ?? to) < to) {
    // Markdown that a template must not read. Its fences are code.
    state.line = line + 1;
  } else if (enclosure.becomes === 'code' && name !== 'comment') pushCode(state, line, found);
  return true;
};

/** Returns the enclosure that begins a line and ends with a line. Null if there is none. */
function findEnclosure(state: StateBlock, line: number, end: number): Found | null {
  const start = lineStart(state, line);
  for (const enclosure of ENCLOSURES) {
    const opening = matchAt(state.src, enclosure.open, start);
    if (!opening) continue;
    const from = start + opening[0].length;
    const closing = closingOf(state, enclosure, opening, from);
    if (!closing) return null;
    const to = closing.index;
    const lastLine = lineAtIndex(state, to, line);
    const closingEnd = enclosure.becomes === 'math' ? MATH_END : LINE_END;
    if (lastLine >= end || !matchAt(state.src, closingEnd, closing.end)) return null;
    const between: Between = {
      text: state.src.slice(from, to),
      isBare: lastLine > line && state.src.slice(from, state.eMarks[line]).trim() === '',
      hasBlankLine: () => (nextMatch(state, BLANK_LINE, from)?.index ?? to) < to,
    };
    return enclosure.accepts?.(between) === false ? null : { enclosure, opening, from, to, lastLine };
  }
  return null;
}

const LEADING_BLANK_LINES = /[ \t\n]*\n/y;

function pushCode(state: StateBlock, line: number, { opening, from, to, lastLine }: Found): void {
  const first = state.src.slice(from, Math.min(to, state.eMarks[line] ?? to)).trim();
  const rest = state.getLines(line + 1, lastLine, state.sCount[line] ?? 0, true);
  const last = lastLine > line ? state.src.slice(lineStart(state, lastLine), to) : '';
  const text = `${first}\n${rest}${last}`;
  const blank = matchAt(text, LEADING_BLANK_LINES, 0)?.[0] ?? '';
  const content = text.slice(blank.length).trimEnd();
  if (content === '') return;
  const firstLine = line + blank.split('\n').length - 1;
  const info = languageOf(opening[2] ?? '');
  Object.assign(state.push('code_block', 'code', 0), { content: `${content}\n`, info, map: [firstLine, lastLine + 1] });
}

/** Returns the language in the arguments of a tag: `ruby linenos`, `"go"`, `A title lang:js`. */
const languageOf = (args: string): string =>
  /\blang(?:uage)?[:=] *"?([\w+#-]+)/.exec(args)?.[1] ?? /^[\s"'(]*([\w+#-]+)/.exec(args)?.[1] ?? '';

const GRID_RULE = /^\+(?:[-=:]+\+){1,1000}$/;

/** Block rule: a table of Pandoc, drawn with `+---+`. It is shown as source, because its cells may be lists and code. */
export const readGridTable: BlockRule = (state, line, end, isSilent) => {
  if (!GRID_RULE.test(lineText(state, line).trimEnd())) return false;
  let next = line + 1;
  while (next < end && '+|'.includes(state.src[lineStart(state, next)] ?? ' ')) next++;
  if (next < line + 3) return false;
  if (!isSilent) pushLines(state, line, next);
  return true;
};

/** Pushes the lines from `line` to before `next` as code. */
function pushLines(state: StateBlock, line: number, next: number): void {
  const content = state.getLines(line, next, state.sCount[line] ?? 0, true);
  Object.assign(state.push('code_block', 'code', 0), { content, map: [line, next] });
  state.line = next;
}
