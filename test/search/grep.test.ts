import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/posts/decode.ts';
import { candidateLines, type GrepFailure, type GrepMatch, matchLines } from '../../src/search/grep.ts';
import { compilePattern, type GrepPattern } from '../../src/search/regex.ts';
import { codePoint } from '../support/code-point.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function resultsOf(pattern: GrepPattern, content: Uint8Array | string): readonly (GrepMatch | GrepFailure)[] {
  const compiled = compilePattern(pattern);
  if ('problem' in compiled) throw new Error(compiled.problem);
  return matchLines([...candidateLines(typeof content === 'string' ? bytes(content) : content, compiled)], compiled);
}

const hitsOf = (pattern: GrepPattern, content: Uint8Array | string): readonly GrepMatch[] =>
  resultsOf(pattern, content).map(hit => {
    if ('problem' in hit) throw new Error(hit.problem);
    return hit;
  });

/** Each matching line with its number, its column, and its matches in brackets: `2:5 the [log]`. */
const shown = (pattern: GrepPattern, content: Uint8Array | string): readonly string[] =>
  hitsOf(pattern, content).map(({ line, column, text, ranges }) => {
    const marked = ranges.toReversed().reduce((rest, { start, end }) => {
      return `${rest.slice(0, start)}[${rest.slice(start, end)}]${rest.slice(end)}`;
    }, text);
    return `${line}:${column} ${marked}`;
  });

const fixed = { isFixed: true };
const words = { isWord: true };
const anyCase = { ignoresCase: true };

describe('a pattern finds', () => {
  test.each<[string, GrepPattern, string, readonly string[]]>([
    ['a word', { text: 'log' }, 'the log\nis\nlog log\n', ['1:5 the [log]', '3:1 [log] [log]']],
    ['nothing', { text: 'cat' }, 'the log\n', []],
    [
      'composed and decomposed letters',
      { text: 'u\u0308b' },
      '\u00fcb o\u0308 u\u0308b\nub',
      ['1:1 [\u00fcb] o\u0308 [u\u0308b]'],
    ],
    [
      'decomposed syllables',
      { text: '\ud559.' },
      '\u1112\u1161\u11a8\u110c\u1165\u11b7!',
      ['1:1 [\u1112\u1161\u11a8\u110c\u1165\u11b7]!'],
    ],
    ['nothing in an empty file', { text: '' }, '', []],
    ['every line, if it is empty', { text: '' }, 'a\n\nb', ['1:1 a', '2:1 ', '3:1 b']],
    ['the start of every line', { text: '^' }, 'a\nb\n', ['1:1 a', '2:1 b']],
    ['the empty lines', { text: '^$' }, 'a\n\nb\n\n', ['2:1 ', '4:1 ']],
    ['the end of a line', { text: 's$' }, 'is\nso\nas', ['1:2 i[s]', '3:2 a[s]']],
    ['nothing across lines', { text: 'a\\sb' }, 'a\nb\na b', ['3:1 [a b]']],
    ['a match by a negative lookahead', { text: 'a(?!\\s)' }, 'a\nb', ['1:1 [a]']],
    ['a line that ends in CRLF', { text: 'b.?$' }, 'ab\r\ncd\r\n', ['1:2 a[b]']],
    ['no end of line in a lone CR', { text: 'b$' }, 'b\rc\n', []],
    [
      'any character with a dot',
      { text: '^...$' },
      'a\u2028b\na\rb\n😀😀😀',
      ['1:1 [a\u2028b]', '2:1 [a\rb]', '3:1 [😀😀😀]'],
    ],
    ['a column by code points', { text: 'x' }, '😀é x', ['1:4 😀é [x]']],
    ['a match after empty matches', { text: 'x*' }, '😀x', ['1:1 😀[x]']],
    ['alternatives', { text: 'cat|d[ou]g' }, 'a dug\na cat\na cow', ['1:3 a [dug]', '2:3 a [cat]']],
    ['a match beside a NUL', { text: 'b' }, 'a\0b', ['1:3 a\0[b]']],
    ['the first line behind a BOM', { text: '^a' }, '\ufeffa', ['1:1 [a]']],
    ['-F: special characters', { text: 'a.b*(|', ...fixed }, 'a.b*(|\naxbb(|', ['1:1 [a.b*(|]']],
    ['-i: ASCII', { text: 'LoG', ...anyCase }, 'the log\nLOG', ['1:5 the [log]', '2:1 [LOG]']],
    ['-i: other letters', { text: 'éΣ', ...anyCase }, 'Éσ\nÉς\nes', ['1:1 [Éσ]', '2:1 [Éς]']],
    ['-i: the kelvin sign and the long s', { text: 'ks', ...anyCase }, '\u212a\u017f', ['1:1 [\u212a\u017f]']],
    ['-w: whole words', { text: 'log', ...words }, 'logs\nblog\na_log\nlog1\n(log)\nlog', ['5:2 ([log])', '6:1 [log]']],
    ['-w: by letters of all scripts', { text: 'caf', ...words }, 'café\ncafe\ncaf\u0301\n猫caf\ncaf!', ['5:1 [caf]!']],
    ['-w: a longer match if a shorter one is not a word', { text: 'lo|log', ...words }, 'log', ['1:1 [log]']],
    ['-Fw: special characters at the edge', { text: '-x', ...words, ...fixed }, 'a-x\n -x', ['2:2  [-x]']],
    ['-w: an empty pattern', { text: '', ...words }, 'a\n\n', ['2:1 ']],
  ])('%s', (_, pattern, content, hits) => {
    expect(shown(pattern, content)).toEqual(hits);
  });

  test('lines with invalid UTF-8, shown as U+FFFD', () => {
    expect(shown({ text: 'b' }, Uint8Array.of(0xff, 0x62, 0xc3, 0x0a, 0x62))).toEqual([
      '1:2 \ufffd[b]\ufffd',
      '2:1 [b]',
    ]);
  });

  test('a word at the end of a line of 1 MB', () => {
    const [hit] = hitsOf({ text: 'end', ...anyCase }, `${'é '.repeat(350_000)}END`);
    expect(hit).toMatchObject({ line: 1, column: 700_001, ranges: [{ start: 700_000, end: 700_003 }] });
  });
});

