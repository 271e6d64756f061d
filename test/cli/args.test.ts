import { expect, test } from 'vitest';
import { parseArguments, type Settings } from '../../src/cli/args.ts';
import { commandNamed } from '../../src/commands/command-table.ts';
import { themeChoices } from '../../src/theme/themes.ts';
import { oneOf } from '../../src/util/format.ts';

const app = { print: null, query: null, isScreenReader: false };
const plain: Settings = { posts: null, color: 'auto', theme: null, width: null, ...app };
const parse = (line: string) => parseArguments(line.split(' ').filter(Boolean), 'haiku-posts');

test.each([
  ['', plain],
  ['--posts dir', { ...plain, posts: 'dir' }],
  ['--posts=dir --color never --theme light', { ...plain, posts: 'dir', color: 'never', theme: 'light' }],
])('%j opens the app', (line, settings) => {
  expect(parse(line)).toEqual({ kind: 'browse', settings });
});

test.each([
  ['--print slug', { print: 'slug', isScreenReader: false }],
  ['-q rollback', { query: 'rollback', print: null }],
  ['--query=-l', { query: '-l' }],
  ['--screen-reader --print=post', { print: 'post', isScreenReader: true }],
])('%j sets an app option', (line, settings) => {
  expect(parse(line)).toMatchObject({ kind: 'browse', settings });
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
  ['-n grep log', 'grep', ['log'], { n: true }, plain],
  ['ls --json post/a', 'ls', ['post/a'], { json: true }, plain],
])('%j runs %s', (line, name, operands, options, settings) => {
  const request = parse(line);
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
  expect(parse(line)).toEqual(request);
});

const help = (name: string): string => `try 'haiku-posts ${name} --help'`;
const programHelp = "try 'haiku-posts --help'";

test.each([
  ['help dog', 'help: dog: no such command', programHelp],
  ['help ls cat', 'help: cat: unexpected operand', programHelp],
  ['--bogus', 'haiku-posts: --bogus: unknown option', programHelp],
  ['cat --bogus a', 'cat: --bogus: unknown option', help('cat')],
  ['cat -x a', 'cat: -x: unknown option', help('cat')],
  ['grep -ie log', 'grep: -e: unknown option', help('grep')],
  ['--bogus cat a', 'cat: --bogus: unknown option', help('cat')],
  ['check --width 40', 'check: --width: unknown option', help('check')],
  ['cat --width', 'cat: --width: argument missing', help('cat')],
  ['cat --raw=yes a', 'cat: --raw: does not take an argument', help('cat')],
  ['cat --width 0 a', 'cat: --width: 0: expected a number, 1 to 9999', help('cat')],
  ['cat --width 4x a', 'cat: --width: 4x: expected a number, 1 to 9999', help('cat')],
  ['less --width 10000 a', 'less: --width: 10000: expected a number, 1 to 9999', help('less')],
  ['find -n 0 rollback', 'find: -n: 0: expected a number, 1 or more', help('find')],
  ['find -n x rollback', 'find: -n: x: expected a number, 1 or more', help('find')],
  ['fortune --seed=-1', 'fortune: --seed: -1: expected a number, 0 or more', help('fortune')],
  ['fortune --seed x', 'fortune: --seed: x: expected a number, 0 or more', help('fortune')],
  ['history x', 'history: x: expected a number, 0 or more', help('history')],
  ['history 1.5', 'history: 1.5: expected a number, 0 or more', help('history')],
  ['history -- -1', 'history: -1: expected a number, 0 or more', help('history')],
  ['--color loud', 'haiku-posts: --color: loud: expected auto, always or never', programHelp],
  ['--theme pink', `haiku-posts: --theme: pink: expected ${oneOf(themeChoices)}`, programHelp],
  ['--theme toString', `haiku-posts: --theme: toString: expected ${oneOf(themeChoices)}`, programHelp],
  ['completion tcsh', 'completion: tcsh: expected bash, zsh or fish', help('completion')],
])('%j is a usage error: %s', (line, problem, hint) => {
  expect(parse(line)).toEqual({ kind: 'misuse', problem, hint });
});

test.each([
  ['cat', '<post>: missing operand'],
  ['less', '<post>: missing operand'],
  ['ls a b', 'b: unexpected operand'],
  ['find', '<query>: missing operand'],
  ['grep', '<pattern>: missing operand'],
  ['grep a b c', 'c: unexpected operand'],
  ['fortune log', 'log: unexpected operand'],
  ['history 1 2', '2: unexpected operand'],
  ['import --to a', '<file>: missing operand'],
  ['new a b --to a', 'b: unexpected operand'],
  ['check posts', 'posts: unexpected operand'],
  ['completion', '<bash|zsh|fish>: missing operand'],
  ['completion zsh fish', 'fish: unexpected operand'],
])('%j has the wrong number of operands: %s', (line, problem) => {
  const [name = ''] = line.split(' ');
  expect(parse(line)).toEqual({ kind: 'misuse', problem: `${name}: ${problem}`, hint: help(name) });
});

test('the options of a command must follow it', () => {
  expect(parse('--width 40 cat a')).toEqual({ kind: 'unknown', name: '40' });
});

test('an unknown command is not a usage error', () => {
  expect(parseArguments(['dog', 'a'], 'haiku-posts')).toEqual({ kind: 'unknown', name: 'dog' });
});
