import type { Shell } from '../commands/command.ts';
import bash from './completion.bash';
import fish from './completion.fish';
import zsh from './completion.zsh';

/**
 * The completion scripts. Each passes the words of the line, the unfinished one last, to `haiku-posts __complete`. The
 * first row of the reply is the kind of completion; each other row is a word, perhaps with a tab and its help.
 */
export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
