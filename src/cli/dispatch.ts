import process from 'node:process';
import packageJson from '../../package.json' with { type: 'json' };
import type { Command, Context, Input } from '../commands/command.ts';
import { commandNames } from '../commands/command-table.ts';
import { folderProblem } from '../io/files.ts';
import { openPosts } from '../io/open-library.ts';
import { isTerminal } from '../io/stdio.ts';
import { recall } from '../posts/find-post.ts';
import { postPath } from '../posts/slug.ts';
import { named } from '../util/program-name.ts';
import { optionWords, quoteWords } from '../util/shell-words.ts';
import { parseArguments, type Request, type Settings } from './args.ts';
import { helpText, versionText } from './help.ts';
import { detectOutputMode } from './output-mode.ts';
import { type OutputMode, type OutputStreams, print } from './print.ts';
import { namedFolder, openPostsFolder, openWriter, type Program, printError } from './program.ts';
import { didYouMean } from './suggest.ts';

/** The functions of `app` that the command line needs. They are arguments, because `app` imports `cli`. */
export type Interactive = {
  /** Opens the app and resolves to the exit status. */
  readonly browse: (program: Program, settings: Settings) => Promise<number>;
  /** Creates {@link OutputStreams.choose}. */
  readonly askWhichPost: (program: Program, mode: OutputMode) => OutputStreams['choose'];
};

/** A longer word was hardly meant as a search. */
const MAX_SEARCH_LENGTH = 200;

/** EX_SOFTWARE of sysexits.h. */
const INTERNAL_ERROR_STATUS = 70;

/** Runs a command line (without the program's name) and sets the process's exit status. Never rejects. */
export async function runProgram(program: Program, args: readonly string[], app: Interactive): Promise<void> {
  try {
    const [first, ...rest] = args;
    const isCompletion = first === '__complete';
    const status = await (isCompletion
      ? complete(program, rest)
      : dispatch(program, parseArguments(args, program.name), app));
    // Not exit(), because pending output must be written. A failed write has already set the status.
    process.exitCode ??= status;
  } catch (error) {
    reportCrash(program, error);
  }
}

async function dispatch(program: Program, request: Request, app: Interactive): Promise<number> {
  const { out } = program.stdio;
  switch (request.kind) {
    case 'version':
      await out(`${versionText(program.name)}\n`);
      return 0;
    case 'help':
      await out(helpText(request.command, program));
      return 0;
    case 'unknown':
      return printError(
        program,
        `${program.name}: ${request.name}: no such command`,
        unknownHint(request.name, program),
      );
    case 'misuse':
      return printError(program, request.problem, request.hint);
    case 'run':
      return runCommand(program, request.command, request.input, request.settings, app.askWhichPost);
    case 'browse':
      return app.browse(program, request.settings);
  }
}

/** Returns a hint for a word that is not a command. */
function unknownHint(word: string, { name }: Program): string {
  if (folderProblem(word) === null) return `to browse it: ${quoteWords([name, ...optionWords('--posts', word)])}`;
  const suggestion = didYouMean(word, [...commandNames, 'help']);
  const search = quoteWords([name, ...(word.startsWith('-') ? [`--query=${word}`] : ['-q', word])]);
  return `${suggestion}try '${name} help'${word.length > MAX_SEARCH_LENGTH ? '' : `, or to search: ${search}`}`;
}

/** Runs a command, prints its output and resolves to the exit status. */
export async function runCommand(
  program: Program,
  command: Command,
  input: Input,
  settings: Settings,
  askWhichPost: Interactive['askWhichPost'],
): Promise<number> {
  const { name, stdio, env, now, random } = program;
  // Opening the posts that ship reads nothing and cannot fail.
  const library = command.needsNoPosts ? openPosts(program.posts, program) : openPostsFolder(program, settings);
  if (library === null) return 2;
  const mode = await detectOutputMode(program, settings);
  const pager = command.isPaged && isTerminal('stdout') ? (await import('./pager.ts')).openPager(stdio, env) : null;
  const streams = { ...stdio, ...pager, choose: askWhichPost(program, mode) };
  const hasProgress = isTerminal('stdout') && isTerminal('stderr') && env.TERM !== 'dumb';
  const shown = hasProgress
    ? (await import('./progress.ts')).withProgress(library, streams, pager !== null, now)
    : { library, streams };
  const context: Context = {
    library: () => shown.library,
    history: async () => (await import('../io/reading-history.ts')).openReadingHistory('', program).history(),
    now,
    random,
    completion: async shell => named((await import('./completion-scripts.ts')).completionScripts[shell], name),
    program: name,
    writer: openWriter,
    namedFolder: namedFolder(program, settings),
  };
  try {
    return await print(command.run(input, context), mode, shown.streams);
  } finally {
    await pager?.end();
  }
}

async function complete(program: Program, words: readonly string[]): Promise<number> {
  const pathsIn = async (folder: string | null, typed: string) => {
    // The shell expands `~` only at the start of a word, not in `--posts=~/x`.
    const posts = folder?.replace(/^~(?=\/|$)/, home => program.env.HOME ?? home) ?? null;
    const library = openPostsFolder(program, { posts });
    return library === null ? [] : (recall(library, typed, true) ?? (await library.posts())).map(postPath);
  };
  const { completions } = await import('./complete.ts');
  const rows = await completions(words, program.name, pathsIn);
  await program.stdio.out(rows.map(row => `${row}\n`).join(''));
  return 0;
}

function reportCrash(program: Program, error: unknown): never {
  printError(
    program,
    `haiku-posts ${packageJson.version}: ${error instanceof Error ? error : new Error(String(error))}`,
    'this is a bug in haiku-posts: please report the line above and what you did before it',
  );
  // exit(), as Node does after an uncaught error, because other work may never end.
  process.exit(INTERNAL_ERROR_STATUS);
}
