import path from 'node:path';
import process from 'node:process';
import packageJson from '../package.json' with { type: 'json' };
import { type Browsing, type Request, readArguments, type Settings } from './cli/arguments.ts';
import { helpText } from './cli/help.ts';
import { nearestName } from './cli/nearest.ts';
import { print, type Surface } from './cli/print.ts';
import { cat } from './commands/cat.ts';
import type { Command, Context, Input, Question, Run } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { oneOf } from './commands/one-of.ts';
import { onDisk } from './io/files.ts';
import { nameOf } from './io/names.ts';
import { openPosts, reopenPosts, shippedPosts } from './io/posts.ts';
import { signals } from './io/signals.ts';
import {
  isTerminal,
  letGo,
  type OwnScreen,
  openStdio,
  openTerminal,
  type Stdio,
  type Terminal,
  takeKeyboard,
  takeScreen,
  windowSize,
} from './io/stdio.ts';
import type { Desk } from './post/desk.ts';
import { findPost } from './post/find.ts';
import { type Library, openLibrary } from './post/library.ts';
import { sanitize } from './render/sanitize.ts';
import type { Interpret, Runs } from './session/host.ts';
import type { Ending } from './session/run.tsx';
import { type Colours, colours, dependsOnBackground } from './theme/colour.ts';
import type { Rgb } from './theme/luminance.ts';
import { isThemeChoice, themeChoices } from './theme/themes.ts';

const { env } = process;

/** The package, or the checkout: the bundle stands in a folder of it, as this file does. */
const home = path.join(import.meta.dirname, '..');

const commandNames = commands.map(command => command.name);

const stdio = openStdio(problem => {
  stdio.err(`haiku-posts: standard output: ${problem}\n`);
  process.exitCode = 1;
});

async function answer(request: Request, { out, err }: Stdio): Promise<number> {
  switch (request.kind) {
    case 'version':
      await out(`${packageJson.version}\n`);
      return 0;
    case 'help':
      await out(helpText(request.command));
      return 0;
    case 'unknown': {
      const near = nearestName(request.name, [...commandNames, 'help']);
      err(`${sanitize(`haiku-posts: ${request.name}: no such command`, 'name')}\n`);
      err(`${near === null ? '' : `did you mean '${near}'? `}'haiku-posts help' lists them\n`);
      return 2;
    }
    case 'misuse':
      err(`${sanitize(request.problem, 'name')}\n${sanitize(request.hint, 'name')}\n`);
      return 2;
    case 'run':
      return run(request.command, request.input, request.settings);
    case 'browse':
      return browse(request.settings, request.browsing);
  }
}

async function run(command: Command, input: Input, settings: Settings): Promise<number> {
  const library = command.needsNoPosts ? noPosts() : open(settings);
  if (library === null) return 2;
  // The journal is there to be read, and is found when it is asked for.
  const { history } = command.readsHistory
    ? (await import('./keepsakes.ts')).keepsakes('', env)
    : { history: () => [] };
  const completion: Context['completion'] = async shell =>
    (await import('./cli/completion.ts')).completionScript(shell);
  const context: Context = { library: () => library, history, completion, desk };
  const surface = await surfaceOf(settings);
  const choose = chooser(surface);
  const outputs = command.run(input, context);
  if (!command.isPaged || !isTerminal('stdout')) return print(outputs, surface, { ...stdio, choose });
  const { paged } = await import('./paged.ts');
  const { out, err, closed, end } = paged(stdio, env);
  try {
    return await print(outputs, surface, { out, err, closed, choose });
  } finally {
    await end();
  }
}

async function browse(settings: Settings, browsing: Browsing): Promise<number> {
  const hint =
    "'haiku-posts ls' lists the posts, 'haiku-posts cat <post>' prints one, 'haiku-posts help' tells the rest";
  const terminal = openTerminal();
  if (terminal === null) return complain(`haiku-posts: browsing needs a terminal: ${hint}`);
  const isLinear = browsing.isLinear || env.INK_SCREEN_READER === 'true';
  if (env.TERM === 'dumb' && !isLinear)
    return complain(`haiku-posts: this terminal cannot be drawn on (TERM=dumb): ${hint}`);
  const library = open(settings);
  if (library === null) return 2;
  // What is chosen goes where the output goes, as with any filter.
  const print = browsing.print ?? (isTerminal('stdout') ? null : 'post');
  const ending = await session(settings, { library, terminal, isLinear, picks: print !== null });
  if (print === null) {
    for (const command of ending.commands) await stdio.out(`${sanitize(`$ haiku-posts ${command}`, 'name')}\n`);
    return ending.status;
  }
  const { picked } = ending;
  if (picked === null) return ending.status === 0 ? 1 : ending.status;
  // In full, or a slug in a folder that is itself called `post` would be taken for another.
  const typed = `post/${picked}.md`;
  if (print === 'post') return run(cat, { operands: [typed], options: {} }, settings);
  const found = print === 'path' ? await findPost(library, typed) : null;
  const said = found?.kind === 'one' ? onDisk(path.resolve(folderOf(settings)), found.entry.path) : picked;
  // A terminal is sent nothing but text; a program is told the name as it is.
  await stdio.out(isTerminal('stdout') ? sanitize(nameOf(Buffer.from(said)), 'name') : Buffer.from(said));
  await stdio.out('\n');
  return 0;
}