test('of a long post, only the lines with a match are candidates', () => {
  const pattern = compilePattern({ text: 'log', ignoresCase: true });
  if ('problem' in pattern) throw new Error(pattern.problem);
  const lines = [...candidateLines(bytes('\ufeffLog\r\nb\n\nthe log\nc\n'), pattern)];
  expect(lines).toEqual([
    { line: 1, text: 'Log' },
    { line: 4, text: 'the log' },
  ]);
});

describe('an invalid pattern has a problem', () => {
  test.each([
    ['(', 'unterminated group'],
    [')', "unmatched ')'"],
    ['[', 'unterminated character class'],
    ['*', 'nothing to repeat'],
    ['a{2,1}', 'numbers out of order in {} quantifier'],
    ['}', 'unbalanced bracket'],
    ['\\<a\\>', 'invalid escape'],
    ['a:\\', '\\ at end of pattern'],
    ['(?<a', 'invalid capture group name'],
    [`${'(?='.repeat(200)}a${')'.repeat(200)}`, 'pattern nests too deeply'],
    ['a'.repeat(1001), 'longer than 1000 characters'],
  ])('%s: %s', (text, problem) => {
    expect(compilePattern({ text })).toEqual({ problem });
  });

  test('a)(b is invalid as a word, too', () => {
    expect(compilePattern({ text: 'a)(b', ...words })).toEqual({ problem: "unmatched ')'" });
  });

  test('a pattern that takes too much memory fails on that line', () => {
    const [failure, match] = resultsOf({ text: '(?:a|b)*[cd]' }, `${'ab'.repeat(5_000_000)}\nabc\n`);
    expect(failure).toMatchObject({ line: 1, problem: 'pattern takes too much memory' });
    expect(match).toMatchObject({ line: 2, column: 1 });
  });
});

