import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { haikuPosts } from '../support/run.ts';

const shellPost = 'post/a-shell-i-once-loved-/-we-documented-nothing-then-/-no-rollback-existed.md';

/** Returns the bold parts of a row. */
const boldIn = (row: string): readonly string[] =>
  row
    .split('\u001b[1m')
    .slice(1)
    .map(part => part.split('\u001b')[0] ?? '');

describe('find', () => {
  test.each([
    ['a query with two typos', ['rolback exsted']],
    ['several operands as one query', ['existed', 'rollback']],
    ['initials', ['asiol']],
    ['the start of the path', ['post/a-shell-i']],
  ])('finds a post by %s', (_, query) => {
    expect(haikuPosts(['find', '-n', '1', ...query])).toEqual({ stdout: `${shellPost}\n`, stderr: '', status: 0 });
  });

  test('accepts a query that starts with a hyphen after --', () => {
    expect(haikuPosts(['find', '-n1', '--', '-rollback']).stdout).toBe(`${shellPost}\n`);
  });

  test('prints a path that cat accepts', () => {
    const { stdout: found } = haikuPosts(['find', '-n', '1', 'rolback exsted']);
    const { stdout, status } = haikuPosts(['cat', found.trimEnd()]);
    expect(stdout.split('\n')[0]).toBe(`$ cat ${shellPost}`);
    expect(status).toBe(0);
  });

  test('highlights the typed letters if color is on', () => {
    const { stdout } = haikuPosts(['find', '--color', 'always', '-n', '1', 'rolback exsted'], { COLUMNS: '200' });
    expect(stripVTControlCharacters(stdout)).toBe(
      '2020-10-12  a shell I once loved / we documented nothing then / no rollback existed\n',
    );
    expect(boldIn(stdout)).toEqual(['rol', 'back', 'ex', 'sted']);
  });

  test('--json prints the same as ls --json', () => {
    const { stdout } = haikuPosts(['find', '--json', '-n', '1', 'rolback', 'exsted']);
    expect(haikuPosts(['ls', '--json', shellPost.replace(/\.md$/, '')]).stdout).toBe(stdout);
  });

  test('without a match prints an error to stderr, with status 1', () => {
    expect(haikuPosts(['find', 'xylophone quartz'])).toEqual({
      stdout: '',
      stderr: "find: xylophone quartz: no match\ntry `haiku-posts grep -iF 'xylophone quartz'` to search the text\n",
      status: 1,
    });
  });

  test.each([
    [['find'], 'find: <query>: missing operand\n'],
    [['find', '-n', 'few', 'log'], 'find: -n: few: expected a number, 1 or more\n'],
    [['find', '-n', '-1', 'log'], 'find: -n: '],
  ])('%j is an error with status 2, with nothing on stdout', (args, error) => {
    const { stdout, stderr, status } = haikuPosts(args);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr.startsWith(error)).toBe(true);
  });

  test('has its options in the help', () => {
    const { stdout } = haikuPosts(['help', 'find']);
    expect(stdout).toContain('  -n N       print at most N posts (default: all)\n  --width N  lay out for N columns');
    expect(stdout).toContain('  --json     print one JSON object per line\n');
  });
});
