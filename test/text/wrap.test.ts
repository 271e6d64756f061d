import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakAnywhere } from '../../src/text/break-row.ts';
import { sanitize, trusted } from '../../src/text/sanitize.ts';
import { type Span, textOf } from '../../src/text/span.ts';
import { fitPrefix, graphemes, spansWidth, width } from '../../src/text/width.ts';
import { wrap, wrapPaths, wrapProse } from '../../src/text/wrap.ts';
import { asSafe } from '../support/safe.ts';

const plain = (text: string): readonly Span[] => [{ text: sanitize(text, 'prose'), styles: [] }];
const rows = (text: string, columns: number): readonly string[] => wrap(plain(text), columns).map(textOf);

test.each([
  ['the log is silent', 8, ['the log', 'is', 'silent']],
  ['the log is silent', 80, ['the log is silent']],
  ['the log', 7, ['the log']],
  ['the  log ', 6, ['the', 'log']],
  ['rollback', 3, ['rol', 'lba', 'ck']],
  ['a rollback b', 4, ['a', 'roll', 'back', 'b']],
  ['a\nb\n\nc', 80, ['a', 'b', '', 'c']],
  ['静かな池', 4, ['静か', 'な池']],
  ['静かな池。', 8, ['静かな', '池。']],
  ['「静か」な', 6, ['「静', 'か」な']],
  ['log、静か', 5, ['log、', '静か']],
  ['日本', 1, ['日', '本']],
  ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 3, ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']],
  ['e\u0301e\u0301', 1, ['e\u0301', 'e\u0301']],
  ['', 5, ['']],
])('%j in %i columns is %j', (text, columns, expected) => {
  expect(rows(text, columns)).toEqual(expected);
});

test('a word of two styles is one word, and neighbors with the same style are one span', () => {
  const spans: readonly Span[] = [
    { text: trusted('a roll'), styles: ['strong'] },
    { text: trusted('back'), styles: [] },
    { text: trusted('ed now'), styles: [] },
  ];
  expect(wrap(spans, 11)).toEqual([
    [{ text: 'a', styles: ['strong'] }],
    [
      { text: 'roll', styles: ['strong'] },
      { text: 'backed', styles: [] },
    ],
    [{ text: 'now', styles: [] }],
  ]);
});

test.each([
  ['  ls  list posts, or some', 16, ['  ls  list', '      posts, or', '      some']],
  ['  ls  list posts, or some', 12, ['  ls  list', 'posts, or', 'some']],
  ['ls     longerthan10', 16, ['ls', '      longerthan', '      10']],
])('the row %j in %i columns with a hanging indent of six is %j', (text, columns, expected) => {
  expect(wrapPaths(plain(text), columns, 6).map(textOf)).toEqual(expected);
});

test.each([
  ['post/a-b-/-c-d-/-e.md', 12, ['post/a-b-/', '  -c-d-/', '  -e.md']],
  ['post/a-/-b.md', 13, ['post/a-/-b.md']],
  ['1 min  post/a-b-/-c.md', 14, ['1 min  post/', '  a-b-/-c.md']],
  ['post/夜\u3000の\u00a0棚.md', 80, ['post/夜\u3000の\u00a0棚.md']],
  ['post/a-/-b', 4, ['post', '/a-/', '-b']],
  ['a moss / on a roof / of slate', 9, ['a moss /', '  on a', '  roof /', '  of', '  slate']],
  ['moss on the roof  of/slate', 25, ['moss on the roof', '  of/slate']],
])('the path %j in %i columns is %j', (text, columns, expected) => {
  expect(wrapPaths(plain(text), columns, 2).map(textOf)).toEqual(expected);
});

test.each([
  ['$ cat post/a.md', 6, ['$ cat ', 'post/a', '.md']],
  ['日本', 3, ['日', '本']],
  ['日', 1, ['日']],
  ['', 4, ['']],
])('%j in %i columns is cut into %j', (text, columns, expected) => {
  expect(breakAnywhere(plain(text), columns).map(textOf)).toEqual(expected);
});

