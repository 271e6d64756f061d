import { printAll, printPost } from './cat.ts';
import type { Command } from './command.ts';

/** As `cat`, through the user's pager. The app, a pager itself, shows posts as usual. */
export const less: Command = {
  name: 'less',
  operands: '<post>...',
  summary: 'read posts in $PAGER (default: less)',
  options: { width: { value: 'N', min: 1, max: 9999, help: 'wrap text at N columns (default: terminal width)' } },
  isPaged: true,
  run: ({ operands }, { library }) => printAll('less', operands, printPost, library()),
};
