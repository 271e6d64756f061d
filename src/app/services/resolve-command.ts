import path from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { parseArguments } from '../../cli/args.ts';
import { helpText } from '../../cli/help.ts';
import { didYouMean } from '../../cli/suggest.ts';
import type { Context, Run } from '../../commands/command.ts';
import { commandNames } from '../../commands/command-table.ts';
import { truncateMiddle, USE_THE_SHELL_HINT } from '../../commands/output.ts';
import { quoteWord, splitWords } from '../../util/shell-words.ts';

/** Parses a command line. Returns a command to run, the lines of a text, or the lines of an error. */
export type ResolveCommand = (
  words: readonly string[],
) =>
  | { readonly run: (context: Context) => Run }
  | { readonly text: readonly string[] }
  | { readonly problem: readonly string[] };

/** Creates the parser of command lines typed at the prompt. `folder`: the only value of `--posts` that it accepts. */
export const createResolver =
  (folder: string): ResolveCommand =>
  typed => {
    const request = parseArguments(withoutName(typed));
    switch (request.kind) {
      case 'run': {
        const { command, input, settings } = request;
        if (settings.posts === null || path.resolve(settings.posts) === path.resolve(folder))
          return { run: context => command.run(input, context) };
        const problem = `${command.name}: --posts: ${settings.posts}: not the folder of this session`;
        return toProblem(problem, USE_THE_SHELL_HINT);
      }
      case 'help':
        return { text: helpText(request.command).trimEnd().split('\n') };
      case 'version':
        return { text: [packageJson.version] };
      case 'unknown': {
        const suggestion = didYouMean(request.name, [...commandNames, 'help', 'clear', 'exit']);
        return toProblem(`haiku-posts: ${request.name}: command not found`, `${suggestion}try 'help'`);
      }
      case 'misuse':
        return toProblem(request.problem, request.hint);
      case 'browse':
        return toProblem("haiku-posts: already running (type 'exit' to leave)");
    }
  };

const toProblem = (...lines: readonly string[]) => ({ problem: lines.map(truncateMiddle) });

const withoutName = (typed: readonly string[]): readonly string[] =>
  typed[0] === 'haiku-posts' ? typed.slice(1) : typed;

/**
 * Converts a command line of the app to one that does the same in a shell. `posts`: the value of `--posts`.
 *
 *   shellLine('grep a|b', 'my notes') → "haiku-posts --posts 'my notes' grep 'a|b'"
 */
export function shellLine(command: string, posts: string | null): string {
  const typed = splitWords(command) ?? [command]; // with an open quote, the line is one word
  return ['haiku-posts', ...(posts === null ? [] : ['--posts', posts]), ...withoutName(typed)].map(quoteWord).join(' ');
}
