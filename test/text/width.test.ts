import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { trusted } from '../../src/text/sanitize.ts';
import { type Span, textOf } from '../../src/text/span.ts';
import {
  firstGrapheme,
  fitPrefix,
  graphemeBounds,
  graphemes,
  sliceColumns,
  spansWidth,
  width,
} from '../../src/text/width.ts';
import { codePoint } from '../support/code-point.ts';
import { asSafe } from '../support/safe.ts';
import { sample } from '../support/sample.ts';

test.each([
  ['', 0],
  ['the log', 7],
  ['~', 1],
  ['日本語', 6],
  ['한국어', 6],
  ['か\u3099', 2],
  ['ーｱ', 3],
  ['ＡＢ', 4],
  ['、。「」', 8],
  ['\u{20000}', 2],
  ['\u3000', 2],
  ['\u00a0\u202f', 2],
  ['e\u0301', 1],
  ['\u0301', 0],
  ['“…”', 3],
  ['│─•', 3],
  ['สวัสดี', 4],
  ['שָׁלוֹם', 4],
  ['क्षि', 2],
  ['\u1112\u1161\u11ab', 2],
  ['😀', 2],
  ['👍🏽', 2],
  ['👨‍👩‍👧‍👦', 2],
  ['🏳️‍🌈', 2],
  ['🇫🇷🇯🇵', 4],
  ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', 2],
  ['1️⃣', 2],
  ['❤', 1],
  ['❤️', 2],
  ['\ufffd', 1],
])('%j takes %i cells', (text, cells) => {
  expect(width(text)).toBe(cells);
});

test.each([
  ['', 3, ''],
  ['abc', 0, ''],
  ['abc', -1, ''],
  ['abc', 2, 'ab'],
  ['abc', 9, 'abc'],
  ['日本', 1, ''],
  ['日本', 3, '日'],
  ['日本', 4, '日本'],
  ['a日', 2, 'a'],
  ['e\u0301e\u0301', 1, 'e\u0301'],
  ['👨‍👩‍👧‍👦x', 1, ''],
  ['👨‍👩‍👧‍👦x', 2, '👨‍👩‍👧‍👦'],
  ['🇫🇷🇯🇵', 3, '🇫🇷'],
])('the prefix of %j that fits into %i cells is %j', (text, cells, start) => {
  expect(fitPrefix(asSafe(text), cells)).toBe(start);
});

test.each([
  ['', ''],
  ['abc', 'a'],
  ['日本', '日'],
  ['e\u0301x', 'e\u0301'],
  ['👨‍👩‍👧‍👦x', '👨‍👩‍👧‍👦'],
  ['🇫🇷🇯🇵', '🇫🇷'],
  ['1️⃣2', '1️⃣'],
  ['\r\n', '\r\n'],
  ['\u1112\u1161\u11abx', '\u1112\u1161\u11ab'],
])('%j starts with the grapheme %j', (text, first) => {
  expect(firstGrapheme(text)).toBe(first);
});

const spansOf = (texts: readonly string[]): readonly Span[] => texts.map(text => ({ text: asSafe(text), styles: [] }));

test.each([
  [['hello'], 1, 3, 'el'],
  [['hello'], 0, 5, 'hello'],
  [['ab', 'cd', 'ef'], 1, 5, 'bcde'],
  [['ab', 'cd', 'ef'], 2, 4, 'cd'],
  [['ab'], 0, 0, ''],
  [['ab'], 1, 1, ''],
  [['ab'], 1, 9, 'b'],
  [['ab'], 2, 9, ''],
  [['ab'], 5, 9, ''],
  [['ab'], 0, Number.POSITIVE_INFINITY, 'ab'],
  [[], 0, 5, ''],
  [['', 'a', ''], 0, 5, 'a'],
  [['日本'], 0, 2, '日'],
  [['日本'], 2, 4, '本'],
  [['日本'], 0, 3, '日 '],
  [['日本'], 1, 4, ' 本'],
  [['日本語'], 1, 5, ' 本 '],
  [['日本'], 1, 3, '  '],
  [['日', '本'], 1, 3, '  '],
  [['日', '本'], 1, 4, ' 本'],
  [['a日b'], 1, 2, ' '],
  [['a日b'], 2, 3, ' '],
  [['a日b'], 2, 4, ' b'],
  [['日'], 0, 1, ' '],
  [['日'], 1, 2, ' '],
  [['日'], 1, 1, ''],
  [['日'], 1, 9, ' '],
  [['👨‍👩‍👧‍👦x'], 1, 3, ' x'],
  [['e\u0301e\u0301'], 1, 2, 'e\u0301'],
])('the cells of %j from %i to before %i are %j', (texts, from, to, shown) => {
  expect(textOf(sliceColumns(spansOf(texts), from, to))).toBe(shown);
});

test('sliced cells keep the style and the link of their spans, blanks too', () => {
  const href = trusted('https://a.b/');
  const spans: readonly Span[] = [
    { text: trusted('a日'), styles: ['link'], href },
    { text: trusted('本b'), styles: ['string'] },
  ];
  expect(sliceColumns(spans, 2, 4)).toEqual([
    { text: ' ', styles: ['link'], href },
    { text: ' ', styles: ['string'] },
  ]);
  expect(sliceColumns(spans, 0, 6)).toEqual(spans);
});

