import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { haikuPosts } from '../support/run.ts';

const shellPost = 'post/a-shell-i-once-loved-/-we-documented-nothing-then-/-no-rollback-existed.md';

/** The stretches of a row that are bold, which no color follows. */
const marksIn = (row: string): readonly string[] =>
  row
    .split('\u001b[1m')
    .slice(1)
    .map(part => part.split('\u001b')[0] ?? '');

describe('find', () => {
  test.each([
    ['two typing errors', ['rolback exsted']],
    ['operands that are one query', ['existed', 'rollback']],
    ['initials', ['asiol']],
    ['a part of the path', ['post/a-shell-i']],
  ])('finds a post by %s', (_, query) => {
    expect(haikuPosts(['find', '-n', '1', ...query])).toEqual({ stdout: `${shellPost}\n`, stderr: '', status: 0 });
  });

  test('a query may begin with a hyphen, after --', () => {
    expect(haikuPosts(['find', '-n1', '--', '-rollback']).stdout).toBe(`${shellPost}\n`);
  });

  test('what is found is a path that cat knows', () => {
    const { stdout: found } = haikuPosts(['find', '-n', '1', 'rolback exsted']);
    const { stdout, status } = haikuPosts(['cat', found.trimEnd()]);
    expect(stdout.split('\n')[0]).toBe(`$ cat ${shellPost}`);
    expect(status).toBe(0);
  });

  test('what was typed is marked where there are colors, and nowhere else', () => {
    const { stdout } = haikuPosts(['find', '--color', 'always', '-n', '1', 'rolback exsted'], { COLUMNS: '200' });
    expect(stripVTControlCharacters(stdout)).toBe(`${shellPost}\n`);
    expect(marksIn(stdout)).toEqual(['rol', 'back', 'ex', 'sted']);
  });

  test('--json is what ls says of the post', () => {
    const { stdout } = haikuPosts(['find', '--json', '-n', '1', 'rolback', 'exsted']);
    expect(haikuPosts(['ls', '--json', shellPost.replace(/\.md$/, '')]).stdout).toBe(stdout);
  });

  test('nothing found is status 1, and said on stderr', () => {
    expect(haikuPosts(['find', 'xylophone quartz'])).toEqual({
      stdout: '',
      stderr: 'find: xylophone quartz: no match\n',
      status: 1,
    });
  });

  test.each([
    [['find'], 'find: <query>: missing operand\n'],
    [['find', '-n', 'few', 'log'], 'find: -n: few: expected a number, 1 or more\n'],
    [['find', '-n', '-1', 'log'], 'find: -n: '],
  ])('%j is status 2, with nothing on stdout', (args, complaint) => {
    const { stdout, stderr, status } = haikuPosts(args);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr.startsWith(complaint)).toBe(true);
  });

  test('help tells what it takes', () => {
    expect(haikuPosts(['help', 'find']).stdout).toContain(
      '  -n N    print at most N posts (default: all)\n  --json  print one JSON object per line\n',
    );
  });
});
