import { expect, test } from 'vitest';
import { parseArguments, type Settings } from '../../src/cli/args.ts';
import { commandNamed } from '../../src/commands/index.ts';
import { themeChoices } from '../../src/theme/themes.ts';
import { oneOf } from '../../src/util/format.ts';

const plain: Settings = { posts: null, color: 'auto', theme: null, width: null };
const read = (line: string) => parseArguments(line.split(' ').filter(Boolean));

test.each([
  ['', plain],
  ['--posts dir', { ...plain, posts: 'dir' }],
  ['--posts=dir --color never --theme light', { ...plain, posts: 'dir', color: 'never', theme: 'light' }],
])('%j browses', (line, settings) => {
  expect(read(line)).toEqual({ kind: 'browse', settings, browsing: { print: null, isScreenReader: false } });
});

test.each([
  ['--print slug', { print: 'slug', isScreenReader: false }],
  ['--screen-reader --print=post', { print: 'post', isScreenReader: true }],
])('%j is for the session', (line, browsing) => {
  expect(read(line)).toMatchObject({ kind: 'browse', browsing });
});

test.each([
  ['cat a b', 'cat', ['a', 'b'], {}, plain],
  ['cat a --raw', 'cat', ['a'], { raw: true }, plain],
  ['cat --raw a', 'cat', ['a'], { raw: true }, plain],
  ['cat --width 40 a', 'cat', ['a'], { width: '40' }, { ...plain, width: 40 }],
  ['--posts dir cat a', 'cat', ['a'], { posts: 'dir' }, { ...plain, posts: 'dir' }],
  [
    '--color=always cat --theme mono a',
    'cat',
    ['a'],
    { color: 'always', theme: 'mono' },
    { ...plain, color: 'always', theme: 'mono' },
  ],
  ['cat cat', 'cat', ['cat'], {}, plain],
  ['cat -- -n --raw', 'cat', ['-n', '--raw'], {}, plain],
  ['cat --raw -- a', 'cat', ['a'], { raw: true }, plain],
  ['cat help', 'cat', ['help'], {}, plain],
  ['ls -ltr', 'ls', [], { l: true, t: true, r: true }, plain],
  ['grep -in log', 'grep', ['log'], { i: true, n: true }, plain],
  ['grep log -wF post/a -c', 'grep', ['log', 'post/a'], { w: true, F: true, c: true }, plain],
  ['grep -i -- -n', 'grep', ['-n'], { i: true }, plain],
  ['grep grep', 'grep', ['grep'], {}, plain],
  ['find -n 3 no rollback', 'find', ['no', 'rollback'], { n: '3' }, plain],
  ['-n 3 find no rollback', 'find', ['no', 'rollback'], { n: '3' }, plain],
  ['-n grep log', 'grep', ['log'], { n: true }, plain],
  ['ls --json post/a', 'ls', ['post/a'], { json: true }, plain],
])('%j runs %s', (line, name, operands, options, settings) => {
  const request = read(line);
  expect(request).toEqual({ kind: 'run', command: commandNamed(name), input: { operands, options }, settings });
});

test.each([
  ['--version', { kind: 'version' }],
  ['-V', { kind: 'version' }],
  ['cat -V', { kind: 'version' }],
  ['--help', { kind: 'help', command: null }],
  ['help', { kind: 'help', command: null }],
  ['help help', { kind: 'help', command: null }],
  ['cat a -h', { kind: 'help', command: commandNamed('cat') }],
  ['help ls', { kind: 'help', command: commandNamed('ls') }],
])('%j is answered without a command', (line, request) => {
  expect(read(line)).toEqual(request);
});

const hint = "'haiku-posts --help' says what there is";
const catHint = "'haiku-posts cat --help' says what there is";
const list = "'haiku-posts help' lists them";

test.each([
  ['help dog', 'help: dog: no such command', list],
  ['help ls cat', 'help: cat: one command at a time', list],
  ['--bogus', 'haiku-posts: --bogus: unknown option', hint],
  ['cat --bogus a', 'cat: --bogus: unknown option', catHint],
  ['cat -x a', 'cat: -x: unknown option', catHint],
  ['grep -ie log', 'grep: -e: unknown option', "'haiku-posts grep --help' says what there is"],
  ['--bogus cat a', 'cat: --bogus: unknown option', catHint],
  ['ls --width 40', 'ls: --width: unknown option', "'haiku-posts ls --help' says what there is"],
  ['cat --width', 'cat: --width: argument missing', catHint],
  ['cat --raw=yes a', 'cat: --raw: does not take an argument', catHint],
  ['cat --width 0 a', 'cat: --width: 0: expected a number of columns, 1 to 9999', catHint],
  ['cat --width 4x a', 'cat: --width: 4x: expected a number of columns, 1 to 9999', catHint],
  ['cat --width 10000 a', 'cat: --width: 10000: expected a number of columns, 1 to 9999', catHint],
  ['--color loud', 'haiku-posts: --color: loud: expected auto, always or never', hint],
  ['--theme pink', `haiku-posts: --theme: pink: expected ${oneOf(themeChoices)}`, hint],
  ['--theme toString', `haiku-posts: --theme: toString: expected ${oneOf(themeChoices)}`, hint],
])('%j is a misuse: %s', (line, problem, hint) => {
  expect(read(line)).toEqual({ kind: 'misuse', problem, hint });
});

test('an option of a command may stand before it with a value', () => {
  expect(read('--width 40 cat a')).toMatchObject({ kind: 'run', input: { operands: ['a'] }, settings: { width: 40 } });
});

test('a first word that is no command is told apart from a misuse', () => {
  expect(parseArguments(['dog', 'a'])).toEqual({ kind: 'unknown', name: 'dog' });
});