// Only widths 1 and 2: a grapheme without width has no cell.
const grapheme = fc.constantFrom('a', ' ', 'é', 'e\u0301', 'ｱ', '日', 'か\u3099', '。', '👍🏽', '👨‍👩‍👧‍👦', '1️⃣');
const spans = fc
  .array(fc.array(grapheme, { maxLength: 6 }), { maxLength: 6 })
  .map(texts => spansOf(texts.map(parts => parts.join(''))));
const total = 72;

test('a slice is as wide as the distance between its columns', () => {
  fc.assert(
    fc.property(spans, fc.nat(total), fc.nat(total), (spans, one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const there = spansWidth(spans);
      expect(spansWidth(sliceColumns(spans, from, to))).toBe(Math.min(to, there) - Math.min(from, there));
    }),
    { numRuns: 1000 },
  );
});

test('slices between graphemes add up to the text', () => {
  fc.assert(
    fc.property(spans, fc.array(fc.nat(total)), (spans, picked) => {
      const text = textOf(spans);
      const parts = graphemes(text);
      const edges = parts.map((_, index) => width(parts.slice(0, index).join('')));
      const cuts = [...new Set([0, ...picked.map(pick => edges[pick % edges.length] ?? 0)])].sort((a, b) => a - b);
      const shown = cuts.map((from, index) => textOf(sliceColumns(spans, from, cuts[index + 1] ?? spansWidth(spans))));
      expect(shown.join('')).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('a text fits into its own width, and a prefix that fits is never wider', () => {
  const texts = fc
    .array(fc.oneof(grapheme, fc.string({ unit: 'grapheme', maxLength: 3 })))
    .map(parts => parts.join(''));
  fc.assert(
    fc.property(texts, fc.nat(30), (text, cells) => {
      expect(fitPrefix(asSafe(text), width(text))).toBe(text);
      expect(width(fitPrefix(asSafe(text), cells))).toBeLessThanOrEqual(cells);
      expect(text.startsWith(fitPrefix(asSafe(text), cells))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('every character of the first plane is as wide as in string-width, alone and between others', () => {
  const wrong: string[] = [];
  const codes = Array.from({ length: 0x10000 - 0x20 }, (_, at) => at + 0x20);
  for (const code of sample(codes, 3_000)) {
    const character = String.fromCharCode(code);
    for (const text of [character, `a${character}b`, `日${character}本`, `\u2191${character}`])
      if (width(text) !== stringWidth(text)) wrong.push(`${code.toString(16)}: ${width(text)}`);
  }
  expect(wrong).toEqual([]);
});

test('simple text is split as the segmenter splits it', () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const simple = fc.constantFrom(...'a Z~\u00a0\u00e9\u02ff\u2014\u2191\u276f\u3001\u304b\u30fc\u65e5\ud55c\uff21');
  const joined = fc.constantFrom('\u0301', '\u3099', '\ufe0f', '\u200d', '😀');
  const text = fc.string({ unit: fc.oneof({ weight: 9, arbitrary: simple }, { weight: 1, arbitrary: joined }) });
  fc.assert(
    fc.property(text, text => {
      const parts = Array.from(segmenter.segment(text), ({ segment }) => segment);
      expect(graphemes(text)).toEqual(parts);
      expect(firstGrapheme(text)).toBe(parts[0] ?? '');
      expect(width(text)).toBe(stringWidth(text));
    }),
  );
});

test.each<readonly [text: string, at: number, bounds: readonly [number, number]]>([
  ['ab', 0, [0, 0]],
  ['ab', 1, [1, 1]],
  ['ab', 2, [2, 2]],
  ['静か', 1, [1, 1]],
  ['e\u0301x', 1, [0, 2]],
  ['e\u0301x', 2, [2, 2]],
  ['a👍🏽b', 2, [1, 5]],
  ['🇳🇴🇳🇴', 4, [4, 4]],
  ['🇳🇴🇳🇴', 6, [4, 8]],
  ['', 0, [0, 0]],
])('the bounds in %j of the grapheme around %i are %j', (text, at, bounds) => {
  expect(graphemeBounds(text)(at)).toEqual(bounds);
});

test('a cut at the bounds of a grapheme splits none', () => {
  fc.assert(
    fc.property(fc.string({ unit: codePoint }), fc.nat(20), (text, at) => {
      const [start, end] = graphemeBounds(text)(Math.min(at, text.length));
      const parts = [text.slice(0, start), text.slice(start, end), text.slice(end)].filter(part => part !== '');
      expect(parts.flatMap(graphemes)).toEqual(graphemes(text));
    }),
  );
});

test('a match outside of the slice leaves an empty span with its column, on the side where it is', () => {
  const marked = ['ab', 'cd', 'ef'].map((text, matchIndex) => ({
    text: asSafe(text),
    styles: ['match'] as const,
    matchIndex,
  }));
  expect(sliceColumns(marked, 2, 4).map(({ text, matchIndex, column }) => [text, matchIndex, column])).toEqual([
    ['', 0, 0],
    ['cd', 1, undefined],
    ['', 2, 4],
  ]);
});