type Session = {
  readonly library: Library;
  readonly terminal: Terminal;
  readonly isLinear: boolean;
  readonly picks: boolean;
};

async function session(settings: Settings, { library, terminal, isLinear, picks }: Session): Promise<Ending> {
  const { stop, onPause, lend, release } = signals();
  const giveBack = takeKeyboard(terminal);
  let screen: OwnScreen | null = null;
  try {
    const [colours, { firstScreen }, { painter }] = await Promise.all([
      coloursOf(settings, terminal),
      import('./session/first.ts'),
      import('./theme/paint.ts'),
    ]);
    const size = windowSize(terminal.output);
    const beginnings = { picks, isLinear };
    if (!isLinear)
      screen = takeScreen(
        terminal,
        await firstScreen(library, size, painter(colours.theme, colours.level), beginnings),
      );
    const [{ keepHeapSmall }, { changes }, { runSession }, { offThread }, { outside }, { keepsakes }, hasLinks] =
      await Promise.all([
        import('./io/heap.ts'),
        import('./io/watch.ts'),
        import('./session/run.tsx'),
        import('./off-thread.ts'),
        import('./outside.ts'),
        import('./keepsakes.ts'),
        hasHyperlinks(terminal),
      ]);
    keepHeapSmall();
    const folder = folderOf(settings);
    const kept = keepsakes(path.resolve(folder), env);
    let current = library;
    return await runSession(
      {
        context: { library: () => current, history: kept.history, desk },
        interpret: interpreter(folder, offThread),
        outside: outside(folder, () => current, terminal, env, process.platform),
        colours,
        size,
        terminal,
        hasLinks,
        beginnings: { ...beginnings, history: kept.history(), places: kept.places() },
        changes: (entry, stop) => {
          const below = path.dirname(entry?.path ?? '.');
          // What stands in the folder itself is watched with it.
          return entry !== null && below === '.' ? nothing() : changes(onDisk(path.resolve(folder), below), stop);
        },
        onPause,
        reopen: last => {
          const next = reopenPosts(folder, last);
          current = next ?? current;
          return next;
        },
        keepCommand: kept.keepCommand,
        keepPlace: kept.keepPlace,
      },
      stop,
      {
        handOver: draw => (screen ? screen.handOver(draw) : draw()),
        lend: during => lend(() => (screen ? screen.lend(during) : during())),
      },
    );
  } finally {
    screen?.leave();
    giveBack();
    release();
  }
}

async function* nothing(): AsyncGenerator<never, void> {}

type OffThread = typeof import('./off-thread.ts').offThread;

/** A line of the session's, read as the shell's would be, with the posts of a folder. */
const interpreter =
  (folder: string, offThread: OffThread): Interpret =>
  typed => {
    // A line of the shell's, as a session leaves behind.
    const words = typed[0] === 'haiku-posts' ? typed.slice(1) : typed;
    const request = readArguments(words);
    switch (request.kind) {
      case 'run': {
        const { command, input } = request;
        return {
          run: (context, stop) =>
            command.isLong ? offThread({ words, folder }, stop) : oneByOne(command.run(input, context)),
        };
      }
      case 'help':
        return { problem: helpText(request.command).trimEnd().split('\n') };
      case 'unknown': {
        const near = nearestName(request.name, [...commandNames, 'help', 'clear', 'exit']);
        const hint = `${near === null ? '' : `did you mean '${near}'? `}'help' tells what there is`;
        return { problem: [`haiku-posts: ${request.name}: command not found`, hint] };
      }
      case 'misuse':
        return { problem: [request.problem, request.hint] };
      case 'version':
        return { problem: [packageJson.version] };
      case 'browse':
        return { problem: ["haiku-posts: this is it: 'exit' leaves"] };
    }
  };

