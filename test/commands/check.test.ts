import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { check, findFaults } from '../../src/commands/check.ts';
import { grep } from '../../src/commands/grep.ts';
import { createFolderIndex } from '../../src/posts/dead-link.ts';
import type { Folder } from '../support/library.ts';
import { runCommand } from '../support/post-writer.ts';
import { many } from '../support/sample.ts';

const slug = 'the-log-/-is-silent-/-at-noon';
const path = `${slug}.md`;
const haiku = 'the log / is silent / at noon';
const title = 'Title: October 12, 2020 - A Day';
const good = `${haiku}\n\n${title}\n`;

/** Returns the faults of a post as `line: message`. */
async function faults(content: string, name = slug, others: Folder = {}): Promise<readonly string[]> {
  const found = await findFaults({ slug: name, path: `${name}.md` }, content, createFolderIndex(Object.keys(others)));
  return found.map(({ line, message }) => `${line}: ${message}`);
}

describe('check accepts', () => {
  test.each<[string, string, string?]>([
    ['a haiku, a title and a date', good],
    ['Windows line endings', good.replaceAll('\n', '\r\n')],
    ['a tab', `${good}\ta\n`],
    [
      'capitals, punctuation and an apostrophe',
      'It’s The Log: / is silent, / at noon\n\n# May 2, 2020 - A',
      'its-the-log-/-is-silent-/-at-noon',
    ],
    ['a hyphen', 'apt-get / b / c\n\n# May 2, 2020 - A', 'apt-get-/-b-/-c'],
    ['a haiku in another Unicode normal form', 'cafe\u0301 / b / c\n\n# May 2, 2020 - A', 'café-/-b-/-c'],
    ['YAML', `---\ntitle: A\ndate: 2020-10-12\n---\ntext`],
    ['TOML with the haiku', `+++\ntitle = "A"\ndate = 2020-10-12\nhaiku = "${haiku}"\n+++\ntext`],
    ['a date at the start of the text', `${haiku}\n\n# A\n\nMay 2, 2020. It rained.`],
    [
      'a family, a flag and a direction mark',
      `${good}👩‍👩‍👧 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} \u200f`,
    ],
  ])('%s', async (_, content, name) => {
    expect(await faults(content, name)).toEqual([]);
  });
});

const noHaiku = '1: not a haiku path: expected line-1-/-line-2-/-line-3.md';

test.each<[string, string, string, readonly string[]]>([
  ['a path of one line', good, 'the-log', [noHaiku]],
  ['a path of two lines', good, 'the-log-/-is-silent', [noHaiku]],
  ['a path of four lines', good, 'a-/-b-/-c-/-d', [noHaiku]],
  ['a path with a line without letters', good, 'a-/---/-c', [noHaiku]],
  [
    'a line that differs from the path',
    good,
    'the-log-/-is-loud-/-at-noon',
    ["1: second line says 'is silent', path says 'is-loud'"],
  ],
  [
    'lines in another order, below blank lines',
    `\n\n${good}`,
    'is-silent-/-the-log-/-at-noon',
    ["3: first line says 'the log', path says 'is-silent'", "3: second line says 'is silent', path says 'the-log'"],
  ],
  [
    'front matter with another haiku',
    '+++\ntitle = "A"\ndate = 2020-10-12\nhaiku = "the log / is silent / at ten"\n+++\n',
    slug,
    ["1: third line says 'at ten', path says 'at-noon'"],
  ],
  ['no title', `${haiku}\n\nMay 2, 2020. It rained, and rained.\n`, slug, ['1: no title']],
  ['an empty title', `${haiku}\n\nTitle:\n\nMay 2, 2020. It rained.\n`, slug, ['3: no title']],
  ['no date', `${haiku}\n\n# A Day\n\nIt rained.\n`, slug, ['3: no date']],
  ['a day that does not exist', `${haiku}\n\n# February 30, 2020 - A Day\n`, slug, ['3: no date']],
  [
    'front matter that does not parse, by line and reason',
    `---\ndate: 2020-10-12\ntitle: A Day: the rain\n---\n${haiku}\n`,
    slug,
    ["3: front matter: a value with ': ' in it needs quotes"],
  ],
  ['an empty file', '', slug, ['1: no title', '1: no date']],
  ['an escape', `${good}\na\n\u001b[31mred\n`, slug, ['6: control character: U+001B']],
  [
    'several control characters',
    `${good}\u0007\u001b\n\u009b`,
    slug,
    ['4: control character: U+0007', '5: control character: U+009B'],
  ],
  ['a carriage return inside a line', `${good}a\rb\r\n`, slug, ['4: control character: U+000D']],
  ['a bidi override', `${good}a\u202eb\n`, slug, ['4: control character: U+202E']],
  [
    'a slug with a control character',
    good.replace('log', 'log\u001b'),
    slug.replace('log', 'log\u001b'),
    ['1: control character in the path: U+001B', '1: control character: U+001B'],
  ],
])('check reports %s', async (_, content, name, found) => {
  expect(await faults(content, name)).toEqual(found);
});

