import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/app/state/actions.ts';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import type { State } from '../../../src/app/state/state.ts';
import { completeCommand, lineQueries, lineWithoutMatch, typedCommand } from '../../../src/app/state/typed-command.ts';
import { frame } from '../../../src/app/view/frame.ts';
import { textOf } from '../../../src/text/span.ts';
import { postOf } from '../../support/library.ts';
import { createPostIndex, play, textSearched } from '../../support/state.ts';

describe('a line is a command', () => {
  test.each([
    ['cat post/ls -l', 'ls -l', null],
    ['ls -l', 'ls -l', null],
    [' fortune ', 'fortune', null],
    ['cat post/help', 'help', null],
    ['cat post/quit', 'exit', null],
    ['cat post/history 3', 'history 3', null],
    ['cat post/haiku-posts ls', 'haiku-posts ls', null],
    ['cat post/grep', 'grep', 'grep <pattern> [<post>]'],
    ['cat post/grep -i', 'grep -i', 'grep <pattern> [<post>]'],
    ['cat post/grep --help', 'grep --help', null],
    ['cat post/less', 'less', 'less <post>...'],
    ['grep', 'grep', null],
    ['grep -w fan', 'grep -w fan', null],
    ['cat --raw x', 'cat --raw x', null],
  ])('%j runs %j', (text, line, missing) => {
    expect(typedCommand(text, 'haiku-posts')).toEqual({ line, missing });
  });

  test.each([
    ['cat post/'],
    ['cat post/lsx'],
    ['cat post/Help'],
    ['cat post/the ls'],
    ['cat post/cat fan'],
    ['less fan'],
    ['cat'],
    ['postgres'],
    ["grep -i 'fan'"],
    ["grep -i '"],
    [''],
  ])('%j is not a command', text => {
    expect(typedCommand(text, 'haiku-posts')).toBeNull();
  });
});

test.each<[string, readonly string[]]>([
  ['cat post/rolback pl', ['rolback pl']],
  ['cat post/', ['']],
  ['cat post/cat fan', ['fan']],
  ['less fan', ['fan']],
  ['postgres plan', ['postgres plan']],
  ['cat post/find dns', ['find dns', 'dns']],
  ['ls -l', ['ls']],
  ['', []],
])('the line %j searches for %j', (text, queries) => {
  expect(lineQueries(text, 'haiku-posts')).toEqual(queries);
});

test.each([
  ['cat post/kettle', 'cat post/kettle'],
  ['cat post/no kettle here ', "cat 'post/no kettle here'"],
  ["cat post/who's there", "cat 'post/who'\\''s there'"],
  ['cat post/cat kettle', 'cat kettle'],
  ['cat post/less kettle', 'less kettle'],
  ['cat post/a.md post/b.md', 'cat post/a.md post/b.md'],
  ['cat post/kettle --raw', 'cat post/kettle --raw'],
  ['cat post/"no kettle" here', 'cat post/"no kettle" here'],
  ['cat post/no kettle | head', 'cat post/no kettle | head'],
  ['no kettle here', 'no kettle here'],
  ['cat no kettle', 'cat no kettle'],
])('the line %j runs as %j if it matches nothing', (text, line) => {
  expect(lineWithoutMatch(text)).toBe(line);
});

test.each([
  ['no kettle', "cat 'post/no kettle'"],
  ['cat kettle', 'cat kettle'],
])('Enter on %j, which matches nothing, runs one command', (text, command) => {
  const index = createPostIndex([postOf('x / y / z')]);
  const state = createInitialState(index, { columns: 60, rows: 12 });
  const typed = play(state, { kind: 'type', text });
  expect(play(textSearched(typed), 'enter').mode).toMatchObject({ job: { command } });
});

test.each([
  ['gre', 'grep '],
  [' fo', 'fortune '],
  ['hel', 'help '],
  ['hi', 'history '],
  ['f', null],
  ['grep', null],
  ['gre ', null],
  ['grex', null],
  ['cat post/gre', null],
  ['', null],
])('Tab completes the line %j to %j', (text, completed) => {
  expect(completeCommand(text)).toBe(completed);
});

const posts = [
  postOf('a fan / hums all / night'),
  postOf('the new log / b / c'),
  postOf('history repeats / b / c'),
  { ...postOf('z / y / x'), slug: 'check', path: 'check.md' },
];
const size = { columns: 60, rows: 12 };
const start = createInitialState(createPostIndex(posts), size);
const type = (text: string): Action => ({ kind: 'type', text });
const rows = (state: State): readonly string[] =>
  frame(state)
    .rows.map(row => textOf(row).trimEnd())
    .filter((row, at) => row !== '' && at < size.rows - 1);