test('prose does not end with the end of a word alone on a row', () => {
  const wrapped = wrapProse(plain('the cat sat on a well-known-mat'), 28);
  expect(wrapped.map(textOf)).toEqual(['the cat sat on a', 'well-known-mat']);
});

test('no line of prose ends with a short word alone on a row', () => {
  const wrapped = wrapProse(plain('so we turned it off\nand we went on up'), 15);
  expect(wrapped.map(textOf)).toEqual(['so we turned', 'it off', 'and we went', 'on up']);
});

test.each([
  ['abc', 2, 'ab'],
  ['日本', 3, '日'],
  ['日本', 1, ''],
  ['e\u0301x', 1, 'e\u0301'],
])('the prefix of %j that fits into %i cells is %j', (text, cells, start) => {
  expect(fitPrefix(asSafe(text), cells)).toBe(start);
});

test('the width of spans is the width of their texts', () => {
  expect(spansWidth([...plain('日本'), ...plain('e\u0301!')])).toBe(6);
});

const pieces = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z]{1,9}[.,]?$/) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ' ',
      '  ',
      '\n',
      '「',
      '」',
      '。',
      '静',
      'か',
      'ッ',
      'ー',
      '👍🏽',
      '🏳️‍🌈',
      'e\u0301',
      '“',
      '”',
      '…',
      '/',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
);
const texts = fc
  .array(pieces, { maxLength: 30 })
  .map(parts => sanitize(parts.join('').replaceAll('\t', ' '), 'prose'))
  .filter(text => graphemes(text).every(grapheme => width(grapheme) <= 2));
const isTooWide = (row: string, columns: number): boolean =>
  width(row) > columns && !(columns === 1 && graphemes(row.trim()).length === 1);
const unspaced = (text: string): string => text.replace(/[ \n]/g, '');

test.each([
  ['wrap', wrap],
  ['wrapProse', wrapProse],
  ['wrapPaths', (spans: readonly Span[], columns: number) => wrapPaths(spans, columns, 2)],
  [
    'cutHard',
    (spans: readonly Span[], columns: number) =>
      breakAnywhere(
        spans.map(span => ({ ...span, text: asSafe(unspaced(span.text)) })),
        columns,
      ),
  ],
])('%s makes no row too wide, and keeps every character in order', (_, set) => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 120 }), (text, columns) => {
      const rows = set([{ text, styles: [] }], columns).map(textOf);
      expect(rows.filter(row => isTooWide(row, columns))).toEqual([]);
      expect(unspaced(rows.join(''))).toBe(unspaced(text));
    }),
    { numRuns: 300 },
  );
});

test('no row starts with closing punctuation, and none ends with an opening bracket', () => {
  const phrase = fc.constantFrom('静', 'か', '静、', 'か。', '「静', '池」', '「池」。', ' log', ' log」', ' （a）');
  fc.assert(
    fc.property(fc.array(phrase, { minLength: 1 }), fc.integer({ min: 10, max: 40 }), (phrases, columns) => {
      expect(rows(phrases.join('').trim(), columns).filter(row => /^[、。」）]|[「（]$/.test(row))).toEqual([]);
    }),
  );
});

/** Returns spans with alternating styles. */
const mixed = (...texts: readonly string[]): readonly Span[] =>
  texts.map((text, index) => ({ text: sanitize(text, 'prose'), styles: index % 2 === 0 ? [] : ['strong'] }));

