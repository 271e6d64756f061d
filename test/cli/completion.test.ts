import { describe, expect, test } from 'vitest';
import { browsing, everywhere, readArguments } from '../../src/cli/arguments.ts';
import { completionScript } from '../../src/cli/completion.ts';
import { offersOf, operandOffers } from '../../src/cli/offers.ts';
import type { Command, Context } from '../../src/commands/command.ts';
import { completion, shells } from '../../src/commands/completion.ts';
import { commands } from '../../src/commands/index.ts';
import { said, taken } from '../support/command.ts';

const tables = { commands, browsing, everywhere };

describe('operands', () => {
  const [nothing, post] = [{ kind: 'nothing' }, { kind: 'posts' }];
  test.each([
    ['', [nothing]],
    ['<post>...', [post]],
    ['[<prefix>]', [post, nothing]],
    ['<pattern> [<post>]', [nothing, post, nothing]],
    ['[<post>...]', [post]],
    ['<file> <dir>', [{ kind: 'files' }, { kind: 'folders' }, nothing]],
    ['<a|b>', [{ kind: 'words', words: ['a', 'b'].map(word => ({ word, help: '' })) }, nothing]],
  ])('%j', (operands, offers) => {
    expect(operandOffers(operands)).toEqual(offers);
  });
});

test('every word that is offered as the value of an option is one that the option takes', () => {
  const { everywhere, commands } = offersOf(tables);
  const taken = [...everywhere, ...(commands[0]?.options ?? [])].flatMap(({ names, value }) =>
    value?.offer.kind === 'words' ? value.offer.words.map(({ word }) => [...names, word]) : [],
  );
  expect(taken.length).toBeGreaterThan(5);
  expect(taken.filter(args => readArguments(args).kind !== 'browse')).toEqual([]);
});

test.each(shells)('the script for %s names every command and every option of the tables', shell => {
  const script = completionScript(shell);
  const options = [everywhere, browsing, ...commands.map(command => command.options)].flatMap(Object.keys);
  expect([...options, ...commands.map(({ name }) => name)].filter(name => !script.includes(name))).toEqual([]);
});

test('a command that is new to the table is completed', () => {
  const mend: Command = { ...completion, name: 'mend', operands: '<post>', options: { well: { help: "it's [so]" } } };
  for (const shell of shells) {
    const script = completionScript(shell, { ...tables, commands: [mend] });
    expect(script).toMatch(/mend/);
    expect(script).toMatch(/well/);
  }
});

describe('the command', () => {
  const context: Context = {
    library: () => {
      throw new Error('a script is not about the posts of a folder');
    },
    history: () => [],
    completion: async shell => `# ${shell}\ndone\n`,
  };
  test.each([
    [['zsh'], context, '# zsh\ndone\n', 0],
    [[], context, 'completion: which shell? bash, zsh or fish', 2],
    [['tcsh'], context, 'completion: tcsh: expected bash, zsh or fish', 2],
    [['zsh', 'fish'], context, 'completion: fish: one shell at a time', 2],
    [['zsh'], { ...context, completion: undefined }, 'completion: there is no shell here to complete for', 2],
  ] as const)('%j', async (operands, given, start, status) => {
    const { completion: script, ...rest } = given;
    const run = completion.run({ operands, options: {} }, script ? { ...rest, completion: script } : rest);
    const { outputs, status: ended } = await taken(run);
    const text = outputs.map(said);
    expect(text.join('\n').slice(0, start.length)).toBe(start);
    expect(ended).toBe(status);
  });
});