describe('for any pattern and any bytes', () => {
  const piece = fc.constantFrom(
    ...['a', 'b', 'K', 's', 'é', '😀', '\u212a', '.', '|', '(', ')', '(?:', '(?!', '(?<=', '[ab]', '[^a]'],
    ...['*', '+', '?', '{0,2}', '{2}', '^', '$', '\\s', '\\S', '\\b', '\\.', '\\u0061', '\\p{L}', ' ', '\ufffd', '\r'],
  );
  const patterns = fc.record({
    text: fc.array(piece, { maxLength: 6 }).map(pieces => pieces.join('')),
    isFixed: fc.boolean(),
    isWord: fc.boolean(),
    ignoresCase: fc.boolean(),
  });
  const text = fc
    .array(fc.constantFrom(...('abAkKſSé😀É .|(*+^_1\n\n\r\0\ufeff\u2028'.match(/./gsu) ?? [])), { maxLength: 40 })
    .map(characters => bytes(characters.join('')));
  const content = fc.oneof(text, fc.uint8Array({ maxLength: 60 }));

  /** Does what grep does, in the simplest way. */
  function naive(pattern: GrepPattern, content: Uint8Array): readonly GrepMatch[] {
    const expression = compilePattern(pattern);
    if ('problem' in expression) throw new Error(expression.problem);
    const lines = decode(content)
      .replace(/^\ufeff/, '')
      .split('\n');
    if (lines.at(-1) === '') lines.pop();
    const isCut = decode(content).endsWith('\n');
    return lines.flatMap((raw, index) => {
      const text = index < lines.length - 1 || isCut ? raw.replace(/\r$/, '') : raw;
      const matches = [...text.matchAll(expression.line)];
      const [first] = matches;
      if (!first) return [];
      const ranges = matches
        .map(match => ({ start: match.index, end: match.index + match[0].length }))
        .filter(({ start, end }) => end > start);
      return [{ line: index + 1, column: [...text.slice(0, first.index)].length + 1, text, ranges }];
    });
  }

  test('grep finds the same matches as the simplest way', () => {
    fc.assert(
      fc.property(patterns, content, (pattern, content) => {
        fc.pre(!('problem' in compilePattern(pattern)));
        expect(hitsOf(pattern, content)).toEqual(naive(pattern, content));
      }),
      { numRuns: 3_000 },
    );
  });

  test('ranges are inside their line, in order, disjoint and not empty', () => {
    fc.assert(
      fc.property(patterns, content, (pattern, content) => {
        fc.pre(!('problem' in compilePattern(pattern)));
        for (const { text, ranges } of hitsOf(pattern, content)) {
          const edges = ranges.flatMap(({ start, end }) => [start, end]);
          expect([0, ...edges, text.length]).toEqual([0, ...edges, text.length].toSorted((a, b) => a - b));
          expect(ranges.every(({ start, end }) => end > start)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('-F finds the lines that include the text', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'ab.*+?^$(){}[]|\\/- é😀'), minLength: 0, maxLength: 3 });
    const lines = fc.array(fc.string({ unit: fc.constantFrom(...'ab.*+?^$(){}[]|\\/- é😀'), maxLength: 8 }));
    fc.assert(
      fc.property(texts, lines, (text, lines) => {
        const content = lines.map(line => `${line}\n`).join('');
        const including = lines.flatMap((line, index) => (line.includes(text) ? [index + 1] : []));
        expect(hitsOf({ text, isFixed: true }, content).map(hit => hit.line)).toEqual(including);
      }),
      { numRuns: 1_000 },
    );
  });

  test('-F compiles any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), fc.boolean(), fc.boolean(), (text, isWord, ignoresCase) => {
        expect(compilePattern({ text, isFixed: true, isWord, ignoresCase })).not.toHaveProperty('problem');
      }),
    );
  });
});
