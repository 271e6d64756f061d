import { expect, test } from 'vitest';
import { countLineEnds } from '../../src/posts/content.ts';
import { parsePost } from '../../src/posts/parse-post.ts';

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

const matter = '---\ntitle: Steam\n---\n';
const kettle = ['the kettle is on', 'nobody is in the house', 'the window is wet'];

test.each([
  ['the kettle is on / nobody is in the house / the window is wet\n\nIt hisses.', kettle],
  ['*the kettle is on / nobody is in the house / the window is wet*\n', kettle],
  ['the kettle is on\nnobody is in the house\nthe window is wet\n', kettle],
  ['the kettle is on  \r\nnobody is in the house\\\r\nthe window is wet\r\n\r\n', kettle],
  [`${matter}\nthe kettle is on\nnobody is in the house\nthe window is wet`, kettle],
  [`${matter}the kettle is on / nobody is in the house / the window is wet\n\nIt hisses.`, kettle],
  [`${matter}the kettle is on / nobody is in the house / the window is wet\nand on.`, null],
  [`${matter}I read Steam / Smoke / Fire.\n`, null],
  ['- kettle / house / window\n', null],
  ['1. kettle / house / window\n', null],
  ['Tags: kettle / house / window\n', null],
  ['Key words: kettle / house / window\n', null],
  ['The log says: / it is / at noon\n', ['The log says:', 'it is', 'at noon']],
  [`${matter}Home / Kettles / Steam\n`, null],
  ['`kettle` / house / window\n', null],
  ['| kettle / house / window |\n', null],
  ['See [kettle](a) / house / window\n', null],
  ['It hissed. I left the kettle / house / window\n', null],
  [
    'the kettle is on\nnobody is in the house...\nHiss! Only the steam\n',
    ['the kettle is on', 'nobody is in the house...', 'Hiss! Only the steam'],
  ],
  ['I like many things (kettle / house / window)\n', null],
  ['kettle / house / window / door\n', null],
  ['kettle / house\n', null],
  [`${'kettle '.repeat(15)}/ house / window\n`, null],
  ['- the kettle is on\n- nobody is in\n- the window is wet\n', null],
  ['the kettle is on\n\nnobody is in\nthe window is wet\n', null],
  ['the kettle is on\nnobody is in\nthe window is wet\nstill\n', null],
  [`the kettle is on\n${'nobody '.repeat(12)}\nthe window is wet\n`, null],
])('the content %j has the haiku %j', (content, haiku) => {
  const isTitled = content.startsWith('---');
  expect(parsePost(content, { slug: 'steam', path: 'steam.md' }, isTitled).haiku).toEqual(haiku);
});

test('a first line is a haiku, whatever is in it, where the path is one', () => {
  const ref = { slug: 'a-/-b-/-c', path: 'a-/-b-/-c.md' };
  expect(parsePost('`a` / [b](x) / c.\nd', ref, true).haiku).toEqual(['`a`', '[b](x)', 'c.']);
});

test('a text of three lines is a haiku, and its lines are the body', () => {
  const text = `${kettle.join('\n')}\n`;
  expect(parsePost(text)).toMatchObject({
    haiku: kettle,
    title: null,
    body: text,
    lines: { haiku: 0, title: 0, body: 1 },
  });
});

test('a long sentence that is wrapped into three lines is no haiku', () => {
  expect(
    parsePost(
      'Nobody had watered the ferns in May\nbecause the can was in the cellar,\nand the key to it with my aunt.\n',
    ).haiku,
  ).toBeNull();
  expect(
    parsePost('The ferns stand in May\nwith dry leaves, and the can is\nwhere my aunt left it.\n').haiku,
  ).toHaveLength(3);
});

test('a number sign does not begin a title in Org', () => {
  expect(parsePost('# a comment\n', { slug: 'a', path: 'a.org' }).title).toBeNull();
});