test.each([
  ['in the text', `${good}one\rtwo\nthree\r\n\r\nfour\r[x](x.md)\n[x](x.md)\r\n`],
  ['in the title', `${good.replace('Day', 'Day\rx')}\r[x](x.md)\n\n- a\r\n  [x](x.md)\n`],
  ['in front matter', `---\ntitle: A\rDay\r\ndate: 2020-10-12\nhaiku: ${haiku}\n---\r\n\r\ra\n[x](x.md)\n`],
])('check counts lines as grep(1) and grep do, with carriage returns %s', async (_, content) => {
  const numbers = (rows: readonly string[]): readonly number[] => rows.map(row => Number.parseInt(row, 10));
  const wanted = numbers(
    spawnSync('grep', ['-an', ']('], { input: content, encoding: 'utf8' }).stdout.match(/^\d+/gm) ?? [],
  );
  expect(wanted.length).toBeGreaterThan(0);
  expect(numbers((await faults(content)).filter(fault => fault.includes('link')))).toEqual(wanted);
  const { rows } = await runCommand(
    grep,
    { operands: ['](', slug], options: { F: true, n: true } },
    { posts: { [path]: content } },
  );
  expect(numbers(rows)).toEqual(wanted);
});

describe('a link', () => {
  const others: Folder = {
    'b.md': 'b',
    'the-log-/-is-silent-/c d.png': 'c',
    'the-log-/x.md': { problem: 'Permission denied' },
  };
  const post = (text: string): string => `${good}\n${text}\n`;

  test.each([
    'https://example.org/no.md',
    '//example.org/no.md',
    'mailto:no@example.org',
    '/no.md',
    '#no',
    '../../b.md',
    '../../b.md?a#b',
    'c%20d.png',
    './c%20d.png',
    '<c d.png>',
  ])('to %s is not reported', async target => {
    expect(await faults(post(`[a](${target}) ![a](${target})`), slug, others)).toEqual([]);
  });

  test.each<[string, readonly string[]]>([
    ['[a](no.md)', ['5: link to no.md: No such file or directory']],
    ['a\nb\\\nc `x` [a\nb](no.md)', ['7: link to no.md: No such file or directory']],
    ['![a](no%20a.png "title")', ['5: link to no a.png: No such file or directory']],
    [
      '[a][b] and [b]\n\n[b]: no.md',
      ['5: link to no.md: No such file or directory', '5: link to no.md: No such file or directory'],
    ],
    ['| a |\n|-|\n| b |\n| [a](no.md) |', ['8: link to no.md: No such file or directory']],
    ['- a\n  > [a](d.md#c)', ['6: link to d.md: No such file or directory']],
    ['[a](../../../b.md)', ['5: link to ../../../b.md: outside the posts folder']],
    ['[a](%ff.md)', ['5: link to %ff.md: No such file or directory']],
    ['[a](%00.md)', ['5: link to \0.md: No such file or directory']],
    ['a[^1]\n\n[^1]: Unverified.', []],
    ['a[^1]\n\n[^1]: One.\n\n    [a](no.md)\n\nb', ['9: link to no.md: No such file or directory']],
    ['`[a](no.md)`\n\n    [a](no.md)\n\n```\n[a](no.md)\n```', []],
  ])('in %j: %j', async (text, found) => {
    expect(await faults(post(text), slug, others)).toEqual(found);
  });

  test('to a missing file is reported in a post whose lines are paragraphs', async () => {
    expect(await faults(`${haiku}\n${title}\nOne.\nTwo, [a](no.md).\nThree.\n`)).toEqual([
      '4: link to no.md: No such file or directory',
    ]);
  });

  // A parser that searches the rest of the text for the end of each label takes minutes.
  test('to a missing file is reported after very many unclosed footnote labels', async () => {
    expect(await faults(post(`${'[^a'.repeat(many(100_000))}\n\n[^a]: [a](no.md)`), slug, others)).toEqual([
      '7: link to no.md: No such file or directory',
    ]);
  });
});

