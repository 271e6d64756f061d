import fc from 'fast-check';
import { codePoint } from './code-point.ts';

/** The syntax of Markdown. */
const syntax = [
  ...['\n', '\n\n', '> ', '- ', '10. ', '    ', '# ', '```\n', '```sh\n', '\\\n', '  \n', '---\n', '- [ ] ', '- [x] '],
  ...['**', '*', '_', '`', '``', '~~', '|', '\\', '<', '>', '[', ']', '](', ')', '!', '&amp;', '&#27;', ' / ', '\t'],
  ...['\n\n| a | b |\n|---|--:|\n| ', ' | ', ' |\n', '[^n]', '\n\n[^n]: m', '\n\n[r]: http://x.y/z\n\n', '[r]', '<b>'],
  ...['[x](http://y.z)', '![cat](c.png)', 'https://a.example/b', '<!-- c -->', '<div>\n', '</div>\n'],
];

/** Words that differ from ASCII in line breaks, width or display. */
export const words = [
  ...['静かな。', '「犬」', '한국어', '👍🏽', '👨‍👩‍👧', '🇳🇴', '❤️', 'é̂', 'ก็ไม่', 'مرحبا', 'שלום'],
  ...['\u202eevil', '\u200b', '\u00ad'],
];

/** Markdown, or text that only looks like it. */
export const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...syntax) },
  { weight: 2, arbitrary: fc.constantFrom(...words, 'rollback ', 'so ', 'a-long-word-with-hyphens ', '\ud800') },
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.string({ unit: codePoint, maxLength: 6 }),
);

/** Any Markdown body. It has a blank line, because a body without is plain text. */
export const bodies = fc.array(piece, { maxLength: 30 }).map(pieces => `lead\n\n${pieces.join('')}`);
