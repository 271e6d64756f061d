import type { Shell } from '../commands/completion.ts';
import { commands } from '../commands/index.ts';
import { browsing, everywhere } from './arguments.ts';
import { bashScript } from './completion-bash.ts';
import { fishScript } from './completion-fish.ts';
import { zshScript } from './completion-zsh.ts';
import { type Offers, offersOf, type Tables } from './offers.ts';

const scripts: Readonly<Record<Shell, (offers: Offers) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/**
 * The script with which a shell completes our command lines. What the tables say is written into it; posts are asked for
 * when Tab is struck, of `haiku-posts ls`.
 */
export const completionScript = (shell: Shell, tables: Tables = { commands, browsing, everywhere }): string =>
  scripts[shell](offersOf(tables));