test.each([
  ['我们在山上看日志', 6, ['我们在', '山上看', '日志']],
  ['日志很安静，灯也灭了。', 10, ['日志很安', '静，灯也灭', '了。']],
  ['日志很安静，灯也灭了。', 8, ['日志很安', '静，灯也', '灭了。']],
  ['山路を登りながら', 6, ['山路を', '登りな', 'がら']],
  ['彼は「はい」と言った。', 8, ['彼は「は', 'い」と', '言った。']],
  ['彼は「はい」と言った。', 6, ['彼は', '「は', 'い」と', '言っ', 'た。']],
  ['静か（たまに）動く', 8, ['静か（た', 'まに）動', 'く']],
  ['静か、「静か」', 6, ['静か、', '「静', 'か」']],
  ['あ“静”い', 4, ['あ', '“静”', 'い']],
  ['か：い！う？', 4, ['か：', 'い！', 'う？']],
  ['静か……と', 5, ['静', 'か……', 'と']],
  ['辻󠄀葛󠄀', 2, ['辻󠄀', '葛󠄀']],
  ['か\u3099いすゝ\u3099', 4, ['か\u3099い', 'すゝ\u3099']],
])('Chinese and Japanese: %j in %i columns is %j', (text, columns, expected) => {
  expect(rows(text, columns)).toEqual(expected);
});

test.each([
  ['ちょっと待って', 4, ['ちょ', 'っと', '待っ', 'て']],
  ['あちょう', 4, ['あ', 'ちょ', 'う']],
  ['いラーメン', 4, ['い', 'ラー', 'メン']],
  ['我人々の', 4, ['我', '人々', 'の']],
  ['夏あゝ、秋', 6, ['夏', 'あゝ、', '秋']],
  ['はファイル', 4, ['は', 'ファ', 'イル']],
  ['サーバー', 2, ['サ', 'ー', 'バ', 'ー']],
])('small kana and marks that repeat or lengthen: %j in %i columns is %j', (text, columns, expected) => {
  expect(rows(text, columns)).toEqual(expected);
});

test.each([
  [['静か', '。', 'な'], 4, ['静', 'か。', 'な']],
  [['静', 'か', '。'], 4, ['静', 'か。']],
  [['', '静か', '」', 'な'], 4, ['静', 'か」', 'な']],
  [['あ静', '。」', 'か'], 6, ['あ', '静。」', 'か']],
  [['静か', '、', 'な'], 4, ['静', 'か、', 'な']],
  [['彼（', 'log', '）な'], 7, ['彼', '（log）', 'な']],
  [['い人', '々の'], 4, ['い', '人々', 'の']],
  [['いラ', 'ー', 'メン'], 4, ['い', 'ラー', 'メン']],
  [['あち', 'ょっ', 'と'], 6, ['あ', 'ちょっ', 'と']],
  [['see log', '）', ' a'], 6, ['see', 'log）', 'a']],
])('across changes of style: %j in %i columns is %j', (texts, columns, expected) => {
  expect(wrap(mixed(...texts), columns).map(textOf)).toEqual(expected);
});

test.each([
  [['あ', '「', 'い'], 4, ['あ', '「い']],
  [['彼（', '静か', '）な'], 4, ['彼', '（静', 'か）', 'な']],
  [['い「', '「う'], 6, ['い', '「「う']],
  [['あい', '（', '静'], 6, ['あい', '（静']],
])('no row ends with an opener at a change of style: %j in %i columns is %j', (texts, columns, expected) => {
  expect(wrap(mixed(...texts), columns).map(textOf)).toEqual(expected);
});

test.each([
  ['서버가 조용하다', 6, ['서버가', '조용하', '다']],
  ['한국어 문장입니다', 8, ['한국어', '문장입니', '다']],
  ['서버가 조용하다.', 14, ['서버가 조용하', '다.']],
  ['서버가 조용하다.', 15, ['서버가 조용하', '다.']],
  ['왜, 왜?', 3, ['왜,', '왜?']],
  ['서버(컴퓨터)가', 6, ['서버', '(컴퓨', '터)가']],
  ['\u1112\u1161\u11ab\u1100\u1173\u11af', 2, ['\u1112\u1161\u11ab', '\u1100\u1173\u11af']],
])('Korean: %j in %i columns is %j', (text, columns, expected) => {
  expect(rows(text, columns)).toEqual(expected);
});

