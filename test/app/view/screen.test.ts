import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/app/state/actions.ts';
import type { LineMatch } from '../../../src/app/state/grep-results.ts';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import { createEntry } from '../../../src/app/state/scrollback.ts';
import type { State } from '../../../src/app/state/state.ts';
import { frame } from '../../../src/app/view/frame.ts';
import { inputRow, statusBarRow } from '../../../src/app/view/status-bar.ts';
import { postDocument, textDocument } from '../../../src/layout/document.ts';
import { escapeRegExp } from '../../../src/search/regex.ts';
import { trusted } from '../../../src/text/sanitize.ts';
import { type Span, textOf } from '../../../src/text/span.ts';
import { spansWidth, width } from '../../../src/text/width.ts';
import { formatCount } from '../../../src/util/format.ts';
import { postOf, refOf } from '../../support/library.ts';
import { afterRun, createPostIndex, play, postEntry, type Step } from '../../support/state.ts';

// The screen row by row: hints, messages, menus and previews.

const posts = [postOf('a fan / hums all / night', { date: '2021-05-03' }), postOf('no rollback / b / c')];
const content = `a fan / hums all / night\n\n## Part\n\n${'The fan hums on.\n\n'.repeat(30)}    ${'0123456789'.repeat(20)}\n`;
const post = postEntry('cat post/x.md', await postDocument(refOf('x'), content, false), content);
const prompting = (columns: number, rows = 12): State =>
  createInitialState(createPostIndex(posts), { columns, rows }, { history: ['ls'] });
const empty = (columns: number): State => createInitialState(createPostIndex([]), { columns, rows: 12 });
const reading = (columns: number): State => afterRun(prompting(columns), post);
const listed = createEntry('ls', [{ document: textDocument(...Array.from({ length: 30 }, () => [{ text: trusted('a'), styles: [] }])), post: null }]); // biome-ignore format: one thought
const listing = (columns: number): State => play(afterRun(prompting(columns), listed), 'G');
const type = (text: string): Action => ({ kind: 'type', text });
const rowsOf = (state: State): readonly string[] => frame(state).rows.map(row => textOf(row).trimEnd());
const bar = (state: State): string => rowsOf(state).at(-1) ?? '';
const marked = (rows: readonly (readonly Span[])[]): readonly string[] =>
  rows.flatMap(row => row.filter(({ styles }) => styles.includes('match')).map(({ text }) => text));

