import { describe, expect, test } from 'vitest';
import { readFields, splitFrontMatter } from '../../src/posts/front-matter.ts';
import { NO_FIELDS } from '../../src/posts/front-matter-fields.ts';
import { readPlainFields } from '../../src/posts/plain-front-matter.ts';
import { parse as parseYaml } from '../../src/posts/yaml.ts';

test.each([
  ['---\ntitle: A\n---\nbody\n', 'yaml', 'title: A\n', 'body\n', 2],
  ['+++\ntitle = "A"\n+++\nbody\n', 'toml', 'title = "A"\n', 'body\n', 2],
  ['---\ntitle: A\n---', 'yaml', 'title: A\n', '', 2],
  ['---\ntitle: A\n...\nbody', 'yaml', 'title: A\n', 'body', 2],
  ['---\n---\nbody', 'yaml', '', 'body', 2],
  ['\uFEFF---\na: 1\n---\nbody', 'yaml', 'a: 1\n', 'body', 2],
  ['\uFEFF\uFEFF---\na: 1\n---\nbody', 'yaml', 'a: 1\n', 'body', 2],
  ['\n \n---\na: 1\n---\nbody', 'yaml', 'a: 1\n', 'body', 4],
  ['---  \r\na: 1\r\n---\r\nbody', 'yaml', 'a: 1\r\n', 'body', 2],
  ['---\ra: 1\r---\rbody', 'yaml', 'a: 1\r', 'body', 2],
  ['----\na: 1\n----\nbody', 'yaml', 'a: 1\n', 'body', 2],
  ['---\na: b --- c\n---\nx\n---\n', 'yaml', 'a: b --- c\n', 'x\n---\n', 2],
  ['---\n  a: 1\n  b: 2\n---\n', 'yaml', '  a: 1\n  b: 2\n', '', 2],
  ['---\n  # set by hand\na: 1\n---\n', 'yaml', '  # set by hand\na: 1\n', '', 2],
  ['---\n# set by hand\n\na: 1\n---\n', 'yaml', '# set by hand\n\na: 1\n', '', 2],
  ['{\n  "a": {"b": "}"}\n}\nbody', 'json', '{\n  "a": {"b": "}"}\n}', 'body', 1],
  ['---json\n{"a": 1}\n---\nbody', 'json', '{"a": 1}\n', 'body', 2],
  ['---toml\na = 1\n---\nbody', 'toml', 'a = 1\n', 'body', 2],
  ['--- js\r\n{ a: 1, }\r\n---\r\nbody', 'yaml', '{ a: 1, }\r\n', 'body', 2],
  ['{"a": "\\""}', 'json', '{"a": "\\""}', '', 1],
])('the text %j begins with %s front matter', (text, syntax, source, body, line) => {
  expect(splitFrontMatter(text)).toEqual({ syntax, source, body, line });
});

test.each([
  ['---\ntitle: A\nbody, and never a fence'],
  ['---\ntitle: A\n+++\nbody'],
  ['---\ntitle: A\n----\nbody'],
  ['--- a\n---\n'],
  ['---\nA text between two rules.\n\n---\n'],
  ['---\n- a list\n---\n'],
  ['---\nsteam=hot\n---\n'],
  ['<!-- a note -->\nbody'],
  ['<!--\nnote: hot\n-->\nbody'],
  ['<!--\ntitle: Steam'],
  ['% of the steam\nis lost'],
  ['std::string: a type\n'],
  ['    ---\n    a: 1\n    ---\n'],
  ['{% raw %}'],
  ['{{ site.title }}\n'],
  ['{"a": 1} and more'],
  ['{"a": 1'],
  ['body'],
])('the text %j has no front matter', text => {
  expect(splitFrontMatter(text)).toBeNull();
});

const read = (text: string) => readFields(splitFrontMatter(text));
const yaml = (...lines: readonly string[]) => read(['---', ...lines, '---', 'body'].join('\n'));
const haiku = ['a', 'b c', 'd'];

