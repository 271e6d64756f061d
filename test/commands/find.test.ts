import { expect, test } from 'vitest';
import type { Input, Output } from '../../src/commands/command.ts';
import { find } from '../../src/commands/find.ts';
import { listedRow } from '../../src/commands/list-rows.ts';
import { collect, plainText, SERVICES } from '../support/command.ts';
import { libraryOf } from '../support/library.ts';

const library = libraryOf({
  'a-fan-/-hums-all-/-night.md': '',
  'no-one-wrote-/-the-way-back-/-no-rollback-existed.md': '---\ndate: 2020-10-12\n---\n',
  'the-plan-/-we-shipped-/-a-rollback-plan.md': '',
  'apt-/-get-/-it.md': 'apt / get-get / it\n',
  'notes/b.md': '# Thirty kettles\n',
});

/** Returns the rows of the command, with the matched characters in brackets, and its exit status. */
async function runFind(line: string, options: Input['options'] = {}) {
  const run = find.run(
    { operands: line.split(' ').filter(Boolean), options },
    { library: () => library, history: () => [], ...SERVICES },
  );
  const { outputs, status } = await collect(run);
  return { rows: outputs.map(toText), status };
}

function toText(output: Output): string {
  if (output.kind !== 'listed') return plainText(output);
  const { row, arrange } = listedRow(output);
  return arrange(row, 100)
    .flat()
    .map(({ text, styles }) => (styles.includes('match') ? `[${text}]` : text))
    .join('');
}

const myth = '2020-10-12  no one wrote / the way back / no [rollback] existed';
const plan = '            the plan / we shipped / a [rollback] plan';

test.each<[string, Input['options'], readonly string[], number]>([
  ['rollback', {}, [myth, plan], 0],
  ['rollback', { n: '1' }, [myth], 0],
  ['rollback', { n: '9' }, [myth, plan], 0],
  ['plan rollback', {}, ['the [plan] / we shipped / a [rollback] plan'], 0],
  ['rolback exsted', {}, ['2020-10-12  no one wrote / the way back / no [rol]l[back] [ex]i[sted]'], 0],
  ['post/a-fan-/-hums', {}, ['[a] [fan] / [hums] all / night'], 0],
  ['get', {}, ['apt / [get]-get / it'], 0],
  ['thirty', {}, ['[Thirty] kettles  notes'], 0],
  [
    'xylophone of brass',
    {},
    ['find: xylophone of brass: no match', "try `haiku-posts grep -iF 'xylophone of brass'` to search the text"],
    1,
  ],
  ['', {}, ["find: empty query: list all posts with 'haiku-posts ls'"], 2],
  ['post/', {}, ["find: empty query: list all posts with 'haiku-posts ls'"], 2],
])('find %j %j', async (line, options, rows, status) => {
  expect(await runFind(line, options)).toEqual({ rows, status });
});

test('--json prints one object per row', async () => {
  const { rows, status } = await runFind('exsted', { json: true });
  expect(rows.map(row => JSON.parse(row))).toEqual([
    {
      slug: 'no-one-wrote-/-the-way-back-/-no-rollback-existed',
      haiku: ['no one wrote', 'the way back', 'no rollback existed'],
      title: expect.any(String),
      date: '2020-10-12',
      tags: [],
      draft: false,
      words: 0,
      minutes: expect.any(Number),
      path: 'no-one-wrote-/-the-way-back-/-no-rollback-existed.md',
    },
  ]);
  expect(status).toBe(0);
});
