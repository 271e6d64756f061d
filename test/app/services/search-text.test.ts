import { expect, test } from 'vitest';
import { searchText } from '../../../src/app/services/search-text.ts';
import { parseTextQuery, type TextQuery } from '../../../src/search/text-query.ts';
import { libraryOf, refOf } from '../../support/library.ts';

const library = libraryOf({
  'a.md': 'one\ntwo kettles\n',
  'b.md': 'no such word\n',
  'c.md': `${'x '.repeat(1000)}kettle${' y'.repeat(2000)}\n`,
  'd.md': { problem: 'Permission denied' },
  'e.md': 'a kettle\n',
});
const posts = ['e', 'd', 'c', 'b', 'a'].map(refOf);
const query = parseTextQuery('kettle') as TextQuery;

async function search(limit: number, { stopAfter = Number.POSITIVE_INFINITY } = {}) {
  const stop = new AbortController();
  let time = 0;
  const pause = (): null => {
    time += 60;
    if (time > stopAfter) stop.abort();
    return null;
  };
  const batches: (readonly [string, boolean])[] = [];
  for await (const { hits, isDone } of searchText(
    query,
    posts,
    limit,
    library,
    { now: () => time, pause },
    stop.signal,
  ))
    batches.push([hits.map(({ slug, line }) => `${slug}:${line}`).join(' '), isDone]);
  return batches;
}

test('yields posts as they are found, in their order', async () => {
  expect(await search(10)).toEqual([
    ['e:1', false],
    ['e:1 c:1', false],
    ['e:1 c:1 a:2', false],
    ['e:1 c:1 a:2', true],
  ]);
});

test('ends with as many posts as asked for', async () => {
  expect((await search(2)).at(-1)).toEqual(['e:1 c:1', true]);
});

test('stops when the signal aborts', async () => {
  expect(await search(10, { stopAfter: 200 })).toEqual([
    ['e:1', false],
    ['e:1 c:1', false],
  ]);
});

test('cuts a long line around its first word', async () => {
  const stop = new AbortController().signal;
  const clock = { now: () => 0, pause: () => null };
  for await (const { hits } of searchText(query, [refOf('c')], 1, library, clock, stop))
    expect(hits[0]?.text).toMatch(/^(x ){200}kettle( y){797}$/);
});

test('shows a line whose letters are decomposed', async () => {
  const text = 'the cafe\u0301 is closed';
  const stop = new AbortController().signal;
  const clock = { now: () => 0, pause: () => null };
  const cafe = parseTextQuery('caf\u00e9') as TextQuery;
  for await (const { hits } of searchText(cafe, [refOf('a')], 1, libraryOf({ 'a.md': text }), clock, stop))
    expect(hits).toMatchObject([{ text }]);
});
