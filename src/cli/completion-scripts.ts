import type { Shell } from '../commands/command.ts';
import bash from './completion.bash';
import fish from './completion.fish';
import zsh from './completion.zsh';

/** The scripts that `completion` prints. They pass the words up to the cursor to `haiku-posts __complete`. */
export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