describe('the row of a command', () => {
  test('is first and selected, above posts with its words', () => {
    expect(rows(play(start, type('history')))).toEqual([
      '$ cat post/history',
      '❯ $ history   run this command',
      '  history repeats / b / c',
    ]);
  });

  test('is above posts with the words behind the command if none has all words', () => {
    expect(rows(play(start, type('find fan')))).toEqual([
      '$ cat post/find fan',
      '❯ $ find fan   run this command',
      '  a fan / hums all / night',
    ]);
  });

  test('is run by Enter, and the post below it is opened after ↓', () => {
    const typed = play(start, type('history'));
    expect(play(typed, 'enter').mode).toMatchObject({ kind: 'running', job: { command: 'history' } });
    const post = 'cat post/history-repeats-/-b-/-c.md';
    expect(play(typed, 'down', 'enter').mode).toMatchObject({ job: { command: post } });
    expect(play(typed, 'down', 'up', 'enter').mode).toMatchObject({ job: { command: 'history' } });
    expect(play(typed, 'down', 'down', 'page-up', 'enter').mode).toMatchObject({ job: { command: 'history' } });
  });

  test('puts a command without its operands on the line', () => {
    expect(play(start, type('new'), 'enter').mode).toMatchObject({ kind: 'prompt', line: { text: 'new ' } });
    expect(play(start, type('ls -l'), 'tab').mode).toMatchObject({ kind: 'prompt', line: { text: 'ls -l' } });
    expect(play(start, type('new'), 'enter', 'enter').mode).toMatchObject({ kind: 'running', job: { command: 'new' } });
  });

  test('is there after Tab completes the name of a command', () => {
    const line = (...keys: readonly string[]) => play(start, '^u', type('fi'), ...keys).mode;
    expect(line('tab')).toMatchObject({ line: { text: 'find ', cursor: 5 }, command: { line: 'find' } });
    expect(play(start, type('fi'), 'tab').mode).not.toMatchObject({ line: { text: 'find ' } });
  });

  test.each(['exit', 'quit'])('%s quits', word => {
    expect(play(start, type(word), 'enter').mode).toMatchObject({ kind: 'exited', status: 0 });
  });

  test('is not there for a post of that name', () => {
    expect(rows(play(start, type('check')))).toEqual(['$ cat post/check', '❯ z / y / x  check.md']);
    expect(play(start, type('check'), 'enter').mode).toMatchObject({ job: { command: 'cat post/check' } });
  });

  test('is not there in a picker', () => {
    const picker = createInitialState(createPostIndex(posts), size, { isPicker: true });
    expect(play(picker, type('history'), 'enter').mode).toMatchObject({ selectedSlug: 'history-repeats-/-b-/-c' });
  });

  test('is above the matching lines of a grep line', () => {
    expect(rows(play(start, '^u', type('grep -w fan')))).toEqual([
      '$ grep -w fan',
      '❯ $ grep -w fan   run this command',
      '  searching',
    ]);
    expect(play(start, '^u', type('grep -w fan'), 'enter').mode).toMatchObject({ job: { command: 'grep -w fan' } });
  });

  test('leaves the only row of a tiny screen to what is selected', () => {
    const tiny = createInitialState(createPostIndex(posts), { columns: 10, rows: 3 });
    const shown = (state: State): readonly string[] => frame(state).rows.map(row => textOf(row).trimEnd());
    expect(shown(play(tiny, '^u', type('history')))[1]).toBe('❯ $ histo…');
    expect(shown(play(tiny, '^u', type('history'), 'down'))[1]).toMatch(/^❯ histor/);
  });
});

describe('^U', () => {
  test.each<[string, readonly string[], string, number]>([
    ['fan log', ['^u'], 'cat post/', 9],
    ['fan log', ['^u', '^u'], '', 0],
    ['fan log', ['^u', '^y'], 'cat post/fan log', 16],
    ['fan log', ['alt-b', '^u'], 'cat post/log', 9],
    ['fan log', ['^a', '^u'], 'cat post/fan log', 0],
    ['', ['^u'], '', 0],
    ['', ['^u', '^u'], '', 0],
  ])('after %j and %j leaves %j', (text, keys, line, cursor) => {
    expect(play(start, type(text), ...keys).mode).toMatchObject({ line: { text: line, cursor } });
  });
});

describe('a line of unknown words', () => {
  const searched = play(start, '^u', type('repeets'));

  test('is a search, whose selected post Enter opens', () => {
    expect(rows(searched)).toEqual(['$ repeets', '❯ history repeats / b / c']);
    expect(play(searched, 'enter').mode).toMatchObject({ job: { command: 'cat post/history-repeats-/-b-/-c.md' } });
  });

  test('completes to a cat line with Tab, and to a grep line with ^F', () => {
    expect(play(searched, 'tab').mode).toMatchObject({ line: { text: 'cat post/history-repeats-/' } });
    expect(play(searched, '^f').mode).toMatchObject({ line: { text: "grep -i 'repeets'" } });
  });

  test('runs as it is if it finds nothing', () => {
    expect(textSearched(play(start, '^u', type('grpe -n x'), 'enter')).mode).toMatchObject({
      job: { command: 'grpe -n x' },
    });
  });
});

test('a session can begin with a typed text', () => {
  const session = (query: string): State => createInitialState(createPostIndex(posts), size, { query });
  expect(rows(session('repeets'))).toEqual(['$ cat post/repeets', '❯ history repeats / b / c']);
  expect(rows(session('ls -l'))).toEqual(['$ cat post/ls -l', '❯ $ ls -l   run this command']);
  expect(play(session('fan'), '^u').mode).toMatchObject({ line: { text: 'cat post/' } });
});