test.each([
  [['haiku: a / b c / d', 'title: " T "', 'date: 2020-10-12'], { haiku, title: 'T', date: '2020-10-12' }],
  [['haiku: |', '  a', '  b c', '  d'], { haiku }],
  [['haiku: [a, b c, d]'], { haiku }],
  [['title: 2020', 'date: 2020-10-12T08:00:00+02:00'], { title: '2020', date: '2020-10-12' }],
  [['date: October 2017'], { date: '2017-10' }],
  [['date: 2017'], { date: '2017' }],
  [['date: 1602504000000'], { date: '2020-10-12' }],
  [['title: ""', 'haiku: a / b', 'date: soon'], {}],
  [['title: null', 'date: ~'], {}],
  [['title: [a]'], { title: '[a]' }],
  [['Title: Capitals', 'DATE: 2020-10-12'], { title: 'Capitals', date: '2020-10-12' }],
  [['title: First', 'title: Last'], { title: 'Last' }],
  [['title: >-', '  Folded', '  in two'], { title: 'Folded in two' }],
  [['title: ! "Tagged: yes"'], { title: 'Tagged: yes' }],
  [["title: 'It''s on'"], { title: "It's on" }],
  [['title: C# \\d'], { title: 'C# \\d' }],
  [['date: [[2020-10-12]]', 'title: T'], { title: 'T', date: '2020-10-12' }],
  [['date: [2020-10-12, 2020-10-13]'], {}],
  [['date: { toString: a }'], {}],
  [['date: &a [*a]'], {}],
  [['Publish-Date: 2020-10-12', 'lastmod: 2021-01-01'], { date: '2020-10-12', updated: '2021-01-01' }],
  [['date: 2021-02-31', 'created_at: 2021-02-03'], { date: '2021-02-03' }],
  [['published: false'], { draft: true }],
  [['published: 2020-10-12'], { date: '2020-10-12' }],
  [['draft: true', 'permalink: /2020/10/a/'], { draft: true, path: '/2020/10/a/' }],
  [['tags: [fan, "#hum"]', 'categories:', '- News', '- fan'], { tags: ['fan', 'hum', 'News'] }],
  [['tags: fan hum', 'category: Old news', 'keywords: a b, c'], { tags: ['fan', 'hum', 'a b', 'c', 'Old news'] }],
  [['author: Ann Bo'], { authors: ['Ann Bo'] }],
  [['authors:', '  - name: Ann', '    url: x', '  - Bo'], { authors: ['Ann', 'Bo'] }],
  [['summary: |', '  One.', '  Two.'], { description: 'One. Two.' }],
])('the YAML %j has the fields %j', async (lines, fields) => {
  expect(await yaml(...lines)).toEqual({ fields: { ...NO_FIELDS, ...fields }, problem: null });
});

test.each([
  ['+++\ntitle = "T"\ndate = 2020-10-12\n+++\n', { title: 'T', date: '2020-10-12' }],
  ['+++\r\ntitle = "T"\r\ndate = 2020-10-12T08:00:00Z\r\n+++\r\n', { title: 'T', date: '2020-10-12' }],
  ['+++\nhaiku = "a / b c / d"\ndate = "2017-10"\n+++\n', { haiku, date: '2017-10' }],
  ['+++\ntitle = 3\n+++\n', { title: '3' }],
  ['+++\ntitle = "T"\n[date]\nday = 12\n+++\n', { title: 'T' }],
  ['+++\ndraft = true\n[taxonomies]\ntags = ["fan"]\n[extra]\ntitle = "No"\n+++\n', { draft: true, tags: ['fan'] }],
  [
    '{"title": "T", "date": "2020-10-12", "author": {"name": "Ann"}}',
    { title: 'T', date: '2020-10-12', authors: ['Ann'] },
  ],
  ['{\n  "title": "T",\n  "tags": ["fan"],\n}\n', { title: 'T', tags: ['fan'] }],
  ['---\n---\n', {}],
  ['body', {}],
])('the front matter of %j has the fields %j', async (text, fields) => {
  expect(await read(text)).toEqual({ fields: { ...NO_FIELDS, ...fields }, problem: null });
});

test.each([
  [
    '#+TITLE: Steam\n#+date: <2021-05-03 Mon>\n#+FILETAGS: :fire:water:\n\n* Smoke\n',
    { title: 'Steam', date: '2021-05-03', tags: ['fire', 'water'] },
    '\n* Smoke\n',
  ],
  [':PROPERTIES:\n:ID: 1\n:END:\n#+title: Steam\nIt hisses.', { title: 'Steam' }, 'It hisses.'],
  ['# a comment\n#+title: Steam\nIt hisses.', null, ''],
  ['#+title: Steam: now\n# a comment\n#+STARTUP: x\nIt hisses.', { title: 'Steam: now' }, 'It hisses.'],
  ['.. title: Steam\n.. date: 2021-05-03\n\nIt hisses.', { title: 'Steam', date: '2021-05-03' }, '\nIt hisses.'],
  [
    'Title: Steam\nDate: 2021-05-03\nTags: fire, water\nStatus: draft\n\nIt hisses.',
    { title: 'Steam', date: '2021-05-03', tags: ['fire', 'water'], draft: true },
    '\nIt hisses.',
  ],
  [
    '<!--\n.. title: Steam: hot\n.. date: 2021-05-03 10:00 UTC\n.. tags: fire, water\n-->\n\nIt hisses.',
    { title: 'Steam: hot', date: '2021-05-03', tags: ['fire', 'water'] },
    '\nIt hisses.',
  ],
  [
    '% Steam\n% Ann; Bo\n% May 3, 2021\n\nIt hisses.',
    { title: 'Steam', authors: ['Ann', 'Bo'], date: '2021-05-03' },
    '\nIt hisses.',
  ],
  [
    'title:: Steam\ntags:: fire\ndate:: [[2021-05-03]]\n\n- It hisses.',
    { title: 'Steam', tags: ['fire'], date: '2021-05-03' },
    '\n- It hisses.',
  ],
  ['#+date: [2021-05-03 Mon 10:00]\n', { date: '2021-05-03' }, ''],
  ['Title: Steam\nIt hisses: now.', null, ''],
  ['Title: Steam\n\nIt hisses.', null, ''],
  ['Note: Steam\nWarning: hot\n\nIt hisses.', null, ''],
  ['#+begin_src\n#+end_src\n', null, ''],
  ['.. image:: a.png\n', null, ''],
])('the header lines of %j have the fields %j', async (text, fields, body) => {
  const block = splitFrontMatter(text);
  expect(block?.body ?? '').toBe(body);
  if (fields) expect((await readFields(block)).fields).toEqual({ ...NO_FIELDS, ...fields });
});

