import { describe, expect, test } from 'vitest';
import { appOptions, globalOptions } from '../../src/cli/args.ts';
import { helpText } from '../../src/cli/help.ts';
import type { Command } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/index.ts';

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

test('what does not fit beside its name goes on below itself', () => {
  expect(helpText(null)).toContain(
    [
      '  grep <pattern> [<post>]            search the text of all posts, or of one,',
      '                                     for a regular expression',
      '',
    ].join('\n'),
  );
});
