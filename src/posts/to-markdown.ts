import { memoizeWeak } from '../util/functions.ts';
import { convertLines, type Markup } from './convert-markup.ts';
import type { FrontMatter } from './front-matter-fields.ts';
import { asciidoc } from './markup-asciidoc.ts';
import { indentedBlocks, resolveReferences, rst } from './markup-rst.ts';
import { gemini, org } from './markup-rules.ts';
import type { Syntax } from './syntax.ts';
import { hasRule, underlinedHeadings } from './underlined-headings.ts';

const MARKUPS: Readonly<Record<Exclude<Syntax, 'markdown'>, () => Markup>> = {
  text: () => ({ prepare: lines => underlinedHeadings(lines), lines: [], inline: [] }),
  gemini,
  org,
  asciidoc,
  rst: () => ({
    ...rst(),
    prepare: (lines, hasTitle) => resolveReferences(indentedBlocks(underlinedHeadings(lines, hasTitle ? 2 : 1))),
  }),
};

// The rules are created on first use, because their expressions take some ms to compile.
const made = memoizeWeak((create: () => Markup) => create());

/** Returns the rules of a syntax. Null for Markdown. */
const markupOf = (syntax: Syntax): Markup | null => (syntax === 'markdown' ? null : made(MARKUPS[syntax]));

const toLines = (text: string): readonly string[] => text.split(/\r?\n/);

/** Splits off the title and the fields at the top of AsciiDoc and reStructuredText. Null if there are none. */
export function splitMarkupHeader(text: string, syntax: Syntax): FrontMatter | null {
  const { header } = markupOf(syntax) ?? {};
  if (!header) return null;
  const source = text.split('\n');
  const { fields, length } = header(source.map(line => line.trimEnd()));
  if (length === 0) return null;
  return { syntax: 'lines', source: fields.join('\n'), body: source.slice(length).join('\n'), line: 1 };
}

/** Converts a text of another syntax to Markdown with the same lines. `hasTitle`: its header was split off. */
export function toMarkdown(text: string, syntax: Syntax, hasTitle = false): string {
  const markup = markupOf(syntax);
  // Hardly any plain text has an underline.
  if (!markup || (syntax === 'text' && !hasRule.test(text))) return text;
  const lines = toLines(text);
  return convertLines(markup.prepare?.(lines, hasTitle) ?? lines, markup).join('\n');
}
