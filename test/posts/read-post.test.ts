import { expect, test } from 'vitest';
import { parsePost } from '../../src/posts/parse-post.ts';
import { metadata } from '../../src/posts/read-post.ts';

const day = (date: string, datePrefix: string, text: string, label = '') => ({ label, datePrefix, date, text });

test.each([
  [
    'a / b / c\n\nTitle: May 3, 2021 - Fans\n\nHum.\n',
    ['a', 'b', 'c'],
    day('2021-05-03', 'May 3, 2021 - ', 'Fans', 'Title: '),
    '\nHum.\n',
  ],
  ['\na / b / c\nFans\nHum.\n', ['a', 'b', 'c'], { label: '', datePrefix: '', date: null, text: 'Fans' }, 'Hum.\n'],
  ['# a / b / c\n\n# 2021-05: Fans #\n\nHum.', ['a', 'b', 'c'], day('2021-05', '2021-05: ', 'Fans'), '\nHum.'],
  ['# Fans\n\nHum.', null, { label: '', datePrefix: '', date: null, text: 'Fans' }, '\nHum.'],
  ['a / b / c\n\nMay 2021 in Fans\n', ['a', 'b', 'c'], day('2021-05', '', 'May 2021 in Fans'), ''],
  ['a / b / c\n\nThe fans hum, all of them.\n', ['a', 'b', 'c'], null, '\nThe fans hum, all of them.\n'],
  ['a / b / c\n\n- a fan\n- a fan\n', ['a', 'b', 'c'], null, '\n- a fan\n- a fan\n'],
  ['a / b / c\n', ['a', 'b', 'c'], null, ''],
  ['Hum\n', null, null, 'Hum\n'],
  ['\uFEFFa / b / c\n', ['a', 'b', 'c'], null, ''],
  ['', null, null, ''],
])('parses the content %j', (content, haiku, title, body) => {
  expect(parsePost(content)).toMatchObject({ frontMatter: null, haiku, title, body });
});

test('parses the content after front matter', () => {
  const { haiku, title, body } = parsePost('---\ntitle: x\n---\n\na / b / c\n\n# Fans\nHum.\n');
  expect([haiku, title?.text, body]).toEqual([['a', 'b', 'c'], 'Fans', 'Hum.\n']);
});

const read = (slug: string, content: string) => metadata({ slug, path: `${slug}.md` }, content);
const slug = 'apt-get-hums-/-b-/-c';
const named = {
  haiku: ['apt-get hums', 'b', 'c'],
  title: 'Fans',
  date: '2021-05-03',
  tags: [],
  draft: false,
  words: 3,
  minutes: 1,
};

test.each([
  ['Markdown', '---\nhaiku: apt-get hums / b / c\ntitle: Fans\ndate: 2021-05-03\n---\n# Else\n\nThey hum on.\n', named],
  ['plain text', 'apt-get hums / b / c\n\nTitle: May 3, 2021 - Fans\n\nThey hum\non.\n', named],
  ['tight plain text', 'apt-get hums / b / c\nFans\nMay 3rd, 2021.\nThey hum.\n', { ...named, words: 5 }],
])('%s gives its haiku, title and date', async (_, content, expected) => {
  expect(await read(slug, content)).toEqual(expected);
});

const matter = '---\nhaiku: f / f / f\ntitle: From Front\ndate: 2001-01-01\n---\n';
const line = 'l / l / l\n\n';
const titled = '# 2002-02-02 - From Line\n\n';
const prose = 'March 3, 2003. It hums.\n';

test.each([
  [matter + line + titled + prose, ['f', 'f', 'f'], 'From Front', '2001-01-01'],
  [line + titled + prose, ['l', 'l', 'l'], 'From Line', '2002-02-02'],
  [line + prose, ['l', 'l', 'l'], 'a / b / c', '2003-03-03'],
  ['It hums.\n', ['a', 'b', 'c'], 'a / b / c', '2004-04'],
])('takes each field of %j from its first source', async (content, haiku, title, date) => {
  expect(await read('2004/04/a-/-b-/-c', content)).toMatchObject({ haiku, title, date });
});

test('a post without a date has none', async () => {
  expect((await read(slug, 'It hums.')).date).toBeNull();
});

test.each([
  ['', 0, 1],
  ['a b c', 3, 1],
  ["it's well-known — 42 / x", 4, 1],
  ['a\n\n```sh\nrm -rf x y z\n```\n\nb', 2, 1],
  ['静かな池', 2, 1],
  ['one 静か two', 3, 1],
  ['w '.repeat(805), 805, 4],
])('the body %j has %i words', async (body, words, minutes) => {
  expect(await read('x', `a / b / c\n\n# T\n\n${body}`)).toMatchObject({ words, minutes });
});

test.each([
  ['notes/steam.md', 'It hisses.', { haiku: null, title: 'steam' }],
  ['2021-05-03-steam/index.md', 'It hisses.', { title: 'steam', date: '2021-05-03' }],
  ['a-/-b-/-c.md', 'It hisses, and hisses.', { haiku: ['a', 'b', 'c'], title: 'a / b / c' }],
  ['a.md', '# On `gc` and *steam*\n', { title: 'On gc and steam' }],
  ['a.md', '---\ntitle: "On `gc`: **steam**"\n---\n# Else\n', { title: 'On gc: steam' }],
  ['a.md', '<!-- a -->\n\n## Steam &amp; smoke\n', { title: 'Steam & smoke' }],
  ['a.txt', 'Steam\n\nIt hisses.\n', { title: 'Steam' }],
  ['a.md', '---\npath: 2021/05/03/a\n---\n# May 1, 2020 - Steam\n', { date: '2021-05-03' }],
  ['a.md', '---\nslug: 2021-05\n---\n# May 1, 2020 - Steam\n', { date: '2020-05-01' }],
  ['2021/a.md', '---\nupdated: 2022-01-01\n---\n', { date: '2021' }],
  ['a.md', '---\nupdated: 2022-01-01\n---\n', { date: '2022-01-01' }],
  ['a.md', '# Steam\n\nDate: 2021-05-03\n', { date: '2021-05-03' }],
  ['a.md', '---\ntags: [fire]\ndraft: true\n---\n', { tags: ['fire'], draft: true }],
  ['_drafts/a.md', '', { draft: true }],
  ['blog/drafts/a.md', '', { draft: true }],
  ['draftsman/a.md', '', { draft: false }],
])('%s with %j has the metadata %j', async (path, content, expected) => {
  const ref = { slug: path.replace(/\.\w+$/, ''), path };
  expect(await metadata(ref, content)).toMatchObject(expected);
});
