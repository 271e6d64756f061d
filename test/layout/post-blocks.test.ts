import { expect, test } from 'vitest';
import { postDocument } from '../../src/layout/document.ts';
import { many } from '../support/sample.ts';

/** The rows of a post below its command line and a blank row, with the styles of spans that have one: `<title:Steam>`. */
async function rowsOf(content: string, slug = 'steam', path = `${slug}.md`): Promise<readonly string[]> {
  const [, , ...chunks] = await postDocument({ slug, path }, content, false);
  return chunks.flatMap(({ layout }) =>
    layout({ columns: 59, sideways: null }).map(({ spans }) =>
      spans.map(({ text, styles }) => (styles.length > 0 ? `<${styles.join('+')}:${text}>` : text)).join(''),
    ),
  );
}

const matter = (...lines: readonly string[]): string => `---\n${lines.join('\n')}\n---\n`;

test.each<[string, string, readonly string[]]>([
  [
    'the title of the front matter',
    `${matter('title: Steam')}It hisses.`,
    ['<title:Steam>', '<rule:─────>', '', 'It hisses.'],
  ],
  [
    'its inline marks as styles',
    `${matter('title: "`gc` of *old* A &amp; B"')}It hisses.`,
    ['<title+code:gc><title: of ><title+emphasis:old><title: A & B>', '<rule:───────────────>', ''],
  ],
  [
    'date, authors and tags in one row, then the description',
    `${matter('title: Steam', 'date: 2021-05-03', 'authors: [Ann, Bo]', 'tags: [fire, hot water]', 'summary: It is hot.')}It hisses.`,
    [
      '<title:Steam>',
      '<rule:─────>',
      '<dim:2021-05-03 · Ann, Bo · #fire #hot water>',
      '<dim:It is hot.>',
      '',
      'It hisses.',
    ],
  ],
  [
    'that it is a draft',
    `${matter('title: Steam', 'draft: true')}It hisses.`,
    ['<title:Steam>', '<rule:─────>', '<dim:draft>', '', 'It hisses.'],
  ],
  [
    'the date of an address',
    `${matter('title: Steam', 'permalink: /2021/05/03/steam')}It hisses.`,
    ['<title:Steam>', '<rule:─────>', '<dim:2021-05-03>', '', 'It hisses.'],
  ],
  [
    'no date that the text says too',
    `${matter('title: Steam', 'date: 2021-05-03')}May 3, 2021. It hisses.`,
    ['<title:Steam>', '<rule:─────>', ''],
  ],
  [
    'a first heading that differs below the title',
    `${matter('title: Steam', 'tags: [fire]')}\n# The kettle\n\nIt hisses.`,
    ['<title:Steam>', '<rule:─────>', '<dim:#fire>', '', '', '<heading1:The kettle>', '<rule:──────────>', ''],
  ],
  [
    'a first heading that is the same once',
    `${matter('title: Steam and smoke')}\n# Steam *and* SMOKE\n\nIt hisses.`,
    ['<title:Steam ><title+emphasis:and><title: SMOKE>', '<rule:───────────────>', ''],
  ],
  [
    'the same heading below a comment once',
    `${matter('title: Steam')}\n[a]: b\n\nSteam\n=====\n\nIt hisses.`,
    ['<title:Steam>', '<rule:─────>', '', 'It hisses.'],
  ],
  [
    'a first-level heading below a definition as the title',
    '[a]: b\n\n# Steam `now`\n\nIt hisses.',
    ['<title:Steam ><title+code:now>', '<rule:─────────>', ''],
  ],
  ['a heading of another level as it is', '## Steam\n\nIt hisses.', ['<heading2:Steam>', '', 'It hisses.']],
  [
    'three short lines as they are, below the title',
    `${matter('title: Steam')}\nthe kettle is on\nnobody is in the house\nthe window is wet\n`,
    ['<title:Steam>', '<rule:─────>', '', 'the kettle is on', 'nobody is in the house'],
  ],
])('a post shows %s', async (_, content, rows) => {
  expect((await rowsOf(content)).slice(0, rows.length)).toEqual(rows);
});

test.each([
  ['that looks like a heading', 'Steam', 'It hisses.'],
  ['that does not', 'steam', 'it hisses.'],
])('the first line of a plain text %s is set as its title', async (_, title, text) => {
  const rows = await rowsOf(`${title}\n\n${text}\n`, 'x', 'x.txt');
  expect(rows).toEqual([`<title:${title}>`, '<rule:─────>', '', text]);
});

test('a first heading of level 2 in Markdown is not', async () => {
  expect(await rowsOf('## Steam\n\nIt hisses.\n')).toEqual(['<heading2:Steam>', '', 'It hisses.']);
});

test('a title of very many characters is shown whole', async () => {
  const count = many(200_000);
  const title = 'a *b* '.repeat(count);
  const rows = await rowsOf(`${matter(`title: ${title}`)}It hisses.`);
  expect(rows.join('').split('*').length - 1).toBe(2 * count);
});
