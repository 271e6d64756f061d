import fc from 'fast-check';

/** What Markdown is written in. */
const syntax = [
  ...['\n', '\n\n', '> ', '- ', '10. ', '    ', '# ', '```\n', '```sh\n', '\\\n', '  \n', '---\n', '- [ ] ', '- [x] '],
  ...['**', '*', '_', '`', '``', '~~', '|', '\\', '<', '>', '[', ']', '](', ')', '!', '&amp;', '&#27;', ' / ', '\t'],
  ...['\n\n| a | b |\n|---|--:|\n| ', ' | ', ' |\n', '[^n]', '\n\n[^n]: m', '\n\n[r]: http://x.y/z\n\n', '[r]', '<b>'],
  ...['[x](http://y.z)', '![cat](c.png)', 'https://a.example/b', '<!-- c -->', '<div>\n', '</div>\n'],
];

/** Words that are not broken, counted or shown as those of ASCII are. */
export const words = [
  ...['静かな。', '「犬」', '한국어', '👍🏽', '👨‍👩‍👧', '🇳🇴', '❤️', 'é̂', 'ก็ไม่', 'مرحبا', 'שלום'],
  ...['\u202eevil', '\u200b', '\u00ad'],
];

/** A piece of Markdown, whether it is one or only looks like it. */
export const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...syntax) },
  { weight: 2, arbitrary: fc.constantFrom(...words, 'rollback ', 'so ', 'a-long-word-with-hyphens ', '\ud800') },
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

/** Any body. One with no blank line is set as plain text, a paragraph a line; these have one. */
export const bodies = fc.array(piece, { maxLength: 30 }).map(pieces => `lead\n\n${pieces.join('')}`);
