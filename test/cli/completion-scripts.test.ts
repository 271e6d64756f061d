import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../src/cli/args.ts';
import { completions, operandCompletions } from '../../src/cli/complete.ts';
import { appOptions, globalOptions } from '../../src/cli/option-table.ts';
import type { Context } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/command-table.ts';
import { completion } from '../../src/commands/completion.ts';
import { collect, plainText, SERVICES } from '../support/command.ts';

describe('operands', () => {
  const [none, posts]: readonly [readonly string[], string] = [[], 'posts'];
  test.each<[string, readonly (string | readonly string[])[]]>([
    ['', [none]],
    ['<post>...', [posts]],
    ['[<prefix>]', [posts, none]],
    ['<pattern> [<post>]', [none, posts, none]],
    ['[<post>...]', [posts]],
    ['<file> <dir>', ['files', 'folders', none]],
    ['<a|b>', [['a', 'b'], none]],
  ])('%j', (operands, completions) => {
    expect(completions.map((_, at) => operandCompletions(operands, at))).toEqual(completions);
    const last = completions.at(-1);
    expect(operandCompletions(operands, completions.length)).toEqual(last);
  });
});

const paths = ['a-b-/-c-/-d.md', 'a-b-/-e-/-f.md', 'post/deep.md', 'plain.txt'].map(path => `post/${path}`);
const folders: (string | null)[] = [];
const complete = async (...words: readonly string[]): Promise<readonly string[]> => {
  const rows = await completions(words, 'haiku-posts', async folder => {
    folders.push(folder);
    return paths;
  });
  return rows.map(row => row.replace(/\t.*/, ''));
};

describe('completions after', () => {
  const all = commands.map(({ name }) => name);
  const plain = ['--posts', '--color', '--theme', '-h', '--help', '-V', '--version'];
  test.each<[words: readonly string[], rows: readonly string[]]>([
    [[], ['words', ...all, 'help']],
    [['c'], ['words', 'cat', 'check', 'completion']],
    [['nope', ''], ['words']],
    [
      ['help', 'g'],
      ['words', 'grep'],
    ],
    [['help', 'grep', ''], ['words']],
    [['-'], ['words', '-q', '--query', '--print', '--screen-reader', ...plain]],
    [
      ['check', '-'],
      ['words', '--links', '--haiku', '--json', ...plain],
    ],
    [
      ['check', '-h', '--json', '-'],
      ['words', '--links', '--haiku', '--posts', '--color', '--theme', '-V', '--version'],
    ],
    [
      ['ls', '-l'],
      ['words', '-l', '-lt', '-lr', '-lh', '-lV'],
    ],
    [
      ['ls', '-lr'],
      ['words', '-lrt', '-lrh', '-lrV'],
    ],
    [['find', '-n3'], ['words']],
    [
      ['--color', ''],
      ['words', 'auto', 'always', 'never'],
    ],
    [
      ['cat', '--color=al'],
      ['words', '--color=always'],
    ],
    [['cat', '--posts='], ['folders']],
    [['--posts', ''], ['folders']],
    [['cat', '--width', ''], ['words']],
    [
      ['grep', '-n', '-'],
      ['words', '-i', '-F', '-w', '-l', '-c', '--width', '--json', ...plain],
    ],
    [['find', '-n', ''], ['words']],
    [['grep', ''], ['words']],
    [
      ['grep', '-n', 'text', ''],
      ['posts', 'post/'],
    ],
    [['import', 'one', ''], ['files']],
    [['import', 'one', '--to', ''], ['folders']],
    [
      ['completion', ''],
      ['words', 'bash', 'zsh', 'fish'],
    ],
    [
      ['cat', 'po'],
      ['posts', 'post/'],
    ],
    [
      ['cat', 'post/'],
      ['posts', 'post/a-b-/', 'post/plain.txt', 'post/post/'],
    ],
    [
      ['cat', 'a-b-/'],
      ['posts', 'post/a-b-/-c-/', 'post/a-b-/-e-/'],
    ],
    [
      ['cat', './post/a-b-/-c-/-d.md'],
      ['posts', 'post/a-b-/-c-/-d.md'],
    ],
    [
      ['cat', 'plain.t'],
      ['posts', 'post/plain.txt'],
    ],
    [
      ['cat', 'post/post/'],
      ['posts', 'post/post/deep.md'],
    ],
    [['cat', '--', '-'], ['posts']],
    [['cat', 'none'], ['posts']],
  ])('%j', async (words, rows) => {
    expect(await complete(...words)).toEqual(rows);
  });
});

test('posts are those of the folder in the line', async () => {
  folders.length = 0;
  for (const before of [['--posts', '~/notes'], ['--posts=~/notes'], []]) await complete(...before, 'cat', 'a');
  expect(folders).toEqual(['~/notes', '~/notes', null]);
});

test('completes every option of the tables with its help, and accepts every completed value', async () => {
  for (const command of [null, ...commands]) {
    const before = command === null ? [] : [command.name];
    const options = Object.entries({ ...(command?.options ?? appOptions), ...globalOptions });
    const rows = await completions([...before, '-'], 'haiku-posts', async () => []);
    for (const [name, { choices = [], help }] of options) {
      const long = name.length > 1 ? `--${name}` : `-${name}`;
      expect(rows).toContain(`${long}\t${help}`);
      if (choices.length > 0) expect(await complete(...before, long, '')).toEqual(['words', ...choices]);
      for (const choice of choices)
        expect(parseArguments([...before, long, choice], 'haiku-posts')).not.toHaveProperty(
          'problem',
          expect.stringContaining(long),
        );
    }
  }
});

describe('the command', () => {
  const context: Context = {
    library: () => {
      throw new Error('a script needs no posts');
    },
    history: () => [],
    ...SERVICES,
    completion: async shell => `# ${shell}\ndone\n`,
  };
  test.each([
    [['zsh'], context, '# zsh\ndone\n', 0],
    [
      ['zsh'],
      { ...context, completion: undefined },
      "completion: no shell to complete for: run 'haiku-posts completion zsh' in yours",
      2,
    ],
  ] as const)('%j', async (operands, given, start, status) => {
    const { completion: script, ...rest } = given;
    const run = completion.run({ operands, options: {} }, script ? { ...rest, completion: script } : rest);
    const { outputs, status: ended } = await collect(run);
    const text = outputs.map(plainText);
    expect(text.join('\n').slice(0, start.length)).toBe(start);
    expect(ended).toBe(status);
  });
});
