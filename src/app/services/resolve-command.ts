import path from 'node:path';
import { parseArguments } from '../../cli/args.ts';
import { helpText, versionText } from '../../cli/help.ts';
import { didYouMean } from '../../cli/suggest.ts';
import type { Context, Run } from '../../commands/command.ts';
import { commandNames } from '../../commands/command-table.ts';
import { truncateMiddle, USE_THE_SHELL_HINT } from '../../commands/output.ts';
import type { ProgramName } from '../../util/program-name.ts';
import { optionWords, quoteWords, splitWords } from '../../util/shell-words.ts';

/** Parses a command line. Returns a command to run, the lines of a text, or the lines of an error. */
export type ResolveCommand = (
  words: readonly string[],
) =>
  | { readonly run: (context: Context) => Run }
  | { readonly text: readonly string[] }
  | { readonly problem: readonly string[] };

/** Creates the parser of command lines typed at the prompt. `folder`: the only value of `--posts` that it accepts. */
export const createResolver =
  (folder: string, program: ProgramName): ResolveCommand =>
  typed => {
    const request = parseArguments(withoutName(typed, program.name), program.name);
    switch (request.kind) {
      case 'run': {
        const { command, input, settings } = request;
        if (settings.posts === null || path.resolve(settings.posts) === path.resolve(folder))
          return { run: context => command.run(input, context) };
        const problem = `${command.name}: --posts: ${settings.posts}: not the folder of this session`;
        return toProblem(problem, USE_THE_SHELL_HINT);
      }
      case 'help':
        return { text: helpText(request.command, program).trimEnd().split('\n') };
      case 'version':
        return { text: [versionText(program.name)] };
      case 'unknown': {
        const suggestion = didYouMean(request.name, [...commandNames, 'help', 'clear', 'exit']);
        return toProblem(`${program.name}: ${request.name}: command not found`, `${suggestion}try 'help'`);
      }
      case 'misuse':
        return toProblem(request.problem, request.hint);
      case 'browse':
        return toProblem(`${program.name}: already running (type 'exit' to leave)`);
    }
  };

const toProblem = (...lines: readonly string[]) => ({ problem: lines.map(truncateMiddle) });

const withoutName = (typed: readonly string[], program: string): readonly string[] =>
  typed[0] === program ? typed.slice(1) : typed;

/**
 * Converts a command line of the app to one that does the same in a shell. `posts`: the value of `--posts`.
 *
 *   shellLine('grep a|b', 'haiku-posts', 'my notes') → "haiku-posts --posts 'my notes' grep 'a|b'"
 */
export function shellLine(command: string, program: string, posts: string | null): string {
  const typed = splitWords(command) ?? [command]; // with an open quote, the line is one word
  return quoteWords([
    program,
    ...(posts === null ? [] : optionWords('--posts', posts)),
    ...withoutName(typed, program),
  ]);
}
