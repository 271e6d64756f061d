import { FENCE, type InlineRule, type Markup } from './convert-markup.ts';

/** Returns a link of Markdown. If brackets in the text would end the link early, returns text and address. */
export function link(address: string, text: string): string {
  const target = address
    .trim()
    .replace(/^file:/, '')
    .replace(/[<>\s]/g, encodeURIComponent);
  const label = text.replace(/^ +| +$/g, '') || target;
  return /[[\]]/.test(label) ? `${label} <${target}>` : `[${label}](<${target}>)`;
}

/** Matches text between two marks that are not within a word. At most 300 characters, so that it takes linear time. */
export const between = (mark: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}${mark}\\\\/:])${mark}(?!\\s)([^${mark}]{1,300})(?<!\\s)${mark}(?![\\p{L}\\p{N}${mark}])`,
    'gu',
  );

export const code = (pattern: RegExp): InlineRule => ({ pattern, to: ([text = '']) => `\`${text}\`` });
export const styled = (pattern: RegExp, mark: string): InlineRule => ({
  pattern,
  to: ([text = ''], inner) => `${mark}${inner(text)}${mark}`,
});
/** Keeps an address as it is, because its signs may be marks in other text. */
export const ADDRESS: InlineRule = {
  pattern: /(\b[a-z]{2,10}:\/\/[^\s[\]<>]{1,300})/g,
  to: ([address = '']) => address,
};

/** The rules of Gemini (text/gemini). A line is a link, a heading, an item, a quote or a paragraph. */
export const gemini = (): Markup => ({
  lines: [
    { pattern: /^```\s*(\S*)/, to: ([info = '']) => FENCE + info.replaceAll('`', ''), block: 'code', end: /^```/ },
    { pattern: /^=>\s*(\S+)(.*)/, to: ([address = '', text = '']) => link(address, text) },
    { pattern: /^(#{1,3})\s*([^\s#].*)/, to: ([marks, text]) => `${marks} ${text}` },
  ],
  inline: [],
});

/** The rules of Org mode (orgmode.org, Org Syntax), as far as notes use them. */
export const org = (): Markup => ({
  lines: [
    {
      pattern: /^\s*#\+begin_(?:src|example|export)\b[ \t]*([^\s:]*)/i,
      to: ([language]) => `${FENCE}${language}`,
      block: 'code',
      end: /^\s*#\+end_/i,
    },
    { pattern: /^\s*#\+begin_quote\b/i, to: () => '', block: 'quote', end: /^\s*#\+end_quote/i },
    { pattern: /^\s*#\+begin_comment\b/i, to: () => '', block: 'hidden', end: /^\s*#\+end_comment/i },
    { pattern: /^\s*:(?:PROPERTIES|LOGBOOK):\s*$/i, to: () => '', block: 'hidden', end: /^\s*:END:/i },
    { pattern: /^\s*#(?:\+[a-z_]+.*| .*)?$/i, to: () => '' },
    {
      pattern: /^(\*{1,6})\**\s+(\S.*)$/,
      to: ([stars = '', text = ''], inline) =>
        `${'#'.repeat(stars.length)} ${inline(
          text
            .trimEnd()
            .replace(/\s:[\p{L}\p{N}_@#%:]{1,200}:$/u, '')
            .trimEnd(),
        )}`,
    },
    { pattern: /^(\s*)\|([-+]+)\|?$/, to: ([blank, cells = '']) => `${blank}|${cells.replaceAll('+', '|')}|` },
    { pattern: /^\s*:\s(.*)$/, to: ([text]) => `    ${text}` },
  ],
  inline: [
    {
      pattern: /\[\[([^[\]]{1,300})\]\[([^[\]]{1,300})\]\]/g,
      to: ([address = '', text = '']) => link(address, text),
    },
    { pattern: /\[\[([^[\]]{1,300})\]\]/g, to: ([address = '']) => link(address, '') },
    ADDRESS,
    code(between('=')),
    code(between('~')),
    styled(between('\\*'), '**'),
    styled(between('/'), '*'),
    styled(between('\\+'), '~~'),
  ],
});