test.each([
  ['logを見る', 5, ['logを', '見る']],
  ['logを見る', 3, ['log', 'を', '見', 'る']],
  ['静かなlogです', 8, ['静かな', 'logです']],
  ['Linuxサーバー3台', 8, ['Linux', 'サーバー', '3台']],
  ['日本語の文章。English text.', 20, ['日本語の文章。', 'English text.']],
  ['静か「log」な', 9, ['静か', '「log」な']],
  ['日志,很静!好', 4, ['日', '志,', '很', '静!', '好']],
  ['日本(log)な', 6, ['日本', '(log)', 'な']],
  ['ｶｷ｡ｸ', 2, ['ｶ', 'ｷ｡', 'ｸ']],
  ['ｶﾞｷﾞ', 1, ['ｶﾞ', 'ｷﾞ']],
])('mixed scripts and widths: %j in %i columns is %j', (text, columns, expected) => {
  expect(rows(text, columns)).toEqual(expected);
});

test.each([
  ['สวัสดีชาวโลก', 8, ['สวัสดีชาว', 'โลก']],
  ['ภาษาไทยไม่มีช่องว่าง', 7, ['ภาษาไทย', 'ไม่มีช่อง', 'ว่าง']],
  ['เซิร์ฟเวอร์เงียบมาก', 8, ['เซิร์ฟเวอร์', 'เงียบมาก']],
  ['logไทย', 3, ['log', 'ไทย']],
  ['ພາສາລາວ', 4, ['ພາສາ', 'ລາວ']],
  ['ភាសាខ្មែរ', 4, ['ភាសា', 'ខ្មែរ']],
  ['ชาวโลก.', 6, ['ชาว', 'โลก.']],
  ['ชาว(โลก)', 5, ['ชาว', '(โลก)']],
])('between words without spaces: %j in %i columns is %j', (text, columns, expected) => {
  expect(rows(text, columns)).toEqual(expected);
});

test('code does not break between words without spaces', () => {
  expect(wrap([{ text: trusted('a สวัสดีชาวโลก'), styles: ['code'] }], 10).map(textOf)).toEqual(['a', 'สวัสดีชาวโลก']);
});

test.each([
  ['well-known bug', 6, ['well-', 'known', 'bug']],
  ['a well-known bug', 7, ['a well-', 'known', 'bug']],
  ['mother-in-law', 9, ['mother-', 'in-law']],
  ['state-of-the-art', 10, ['state-of-', 'the-art']],
  ['run --force now', 10, ['run', '--force', 'now']],
  ['run -rf now', 6, ['run', '-rf', 'now']],
  ['an x-1 b', 4, ['an', 'x-1', 'b']],
  ['an e-mail', 6, ['an', 'e-mail']],
  ['is -5 now', 4, ['is', '-5', 'now']],
  ['on 2020-01-02', 10, ['on', '2020-01-02']],
  ['silent—then loud', 9, ['silent—', 'then loud']],
  ['silent — then loud', 9, ['silent —', 'then loud']],
  ['1990–2020', 6, ['1990–', '2020']],
  ['a—b', 2, ['a—', 'b']],
  ['is silent—', 8, ['is', 'silent—']],
])('hyphens and dashes: %j in %i columns is %j', (text, columns, expected) => {
  expect(rows(text, columns)).toEqual(expected);
});

test.each([['see well-known'], ['see silent—then']])('in code %j breaks at the space only', text => {
  expect(wrap([{ text: asSafe(text), styles: ['code'] }], 11).map(textOf)).toEqual(text.split(' '));
});

