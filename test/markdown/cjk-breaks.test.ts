import { expect, test } from 'vitest';
import { rowsOf } from '../support/tree.ts';

test.each([
  ['kana and Han', '雨の夜\nの電車が\n来た。', '雨の夜の電車が来た。'],
  ['punctuation', '電車が、\n「来た」\nと言う', '電車が、「来た」と言う'],
  ['Chinese quotes', '他说：“下雨了”\n然后走了——\n没有伞', '他说：“下雨了”然后走了——没有伞'],
  ['emphasis', '雨の**夜**\n*の*電車', '雨の夜の電車'],
  ['Latin letters', '電車\nis late\n電車', '電車 is late 電車'],
  ['Korean', '밤의 전차가\n온다', '밤의 전차가 온다'],
  ['Latin quotes', 'he said “so”\nand went', 'he said “so” and went'],
  ['a hard break', '雨の夜  \nの電車', '雨の夜\nの電車'],
])('line ends of a paragraph: %s', (_, body, text) => {
  expect(rowsOf(`x\n\n${body}`, 80).slice(2).join('\n')).toBe(text);
});

test('line ends in a list and in a quote', () => {
  expect(rowsOf('- 雨の\n  夜\n\n> 電車\n> が', 80)).toEqual(['• 雨の夜', '', '▎ 電車が']);
});