describe('the status bar', () => {
  test.each<[number, (columns: number) => State, readonly Step[], string, string]>([
    [80, prompting, [], '↵ read   ⇥ complete   ^F grep   F1 help   ^D exit', ' 1 of 2'],
    [79, prompting, [], '↵ read   ⇥ complete   ^F grep   F1 help   ^D exit', '2021-05-03   1 of 2'],
    [40, prompting, [], '↵ read   ^D exit', '2021-05-03   1 of 2'],
    [80, prompting, [type('zzz')], 'Esc clear   ^F grep   F1 help   ^C exit', ''],
    [80, prompting, [type('ls')], '↵ run   ⇥ edit   ^R history   F1 help   ^C exit', ''],
    [80, prompting, [type('q')], 'Esc clear   ^F grep   F1 help   ^C exit', ''],
    [80, prompting, ['^u'], '↵ run   ↑ previous   ^R history   F1 help   ^D exit', ''],
    [80, prompting, ['^r'], '↵ run   ⇥ edit   ^R next   Esc back', '1 of 1'],
    [80, prompting, ['^r', type('zzz')], 'Esc back', ''],
    [80, empty, [], 'F1 help   ^D exit', ''],
    [80, empty, [type('zzz')], 'Esc clear   ^F grep   F1 help   ^C exit', ''],
    [80, reading, ['q'], '↵ read   Esc back to the text   ^F grep   F1 help   ^D exit', ' 1 of 2'],
    [80, reading, [], 'space page   / search   t contents   h help   q back', '14%'],
    [40, reading, [], 'space page   / search   q back', '14%'],
    [80, reading, ['G'], '← → code   { older   g top   h help   q back', 'end'],
    [40, reading, ['G'], '← → code   { older   q back', 'end'],
    [80, reading, ['s'], 's rendered   space page   / search   h help   q back', '14%'],
    [80, reading, [...'/fan', 'enter'], 'n next   N previous   space page   h help   q back', '1 of 31   14%'],
    [80, reading, ['1', '2'], '12   a count: 5j, 3G, 20%   Esc cancel', '14%'],
    [80, reading, ['m'], 'm   a letter marks this place   Esc cancel', '14%'],
    [80, reading, ['='], 'lines 1 to 7 of 65   post/x.md   q back', '14%'],
    [80, reading, ['t', '^d'], '^D is not a key here   Esc back', '1 of 1'],
    [80, reading, ['h'], 'space page   / search   q back', '9%'],
    [80, reading, ['h', 'G'], 'b page up   / search   q back', 'end'],
    [80, listing, ['g'], 'space page   / search   h help   q back', '37%'],
    [80, listing, ['G'], 'g top   h help   q back', 'end'],
    [80, reading, ['t'], '↵ go to   Esc back', '1 of 1'],
    [80, reading, [{ kind: 'request-done', notice: 'copied: it' }], 'copied: it   q back', '14%'],
    [
      80,
      reading,
      [{ kind: 'request-done', notice: 'copied: it' }, 'k'],
      'space page   / search   t contents   h help   q back',
      '14%',
    ],
  ])('of %i columns: %#', (columns, begin, steps, left, right) => {
    const row = bar(play(begin(columns), ...steps));
    expect([row.slice(2, 2 + left.length), row.trimEnd().slice(row.trimEnd().length - right.length)]).toEqual([left, right]); // biome-ignore format: one thought
    expect(row.slice(2 + left.length, row.trimEnd().length - right.length).trim()).toBe('');
    expect(width(row)).toBeLessThanOrEqual(columns);
  });

  test('shows a message in another look than keys and words', () => {
    const row = frame(play(reading(80), { kind: 'request-done', notice: 'copied: it' })).rows.at(-1) ?? [];
    const looks = ['copied: it', 'q', 'back'].map(text => row.find(span => span.text.trim() === text)?.styles);
    expect(looks).toEqual([[], ['accent'], ['dim']]);
  });

  test.each<[string, (columns: number) => State, readonly Step[], string]>([
    ['the prompt', prompting, [], '^D exit'],
    ['a line with text', prompting, [type('fan')], '^C exit'],
    ['a line without a hit', prompting, [type('zzz')], '^C exit'],
    ['a command line', prompting, ['^u', '^u'], '^D exit'],
    ['the history search', prompting, ['^r'], 'Esc back'],
    ['a running command', prompting, ['enter'], '^C stop'],
    ['the prompt after a post', reading, ['q'], '^D exit'],
    ['a post', reading, [], 'q back'],
    ['the end of a post', reading, ['G'], 'q back'],
    ['a source', reading, ['s'], 'q back'],
    ['a search', reading, [...'/fan', 'enter', 'N'], 'q back'],
    ['the help', reading, ['h'], 'q back'],
    ['output', listing, [], 'q back'],
    ['a list', reading, ['t'], 'Esc back'],
  ])('in %s says how to leave at every width, with at most five hints', (_, begin, steps, leave) => {
    let before = 0;
    for (let columns = 10; columns <= 220; columns++) {
      const row = frame(play(begin(columns), ...steps)).rows.at(-1) ?? [];
      expect(textOf(row)).toMatch(new RegExp(`^ {2}(.* {3})?${escapeRegExp(leave)}( .*)?$`));
      expect(spansWidth(row)).toBeLessThanOrEqual(columns);
      const hints = row.filter(({ styles }) => styles.includes('accent')).length;
      expect(hints).toBeLessThanOrEqual(5);
      if (columns >= 80) expect(hints).toBeGreaterThanOrEqual(before);
      before = hints;
    }
  });

  test('shows a truncated message and the position', () => {
    const row = statusBarRow([], ['q', 'back'], ['3 of 9'], trusted('a text that is said'), 20);
    expect(row.map(({ text }) => text)).toEqual(['  a text t…', '  3 of 9']);
    expect(row[0]?.styles).toEqual([]);
  });

  test('mentions the bookmark only at the top of a post', () => {
    const again = afterRun(play(reading(80), ']', 'j', 'q'), post);
    expect(bar(again)).toMatch(/^ {2}'' saved place {3}/);
    expect(bar(play(again, 'j'))).not.toContain('saved place');
  });

  test.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [43120, '43,120'],
    [1234567, '1,234,567'],
  ])('%i is grouped as %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  test.each<[string, number | undefined, string, number, string, number]>([
    ['fan', undefined, '1 of 3', 20, '/fan         1 of 3', 4],
    ['fan', 1, '', 20, '/fan', 2],
    ['a longer pattern', undefined, '1 of 3', 12, '/er pattern', 11],
    ['a longer pattern', 0, '', 12, '/a longer p', 1],
    ['静かな夜', undefined, '', 7, '/な夜', 5],
    ['静かな夜', undefined, '', 8, '/かな夜', 7],
    ['a\u001b', undefined, '', 9, '/a^[', 4],
    ['fan', undefined, '1 of 3', 2, 'n', 1],
  ])(
    'the pattern %j, with the cursor at %j and the position %j, in %i columns is %j',
    (text, cursor, position, columns, row, x) => {
      const input = inputRow('/', { text, cursor: cursor ?? text.length }, position, columns);
      expect([textOf(input.row).trimEnd(), input.x]).toEqual([row, x]);
      expect(width(textOf(input.row))).toBeLessThanOrEqual(columns);
    },
  );
});