describe('check of a folder', () => {
  const input = { operands: [], options: {} };

  test('prints nothing if there is no fault', async () => {
    expect(await runCommand(check, input, { posts: { [path]: good } })).toEqual({
      rows: [],
      errors: [],
      status: 0,
    });
    expect(await runCommand(check, input)).toEqual({ rows: [], errors: [], status: 0 });
  });

  const posts: Folder = {
    'z.md': good,
    [path]: `$ cat post/${slug}.md\n${good}[a](no.md)`,
    transcript: `$ cat post/${slug}.md\n${good}`,
    [`${slug}.txt`]: { problem: 'Permission denied' },
    'film.avi': 'no post',
  };

  test('prints faults in the order of paths', async () => {
    expect(await runCommand(check, input, { posts })).toEqual({
      rows: [
        `post/${slug}.md:4: link to no.md: No such file or directory`,
        `post/${slug}.txt:1: ${slug}.txt: same slug as ${path}`,
        `post/${slug}.txt:1: Permission denied`,
        `post/${slug}.md:1: transcript: same slug as ${path}`,
        'post/z.md:1: not a haiku path: expected line-1-/-line-2-/-line-3.md',
      ],
      errors: [],
      status: 1,
    });
  });

  test('prints faults as JSON', async () => {
    const { rows, status } = await runCommand(check, { operands: [], options: { json: true } }, { posts });
    expect(rows.map(row => JSON.parse(row)).at(0)).toEqual({
      slug,
      line: 4,
      message: 'link to no.md: No such file or directory',
    });
    expect({ rows: rows.length, status }).toEqual({ rows: 5, status: 1 });
  });
});

