import { blanks, safe, sanitize } from '../text/sanitize.ts';
import type { Span } from '../text/span.ts';
import type { Command } from './command.ts';
import { fail } from './errors.ts';

/** Lists the commands that were run in sessions, as a shell's history does. */
export const history: Command = {
  name: 'history',
  operands: '[<n>]',
  summary: 'the commands that were run in sessions, or the last n of them',
  options: {},
  needsNoPosts: true,
  async *run({ operands }, { history }) {
    const [last = null, tooMuch] = operands;
    if (tooMuch !== undefined) return yield* fail('history', `${tooMuch}: one number at a time`);
    if (last !== null && !/^\d{1,9}$/.test(last))
      return yield* fail('history', `${last}: expected a number of commands`);
    const all = await history();
    const width = String(all.length).length;
    const first = last === null ? 0 : Math.max(0, all.length - Number(last));
    for (const [index, command] of all.slice(first).entries()) {
      const spans: readonly Span[] = [
        { text: safe`  ${blanks(width - String(first + index + 1).length)}${first + index + 1}  `, styles: ['dim'] },
        { text: sanitize(command, 'name'), styles: [] },
      ];
      yield { kind: 'row', spans };
    }
    return 0;
  },
};