test.each([
  ['at 10\u00a0km', 5, ['at', '10\u00a0km']],
  ['Oui, non\u202f! x', 8, ['Oui,', 'non\u202f! x']],
  ['at 10\u00a0000\u00a0km', 9, ['at', '10\u00a0000\u00a0km']],
  ['静 静\u00a0か', 7, ['静', '静\u00a0か']],
  ['あ静\u00a0か', 6, ['あ', '静\u00a0か']],
  ['あ静\u202fか', 5, ['あ', '静\u202fか']],
  ['あlog\u00a0か', 6, ['あ', 'log\u00a0か']],
])('no row breaks at a no-break space: %j in %i columns is %j', (text, columns, expected) => {
  expect(rows(text, columns)).toEqual(expected);
});

test.each([
  ['Le thé est prêt ! Oui.', 15, ['Le thé est', 'prêt ! Oui.']],
  ['il a dit « thé » ici', 10, ['il a dit', '« thé »', 'ici']],
  ['steam / hum / click', 7, ['steam /', 'hum /', 'click']],
  ['boil it ... and wait', 9, ['boil', 'it ...', 'and wait']],
  ['about 90 % of it', 8, ['about', '90 % of', 'it']],
  ['it holds 12 kg.', 11, ['it holds', '12 kg.']],
  ['now at 95 °C', 9, ['now at', '95 °C']],
  ['it has 12 handles', 9, ['it has 12', 'handles']],
  ['no kg here', 5, ['no kg', 'here']],
  ['it has 16 GiB now', 9, ['it has', '16 GiB', 'now']],
  ['tea at 5 p.m. or so', 9, ['tea at', '5 p.m. or', 'so']],
  ['about 90 percent of it', 14, ['about', '90 percent of', 'it']],
  ['the kettle — not the cup', 10, ['the', 'kettle —', 'not the', 'cup']],
  ['the kettle - not the cup', 10, ['the', 'kettle -', 'not the', 'cup']],
])('no row breaks before a mark or a unit: %j in %i columns is %j', (text, columns, expected) => {
  expect(rows(text, columns)).toEqual(expected);
});

test.each([
  ['we run Kettle 1.8 now', 13, ['we run', 'Kettle 1.8', 'now']],
  ['it began on July 14.', 17, ['it began on', 'July 14.']],
  ['since 14 July 2023 it boils', 13, ['since', '14 July 2023', 'it boils']],
  ['ask Dr. Teller about it', 10, ['ask', 'Dr. Teller', 'about it']],
  ['see p. 12 of the book', 6, ['see', 'p. 12', 'of the', 'book']],
  ['It was in Kettle. 12 cups', 20, ['It was in Kettle. 12', 'cups']],
  ['I had 12 cups of Tea 1,200 times', 20, ['I had 12 cups of Tea', '1,200 times']],
  ['a Kettle 1.8', 9, ['a Kettle', '1.8']],
])(
  'no row breaks within a name with a number, a date or a title: %j in %i columns is %j',
  (text, columns, expected) => {
    expect(rows(text, columns)).toEqual(expected);
  },
);

test('a word that begins with a mark or a unit is not kept', () => {
  expect(wrap(mixed('it is 12 m', 'inutes'), 8).map(textOf)).toEqual(['it is 12', 'minutes']);
});