describe('check of a folder of other names', () => {
  const blog: Folder = {
    'boats.md': '# Boats\n\n[a](pier/), [b](nets), [c](nets.html), [d](@/nets.md), ![e](chart.png), [[Nets|f]]\n',
    'nets.md': '# Nets\n\n[a](gone.md) and [[Gone#Where]], [b](/pier/), [c](/tags/), [d](LICENSE)\n',
    'pier/index.md': '# The pier\n\n[a](../boats.md#how), [b](../../x.md), [c](/pier/gone), [d](https://e.f/gone.md)\n',
    'rain.md': 'It rains, and rains.\n',
    'chart.png': '',
  };
  const dead = [
    'post/nets.md:3: link to gone.md: No such file or directory',
    'post/nets.md:3: link to [[Gone#Where]]: No such file or directory',
    'post/pier/index.md:3: link to ../../x.md: outside the posts folder',
    'post/pier/index.md:3: link to /pier/gone: No such file or directory',
  ];

  test('counts what most posts lack, and names the exceptions', async () => {
    const { rows } = await runCommand(check, { operands: [], options: {} }, { posts: blog });
    expect(rows).toEqual(['no haiku in 4 of 4 names', 'no date in 4 of 4 posts', ...dead, 'post/rain.md:1: no title']);
    const [name = ''] = (await runCommand(check, { operands: [], options: {} }, { posts: { ...blog, [path]: good } }))
      .rows;
    expect(name).toBe('no haiku in 4 of 5 names');
  });

  test('counts what very many posts lack', async () => {
    const lake = (at: number, date: string) => [`lake-/-water-/-${at}.md`, `lake / water / ${at}\n\n# ${date}A\n`];
    const posts = (undated: number): Folder =>
      Object.fromEntries(Array.from({ length: 60 }, (_, at) => lake(at + 10, at < undated ? '' : 'May 2, 2020 - ')));
    const rowsFor = async (undated: number) =>
      (await runCommand(check, { operands: [], options: {} }, { posts: posts(undated) })).rows;
    expect(await rowsFor(20)).toHaveLength(20);
    expect(await rowsFor(21)).toEqual(['no date in 21 of 60 posts']);
  });

  test('--links prints the dead links only', async () => {
    const options = { links: true } as const;
    expect(await runCommand(check, { operands: [], options }, { posts: blog })).toMatchObject({
      rows: dead,
      status: 1,
    });
    const { rows, status } = await runCommand(check, { operands: [], options }, { posts: { 'rain.md': 'x' } });
    expect({ rows, status }).toEqual({ rows: [], status: 0 });
  });

  test('reads the links of Gemini and Org', async () => {
    const posts: Folder = {
      'a.gmi': '# A\n\n=> b.org b\n=> gone.gmi c\n',
      'b.org': '* B\n\n[[file:a.gmi][a]] [[file:gone.org::*C]]\n',
    };
    const { rows } = await runCommand(check, { operands: [], options: { links: true } }, { posts });
    expect(rows).toEqual([
      'post/a.gmi:4: link to gone.gmi: No such file or directory',
      'post/b.org:3: link to gone.org: No such file or directory',
    ]);
  });

  test('--json prints one object for each fault', async () => {
    const { rows } = await runCommand(check, { operands: [], options: { json: true } }, { posts: blog });
    expect(rows.map(row => JSON.parse(row)).filter(({ message }) => message === 'no date')).toHaveLength(4);
    expect(rows).toHaveLength(13);
  });
});

describe('check --haiku', () => {
  const posts = {
    'a.md': '# A\n\nNo haiku, and a [link](nowhere.md).\n',
    'b.md': '---\ndate: 2020-10-12\n---\n\nthe kettle is on / nobody remembers who / the tea is cold\n\n# B\n',
    'c.md': 'the kettle is on / nobody remembers who / the tea has gone cold\n\n# C\n',
    'd.md': 'der Tee ist kalt / und niemand weiß / von wem er ist\n\n# D\n',
  };

  test('lists only the haiku that do not scan', async () => {
    const input = { operands: [], options: { haiku: true } } as const;
    expect(await runCommand(check, input, { posts })).toEqual({
      rows: ['post/b.md:5: 5-7-4, not 5-7-5: line 3 has one too few'],
      errors: [],
      status: 1,
    });
  });

  test('with --links lists the dead links too', async () => {
    const input = { operands: [], options: { haiku: true, links: true } } as const;
    expect((await runCommand(check, input, { posts })).rows.map(row => row.split(':', 2).join(':'))).toEqual([
      'post/a.md:3',
      'post/b.md:5',
    ]);
  });

  test('finds no fault if all haiku scan', async () => {
    const input = { operands: [], options: { haiku: true } } as const;
    expect(await runCommand(check, input, { posts: { 'c.md': posts['c.md'] } })).toEqual({
      rows: [],
      errors: [],
      status: 0,
    });
  });
});
