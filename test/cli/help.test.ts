import { describe, expect, test } from 'vitest';
import { helpText } from '../../src/cli/help.ts';
import { appOptions, globalOptions } from '../../src/cli/option-table.ts';
import type { Command } from '../../src/commands/command.ts';
import { commandNamed, commands } from '../../src/commands/command-table.ts';

const program = { name: 'haiku-posts', about: 'posts about tea' };
const unwrap = (text: string): string => text.replace(/\s+/g, ' ');
const titled = (command: Command | null): readonly [string, Command | null] => [command?.name ?? 'no command', command];

describe.each([null, ...commands].map(titled))('the help on %s', (_, command) => {
  const text = helpText(command, program);

  test('fits beside the margin of 80 columns, without trailing blanks', () => {
    expect(text.split('\n').filter(line => line.length > 78)).toEqual([]);
    expect(text).not.toMatch(/ \n|\n\n\n|\n\n$/);
  });

  test('leaves no last word of a text alone on a line', () => {
    expect(text).not.toMatch(/^ {4,}\S+$/m);
  });

  test('has every text of the tables', () => {
    const options = [...Object.values(globalOptions), ...Object.values(command?.options ?? appOptions)];
    const summaries = (command ? [command] : commands).map(({ summary }) => summary);
    const words = [...summaries, ...options.map(({ help }) => help)];
    expect(words.filter(phrase => !unwrap(text).includes(phrase))).toEqual([]);
  });
});

test.each([
  ['cat', 'Usage: haiku-posts cat [options] <post>...\n'],
  ['fortune', 'Usage: haiku-posts fortune [options]\n'],
  ['import', 'Usage: haiku-posts import [options] <file>...\n'],
])('the help on %s begins with its usage line', (name, usage) => {
  expect(helpText(commandNamed(name) ?? null, program).startsWith(usage)).toBe(true);
});

test('wraps a summary below itself', () => {
  expect(helpText(null, program)).toContain(
    [
      '  grep <pattern> [<post>]     search the text of all posts, or of one, for a',
      '                              regular expression',
      '',
    ].join('\n'),
  );
});

test('another program is named in its help, also in the names of variables', () => {
  const kettle = { name: 'my-kettle', about: 'what haiku-posts says about tea' };
  const text = helpText(null, kettle);
  expect(text).toMatch(
    /^Usage: my-kettle \[options\]\n {7}my-kettle <command> .*\n\nmy-kettle: what haiku-posts says about tea\n/,
  );
  expect(unwrap(text)).toContain('(default: $MY_KETTLE_DIR, else the posts that ship)');
  expect(unwrap(text)).toContain('(default: $MY_KETTLE_THEME, else auto)');
  expect(text.match(/haiku.posts/gi)).toHaveLength(1);
  for (const command of commands) expect(helpText(command, kettle)).not.toMatch(/haiku.posts/i);
});
