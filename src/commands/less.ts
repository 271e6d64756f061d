import { printAll, printPost } from './cat.ts';
import type { Command } from './command.ts';

/** Prints posts as cat does, through the reader's pager. A session is a pager itself, and shows them as it shows any. */
export const less: Command = {
  name: 'less',
  operands: '<post>...',
  summary: 'read posts in $PAGER, else in less',
  options: { width: { value: 'N', help: 'set the text for N columns' } },
  isPaged: true,
  run: ({ operands }, { library }) => printAll('less', operands, printPost, library),
};
