import { expect, test } from 'vitest';
import { NO_FIELDS, readFields, splitFrontMatter } from '../../src/posts/front-matter.ts';

test.each([
  ['---\ntitle: A\n---\nbody\n', 'yaml', 'title: A', 'body\n'],
  ['+++\ntitle = "A"\n+++\nbody\n', 'toml', 'title = "A"', 'body\n'],
  ['---\ntitle: A\n---', 'yaml', 'title: A', ''],
  ['---\n---\nbody', 'yaml', '', 'body'],
  ['\uFEFF---\na: 1\n---\nbody', 'yaml', 'a: 1', 'body'],
  ['---  \r\na: 1\r\n---\r\nbody', 'yaml', 'a: 1\r', 'body'],
  ['---\na: b --- c\n---\nx\n---\n', 'yaml', 'a: b --- c', 'x\n---\n'],
])('the text %j begins with %s front matter', (text, syntax, source, body) => {
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
  ['---\ndate: October 2017\n---\n', { ...NO_FIELDS, date: '2017-10' }],
  ['---\ntitle: ""\nhaiku: a / b\ndate: soon\n---\n', NO_FIELDS],
  ['---\ntitle: [a]\n---\n', NO_FIELDS],
  ['+++\ntitle = "T"\ndate = 2020-10-12\n+++\n', { ...NO_FIELDS, title: 'T', date: '2020-10-12' }],
  ['+++\nhaiku = "a / b c / d"\ndate = "2017-10"\n+++\n', { haiku, title: null, date: '2017-10' }],
  ['+++\ntitle = 3\n+++\n', NO_FIELDS],
  ['---\ntitle: "unclosed\n---\n', NO_FIELDS],
  ['---\njust a text\n---\n', NO_FIELDS],
  ['---\ndate: [2020-10-12]\n---\n', NO_FIELDS],
  ['---\ndate: { toString: a }\n---\n', NO_FIELDS],
  ['---\ndate: &a [*a]\n---\n', NO_FIELDS],
  ['+++\ntitle = "T"\n[date]\nday = 12\n+++\n', { ...NO_FIELDS, title: 'T' }],
  ['---\n---\n', NO_FIELDS],
  ['+++\ntitle = \n+++\n', NO_FIELDS],
])('the front matter of %j has the fields %j', async (text, fields) => {
  const block = splitFrontMatter(text);
  expect(block).not.toBeNull();
  expect(await readFields(block)).toEqual(fields);
});

test('a post without front matter has no fields', async () => {
  expect(await readFields(null)).toEqual(NO_FIELDS);
});