describe('matching lines', () => {
  const [fan = '', rollback = ''] = posts.map(({ slug }) => slug);
  const hits: readonly LineMatch[] = [
    { ...refOf(fan), line: 3, text: '  The fan hums, and a Fan it is.' },
    { ...refOf(fan), line: 9, text: `${'so it goes on '.repeat(9)}with a fan ${'and on '.repeat(9)}` },
    { ...refOf(rollback), line: 1, text: 'fan' },
    { ...refOf('gone-/-is-/-it'), line: 1, text: 'no fan\u001b' },
  ];
  const found: Action = {
    kind: 'grep-batch',
    command: "grep -i 'fan'",
    hits,
    isFirst: true,
    isDone: true,
    problem: null,
  };
  const searching = (columns: number, rows: number): State =>
    play(prompting(columns, rows), '^u', type("grep -i 'fan'"));
  const grep = (columns: number, rows: number, ...steps: readonly Step[]): State =>
    play(searching(columns, rows), found, ...steps);

  test('are below the haiku of their posts, with their matches highlighted', () => {
    const state = grep(50, 12);
    expect(rowsOf(state).slice(1, 8)).toEqual([
      '  a fan / hums all / night',
      '❯   The fan hums, and a Fan it is.',
      expect.stringMatching(/^ {4}… .*with a fan and on .*…$/),
      '  no rollback / b / c',
      '    fan',
      '  gone / is / it',
      '    no fan^[',
    ]);
    expect(marked(frame(state).rows)).toEqual(['fan', 'Fan', 'fan', 'fan', 'fan']);
    expect(bar(state)).toMatch(/^ {2}↵ read {3}\^F cat .*1 of 4 lines$/);
  });

  test.each([
    [0, ['  a fan / hums all / night', '❯   The fan hums, and a Fan it is.']],
    [2, ['  no rollback / b / c', '❯   fan']],
    [3, ['  gone / is / it', '❯   no fan^[']],
  ])('show the selected row %i and its haiku first where there is little room', (down, rows) => {
    expect(rowsOf(grep(50, 4, ...Array<Step>(down).fill('down'))).slice(1, 3)).toEqual(rows);
  });

  test.each([
    [{ ...found, hits: [] } as Action, '  no matching line. ^F searches haiku and titles'],
    [{ ...found, hits: [], isDone: false } as Action, '  searching'],
    [{ ...found, hits: [], problem: 'grep: no' } as Action, '  grep: no'],
  ])('show a message where there are none: %#', (action, text) => {
    expect(rowsOf(play(searching(60, 8), action))[1]).toBe(text);
  });

  test('are counted so far while the search goes on', () => {
    expect(bar(play(grep(60, 8), { ...found, isDone: false } as Action))).toMatch(/1 of 4 lines so far$/);
  });

  test('have the post beside them, at the matching line', () => {
    const previewed: Action = { kind: 'preview', slug: fan, part: post.parts[0] as (typeof post.parts)[number] };
    const rows = rowsOf(grep(160, 12, previewed));
    expect(rows.slice(1, 6).every(row => row.includes(' │'))).toBe(true);
    expect(rows.some(row => / │ {3}Part$/.test(row))).toBe(true);
    expect(rows.join('\n')).not.toContain('$ cat post/x.md');
  });
});

