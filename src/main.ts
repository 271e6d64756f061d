import path from 'node:path';
import process from 'node:process';
import packageJson from '../package.json' with { type: 'json' };
import { launchApp } from './app/launch.ts';
import { shellLine } from './app/services/resolve-command.ts';
import { type AppSettings, parseArguments, type Request, type Settings } from './cli/args.ts';
import { desk, emptyLibrary, env, folderOf, open, printError, stdio } from './cli/context.ts';
import { helpText } from './cli/help.ts';
import { chooser, detectOutputMode } from './cli/output-mode.ts';
import { print } from './cli/print.ts';
import { didYouMean } from './cli/suggest.ts';
import { cat } from './commands/cat.ts';
import type { Command, Context, Input } from './commands/command.ts';
import { commandNames } from './commands/index.ts';
import { nameOf } from './io/file-names.ts';
import { toNativePath, workingDirectoryProblem } from './io/files.ts';
import { isTerminal, openTerminal, type Stdio } from './io/terminal/stdio.ts';
import { findPost } from './posts/find-post.ts';
import type { Slug } from './posts/slug.ts';
import { sanitize } from './text/sanitize.ts';

async function answer(request: Request, { out }: Stdio): Promise<number> {
  switch (request.kind) {
    case 'version':
      await out(`${packageJson.version}\n`);
      return 0;
    case 'help':
      await out(helpText(request.command));
      return 0;
    case 'unknown':
      return printError(
        `haiku-posts: ${request.name}: no such command`,
        `${didYouMean(request.name, [...commandNames, 'help'])}'haiku-posts help' lists them`,
      );
    case 'misuse':
      return printError(request.problem, request.hint);
    case 'run':
      return run(request.command, request.input, request.settings);
    case 'browse':
      return browse(request.settings, request.browsing);
  }
}

async function run(command: Command, input: Input, settings: Settings): Promise<number> {
  const library = command.needsNoPosts ? emptyLibrary() : open(settings);
  if (library === null) return 2;
  const surface = await detectOutputMode(settings);
  const pager = command.isPaged && isTerminal('stdout') ? (await import('./cli/pager.ts')).openPager(stdio, env) : null;
  const outlets = { ...stdio, ...pager, choose: chooser(surface) };
  const waited = isWaitedFor()
    ? (await import('./cli/progress.ts')).withProgress(library, outlets, pager !== null, () => performance.now())
    : { library, outlets };
  const context: Context = {
    library: () => waited.library,
    history: async () => (await import('./io/reading-history.ts')).openReadingHistory('', env).history(),
    completion: async shell => (await import('./cli/completion-scripts.ts')).completionScripts[shell],
    writer,
  };
  try {
    return await print(command.run(input, context), surface, waited.outlets);
  } finally {
    await pager?.end();
  }
}

/** Whether somebody waits at a terminal where they can be told how long it takes. */
const isWaitedFor = (): boolean => isTerminal('stdout') && isTerminal('stderr') && env.TERM !== 'dumb';

async function browse(settings: Settings, browsing: AppSettings): Promise<number> {
  const hint =
    "'haiku-posts ls' lists the posts, 'haiku-posts cat <post>' prints one, 'haiku-posts help' tells the rest";
  const terminal = openTerminal();
  if (terminal === null) return printError('haiku-posts: browsing needs a terminal', hint);
  const isLinear = browsing.isScreenReader || env.INK_SCREEN_READER === 'true';
  if (env.TERM === 'dumb' && !isLinear)
    return printError('haiku-posts: this terminal cannot be drawn on (TERM=dumb)', hint);
  // Ink asks for it, and so does Node for every thread.
  const lost = workingDirectoryProblem();
  if (lost !== null) return printError(`haiku-posts: the working directory: ${lost}`);
  const library = open(settings);
  if (library === null) return 2;
  // What is chosen goes where the output goes, as with any filter.
  const print = browsing.print ?? (isTerminal('stdout') ? null : 'post');
  const ending = await launchApp(settings, { library, terminal, isLinear, picks: print !== null });
  if (print === null) {
    for (const command of ending.commands)
      await stdio.out(`${sanitize(`$ ${shellLine(command, settings.posts)}`, 'name')}\n`);
    return ending.status;
  }
  const { selectedSlug } = ending;
  if (selectedSlug === null) return ending.status === 0 ? 1 : ending.status;
  // In full, or a slug in a folder that is itself called `post` would be taken for another.
  const typed = `post/${selectedSlug}.md`;
  if (print === 'post') return run(cat, { operands: [typed], options: {} }, settings);
  const found = print === 'path' ? await findPost(library, typed) : null;
  const said = found?.kind === 'one' ? toNativePath(path.resolve(folderOf(settings)), found.entry.path) : selectedSlug;
  // A terminal is sent nothing but text; a program is told the name as it is.
  await stdio.out(isTerminal('stdout') ? sanitize(nameOf(Buffer.from(said)), 'name') : Buffer.from(said));
  await stdio.out('\n');
  return 0;
}

/** Tells a shell, whose user struck Tab, how the last of the words of a command line may go on. */
async function complete(words: readonly string[]): Promise<number> {
  const slugsIn = async (folder: string | null): Promise<readonly Slug[]> => {
    // As the shell would read it, had it been a word of its own.
    const posts = folder?.replace(/^~(?=\/|$)/, home => env.HOME ?? home) ?? null;
    return ((await open({ posts })?.posts()) ?? []).map(({ slug }) => slug);
  };
  const { completions } = await import('./cli/complete.ts');
  const rows = await completions(words, slugsIn);
  await stdio.out(rows.map(row => `${row}\n`).join(''));
  return 0;
}

/** The status of a bug: EX_SOFTWARE of sysexits.h. */
const bugStatus = 70;

/** Says what is wrong with us, when the terminal is the reader's again. */
function crashed(error: unknown): never {
  printError(`haiku-posts ${packageJson.version}: ${error instanceof Error ? error : new Error(String(error))}`);
  printError('this is a bug in haiku-posts: start it again, and please report that line and what you did before it');
  // exit(), as Node does after a bug: what is still running may never end.
  process.exit(bugStatus);
}

// Last, because all that stands above must be there.
const args = process.argv.slice(2);
void (args[0] === '__complete' ? complete(args.slice(1)) : answer(parseArguments(args), stdio)).then(status => {
  // exitCode, not exit(): what is still on its way to a pipe must arrive. A failed write has set it before us.
  process.exitCode ??= status;
}, crashed);
