import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Input } from '../../src/commands/command.ts';
import { fortune } from '../../src/commands/fortune.ts';
import { collect, plainText, SERVICES } from '../support/command.ts';
import { cachedLibrary, type Folder, libraryOf } from '../support/library.ts';

const folder: Folder = {
  'a-fan-/-hums-all-/-night.md': 'a fan / hums all / night\n',
  'the-log-/-is-long-/-tonight.md': 'The Log / is long / tonight\n',
  'one-line.md': '\u001b[31mred\n',
};

async function runFortune(options: Input['options'], operands: readonly string[] = [], from = folder) {
  const run = fortune.run({ operands, options }, { library: () => libraryOf(from), history: () => [], ...SERVICES });
  const { outputs, status } = await collect(run);
  return { rows: outputs.map(plainText), status };
}

const fan = ['a fan', 'hums all', 'night', 'post/a-fan-/-hums-all-/-night.md'];
const log = ['The Log', 'is long', 'tonight', 'post/the-log-/-is-long-/-tonight.md'];

test.each<[Input['options'], readonly string[]]>([
  [{ m: 'fan' }, fan],
  [{ m: '^the log' }, log],
  [{ m: 'LONG / t' }, log],
  [{ m: 'one line' }, ['one line', 'post/one-line.md']],
])('fortune %j', async (options, rows) => {
  expect(await runFortune(options)).toEqual({ rows, status: 0 });
});

test('prints any of the haiku, and always the same one for a seed', async () => {
  const seeds = Array.from({ length: 30 }, (_, seed) => String(seed));
  const all = await Promise.all(seeds.map(async seed => (await runFortune({ seed })).rows.at(-1)));
  expect(new Set(all).size).toBe(3);
  expect(await Promise.all(seeds.map(async seed => (await runFortune({ seed })).rows.at(-1)))).toEqual(all);
});

test('prints one of the haiku without a seed', async () => {
  const paths = Object.keys(folder).map(path => `post/${path}`);
  for (let time = 0; time < 20; time++) expect(paths).toContain((await runFortune({})).rows.at(-1));
});

const [one, two] = ['a / b / c\n', 'd / e / f\n'];
test.each<readonly [string, Folder, boolean, Input['options'], number, readonly string[]]>([
  ['one that is remembered', { 'a.md': one }, true, {}, 0, ['a', 'b', 'c', 'post/a.md']],
  ['one that has changed', { 'a.md': `${two}more\n` }, true, {}, 0, ['d', 'e', 'f', 'post/a.md']],
  ['one that is new', { 'b.md': two }, false, {}, 1, ['d', 'e', 'f', 'post/b.md']],
  ['one of a seed', { 'a.md': one }, true, { seed: '7' }, 0, ['a', 'b', 'c', 'post/a.md']],
])('prints %s', async (_, now, isComplete, options, lists, rows) => {
  const { library, walks } = await cachedLibrary({ 'a.md': one }, now, isComplete);
  const run = fortune.run({ operands: [], options }, { library: () => library, history: () => [], ...SERVICES });
  expect((await collect(run)).outputs.map(plainText)).toEqual(rows);
  expect(walks()).toBe(lists);
});

test('prints the haiku of one file and asks for no other, if all are remembered', async () => {
  const { library, stamps } = await cachedLibrary({ 'a.md': one, 'b.md': two, 'c.md': 'no haiku' });
  const run = (options: Input['options']) =>
    collect(
      fortune.run(
        { operands: [], options },
        { library: () => library, history: () => [], ...SERVICES, random: () => 0 },
      ),
    );
  await run({});
  expect(stamps()).toEqual(['a.md']);
  await run({ seed: '1' });
  expect(stamps()).toEqual(['a.md', 'a.md', 'b.md', 'c.md']);
});

test('prints one of the haiku for any seed', () =>
  fc.assert(
    fc.asyncProperty(fc.nat(999_999_999_999_999), async seed => {
      expect((await runFortune({ seed: String(seed) })).status).toBe(0);
    }),
    { numRuns: 30 },
  ));

test.each<[Input['options'], readonly string[], Folder, string, number]>([
  [{ m: 'xyzzy' }, [], folder, 'fortune: xyzzy: no haiku matches', 1],
  [{}, [], {}, "fortune: no posts here yet: create one with 'haiku-posts new … --to DIR'", 1],
  [{ m: '(' }, [], folder, 'fortune: (: unterminated group', 2],
])('fortune %j %j of %j reports an error', async (options, operands, from, text, status) => {
  expect(await runFortune(options, operands, from)).toEqual({ rows: [text], status });
});

test('fortune -m gives up an expression that would match for years', async () => {
  const long = { 'a.md': `# ${'a'.repeat(40)}\n\nText.\n` };
  expect(await runFortune({ m: '^(.|[a-z])+#' }, [], long)).toEqual({
    rows: ['fortune: ^(.|[a-z])+#: pattern takes too long to match'],
    status: 2,
  });
});
