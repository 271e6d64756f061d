import { describe, expect, test } from 'vitest';
import type { Input, Output } from '../../src/commands/command.ts';
import { grep } from '../../src/commands/grep.ts';
import { textDocument } from '../../src/layout/document.ts';
import { collect, plainText, SERVICES } from '../support/command.ts';
import { type Folder, libraryOf } from '../support/library.ts';
import { rowsOfDocument } from '../support/tree.ts';

const folder: Folder = {
  'a-/-b-/-c.md': 'a / b / c\n\nThe log is silent.\nThe logs are not: log, log.\n',
  'd-/-e-/-f.md': 'd / e / f\n\nNo word of it.\n',
  'x.log': '$ cat post/t-/-u-/-v.md\n\nt / u / v\n\n\tA \u001b[31mlog\u001b[0m with \u200b escapes.\n',
};

/** Returns the rows of the command, errors marked with `!`, and its exit status. */
async function run(operands: readonly string[], options: Input['options'] = {}, files = folder) {
  const running = grep.run({ operands, options }, { library: () => libraryOf(files), history: () => [], ...SERVICES });
  const { outputs, status } = await collect(running);
  return { status, outputs, rows: outputs.flatMap(toRows) };
}

const toRows = (output: Output): readonly string[] =>
  output.kind === 'error' ? [`! ${output.text}`] : plainText(output).split('\n');

const first = 'post/a-/-b-/-c.md';
const last = 'post/t-/-u-/-v.md';
const escapes = '\tA ^[[31mlog^[[0m with <U+200B> escapes.';

describe('in the app, a grep that matches nothing', () => {
  const runInApp = async (operands: readonly string[], options: Input['options'] = {}) => {
    const context = { library: () => libraryOf(folder), history: () => [], ...SERVICES, pauseIfDue: () => null };
    const { outputs, status } = await collect(grep.run({ operands, options }, context));
    return { status, rows: outputs.flatMap(toRows) };
  };

  test.each<[readonly string[], Input['options'], string]>([
    [['LOG'], {}, 'LOG: no match; with -i 3 lines match'],
    [['LOG'], { l: true }, 'LOG: no match; with -i 3 lines match'],
    [['LOGS'], { w: true }, 'LOGS: no match; with -i 1 line matches'],
    [['LOG', first], {}, 'LOG: no match; with -i 2 lines match'],
  ])('%j %j says how many lines match if case is ignored', async (operands, options, said) => {
    expect(await runInApp(operands, options)).toEqual({ rows: [`! grep: ${said}`], status: 1 });
    expect((await run(operands, options)).rows).toEqual([]);
  });

  test.each<[readonly string[], Input['options']]>([
    [['kettle'], {}],
    [['kettle'], { i: true }],
    [['LO'], { w: true }],
  ])('%j %j says nothing if none matches', async (operands, options) => {
    expect(await runInApp(operands, options)).toEqual({ rows: [], status: 1 });
  });
});

describe('rows', () => {
  test.each<[string, readonly string[], Input['options'], readonly string[]]>([
    [
      'begin with the path, for all posts',
      ['log'],
      {},
      [`${first}:The log is silent.`, `${first}:The logs are not: log, log.`, `${last}:${escapes}`],
    ],
    [
      'have the line numbers of the content with -n',
      ['log'],
      { n: true },
      [`${first}:3:The log is silent.`, `${first}:4:The logs are not: log, log.`, `${last}:4:${escapes}`],
    ],
    ['have no path for one post', ['is', 'a-/-b-/-c'], {}, ['The log is silent.']],
    ['have line numbers for one post with -n', ['is', first], { n: true }, ['3:The log is silent.']],
    ['are counted for each matching post with -c', ['log'], { c: true }, [`${first}:2`, `${last}:1`]],
    ['are counted for one post with -c', ['log', first], { c: true }, ['2']],
    ['are only paths with -l', ['log'], { l: true }, [first, last]],
    ['are only paths with -l and -c', ['log'], { l: true, c: true }, [first, last]],
    ['are only the path of one post with -l', ['log', first], { l: true, n: true }, [first]],
    ['-i', ['WORD'], { i: true }, ['post/d-/-e-/-f.md:No word of it.']],
    ['-w', ['logs'], { w: true }, [`${first}:The logs are not: log, log.`]],
    ['-F', ['t.'], { F: true }, [`${first}:The log is silent.`, 'post/d-/-e-/-f.md:No word of it.']],
  ])('%s', async (_, operands, options, rows) => {
    expect(await run(operands, options)).toMatchObject({ rows, status: 0 });
  });

  test('--json has the exact line, with escapes for what a terminal might obey', async () => {
    const { rows } = await run(['log'], { json: true });
    expect(rows.map(row => JSON.parse(row))).toEqual([
      { slug: 'a-/-b-/-c', line: 3, column: 5, text: 'The log is silent.' },
      { slug: 'a-/-b-/-c', line: 4, column: 5, text: 'The logs are not: log, log.' },
      { slug: 't-/-u-/-v', line: 4, column: 9, text: '\tA \u001b[31mlog\u001b[0m with \u200b escapes.' },
    ]);
    expect(rows.join('')).not.toContain('\u001b');
    expect(rows.join('')).not.toContain('\u200b');
  });

  test('keep their tabs in a pipe, and have tab stops of eight on a terminal', async () => {
    const { outputs } = await run(['log', 't-/-u-/-v'], { n: true });
    const rows = outputs.flatMap(output => (output.kind === 'matches' ? output.matches.map(output.toRow) : []));
    expect(rowsOfDocument(textDocument(...rows), 80)).toEqual([`4:      ${escapes.slice(1)}`]);
  });
});