test.each([
  ['a family', '👨‍👩‍👧‍👦'],
  ['a flag', '🇫🇷'],
  ['a flag of tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['a flag of two emoji', '🏳️‍🌈'],
  ['a keycap', '1️⃣'],
  ['a tone of skin', '👍🏽'],
  ['a heart made an emoji', '❤️'],
  ['a base with two marks', 'e\u0301\u0327'],
  ['a kana with its voice mark', 'か\u3099'],
  ['a conjunct', 'क्षि'],
  ['a Hebrew letter with its points', 'שָׁ'],
  ['a Hangul syllable in letters', '\u1112\u1161\u11ab'],
])('%s stays whole in rows of 1 and 2 cells', (_, grapheme) => {
  expect(rows(grapheme.repeat(2), 1)).toEqual([grapheme, grapheme]);
  expect(rows(grapheme.repeat(2), 2).join('|').split('|')).toEqual(
    width(grapheme) === 1 ? [grapheme.repeat(2)] : [grapheme, grapheme],
  );
  expect(rows(`静 ${grapheme}`, 2)).toEqual(['静', grapheme]);
});

test.each([
  ['see https://example.org/a/long_path', 12, ['see', 'https://', 'example.org/', 'a/long_path']],
  ['https://example.org/a?b=c#d go', 10, ['https://', 'example', '.org/a?b=', 'c#d go']],
  ['<https://example.org/old-kettles>, and', 22, ['<https://example.org/', 'old-kettles>, and']],
  ['a <../kettles-and-cups/why.md>', 29, ['a', '<../kettles-and-cups/why.md>']],
  ['the scale_of_all_kettles', 14, ['the', 'scale_of_all_', 'kettles']],
  ['in post-of-1999.md', 11, ['in', 'post-of-', '1999.md']],
])('an address breaks only if it is longer than the row: %j in %i columns is %j', (text, columns, expected) => {
  expect(rows(text, columns)).toEqual(expected);
});

test.each([
  ['שלום עולם', 5, ['שלום', 'עולם']],
  ['مرحبا بالعالم', 7, ['مرحبا', 'بالعالم']],
  ['the word שלום is here', 12, ['the word', 'שלום is here']],
  ['العدد 42 هنا', 8, ['العدد 42', 'هنا']],
  ['(שלום) עולם', 6, ['(שלום)', 'עולם']],
])('right-to-left text keeps its order: %j in %i columns is %j', (text, columns, expected) => {
  expect(rows(text, columns)).toEqual(expected);
});

test.each([
  ['\u0301 abcdef', 3],
  ['\u0308 静', 1],
  ['静\u{e0100}か', 1],
])('a character without width is kept before a word that is cut: %j in %i columns', (text, columns) => {
  expect(rows(text, columns).join('')).toBe(text.replaceAll(' ', ''));
});

test('every piece of a wrapped link is linked', () => {
  const href = trusted('https://a.b/');
  const link: Span = { text: trusted('well-known 静か、 https://a.b/ไทย'), styles: ['link'], href };
  const pieces = wrap([...plain('see '), link, ...plain(' now')], 5).flat();
  expect(pieces.filter(span => span.styles.includes('link')).length).toBeGreaterThan(5);
  expect(pieces.filter(span => span.styles.includes('link') !== (span.href === href))).toEqual([]);
});

const cluster = fc.constantFrom(
  ...[
    'a',
    'b',
    '-',
    '.',
    '—',
    '\u00a0',
    'e\u0301',
    'e\u0301\u0327',
    '静',
    'か',
    'か\u3099',
    'っ',
    'ー',
    '々',
    '辻\u{e0100}',
  ],
  ...[
    '。',
    '」',
    '「',
    '（',
    '…',
    '”',
    '“',
    '글',
    '\u1112\u1161\u11ab',
    'ส',
    'วั',
    'ดี',
    'น้ำ',
    'ລາ',
    'ខ្មែ',
    'क्षि',
    'שָׁ',
    'م',
  ],
  ...['👨‍👩‍👧‍👦', '🇫🇷', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏳️‍🌈', '1️⃣', '👍🏽', '❤️', 'ｶﾞ', '静\u200d'],
);
const unbroken = fc
  .array(fc.oneof(cluster, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 25 })
  .map(parts => sanitize(parts.join('').replace(/[ \n\t]/g, ''), 'prose'))
  .filter(text => !/[ \n]/.test(text));

/** Returns the ends of graphemes, in UTF-16 units. */
const ends = (parts: readonly string[]): readonly number[] =>
  parts.map((_, index) => parts.slice(0, index + 1).join('').length);

test('no row ends within a grapheme', () => {
  fc.assert(
    fc.property(unbroken, fc.integer({ min: 1, max: 8 }), (text, columns) => {
      const wrapped = rows(text, columns);
      expect(wrapped.join('')).toBe(text);
      const whole = new Set(ends(graphemes(text)));
      expect(ends(wrapped).filter(end => end > 0 && !whole.has(end))).toEqual([]);
    }),
    // A dictionary may end a word before the vowel AM, which is part of the grapheme.
    {
      numRuns: 500,
      examples: [
        ['วัน้ำ', 1],
        ['\u309d\u3099', 1],
      ],
    },
  );
});

/** Splits a text into spans with alternating styles. `lengths` are their numbers of graphemes. */
const cutIntoSpans = (text: string, lengths: readonly number[]): readonly Span[] => {
  const parts = graphemes(text);
  const cuts = [0, ...lengths.map((_, index) => lengths.slice(0, index + 1).reduce((sum, length) => sum + length))];
  return mixed(...cuts.map((from, index) => parts.slice(from, cuts[index + 1]).join(''))).filter(
    span => span.text !== '',
  );
};
const lengths = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 20 });
/** Text of unbreakable units, which are at most 10 cells wide. */
const units = fc
  .array(
    fc.tuple(
      fc.constantFrom('', '', '「', '（', '（「'),
      fc.constantFrom('静', 'か', 'か\u3099', '글', '夏'),
      fc.constantFrom('', '', '。', '、', '」', '）。', 'ー', '々', 'っ'),
    ),
    { maxLength: 20 },
  )
  .map(found => found.flat().join(''));

