import { expect, test } from 'vitest';
import { check } from '../../src/commands/check.ts';
import type { Command, Input } from '../../src/commands/command.ts';
import { find } from '../../src/commands/find.ts';
import { fortune } from '../../src/commands/fortune.ts';
import { grep } from '../../src/commands/grep.ts';
import { ls } from '../../src/commands/ls.ts';
import { openLibrary } from '../../src/posts/library.ts';
import { CLOCK, taken } from '../support/command.ts';
import { postFiles } from '../support/library.ts';

const files = postFiles({ 'a-fan-/-hums-/-at-night.md': 'a fan / hums / at night\n\n# May 2, 2020 - A Day\n' });

/** How many rows a command puts out of a library of which one folder cannot be listed, its complaints and its status. */
async function told(command: Command, operands: Input['operands']) {
  const library = openLibrary({
    ...files,
    walk: onUnread => {
      onUnread?.({ path: 'shut', problem: 'Permission denied' });
      return files.walk();
    },
  });
  const run = command.run({ operands, options: {} }, { library: () => library, history: () => [], ...CLOCK });
  const { outputs, status } = await taken(run);
  const complaints = outputs.flatMap(output => (output.kind === 'error' ? output.text : []));
  return { rows: outputs.length - complaints.length, complaints, status };
}

test.each<[string, Command, Input['operands'], number, number]>([
  ['ls', ls, [], 1, 1],
  ['find', find, ['fan'], 1, 1],
  ['fortune', fortune, [], 4, 1],
  ['check', check, [], 0, 1],
  ['grep', grep, ['fan'], 1, 2],
])(
  'of a folder that cannot be listed %s complains, and gives what it has',
  async (name, command, operands, rows, status) => {
    const complaints = [`${name}: post/shut: Permission denied`];
    expect(await told(command, operands)).toEqual({ rows, complaints, status });
  },
);

test.each<[string, Command, Input['operands'], number]>([
  ['find', find, ['xylophone'], 1],
  ['grep', grep, ['xylophone'], 2],
])('%s complains of it too where nothing is found', async (name, command, operands, status) => {
  const all = await told(command, operands);
  expect(all.complaints).toContain(`${name}: post/shut: Permission denied`);
  expect(all).toMatchObject({ rows: 0, status });
});

test.each([
  ['ls', ls],
  ['fortune', fortune],
])('of a folder that is not there %s does not say that it has no posts yet', async (name, command) => {
  const problem = 'No such file or directory';
  const library = openLibrary({
    ...postFiles({}),
    walk: onUnread => {
      onUnread?.({ path: '', problem });
      return [];
    },
  });
  const run = command.run({ operands: [], options: {} }, { library: () => library, history: () => [], ...CLOCK });
  expect(await taken(run)).toMatchObject({
    outputs: [{ kind: 'error', text: `${name}: post/: ${problem}` }],
    status: 1,
  });
});
