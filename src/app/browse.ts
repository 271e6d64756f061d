import path from 'node:path';
import process from 'node:process';
import type { Settings } from '../cli/args.ts';
import { runCommand } from '../cli/dispatch.ts';
import type { OutputMode } from '../cli/print.ts';
import { openPostsFolder, type Program, postsFolder, printError } from '../cli/program.ts';
import { cat } from '../commands/cat.ts';
import type { Question } from '../commands/command.ts';
import { workingDirectoryProblem } from '../io/files.ts';
import { isTerminal } from '../io/stdio.ts';
import { signals as listenToSignals } from '../io/terminal/signals.ts';
import { enterRawMode, openTerminal, releaseInput } from '../io/terminal/tty.ts';
import { findPosts } from '../posts/find-post.ts';
import { pathOfSlug } from '../posts/slug.ts';
import type { PostRef } from '../posts/types.ts';
import { sanitize } from '../text/sanitize.ts';
import { launchApp } from './launch.ts';
import { shellLine } from './services/resolve-command.ts';

const noTerminalHint = (name: string): string =>
  `'${name} ls' lists the posts, '${name} cat <post>' prints one, '${name} help' lists all commands`;

/** Opens the app on the terminal. Then prints the commands that were run, or the picked post. Resolves to the exit status. */
export async function browse(program: Program, settings: Settings): Promise<number> {
  const { env, name, stdio } = program;
  const terminal = openTerminal();
  if (terminal === null) return printError(program, `${name}: browsing needs a terminal`, noTerminalHint(name));
  const isScreenReader = settings.isScreenReader || env.INK_SCREEN_READER === 'true';
  if (env.TERM === 'dumb' && !isScreenReader)
    return printError(program, `${name}: cannot draw on this terminal (TERM=dumb)`, noTerminalHint(name));
  // Ink needs the working directory.
  const problem = workingDirectoryProblem();
  if (problem !== null) return printError(program, `${name}: the working directory: ${problem}`);
  const library = openPostsFolder(program, settings);
  if (library === null) return 2;
  // With stdout in a pipe, the app is a picker.
  const target = settings.print ?? (isTerminal('stdout') ? null : 'post');
  const isPicker = target !== null;
  const result = await launchApp(program, settings, { library, terminal, isScreenReader, isPicker });
  if (target === null) {
    for (const command of result.commands)
      await stdio.out(`${sanitize(`$ ${shellLine(command, name, settings.posts)}`, 'name')}\n`);
    return result.status;
  }
  const { selectedSlug } = result;
  if (selectedSlug === null) return result.status === 0 ? 1 : result.status;
  // The full name: a slug may begin with a folder named `post`.
  const post = pathOfSlug(selectedSlug);
  if (target === 'post') return runCommand(program, cat, { operands: [post], options: {} }, settings, askWhichPost);
  const found = target === 'path' ? await findPosts(library, post) : [];
  const [file] = found.length === 1 ? found.map(({ path }) => path) : [];
  const text = file === undefined ? selectedSlug : path.resolve(postsFolder(program, settings), file);
  // A program gets the exact bytes.
  await stdio.out(`${isTerminal('stdout') ? sanitize(text, 'name') : text}\n`);
  return 0;
}

/**
 * Creates a function that asks on the terminal which post the user means. Null if the terminal cannot show a question. A
 * signal that ends programs ends the process when the terminal is restored.
 */
export function askWhichPost({ env, now }: Program, mode: OutputMode) {
  if (mode.kind === 'plain' || !isTerminal('stdin') || !isTerminal('stdout') || env.TERM === 'dumb') return null;
  return async (question: Question) => {
    const terminal = { input: process.stdin, output: process.stdout };
    const signals = listenToSignals();
    const { stop } = signals;
    const restore = enterRawMode(terminal, signals.hangUp);
    let post: PostRef | null;
    try {
      const [{ choose }, { createPainter }] = await Promise.all([
        import('./ask-which-post.tsx'),
        import('../theme/paint.ts'),
      ]);
      const paint = createPainter(mode.colors.theme, mode.colors.level);
      post = stop.aborted ? null : await choose(question, paint, terminal, signals, now);
    } finally {
      restore();
      await releaseInput(process.stdin);
      signals.release();
    }
    if (stop.reason instanceof Error) throw stop.reason;
    if (stop.aborted) process.exit(stop.reason);
    return post;
  };
}
