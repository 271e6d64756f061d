import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHighlight, highlight, type Piece } from '../../src/markdown/highlight.ts';
import type { StyleName } from '../../src/text/span.ts';
import { codePoint } from '../support/code-point.ts';

const textOf = (pieces: readonly Piece[] | null): string | undefined => pieces?.map(({ text }) => text).join('');

const languages =
  `arduino bash c cpp csharp css diff dockerfile go graphql ini java javascript json kotlin less lua makefile markdown
  nginx objectivec perl php php-template plaintext powershell python python-repl r ruby rust scss shell sql swift
  typescript vbnet wasm xml yaml`.split(/\s+/);
const aliases =
  'sh zsh c++ h cs c# patch docker golang toml jsx js mjs jsonc kt mk md pl text ps1 py pycon rb rs console ts yml html svg'.split(
    ' ',
  );

test.each([...languages, ...aliases])('%s is a known language, and its pieces are the code', language => {
  expect(textOf(highlight(language, '# a "b" 1 // c\nd <e f="g"> {h: 2}\n'))).toBe(
    '# a "b" 1 // c\nd <e f="g"> {h: 2}\n',
  );
});

test.each([
  ['bash', 'if true; then # why', 'if', 'keyword'],
  ['bash', 'if true; then # why', '# why', 'comment'],
  ['bash', 'echo "hum"', '"hum"', 'string'],
  ['bash', 'echo "hum"', 'echo', 'name'],
  ['go', 'func main() {}', 'func', 'keyword'],
  ['go', 'func main() {}', 'main', 'name'],
  ['go', 'x := 42 // fans', '42', 'number'],
  ['go', 'x := 42 // fans', '// fans', 'comment'],
  ['python', 'def hum(): return None', 'def', 'keyword'],
  ['python', 'def hum(): return None', 'hum', 'name'],
  ['python', 'def hum(): return None', 'None', 'keyword'],
  ['python', "x = 'fans'", "'fans'", 'string'],
  ['diff', '-a\n+b\n', '-a', 'removed'],
  ['diff', '-a\n+b\n', '+b', 'added'],
  ['diff', '@@ -1,2 +1,2 @@\n-a', '@@ -1,2 +1,2 @@', 'comment'],
  ['json', '{"a": 1}', '"a"', 'name'],
  ['json', '{"a": "b"}', '"b"', 'string'],
  ['json', '{"a": [1, true]}', '1', 'number'],
  ['json', '{"a": [1, true]}', 'true', 'keyword'],
  ['yaml', 'a: 1 # b', 'a:', 'name'],
  ['yaml', 'a: 1 # b', '1', 'number'],
  ['yaml', 'a: 1 # b', '# b', 'comment'],
  ['yaml', 'a: "b"', '"b"', 'string'],
  ['console', '$ echo "hum"\nhum\n', '"hum"', 'string'],
  ['console', '$ echo "hum"\nhum\n', 'echo', 'name'],
  ['dockerfile', 'FROM node # b', 'FROM', 'keyword'],
  ['dockerfile', '# why\nRUN make', '# why', 'comment'],
] as const)('in %s %j the piece %j is a %s', (language, code, text, style) => {
  expect(highlight(language, code)).toContainEqual({ text, style });
});

test.each([
  ['html', '<a href="b">', ['<', '=', '>']],
  ['jsx', 'a = <b c={new D(e)} />', ['(', ')', ' />']],
])('in a tag of %s only the name is a keyword: %j', (language, code, plain) => {
  const pieces = highlight(language, code) ?? [];
  expect(pieces.filter(({ style }) => style === 'keyword')).toHaveLength(1);
  expect(pieces).toEqual(
    expect.arrayContaining(plain.map(text => ({ text: expect.stringContaining(text), style: null }))),
  );
});

