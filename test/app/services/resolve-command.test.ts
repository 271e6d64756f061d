import { describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { createResolver, shellLine } from '../../../src/app/services/resolve-command.ts';
import { splitWords } from '../../../src/util/shell-words.ts';

const resolveCommand = createResolver('/notes', { name: 'haiku-posts', about: '' });
const resolve = (line: string) => resolveCommand(splitWords(line) ?? []);

describe('a line typed at the prompt', () => {
  test.each([
    'ls',
    'haiku-posts ls',
    'ls --posts /notes',
    'haiku-posts --posts /notes/ ls -l',
    "grep -c '|'",
    'find a|b',
  ])('%s runs', line => {
    expect(resolve(line)).toHaveProperty('run');
  });

  test.each([
    ['--version', packageJson.version],
    ['haiku-posts -V', packageJson.version],
    ['help ls', 'Usage: haiku-posts ls [options] [<prefix>]'],
    ['grep --help', 'Usage: haiku-posts grep [options] <pattern> [<post>]'],
  ])('%s prints %s', (line, said) => {
    expect(resolve(line)).toMatchObject({ text: expect.arrayContaining([said]) });
  });

  test.each([
    ['ls --posts /other', 'ls: --posts: /other: not the folder of this session'],
    ['grep -i --posts=. log', 'grep: --posts: .: not the folder of this session'],
    ['cats', 'haiku-posts: cats: command not found'],
    ['ls -x', 'ls: -x: unknown option'],
    ['haiku-posts', "haiku-posts: already running (type 'exit' to leave)"],
  ])('%s reports: %s', (line, problem) => {
    expect(resolve(line)).toMatchObject({ problem: expect.arrayContaining([problem]) });
  });
});

test('an error repeats only the start and the end of a long word', () => {
  const long = 'x'.repeat(100_000);
  for (const line of [long, `ls --posts ${long}`, `ls --${long}`]) {
    const result = resolve(line);
    const [message = ''] = 'problem' in result ? result.problem : [];
    expect(message).toMatch(/^\S+: .*x…x*(: command not found|: unknown option|: not the folder of this session)$/);
    expect(message.length).toBeLessThan(1100);
  }
});

test.each([
  ['ls -l', null, 'haiku-posts ls -l'],
  ['ls -l', 'notes', 'haiku-posts --posts notes ls -l'],
  ['ls -l', "Ann's notes", "haiku-posts --posts 'Ann'\\''s notes' ls -l"],
  ['haiku-posts cat a', null, 'haiku-posts cat a'],
  ['ls; ls', null, "haiku-posts 'ls;' ls"],
  ['cat "a / b" c\\ d', null, "haiku-posts cat 'a / b' 'c d'"],
  ['grep a|b $HOME', null, "haiku-posts grep 'a|b' '$HOME'"],
  ["cat it's", null, "haiku-posts 'cat it'\\''s'"],
  ['haiku-posts cat a', 'notes', 'haiku-posts --posts notes cat a'],
])('shellLine: %s with --posts %s is %s', (command, posts, line) => {
  expect(shellLine(command, 'haiku-posts', posts)).toBe(line);
});
