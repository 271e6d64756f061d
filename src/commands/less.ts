import { printAll, printPost } from './cat.ts';
import type { Command } from './command.ts';

/** Like `cat`, but in the user's pager. In the app it is the same as `cat`, because the app is itself a pager. */
export const less: Command = {
  name: 'less',
  operands: '<post>...',
  summary: 'read posts in $PAGER (default: less)',
  options: { width: { value: 'N', min: 1, max: 9999, help: 'wrap text at N columns (default: terminal width)' } },
  isPaged: true,
  run: ({ operands }, { library }) => printAll('less', operands, printPost, library()),
};
