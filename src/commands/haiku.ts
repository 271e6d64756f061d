import type { Command } from './command.ts';

/** The number of haiku that are printed if no number is asked for. */
const MAX_SHOWN = 5;

export const haiku: Command = {
  name: 'haiku',
  operands: '<post>...',
  summary: 'find haiku in the sentences of posts or files, best first',
  options: {
    n: {
      short: 'n',
      value: 'N',
      min: 1,
      help: `print at most N, also poor ones (default: up to ${MAX_SHOWN} good ones)`,
    },
    json: { help: 'print one JSON object per line' },
  },
  async *run(input, context) {
    const { listHaiku } = await import('./found-haiku.ts');
    return yield* listHaiku(input, context, MAX_SHOWN);
  },
};
