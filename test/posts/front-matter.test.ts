import { expect, test } from 'vitest';
import { noFields, readFields, splitFrontMatter } from '../../src/posts/front-matter.ts';

test.each([
  ['---\ntitle: A\n---\nbody\n', 'yaml', 'title: A', 'body\n'],
  ['+++\ntitle = "A"\n+++\nbody\n', 'toml', 'title = "A"', 'body\n'],
  ['---\ntitle: A\n---', 'yaml', 'title: A', ''],
  ['---\n---\nbody', 'yaml', '', 'body'],
  ['\uFEFF---\na: 1\n---\nbody', 'yaml', 'a: 1', 'body'],
  ['---  \r\na: 1\r\n---\r\nbody', 'yaml', 'a: 1\r', 'body'],
  ['---\na: b --- c\n---\nx\n---\n', 'yaml', 'a: b --- c', 'x\n---\n'],
])('the text %j begins with %s', (text, syntax, source, body) => {
  expect(splitFrontMatter(text)).toEqual({ syntax, source, body });
});

test.each([
  ['---\ntitle: A\nbody, and never a fence'],
  ['---\ntitle: A\n+++\nbody'],
  ['---\ntitle: A\n----\nbody'],
  ['\n---\ntitle: A\n---\n'],
  ['--- a\n---\n'],
  ['body'],
])('the text %j has no front matter', text => {
  expect(splitFrontMatter(text)).toBeNull();
});

const haiku = ['a', 'b c', 'd'];

test.each([
  ['---\nhaiku: a / b c / d\ntitle: " T "\ndate: 2020-10-12\n---\n', { haiku, title: 'T', date: '2020-10-12' }],
  ['---\nhaiku: |\n  a\n  b c\n  d\n---\n', { haiku, title: null, date: null }],
  ['---\ntitle: 2020\ndate: 2020-10-12T08:00:00+02:00\n---\n', { haiku: null, title: '2020', date: '2020-10-12' }],
  ['---\ndate: October 2017\n---\n', { ...noFields, date: '2017-10' }],
  ['---\ntitle: ""\nhaiku: a / b\ndate: soon\n---\n', noFields],
  ['---\ntitle: [a]\n---\n', noFields],
  ['+++\ntitle = "T"\ndate = 2020-10-12\n+++\n', { ...noFields, title: 'T', date: '2020-10-12' }],
  ['+++\nhaiku = "a / b c / d"\ndate = "2017-10"\n+++\n', { haiku, title: null, date: '2017-10' }],
  ['+++\ntitle = 3\n+++\n', noFields],
  ['---\ntitle: "unclosed\n---\n', noFields],
  ['---\njust a text\n---\n', noFields],
  ['---\ndate: [2020-10-12]\n---\n', noFields],
  ['---\ndate: { toString: a }\n---\n', noFields],
  ['---\ndate: &a [*a]\n---\n', noFields],
  ['+++\ntitle = "T"\n[date]\nday = 12\n+++\n', { ...noFields, title: 'T' }],
  ['---\n---\n', noFields],
  ['+++\ntitle = \n+++\n', noFields],
])('the front matter of %j says %j', async (text, fields) => {
  const block = splitFrontMatter(text);
  expect(block).not.toBeNull();
  expect(await readFields(block)).toEqual(fields);
});

test('a post without front matter has no fields', async () => {
  expect(await readFields(null)).toEqual(noFields);
});