test('code within a string is plain again', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: code to highlight
  const code = '`a${b}c`';
  const styleOf = (text: string): StyleName | null | undefined =>
    highlight('javascript', code)?.find(piece => piece.text.includes(text))?.style;
  expect([styleOf('a'), styleOf('b'), styleOf('c')]).toEqual(['string', null, 'string']);
});

test.each(['', 'klingon', 'constructor', '__proto__', 'hasOwnProperty', 'bash x', '\u001b[31m'])(
  'the language %j is unknown',
  language => {
    expect(highlight(language, 'a')).toBeNull();
  },
);

test.each([
  ['of 8,000 characters', 'a = 1\n'.repeat(8_334).slice(0, 8_000), true],
  ['longer than 8,000 characters', 'a = 1\n'.repeat(8_334).slice(0, 8_001), false],
  ['with a line of 2,000 characters', `a\n${'b'.repeat(2_000)}\nc`, true],
  ['with a line longer than 2,000 characters', `a\n${'b'.repeat(2_001)}\nc`, false],
])('code %s: is it colored? %#', (_, code, isColored) => {
  expect(highlight('python', code) !== null).toBe(isColored);
});

const scrap = fc.constantFrom(
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '"',
    "'",
    '`',
    '\\',
    '/*',
    '*/',
    '//',
    '#',
    '--',
    '$',
    '${',
    '$(',
    '@',
    ':',
  ],
  ...[
    '\n',
    ' ',
    '\t',
    '=',
    '-',
    '+',
    'a',
    'B1',
    '0x1',
    '.',
    'if',
    'class ',
    'def f',
    '<!--',
    '<script>',
    '<?php',
    '<<EOF',
  ],
  ...['"""', '{{', '%', '&', '|', '!', '日', '👍🏽', '\u001b', '\u202e', '\ud800', '\r\n'],
);
const codes = fc
  .array(fc.oneof({ weight: 4, arbitrary: scrap }, fc.string({ unit: codePoint, maxLength: 5 })), { maxLength: 40 })
  .map(parts => parts.join(''));

test.each([...languages, 'jsx', 'html', 'toml', 'console'])(
  'whatever the code of %s, its pieces are the code, or there are none',
  language => {
    fc.assert(
      fc.property(codes, code => {
        expect(textOf(highlight(language, code)) ?? code).toBe(code);
      }),
      { numRuns: 40 },
    );
  },
);

const seeds = ['(', '"', '/*', '<', '\\', '{', '[', "'", '$(', '${', '#', '-\n', 'a: ', '<<EOF\n'];
const highlightInTime = createHighlight(600_000);
const tested = ['bash', 'go', 'python', 'diff', 'json', 'yaml', 'console', 'dockerfile'];

test.each(tested.flatMap(language => seeds.map(seed => [language, seed] as const)))(
  'hostile %s: 8,000 characters of %j come back',
  (language, seed) => {
    const line = seed.includes('\n') ? seed : `${seed.repeat(1_900 / seed.length)}\n`;
    const code = line.repeat(8_000 / line.length);
    expect(textOf(highlightInTime(language, code))).toBe(code);
  },
);

test.each([
  ['rust', '/*'],
  ['swift', '/*'],
  ['javascript', '`${'],
  ['php', 'function a('],
  ['ruby', '"#{'],
])('hostile %s: %j nested 600 times is highlighted', (language, seed) => {
  const code = `${seed.repeat(100)}\n`.repeat(6);
  expect(textOf(highlight(language, code))).toBe(code);
});

test('a language whose code takes too long is given up, and others are not', () => {
  const code = 'const '.repeat(1300).replace(/(.{1900})/g, '$1\n');
  const highlight = createHighlight(1);
  expect(highlight('cpp', 'int a = 1;')).not.toBeNull();
  for (let time = 0; time < 3; time++) expect(highlight('cpp', code)).toBeNull();
  expect(highlight('cpp', 'int a = 1;')).toBeNull();
  expect(highlight('rust', 'let a = 1;')).not.toBeNull();
});
