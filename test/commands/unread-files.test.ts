import { expect, test } from 'vitest';
import { check } from '../../src/commands/check.ts';
import type { Command, Input } from '../../src/commands/command.ts';
import { find } from '../../src/commands/find.ts';
import { ls } from '../../src/commands/ls.ts';
import { collect, SERVICES } from '../support/command.ts';
import { type Folder, libraryOf } from '../support/library.ts';

async function errorsOf(command: Command, operands: Input['operands'], folder: Folder) {
  const library = libraryOf(folder);
  const run = command.run({ operands, options: {} }, { library: () => library, history: () => [], ...SERVICES });
  const { outputs, status } = await collect(run);
  return { errors: outputs.flatMap(output => (output.kind === 'error' ? output.text : [])), status };
}

const good = 'a fan / hums / at night\n\n# May 2, 2020 - A Day\n';
const folder = { 'a-fan-/-hums-/-at-night.md': good, 'page.html': 'x', 'other.html': 'x', 'fan.png': 'x' };

test.each<[string, Command, Input['operands']]>([
  ['ls', ls, []],
  ['find', find, ['fan']],
  ['check', check, []],
])('%s says which texts are not read, and succeeds', async (name, command, operands) => {
  expect(await errorsOf(command, operands, folder)).toEqual({
    errors: [`${name}: 2 files of .html are not read`],
    status: 0,
  });
});

test('ls says nothing of them under a prefix', async () => {
  expect(await errorsOf(ls, ['a-fan'], folder)).toEqual({ errors: [], status: 0 });
});

test('ls says which files are there where nothing is read', async () => {
  const { errors } = await errorsOf(ls, [], { 'a.png': 'x', 'b.png': 'x' });
  expect(errors[0]).toBe('ls: 2 files of .png are not read');
});
