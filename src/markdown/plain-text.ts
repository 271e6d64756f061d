import type { Token } from 'markdown-it';

const BLANK_LINE = /\n[ \t\r]*\n/;
const MARKDOWN_LINE =
  /^(?: {4}|\t| {0,3}(?:[-*+>|#]|```|~~~|\d+[.)] |\[[^\]\n]+\]:|={2,}\s*$|:{3} ?\S|:[ \t]|!!! |\?\?\?\+? |\$\$|\\\\?\[|\\begin\{|\{[%{:#.]|%%|<(?:!--|\/?(?:div|p|pre|table|script|style|ul|ol|dl|details|section|h[1-6]|img|br|hr)\b)))/im;

/** Whether a body is plain text in which every line is a paragraph: no line is blank, and none is a block of Markdown. */
export const isTight = (body: string): boolean => {
  const text = body.trim();
  return !BLANK_LINE.test(text) && !MARKDOWN_LINE.test(text);
};

const MAX_BARE_HEADING_LENGTH = 60;

/** Turns bare headings into headings of level 2, unless the body has a top-level heading. */
export function markBareHeadings(tokens: readonly Token[]): void {
  if (tokens.some(({ type, level }) => type === 'heading_open' && level === 0)) return;
  for (const [at, token] of tokens.entries())
    if (isBareHeading(tokens, at)) Object.assign(token, { type: 'heading_open', tag: 'h2' });
}

/** A bare heading is one short line without final punctuation, and a paragraph follows. */
function isBareHeading(tokens: readonly Token[], at: number): boolean {
  const isParagraph = (token: Token | undefined): boolean => token?.type === 'paragraph_open' && token.level === 0;
  if (!isParagraph(tokens[at]) || !isParagraph(tokens[at + 3])) return false;
  const text = tokens[at + 1]?.meta?.html ? '' : (tokens[at + 1]?.content ?? '');
  if (text.includes('\n') || text.length > MAX_BARE_HEADING_LENGTH) return false;
  return /^[\p{L}\p{N}“"‘'(`]/u.test(text) && /[\p{L}\p{N})”"’'`]$/u.test(text);
}
