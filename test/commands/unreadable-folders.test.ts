import { expect, test } from 'vitest';
import { check } from '../../src/commands/check.ts';
import type { Command, Input } from '../../src/commands/command.ts';
import { find } from '../../src/commands/find.ts';
import { fortune } from '../../src/commands/fortune.ts';
import { grep } from '../../src/commands/grep.ts';
import { ls } from '../../src/commands/ls.ts';
import { openLibrary } from '../../src/posts/library.ts';
import { collect, SERVICES } from '../support/command.ts';
import { postFiles } from '../support/library.ts';

const files = postFiles({ 'a-fan-/-hums-/-at-night.md': 'a fan / hums / at night\n\n# May 2, 2020 - A Day\n' });

/** Runs a command on a library with an unreadable folder. Returns its number of rows, its errors and its exit status. */
async function runCommand(command: Command, operands: Input['operands']) {
  const library = openLibrary({
    ...files,
    walk: onError => {
      onError?.({ path: 'shut', problem: 'Permission denied' });
      return files.walk();
    },
  });
  const run = command.run({ operands, options: {} }, { library: () => library, history: () => [], ...SERVICES });
  const { outputs, status } = await collect(run);
  const errors = outputs.flatMap(output => (output.kind === 'error' ? output.text : []));
  return { rows: outputs.length - errors.length, errors, status };
}

test.each<[string, Command, Input['operands'], number, number]>([
  ['ls', ls, [], 1, 1],
  ['find', find, ['fan'], 1, 1],
  ['fortune', fortune, [], 4, 1],
  ['check', check, [], 0, 1],
  ['grep', grep, ['fan'], 1, 2],
])('%s reports an unreadable folder and prints the other posts', async (name, command, operands, rows, status) => {
  const errors = [`${name}: post/shut: Permission denied`];
  expect(await runCommand(command, operands)).toEqual({ rows, errors, status });
});

test.each<[string, Command, Input['operands'], number]>([
  ['find', find, ['xylophone'], 1],
  ['grep', grep, ['xylophone'], 2],
])('%s reports an unreadable folder without matches too', async (name, command, operands, status) => {
  const all = await runCommand(command, operands);
  expect(all.errors).toContain(`${name}: post/shut: Permission denied`);
  expect(all).toMatchObject({ rows: 0, status });
});

test.each([
  ['ls', ls],
  ['fortune', fortune],
])('%s does not report a missing folder as empty', async (name, command) => {
  const problem = 'No such file or directory';
  const library = openLibrary({
    ...postFiles({}),
    walk: onError => {
      onError?.({ path: '', problem });
      return [];
    },
  });
  const run = command.run({ operands: [], options: {} }, { library: () => library, history: () => [], ...SERVICES });
  expect(await collect(run)).toMatchObject({
    outputs: [{ kind: 'error', text: `${name}: post/: ${problem}` }],
    status: 1,
  });
});