async function* oneByOne(run: Run): Runs {
  for (let step = await run.next(); ; step = await run.next()) {
    if (step.done) return step.value;
    yield [step.value];
  }
}

function open(settings: Settings): Library | null {
  const library = openPosts(folderOf(settings), home);
  if (!('problem' in library)) return library;
  complain(`haiku-posts: ${library.folder}: ${library.problem}`);
  return null;
}

/** For a command that asks for no posts. */
const noPosts = (): Library =>
  openLibrary({
    walk: () => [],
    has: () => false,
    stamp: () => null,
    chunks: () => [],
    read: () => ({ problem: 'No posts here' }),
  });

const desk = async (): Promise<Desk> => (await import('./io/writing.ts')).deskAt(new Date());

const folderOf = (settings: Settings): string => settings.posts ?? (env.HAIKU_POSTS_DIR || shippedPosts(home));

function complain(line: string): 2 {
  stdio.err(`${sanitize(line, 'name')}\n`);
  return 2;
}

/** How long a terminal may take to say what its background is, in ms. */
const backgroundWait = 50;

/** The colours of a session on a terminal, or of what is printed. */
async function coloursOf({ colour, theme }: Settings, terminal: Terminal | null): Promise<Colours> {
  const named = env.HAIKU_POSTS_THEME || 'auto';
  const chosen = theme ?? (isThemeChoice(named) ? named : 'auto');
  const question = { choice: colour, theme: chosen, env, isTerminal: terminal !== null || isTerminal('stdout') };
  const asked = dependsOnBackground(question) ? await background(terminal) : null;
  const found = colours({ ...question, background: asked });
  if (theme === null && !isThemeChoice(named) && found.level > 0)
    complain(`haiku-posts: HAIKU_POSTS_THEME: ${named}: ${oneOf(themeChoices)}`);
  return found;
}

async function background(terminal: Terminal | null): Promise<Rgb | null> {
  const { input, output } = terminal ?? { input: process.stdin, output: process.stdout };
  const { askBackground, mayAsk } = await import('./io/background.ts');
  return mayAsk(input, output, env) ? askBackground(input, output, backgroundWait) : null;
}

async function hasHyperlinks(terminal: Terminal | null): Promise<boolean> {
  const { createSupportsHyperlinks } = await import('supports-hyperlinks');
  return createSupportsHyperlinks(terminal?.output ?? process.stdout);
}

async function surfaceOf(settings: Settings): Promise<Surface> {
  const isAsked = settings.colour === 'always' || settings.width !== null;
  // FORCE_COLOR colours a pipe, and so asks for the rendered form as --color always does.
  const colours = await coloursOf(settings, null);
  if (!isTerminal('stdout') && !isAsked && colours.level === 0) return { kind: 'plain' };
  const columns =
    settings.width ?? (isTerminal('stdout') ? windowSize(process.stdout).columns : Number(env.COLUMNS) || 80);
  return { kind: 'rendered', columns, colours, hasLinks: colours.level > 0 && (await hasHyperlinks(null)) };
}

function chooser(surface: Surface) {
  if (surface.kind === 'plain' || !isTerminal('stdin') || !isTerminal('stdout') || env.TERM === 'dumb') return null;
  return async (question: Question) => {
    const giveBack = takeKeyboard({ input: process.stdin, output: process.stdout });
    try {
      const [{ choose }, { painter }] = await Promise.all([import('./session/choose.tsx'), import('./theme/paint.ts')]);
      const paint = painter(surface.colours.theme, surface.colours.level);
      return await choose(question, paint, windowSize(process.stdout).rows);
    } finally {
      giveBack();
      await letGo(process.stdin);
    }
  };
}

/** The status of a bug: EX_SOFTWARE of sysexits.h. */
const bugStatus = 70;

/** Says what is wrong with us, when the terminal is the reader's again. */
function crashed(error: unknown): never {
  complain(`haiku-posts ${packageJson.version}: ${error instanceof Error ? error : new Error(String(error))}`);
  complain('this is a bug in haiku-posts: start it again, and please report that line and what you did before it');
  // exit(), as Node does after a bug: what is still running may never end.
  process.exit(bugStatus);
}

// Last, because all that stands above must be there.
void answer(readArguments(process.argv.slice(2)), stdio).then(status => {
  // exitCode, not exit(): what is still on its way to a pipe must arrive. A failed write has set it before us.
  process.exitCode ??= status;
}, crashed);
