/** Replaces what an expression matches. `inner` converts a part of the match by the rules after this one. */
export type InlineRule = {
  readonly pattern: RegExp;
  readonly to: (groups: readonly string[], inner: (text: string) => string) => string;
};

/** What becomes of a line. A block goes on to the line that `end` matches: code, a quote, or nothing. */
type LineRule = {
  readonly pattern: RegExp;
  readonly to: (groups: readonly string[], inline: (text: string) => string) => string;
  readonly block?: 'code' | 'quote' | 'hidden';
  readonly end?: RegExp;
};

export type Lines = readonly string[];

/** Fields at the top of a text, as `key: value`, and how many lines they take. */
export type Header = { readonly fields: Lines; readonly length: number };

export type Markup = {
  readonly header?: (lines: Lines) => Header;
  /** Done before the rules. `hasTitle`: the header has taken the heading of the first level. */
  readonly prepare?: (lines: Lines, hasTitle: boolean) => Lines;
  readonly lines: readonly LineRule[];
  readonly inline: readonly InlineRule[];
};

/** Longer than a fence within the code. */
export const FENCE = '``````';

export const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/** The number of blanks at the start of a line. */
export const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Prose, which nearly all lines are, begins with a letter. No rule for a line does. */
const isProse = /^\s*[\p{L}\p{N}]/u;
/** The marks of any syntax. */
const hasMarks = /[[\]`*_/=~+<:]/;

/** Returns lines as lines of Markdown. */
export function convertLines(lines: Lines, { lines: rules, inline: inlineRules }: Markup): Lines {
  if (rules.length === 0) return lines;
  const inline = (text: string): string => (hasMarks.test(text) ? convertInline(text, inlineRules, 0) : text);
  const converted: string[] = [];
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    // Marks and links may go on in the next line.
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
  // search() first: it makes no iterator, and most lines have no match.
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
