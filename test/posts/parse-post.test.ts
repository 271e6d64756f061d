import { expect, test } from 'vitest';
import { countLineEnds, parsePost } from '../../src/posts/parse-post.ts';

test.each([
  ['', 0],
  ['a', 0],
  ['a\n', 1],
  ['a\nb', 1],
  ['a\r\nb\r\n', 2],
  ['a\rb\r', 0],
  ['a\n\rb', 1],
  ['\n\n', 2],
])('%j has %i line ends', (text, ends) => {
  expect(countLineEnds(text)).toBe(ends);
});

test.each([
  ['a / b / c\n\nTitle: Fans\n\nHum.\n', { haiku: 1, title: 3, body: 4 }],
  ['\na / b / c\nFans\nHum.\n', { haiku: 2, title: 3, body: 4 }],
  ['\r\na / b / c\r\n\r\n# Fans\r\nHum.\r\n', { haiku: 2, title: 4, body: 5 }],
  ['\uFEFFa / b / c\n', { haiku: 1, title: 0, body: 2 }],
  ['\n\n# Fans\n\nHum.', { haiku: 0, title: 3, body: 4 }],
  ['a / b / c\n\nThe fans hum, all of them.\n', { haiku: 1, title: 0, body: 2 }],
  ['---\ntitle: x\n---\n\na / b / c\n\n# Fans\nHum.\n', { haiku: 5, title: 7, body: 8 }],
  ['---\r\ntitle: x\r\n---\r\nHum.', { haiku: 0, title: 0, body: 4 }],
  ['a\rb / b / c\n\n# Fans\rhum\nHum.\n', { haiku: 1, title: 3, body: 4 }],
  ['Hum\n', { haiku: 0, title: 0, body: 1 }],
  ['', { haiku: 0, title: 0, body: 1 }],
])('the parts of %j begin at the lines %j', (content, lines) => {
  expect(parsePost(content).lines).toEqual(lines);
});

test.each([
  ['# Fans', 'Fans'],
  ['# Fans ##', 'Fans'],
  ['# Fans##', 'Fans##'],
  ['# Fans # ##', 'Fans #'],
  ['# #', '#'],
  ['#  ##', '##'],
  ['#   Fans   #   ', 'Fans'],
  ['Title: Fans #', 'Fans #'],
  [`# Fans${' '.repeat(100_000)}hum`, `Fans${' '.repeat(100_000)}hum`],
])('the title line %j has the title %j', (line, text) => {
  expect(parsePost(`a / b / c\n${line}\n\nHum.`).title?.text).toBe(text);
});
