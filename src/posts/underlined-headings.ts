import { isBlank, type Lines } from './convert-markup.ts';

const UNDERLINE = /^([=\-~^"'`#*+:._])\1{2,}\s*$/;
/** Matches a text that may have an underline. */
export const hasRule = /^([=\-~^"'`#*+:._])\1{2}/m;
export const isRule = (line = ''): boolean => UNDERLINE.test(line);

const FENCE_LINE = /^ {0,3}(?:```|~~~)/;

/** Converts underlined headings, perhaps also overlined, to headings of Markdown. The first style is the highest level. */
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
    // A line that is much longer than the underline is above a rule, or is a row of a table.
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
