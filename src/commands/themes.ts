import { themeNames } from '../theme/themes.ts';
import type { Command } from './command.ts';

export const themesCommand: Command = {
  name: 'themes',
  operands: '[<theme>]',
  summary: 'print a sample of each theme, or of one; into a pipe, the names',
  options: {},
  needsNoPosts: true,
  async *run({ operands: [name], options: { theme } }) {
    const named = themeNames.filter(each => each === (name ?? theme));
    for (const theme of named.length > 0 ? named : themeNames) yield { kind: 'sample', theme };
    return 0;
  },
};