describe('statuses', () => {
  test.each<[string, readonly string[], Input['options'], 0 | 1 | 2, readonly string[]]>([
    ['no match', ['cat'], {}, 1, []],
    ['no match in one post', ['silent', 'd-/-e-/-f'], {}, 1, []],
    ['a count of 0 in one post', ['silent', 'd-/-e-/-f'], { c: true }, 1, ['0']],
    ['no count in any post', ['cat'], { c: true }, 1, []],
    [
      'a bad pattern',
      ['('],
      {},
      2,
      ['! grep: (: unterminated group', "! try 'haiku-posts grep -F' to match it literally"],
    ],
    ['--json with -c', ['a'], { json: true, c: true }, 2, ['! grep: --json: cannot be combined with -l or -c']],
    ['a missing post', ['a', 'zzzzzz'], {}, 2, ['! grep: post/zzzzzz.md: No such file or directory']],
    ['a post without a name', ['a', ''], {}, 2, ["! grep: empty post name: list posts with 'haiku-posts ls'"]],
  ])('%s', async (_, operands, options, status, rows) => {
    expect(await run(operands, options)).toMatchObject({ rows, status });
  });

  test('an ambiguous name is an error that lists the posts', async () => {
    const files = { 'a-/-b-/-c.md': 'log', 'a-/-b-/-d.md': 'log' };
    expect(await run(['log', 'a-/'], {}, files)).toMatchObject({
      status: 2,
      rows: ["! grep: 'a-/' matches 2 posts:", '!   post/a-/-b-/-c.md', '!   post/a-/-b-/-d.md'],
    });
  });

  test('an unreadable file is an error, and the others are searched', async () => {
    const files = { 'a.md': 'a log', 'b.md': { problem: 'Permission denied' }, 'c.md': 'a log' };
    expect(await run(['log'], {}, files)).toMatchObject({
      status: 2,
      rows: ['post/a.md:a log', '! grep: post/b.md: Permission denied', 'post/c.md:a log'],
    });
    expect(await run(['log', 'b'], { c: true }, files)).toMatchObject({
      status: 2,
      rows: ['! grep: post/b.md: Permission denied'],
    });
  });
});

test('reads a post only after the matches of the previous one', async () => {
  const library = libraryOf(folder);
  const seen: string[] = [];
  const logged = {
    ...library,
    *scan() {
      for (const result of library.scan()) {
        seen.push(result.ref.slug);
        yield result;
      }
    },
  };
  const running = grep.run(
    { operands: ['log'], options: {} },
    { library: () => logged, history: () => [], ...SERVICES },
  );
  await running.next(undefined);
  expect(seen).toEqual(['a-/-b-/-c']);
});

test.each<Readonly<Record<string, true>>>([{}, { l: true }, { c: true }])(
  'grep %j gives up an expression that would match for years',
  async options => {
    const { rows, status } = await run(['^(.|[a-z])+#'], options, { 'a.md': `${'a'.repeat(40)}\n` });
    expect([rows.at(-1), status]).toEqual(['! grep: ^(.|[a-z])+#: pattern takes too long to match', 2]);
  },
);
