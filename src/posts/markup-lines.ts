import { capitalize } from '../util/format.ts';
import { FENCE, type Lines } from './markup.ts';

const UNDERLINE = /^([=\-~^"'`#*+:._])\1{2,}\s*$/;
/** Whether a text may have an underline. */
export const hasRule = /^([=\-~^"'`#*+:._])\1{2}/m;
export const isRule = (line = ''): boolean => UNDERLINE.test(line);

const FENCE_LINE = /^ {0,3}(?:```|~~~)/;
const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/** Returns lines with underlined headings, perhaps also overlined, as headings of Markdown. The first style is the highest. */
export function underlinedHeadings(lines: Lines, firstLevel = 1): Lines {
  const styles: string[] = [];
  const converted = [...lines];
  let isFenced = false;
  for (const [at, line] of lines.entries()) {
    if (FENCE_LINE.test(line)) isFenced = !isFenced;
    const mark = UNDERLINE.exec(lines[at + 1] ?? '')?.[1];
    const title = line.trim();
    if (isFenced || mark === undefined || title === '' || UNDERLINE.test(line) || /\S {3}|\t/.test(title)) continue;
    const isOverlined = lines[at - 1]?.trim() === lines[at + 1]?.trim();
    // A line much shorter or longer than its underline is above a rule, or is a row of a table.
    const isUnderlined = (lines[at + 1]?.trimEnd().length ?? 0) + 3 >= title.length && title.length <= 120;
    if (!isUnderlined || (!isOverlined && (line !== line.trimStart() || !isBlank(lines[at - 1])))) continue;
    const style = isOverlined ? mark + mark : mark;
    if (!styles.includes(style)) styles.push(style);
    if (isOverlined) converted[at - 1] = '';
    converted[at] = `${'#'.repeat(Math.min(6, styles.indexOf(style) + firstLevel))} ${title}`;
    converted[at + 1] = '';
  }
  return converted;
}

/** A directive with code, one with a note, or a paragraph that ends with `::`: the block below it is indented. */
const CODE_DIRECTIVE = /^\s*\.\. (?:code|code-block|sourcecode|parsed-literal)::\s*(\S*)/;
const NOTE_DIRECTIVE =
  /^\s*\.\. (note|warning|tip|hint|important|caution|danger|error|attention|admonition|seealso)::\s*(.*)$/;
const LITERAL = /^(?!\s*\.\. )(.*)::\s*$/;

export const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Returns lines of reStructuredText with indented code in fences, and with notes as quotes. */
export function indentedBlocks(lines: Lines): Lines {
  const converted = [...lines];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const language = CODE_DIRECTIVE.exec(line)?.[1];
    const note = NOTE_DIRECTIVE.exec(line);
    const literal = LITERAL.exec(line)?.[1];
    if (language === undefined && !note && literal === undefined) continue;
    const [start, end] = blockBelow(lines, at);
    const isCode = language !== undefined || literal !== undefined;
    // The fences take the place of blank lines.
    if (start === end || (isCode && (start === at + 1 || !isBlank(lines[end])))) continue;
    converted.fill('', at + 1, start);
    converted[at] = literal === undefined ? '' : literal.trim() === '' ? '' : `${literal}:`;
    if (note) converted[at] = `> **${capitalize(`${note[1]} ${note[2]}`.trim())}**`;
    if (note) converted.fill('>', at + 1, start);
    const indent = Math.min(
      ...lines
        .slice(start, end)
        .filter(each => !isBlank(each))
        .slice(0, 1000)
        .map(indentOf),
    );
    for (let below = start; below < end; below++)
      converted[below] = (note ? '> ' : '') + (lines[below] as string).slice(indent);
    if (isCode) converted[start - 1] = FENCE + (language ?? '');
    if (isCode && end < lines.length) converted[end] = FENCE;
    at = end - 1;
  }
  return converted;
}

/** Where the indented block below a line begins, after its options, and ends. */
function blockBelow(lines: Lines, at: number): readonly [start: number, end: number] {
  const indent = indentOf(lines[at] as string);
  let start = at + 1;
  while (start < lines.length && (isBlank(lines[start]) || /^\s+:[\w-]+:/.test(lines[start] as string))) start++;
  let end = start;
  for (let below = start; below < lines.length; below++) {
    if (isBlank(lines[below])) continue;
    if (indentOf(lines[below] as string) <= indent) break;
    end = below + 1;
  }
  return [start, end];
}
