/** Replaces the matches of a pattern. `inner` converts a part of the match by the rules after this one. */
export type InlineRule = {
  readonly pattern: RegExp;
  readonly to: (groups: readonly string[], inner: (text: string) => string) => string;
};

/** Converts a line. If it begins a `block` (code, a quote, or hidden lines), the block ends at the line that `end` matches. */
type LineRule = {
  readonly pattern: RegExp;
  readonly to: (groups: readonly string[], inline: (text: string) => string) => string;
  readonly block?: 'code' | 'quote' | 'hidden';
  readonly end?: RegExp;
};

export type Lines = readonly string[];

/** The fields at the top of a text, as `key: value`, and the number of their lines. */
export type Header = { readonly fields: Lines; readonly length: number };

/** The rules of a syntax, which convert its lines to lines of Markdown. */
export type Markup = {
  readonly header?: (lines: Lines) => Header;
  /** Runs before the rules. `hasTitle`: the header contained the heading of the first level. */
  readonly prepare?: (lines: Lines, hasTitle: boolean) => Lines;
  readonly lines: readonly LineRule[];
  readonly inline: readonly InlineRule[];
};

/** A fence that is longer than any fence within the code. */
export const FENCE = '``````';

export const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/** The number of blanks at the start of a line. */
export const indentOf = (line: string): number => line.length - line.trimStart().length;

/** A cheap test: nearly all lines are prose and begin with a letter. No rule for a line matches a letter at the start. */
const isProse = /^\s*[\p{L}\p{N}]/u;
/** Matches a text that may have marks of any syntax. */
const hasMarks = /[[\]`*_/=~+<:(]/;

/** Converts lines to lines of Markdown. */
export function convertLines(lines: Lines, { lines: rules, inline: inlineRules }: Markup): Lines {
  if (rules.length === 0) return lines;
  const inline = (text: string): string => (hasMarks.test(text) ? convertInline(text, inlineRules, 0) : text);
  const converted: string[] = [];
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    // Marks and links may continue on the next line.
    const text = inline(paragraph.join('\n')).split('\n');
    for (const line of text.length === paragraph.length ? text : paragraph) converted.push(line);
    paragraph = [];
  };
  let block: LineRule | null = null;
  for (const line of lines) {
    const match: Match | null = block || isProse.test(line) ? null : firstMatch(line, rules);
    if (!block && !match && line.trim() !== '') {
      paragraph.push(line);
      continue;
    }
    if (paragraph.length > 0) endParagraph();
    if (block) {
      const { block: kind, end } = block;
      if (end?.test(line)) block = null;
      if (kind === 'code') converted.push(block === null ? FENCE : line);
      else converted.push(kind === 'quote' && block !== null ? `> ${inline(line)}` : '');
    } else if (match) {
      if (match.rule.block) block = match.rule;
      converted.push(match.rule.to(match.groups, inline));
    } else converted.push(line);
  }
  if (paragraph.length > 0) endParagraph();
  return converted;
}

type Match = { readonly rule: LineRule; readonly groups: Lines };

function firstMatch(line: string, rules: readonly LineRule[]): Match | null {
  for (const rule of rules) {
    const match = rule.pattern.exec(line);
    if (match) return { rule, groups: match.slice(1).map(group => group ?? '') };
  }
  return null;
}

function convertInline(text: string, rules: readonly InlineRule[], first: number): string {
  const rule = rules[first];
  if (!rule || text === '') return text;
  const inner = (part: string): string => convertInline(part, rules, first + 1);
  // Most lines have no match, and search() creates no iterator.
  if (text.search(rule.pattern) < 0) return inner(text);
  const parts: string[] = [];
  let at = 0;
  for (const match of text.matchAll(rule.pattern)) {
    const groups = match.slice(1).map(group => group ?? '');
    parts.push(inner(text.slice(at, match.index)), rule.to(groups, inner));
    at = match.index + match[0].length;
  }
  return [...parts, inner(text.slice(at))].join('');
}
