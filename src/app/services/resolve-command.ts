import path from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { parseArguments } from '../../cli/args.ts';
import { helpText } from '../../cli/help.ts';
import { didYouMean } from '../../cli/suggest.ts';
import { truncateMiddle, USE_THE_SHELL_HINT } from '../../commands/errors.ts';
import { commandNames } from '../../commands/index.ts';
import { quoteWord, splitWords } from '../../util/shell-words.ts';
import type { ResolveCommand } from './types.ts';

/** Creates the parser of command lines typed at the prompt. `folder`: the posts folder, which `--posts` may repeat. */
export const createResolver =
  (folder: string): ResolveCommand =>
  typed => {
    const request = parseArguments(withoutName(typed));
    switch (request.kind) {
      case 'run': {
        const { command, input, settings } = request;
        if (settings.posts !== null && path.resolve(settings.posts) !== path.resolve(folder)) {
          const problem = `${command.name}: --posts: ${settings.posts}: not the folder of this session`;
          return wrong(problem, USE_THE_SHELL_HINT);
        }
        return { run: context => command.run(input, context) };
      }
      case 'help':
        return { said: helpText(request.command).trimEnd().split('\n') };
      case 'version':
        return { said: [packageJson.version] };
      case 'unknown': {
        const near = didYouMean(request.name, [...commandNames, 'help', 'clear', 'exit']);
        return wrong(`haiku-posts: ${request.name}: command not found`, `${near}try 'help'`);
      }
      case 'misuse':
        return wrong(request.problem, request.hint);
      case 'browse':
        return wrong("haiku-posts: already running (type 'exit' to leave)");
    }
  };

const wrong = (...lines: readonly string[]) => ({ problem: lines.map(truncateMiddle) });

const withoutName = (typed: readonly string[]): readonly string[] =>
  typed[0] === 'haiku-posts' ? typed.slice(1) : typed;

/**
 * A command of a session as a line of the shell's that does the same there: what is special to a shell and was not to us
 * is quoted. `posts`: what `--posts` said, if it did.
 *
 *   shellLine('ls -l', 'my notes') → "haiku-posts --posts 'my notes' ls -l"      shellLine('grep a|b', null) →
 *   "haiku-posts grep 'a|b'"
 */
export function shellLine(command: string, posts: string | null): string {
  const typed = splitWords(command) ?? [command]; // of a quote that is not closed all is one word
  return ['haiku-posts', ...(posts === null ? [] : ['--posts', posts]), ...withoutName(typed)].map(quoteWord).join(' ');
}