describe('the preview', () => {
  const previewed: Action = {
    kind: 'preview',
    slug: posts[0]?.slug ?? '',
    part: post.parts[0] as (typeof post.parts)[number],
  };

  test.each([
    [129, null],
    [130, 71],
    [160, 78],
    [200, 118],
  ])('on %i columns begins at column %j', (columns, bar) => {
    const rows = rowsOf(play(prompting(columns), previewed));
    const [first = ''] = rows.slice(1);
    expect(first.includes('│') ? first.indexOf('│') : null).toBe(bar);
    expect(rows.every(row => width(row) <= columns)).toBe(true);
    if (bar !== null) expect(first.slice(bar + 2)).toMatch(/^ *a fan \/$/);
  });

  test('shows the last post until the next is open, and no post where none is selected', () => {
    expect(rowsOf(play(prompting(160), previewed, 'down'))[1]).toContain('│   a fan /');
    expect(rowsOf(prompting(160))[1]).toMatch(/│$/);
    expect(rowsOf(play(prompting(160), previewed, type('zzz'))).join('')).not.toContain('│');
  });
});

test.each([
  [21, '❯ night / rain / roof'],
  [22, '❯ night / rain / roof'],
  [26, '❯ night / rain / roof'],
  [38, '❯ night / rain / roof'],
  [39, '❯ night / rain / roof  notes/of-weather'],
])('a menu of %i columns has %j: a folder is left out rather than cut', (columns, row) => {
  const rain = postOf('night / rain / roof', { slug: 'notes/of-weather/rain', path: 'notes/of-weather/rain.txt' });
  expect(rowsOf(createInitialState(createPostIndex([rain]), { columns, rows: 8 }))[1]).toBe(row);
});

test('the history search highlights the typed words', () => {
  const history = ['ls a', "grep -i 'Fan'", 'cat post/x'];
  const state = play(
    createInitialState(createPostIndex(posts), { columns: 40, rows: 8 }, { history }),
    '^r',
    type('fan GREP'),
  );
  expect(rowsOf(state).slice(0, 2)).toEqual(['  history: fan GREP', "❯ grep -i 'Fan'"]);
  expect(marked(frame(state).rows)).toEqual(['grep', 'Fan']);
  expect(rowsOf(play(state, type('zzz')))[1]).toBe('  no matching command');
});

test('help covers the screen, and lists the keys of every context', () => {
  const there = play(reading(80), 'd');
  const help = play(there, 'h');
  expect(rowsOf(help)[0]).toBe('  In a post');
  expect(play(help, 'q')).toEqual(there);
  expect(play(help, 'h').mode).toEqual(play(help, 'q').mode);
  const all = rowsOf(play(help, { kind: 'resize', size: { columns: 80, rows: 200 } })).join('\n');
  for (const title of [
    'In a post',
    'In the search line',
    'In a menu',
    'At the prompt',
    '(^R)',
    'In any line',
    'Anywhere',
  ])
    expect(all).toContain(title);
});
