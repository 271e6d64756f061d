import type { StateBlock } from 'markdown-it';
import { type BlockRule, lineAtIndex, lineStart, matchAt, nextMatch } from './scan.ts';

/** What is between an opening and a closing. `isBare`: the opening is alone on its line. */
type Between = { readonly text: string; readonly isBare: boolean; readonly hasBlankLine: () => boolean };

/** The pattern of an opening, with the flag `y`, and that of the closing for it, which has no flags. */
export type Delimiters = { readonly open: RegExp; readonly close: (opening: RegExpExecArray) => string };

/** Code, math or a comment between an opening and a closing. */
type Enclosure = Delimiters & {
  /** What it becomes: code of a language, code with its delimiters, or nothing. */
  readonly becomes: 'code' | 'math' | 'nothing';
  readonly accepts?: (between: Between) => boolean;
};

/** The end of a long text is not searched, because many openings may share a closing. In characters. */
const MAX_SEARCHED_LENGTH = 500;

/** A backslash also escapes a bracket (CommonMark 2.4). Math has signs that other text in brackets has not. */
export function looksLikeMath(text: string): boolean {
  const unescaped = text.slice(0, MAX_SEARCHED_LENGTH).replace(/\\[_*#.()[\]`~>+-]/g, '');
  return /[\\^_={}]/.test(unescaped) && /[\p{L}\d]/u.test(unescaped);
}

export const DOLLARS: Delimiters = { open: /\$\$(?!\$)/y, close: () => '\\$\\$(?!\\$)' };
/** Where Markdown is read before MathJax, the backslash is doubled. */
export const BRACKETS: Delimiters = {
  open: /\\\\?\[/y,
  close: ([open]) => (open.length === 2 ? '\\\\\\]' : '\\\\\\\\\\]'),
};
export const ENVIRONMENT: Delimiters = {
  open: /\\begin\{([\w*:. -]{1,50})\}/y,
  close: ([, name = '']) => `\\\\end\\{${name.replace(/[*.]/g, '\\$&')}\\}`,
};
/** Obsidian's */
export const COMMENT: Delimiters = { open: /%%(?!%)/y, close: () => '%%' };

const ENCLOSURES: readonly Enclosure[] = [
  // Jekyll, Octopress, Hexo, Nunjucks, Twig
  {
    open: /\{%-?[ \t]*(highlight|codeblock|code|mermaid|raw|verbatim|comment)\b([^%\n]{0,500})%\}/y,
    close: ([, name]) => `\\{%-?[ \\t]*end${name}[ \\t]*-?%\\}`,
    becomes: 'code',
  },
  // Hugo
  {
    open: /\{\{[<%][ \t]*(highlight|code|mermaid)\b([^>%\n]{0,500})[>%]\}\}/y,
    close: ([, name]) => `\\{\\{[<%][ \\t]*/[ \\t]*${name}[ \\t]*[>%]\\}\\}`,
    becomes: 'code',
  },
  { ...DOLLARS, becomes: 'math', accepts: ({ isBare, hasBlankLine }) => isBare || !hasBlankLine() },
  {
    ...BRACKETS,
    becomes: 'math',
    accepts: ({ isBare, text, hasBlankLine }) => (isBare || looksLikeMath(text)) && !hasBlankLine(),
  },
  { ...ENVIRONMENT, becomes: 'math' },
  { ...COMMENT, becomes: 'nothing' },
  // kramdown
  { open: /\{::comment\}/y, close: () => '\\{:\\/(?:comment)?\\}', becomes: 'nothing' },
];

const BLANK_LINE = '\\n[ \\t>]*\\n';
const FENCE = '\\n[ \\t>]*(?:`{3}|~{3})';
const LINE_END = /[ \t]*(?=\n|$)/y;
/** Pandoc and Quarto label math: `$$ {#eq-sum}`. */
const MATH_END = /[ \t]*(?:\{#[^}\n]*\})?[ \t]*(?=\n|$)/y;

/** An enclosure in the source: from before its opening to behind its closing. */
type Found = {
  readonly enclosure: Enclosure;
  readonly opening: RegExpExecArray;
  readonly from: number;
  readonly to: number;
  readonly lastLine: number;
};

/** Block rule: code in the tags of a template, display math, comments of Obsidian and kramdown, however many lines. */
export const readVerbatim: BlockRule = (state, line, end, isSilent) => {
  const found = findEnclosure(state, line, end);
  if (!found || isSilent) return found !== null;
  const { enclosure, opening, from, to, lastLine } = found;
  state.line = lastLine + 1;
  const name = opening[1] ?? '';
  if (enclosure.becomes === 'math') {
    const content = state.getLines(line, lastLine + 1, state.sCount[line] ?? 0, true);
    Object.assign(state.push('code_block', 'code', 0), { content, map: [line, lastLine + 1] });
  } else if (/^(?:raw|verbatim)$/.test(name) && (nextMatch(state, FENCE, from)?.index ?? to) < to) {
    // Markdown that no template may read. Its fences are code.
    state.line = line + 1;
  } else if (enclosure.becomes === 'code' && name !== 'comment') pushCode(state, line, found);
  return true;
};

/** Returns the enclosure that begins at a line, and ends with a line. */
function findEnclosure(state: StateBlock, line: number, end: number): Found | null {
  const start = lineStart(state, line);
  for (const enclosure of ENCLOSURES) {
    const opening = matchAt(state.src, enclosure.open, start);
    if (!opening) continue;
    const from = start + opening[0].length;
    const closing = nextMatch(state, enclosure.close(opening), from);
    if (!closing) return null;
    const to = closing.index;
    const lastLine = lineAtIndex(state, to, line);
    const closingEnd = enclosure.becomes === 'math' ? MATH_END : LINE_END;
    if (lastLine >= end || !matchAt(state.src, closingEnd, to + closing[0].length)) return null;
    const between: Between = {
      text: state.src.slice(from, to),
      isBare: lastLine > line && state.src.slice(from, state.eMarks[line]).trim() === '',
      hasBlankLine: () => (nextMatch(state, BLANK_LINE, from)?.index ?? to) < to,
    };
    return enclosure.accepts?.(between) === false ? null : { enclosure, opening, from, to, lastLine };
  }
  return null;
}

const LEADING_BLANK_LINES = /(?:[ \t]*\n)*/y;

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