test('no row starts with a closer if every unit fits, however the text is styled', () => {
  fc.assert(
    fc.property(units, lengths, fc.integer({ min: 10, max: 30 }), (text, lengths, columns) => {
      const wrapped = wrap(cutIntoSpans(text, lengths), columns).map(textOf);
      expect(wrapped.join('')).toBe(text);
      expect(wrapped.filter(row => /^[。、」）ー々っ]/.test(row))).toEqual([]);
    }),
  );
});

test('no row ends with an opener if every unit fits, however the text is styled', () => {
  fc.assert(
    fc.property(units, lengths, fc.integer({ min: 10, max: 30 }), (text, lengths, columns) => {
      const wrapped = wrap(cutIntoSpans(text, lengths), columns).map(textOf);
      expect(wrapped.filter(row => /[「（]$/.test(row))).toEqual([]);
    }),
  );
});

test('every character keeps its style and its place', () => {
  const looks = (spans: readonly Span[]): readonly string[] =>
    spans.flatMap(span => [...span.text].filter(character => !/[ \n]/.test(character)).map(each => each + span.styles));
  fc.assert(
    fc.property(texts, lengths, fc.integer({ min: 1, max: 30 }), (text, lengths, columns) => {
      const spans = cutIntoSpans(text, lengths);
      expect(looks(wrap(spans, columns).flat())).toEqual(looks(spans));
    }),
  );
});

test.each([
  ['openers', '「'.repeat(50_000)],
  ['ideographic spaces', '\u3000'.repeat(50_000)],
  ['letters', '^@'.repeat(1_000_000)],
])('endless %s are cut, and all are kept', (_, text) => {
  expect(
    wrapProse([{ text: asSafe(text), styles: [] }], 80)
      .map(textOf)
      .join(''),
  ).toBe(text);
});

test('text that fits into a row is that row, with its neighbors of one look merged', () => {
  const [plain, strong] = ['the log ', 'is silent'].map(text => ({ text: asSafe(text), styles: [] as const }));
  const spans = [plain, strong].filter(span => span !== undefined);
  for (const wrapped of [wrap(spans, 17), wrapProse(spans, 17), wrap(spans, 80)])
    expect(wrapped).toEqual([[{ text: 'the log is silent', styles: [] }]]);
  expect(wrap(spans, 16)).toHaveLength(2);
});
