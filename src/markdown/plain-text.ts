import type { Token } from 'markdown-it';

/**
 * In tight plain text every line is a paragraph: no blank line parts them, and no line is Markdown's.
 * A body of a single line is tight and not, to the same effect.
 */
export const isTight = (body: string): boolean =>
  !/\n[ \t\r]*\n/.test(body.trim()) &&
  !/^(?: {4}|\t| {0,3}(?:[-*+>|#]|```|~~~|\d+[.)] |\[[^\]\n]+\]:|={2,}\s*$|<(?:!--|\/?(?:div|p|pre|table|script|style|ul|ol|dl|details|section|h[1-6]|img|br|hr)\b)))/im.test(
    body.trim(),
  );

/** A bare heading: one short line with no final punctuation, and a paragraph below it. */
const longestBareHeading = 60;
const looksLikeHeading = (line: string): boolean =>
  line.length <= longestBareHeading && /^[\p{L}\p{N}“"‘'(`]/u.test(line) && /[\p{L}\p{N})”"’'`]$/u.test(line);

/** Turns bare headings into headings of level 2, in a body that has no other heading outside of its blocks. */
export function markBareHeadings(tokens: readonly Token[]): void {
  if (tokens.some(({ type, level }) => type === 'heading_open' && level === 0)) return;
  for (const [at, token] of tokens.entries())
    if (isBareHeading(tokens, at)) Object.assign(token, { type: 'heading_open', tag: 'h2' });
}

function isBareHeading(tokens: readonly Token[], at: number): boolean {
  const [open, inline, , next] = tokens.slice(at, at + 4);
  if (open?.type !== 'paragraph_open' || open.level !== 0 || next?.type !== 'paragraph_open') return false;
  const text = inline?.content ?? '';
  return !text.includes('\n') && looksLikeHeading(text);
}
