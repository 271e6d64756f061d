import { describe, expect, test } from 'vitest';
import { fortune } from '../../src/commands/fortune.ts';
import { haiku } from '../../src/commands/haiku.ts';
import { createTestWriter, runCommand } from '../support/post-writer.ts';

const CAT = 'The printer is warm, and the cat sleeps on its lid. Nobody prints now.';
const CAT_ROWS = ['The printer is warm,', 'and the cat sleeps on its lid.', 'Nobody prints now.'];
/** Found, but a fragment. */
const FRAGMENT = 'They say, it was there for us in the place of the others when the time was right, they say.';

const posts = {
  'cats.md': `---\ntitle: Cats\n---\n\n# Cats\n\nOne two.\n\n- ${CAT}\n`,
  'clauses.md': `# Clauses\n\n${FRAGMENT}\n\nThen it rained. ${CAT.replace('Nobody', 'Somebody')}\n`,
  'code.md': `# Code\n\n    ${CAT}\n\n> ${CAT}\n\n| a |\n| - |\n| ${CAT} |\n\n## ${CAT}\n\n\`${CAT}\`\n`,
};

const run = (operands: readonly string[], options = {}, files = {}) =>
  runCommand(haiku, { operands, options }, { posts, writer: createTestWriter(files, new Map()) });

describe('haiku', () => {
  test('prints the haiku in the sentences of a post, and the line at which it stands', async () => {
    expect(await run(['cats'])).toEqual({ rows: [...CAT_ROWS, 'post/cats.md:9'], errors: [], status: 0 });
  });

  test('reads a file that is not a post', async () => {
    expect(await run(['../notes.md'], {}, { '../notes.md': `One.\n\n${CAT}\n` })).toEqual({
      rows: [...CAT_ROWS, '../notes.md:3'],
      errors: [],
      status: 0,
    });
  });

  test('ignores code, quotes, tables and headings', async () => {
    expect(await run(['code'])).toEqual({ rows: [], errors: ['haiku: post/code.md: no haiku found'], status: 1 });
  });

  test('prints good ones only, and with -n also others, best first', async () => {
    expect((await run(['clauses'])).rows.filter(row => row.startsWith('post/'))).toEqual(['post/clauses.md:5']);
    const all = ['post/clauses.md:5', 'post/clauses.md:3'];
    expect((await run(['clauses'], { n: '9' })).rows.filter(row => row.startsWith('post/'))).toEqual(all);
    expect((await run(['clauses'], { n: '1' })).rows.filter(row => row.startsWith('post/'))).toEqual(all.slice(0, 1));
  });

  test('prints the best ones of several posts, with a blank row between them', async () => {
    const { rows } = await run(['clauses', 'cats', 'cats']);
    expect(rows).toEqual([
      ...CAT_ROWS,
      'post/cats.md:9',
      '',
      ...CAT_ROWS.with(2, 'Somebody prints now.'),
      'post/clauses.md:5',
    ]);
  });

  test('--json prints an object a line', async () => {
    expect((await run(['cats'], { json: true })).rows.map(row => JSON.parse(row))).toEqual([
      { haiku: CAT_ROWS, line: 9, path: 'cats.md', slug: 'cats' },
    ]);
  });

  test('reports a name that is neither a post nor a file, and continues', async () => {
    const { rows, errors, status } = await run(['zzzz.md', 'cats']);
    expect(errors[0]).toBe('haiku: post/zzzz.md: No such file or directory');
    expect([rows.at(-1), status]).toEqual(['post/cats.md:9', 1]);
  });
});

describe('fortune in a folder without haiku', () => {
  const tell = (from: Readonly<Record<string, string>>, options = {}) =>
    runCommand(fortune, { operands: [], options }, { posts: from });

  test('prints one that it finds, for any seed', async () => {
    for (const seed of ['0', '1', '2', '3'])
      expect((await tell({ 'a.md': '# A\n\nNothing.\n', 'cats.md': posts['cats.md'] }, { seed })).rows).toEqual([
        ...CAT_ROWS,
        'post/cats.md:9',
      ]);
  });

  test('prints a title if there is none, or if a pattern selects posts', async () => {
    expect((await tell({ 'a.md': '# A\n\nNothing.\n' })).rows).toEqual(['A', 'post/a.md']);
    expect((await tell({ 'cats.md': posts['cats.md'] }, { m: 'cats' })).rows).toEqual(['Cats', 'post/cats.md']);
  });

  test('does not search sentences if a post has a haiku', async () => {
    const from = { 'a-fan-/-hums-all-/-night.md': 'a fan / hums all / night\n' };
    expect((await tell(from)).rows.slice(0, 3)).toEqual(['a fan', 'hums all', 'night']);
  });
});
