import { describe, expect, test } from 'vitest';
import { helpText } from '../../src/cli/help.ts';
import { appOptions, globalOptions } from '../../src/cli/option-table.ts';
import type { Command } from '../../src/commands/command.ts';
import { commandNamed, commands } from '../../src/commands/index.ts';

const told = (text: string): string => text.replace(/\s+/g, ' ');
const titled = (command: Command | null): readonly [string, Command | null] => [command?.name ?? 'no command', command];

describe.each([null, ...commands].map(titled))('the help on %s', (_, command) => {
  const text = helpText(command);

  test('takes no more than 80 columns, and has no blanks where nothing is', () => {
    expect(text.split('\n').filter(line => line.length > 80)).toEqual([]);
    expect(text).not.toMatch(/ \n|\n\n\n|\n\n$/);
  });

  test('has every word of the tables', () => {
    const options = [...Object.values(globalOptions), ...Object.values(command?.options ?? appOptions)];
    const summaries = (command ? [command] : commands).map(({ summary }) => summary);
    const words = [...summaries, ...options.map(({ help }) => help)];
    expect(words.filter(each => !told(text).includes(each))).toEqual([]);
  });
});

test.each([
  ['cat', 'Usage: haiku-posts cat [options] <post>...\n'],
  ['fortune', 'Usage: haiku-posts fortune [options]\n'],
  ['import', 'Usage: haiku-posts import [options] <file>... --to DIR\n'],
])('the help on %s begins with its usage', (name, usage) => {
  expect(helpText(commandNamed(name) ?? null).startsWith(usage)).toBe(true);
});

test('what does not fit beside its name goes on below itself', () => {
  expect(helpText(null)).toContain(
    [
      '  grep <pattern> [<post>]     search the text of all posts, or of one, for a',
      '                              regular expression',
      '',
    ].join('\n'),
  );
});
