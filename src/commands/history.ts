import type { Command } from './command.ts';
import { row, textSpan } from './output.ts';

export const history: Command = {
  name: 'history',
  operands: '[<n>]',
  summary: 'list the commands run in the app, or the last n of them',
  options: {},
  needsNoPosts: true,
  async *run({ operands: [last] }, { history }) {
    const all = await history();
    const width = String(all.length).length;
    const first = last === undefined ? 0 : Math.max(0, all.length - Number(last));
    for (const [index, command] of all.slice(first).entries())
      yield row(textSpan(`  ${String(first + index + 1).padStart(width)}  `, 'dim'), textSpan(command));
    return 0;
  },
};
