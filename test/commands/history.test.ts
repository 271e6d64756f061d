import { expect, test } from 'vitest';
import { history } from '../../src/commands/history.ts';
import { collect, plainText, SERVICES } from '../support/command.ts';
import { libraryOf } from '../support/library.ts';

async function runHistory(all: readonly string[], ...operands: readonly string[]) {
  const run = history.run({ operands, options: {} }, { library: () => libraryOf({}), history: () => all, ...SERVICES });
  const { outputs, status } = await collect(run);
  return { rows: outputs.map(plainText), status };
}

const twelve = Array.from({ length: 12 }, (_, at) => `ls ${at + 1}`);

test.each<[readonly string[], readonly string[], readonly string[]]>([
  [[], [], []],
  [['ls', 'cat a'], [], ['  1  ls', '  2  cat a']],
  [['ls', 'cat a'], ['1'], ['  2  cat a']],
  [['ls', 'cat a'], ['0'], []],
  [['ls'], ['9'], ['  1  ls']],
  [twelve, ['3'], ['  10  ls 10', '  11  ls 11', '  12  ls 12']],
  [twelve, ['4'], ['   9  ls 9', '  10  ls 10', '  11  ls 11', '  12  ls 12']],
  [['ls \u001b[31mred'], [], ['  1  ls ^[[31mred']],
])('of %j, history %j lists %j', async (all, operands, rows) => {
  expect(await runHistory(all, ...operands)).toEqual({ rows, status: 0 });
});
