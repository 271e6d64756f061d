import { printAll, printPost } from './cat.ts';
import type { Command } from './command.ts';
import { widthOption } from './output.ts';

/** Like `cat`, but in the user's pager. In the app it is the same as `cat`, because the app is itself a pager. */
export const less: Command = {
  name: 'less',
  operands: '<post>...',
  summary: 'read posts in $PAGER (default: less)',
  options: { width: { ...widthOption, help: 'lay out for N columns (default: terminal width)' } },
  isPaged: true,
  run: ({ operands }, context) => printAll('less', operands, printPost, context),
};
