import type { Shell } from '../commands/command.ts';
import bash from './completion.bash';
import fish from './completion.fish';
import zsh from './completion.zsh';

/** Each passes the words of the line, the unfinished one last, to `haiku-posts __complete`. */
export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