describe('front matter that does not parse', () => {
  test.each([
    [['title: Fans: a history'], 'Fans: a history', 2],
    [['title: @home'], '@home', 2],
    [['title: `ls` and I'], '`ls` and I', 2],
    [['title: *ptr and I'], '*ptr and I', 2],
    [['title: %s and I'], '%s and I', 2],
    [['title: [Old] fans'], '[Old] fans', 2],
    [["title: 'It's on'"], "It's on", 2],
    [['title: “Curly: marks”'], '“Curly: marks”', 2],
    [['title: Fans', 'tags:', '\t- hum'], 'Fans', 4],
    [['title: Fans', 'summary: "one line', 'and another"'], 'Fans', 4],
    [['title:Fans at night'], 'Fans at night', null],
    [['title = "Fans"'], 'Fans', null],
    [['title: "unclosed'], '"unclosed', null],
    [['title: >-', '  Two', '  lines', 'author: @me'], 'Two lines', 5],
  ])('%j has the title %j, and a problem in line %j', async (lines, title, line) => {
    const { fields, problem } = await yaml(...lines, 'date: 2020-10-12');
    expect(fields).toMatchObject({ title, date: '2020-10-12' });
    expect(problem?.reason).toMatch(/^[\w"'].{3,}/);
    if (line !== null) expect(problem?.line).toBe(line);
  });

  test('gives the plain lines of what is one text to YAML', async () => {
    const { fields, problem } = await yaml('title:Fans', 'date:2020-10-12');
    expect(fields).toMatchObject({ title: 'Fans', date: '2020-10-12' });
    expect(problem).toEqual({ line: 2, reason: 'no fields of the form key: value' });
  });

  test('gives the plain lines of TOML', async () => {
    const { fields, problem } = await read('\n+++\ntitle = "T"\nx = ?\ndraft = true\n[extra]\ntitle = "No"\n+++\n');
    expect(fields).toMatchObject({ title: 'T', draft: true });
    expect(problem).toEqual({ line: 4, reason: expect.stringMatching(/^\w[^\n]+$/) });
  });
});

describe('plain fields', () => {
  const sources = [
    'title: A fan\ndate: 2020-10-12 08:00\n',
    'title: "A: fan"\r\ntags: [a, "b", c d]\r\n',
    "a: 'it''s'\nb:\n- x\n- y z\n\nc:\n  - x\n# no\nd: []\n",
    'a: http://x.y/z#w\nb: a-b, c [d]\nc: a & b * c ! d\n',
  ];
  test.each(sources)('%j is certain, and means what YAML means', source => {
    const { data, isCertain } = readPlainFields(source);
    expect(isCertain).toBe(true);
    expect({ ...data }).toEqual((parseYaml(source) as { data: unknown }).data);
  });

  test.each([
    'a: b: c',
    'a: b #c',
    'a: b:',
    'a: "b" c',
    'a: "b\\n"',
    "a: 'it's'",
    'a: -b',
    'a: &b c',
    'a: {b: c}',
    'a: [b, [c]]',
    'a: [b: c]',
    'a: [b, ]',
    'a: b\n  c',
    'a: >\n  b',
    'a:\n  b: c',
    'a:\n- b: c',
    'a:\n- b\n - c',
    'a: b\n- c',
    'a:\tb',
    'a : b',
    '? a\n: b',
    '%YAML 1.2',
    'a: b\u0085c',
    '"a": b',
    'a: "b',
    'a = b',
  ])('%j is not certain', source => {
    expect(readPlainFields(source).isCertain).toBe(false);
  });

  test.each([
    'a'.repeat(1_000_000),
    '#'.repeat(1_000_000),
    'a: '.repeat(1_000_000),
    `a: ${' '.repeat(1_000_000)}#`,
    'a: "\n'.repeat(1_000_000),
  ])('takes linear time', source => {
    // In quadratic time it would be minutes.
    expect(readPlainFields(source)).toBeDefined();
    for (const content of [`---\n${source}`, `---\n${source}\n---\n`, `{"${source}`])
      expect(splitFrontMatter(content)).toBeDefined();
  });
});
