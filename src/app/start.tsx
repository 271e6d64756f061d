import { render } from 'ink';
import type { Context } from '../commands/command.ts';
import { createInputStream } from '../io/terminal/input.ts';
import { createSizedOutput } from '../io/terminal/output.ts';
import { decode, isReadError, type Library, type PostRef } from '../posts/library.ts';
import type { Slug } from '../posts/slug.ts';
import type { Colors } from '../theme/color.ts';
import { createPainter } from '../theme/paint.ts';
import { App } from './App.tsx';
import { createKeyAwareScheduler, loadPosts } from './services/load-posts.ts';
import { grepPosts, type ResolveCommand, renderPost, runCommandLine } from './services/run-command.ts';
import { runRequest } from './services/run-request.ts';
import type { AppServices, ExternalActions } from './services/types.ts';
import { createInitialState, type InitialState } from './state/initial-state.ts';
import { EMPTY_INDEX, type Size } from './state/state.ts';

/** What a session needs of its surroundings. */
export type AppOptions = Pick<AppServices, 'onPause' | 'keepCommand' | 'keepPlace'> & {
  readonly context: Context;
  readonly interpret: ResolveCommand;
  readonly external: ExternalActions;
  readonly colours: Colors;
  readonly size: Size;
  /** The terminal that the session is on. */
  readonly terminal: { readonly input: NodeJS.ReadStream; readonly output: NodeJS.WriteStream };
  /** Whether the terminal has live links (OSC 8). */
  readonly hasLinks: boolean;
  /** What the session brings along. */
  readonly initialState: InitialState;
  /** Yields once per burst of changes to the posts' folder, or to the folder in it of a post's file. */
  readonly changes: (entry: PostRef | null, stop: AbortSignal) => AsyncIterable<void>;
  /** Opens the library once more, which the context then has. */
  readonly reopen: (last: Library) => Library;
};

/** The screen as it is before the session: what draws the first frame is handed it, and a program may be lent it. */
type Screen = {
  readonly handOver: <Drawn>(draw: () => Drawn) => Drawn;
  readonly lend: (during: () => Promise<void>) => Promise<void>;
};

/** For how long a session that is asked to end may take, in ms. */
const longestEnd = 500;

/** How a session ended: its status, the commands that were run in it, and the post that was chosen, if it was for that. */
export type AppResult = {
  readonly status: number;
  readonly commands: readonly string[];
  readonly selectedSlug: Slug | null;
};

/**
 * Runs a session in the alternate screen until the reader leaves, or `stop` aborts it with a status as its reason, or
 * with an error. Rejects with that error, and with any of its own, once the terminal is given back.
 * `screen.handOver` is called with what draws its first frame; from then on the screen is Ink's, which gives it back.
 */
export async function startApp(surroundings: AppOptions, stop: AbortSignal, screen: Screen): Promise<AppResult> {
  const { context, colours, size, terminal, external, hasLinks, onPause, saveCommand, saveBookmark } = surroundings;
  const isLinear = surroundings.initialState.isScreenReader === true;
  const paint = createPainter(colours.theme, colours.level);
  const leaving = new AbortController();
  const keys = createKeyAwareScheduler();
  const ending = AbortSignal.any([stop, leaving.signal]);
  const { changes, reopen } = surroundings;
  const arrivals = loadPosts(context.library(), reopen, changes(null, ending), keys.pause, ending);
  const first = await arrivals.next();
  const aborted = (): AppResult => {
    if (stop.reason instanceof Error) throw stop.reason;
    return { status: Number(stop.reason), commands: [], selectedSlug: null };
  };
  if (stop.aborted) return aborted();
  const world: AppServices = {
    postUpdates,
    notifyKeyPress: keys.strike,
    run: (command, stop) => runCommandLine(command, surroundings, stop),
    search: (search, stop) => grepPosts(search, surroundings, stop),
    watch: changes,
    open: async entry => {
      const text = context.library().read(entry);
      return isReadError(text) ? null : renderPost(entry, decode(text.content), hasLinks);
    },
    runRequest: (errand, suspend) =>
      runRequest(errand, external, { hasLinks, paint }, during =>
        suspend(() => viewport.suspendWhile(() => screen.lend(during))),
      ),
    onPause,
    saveCommand,
    saveBookmark,
  };
  const { output } = terminal;
  const sizeNow = (): Size => ({ columns: output.columns || size.columns, rows: output.rows || size.rows });
  const viewport = createSizedOutput(output, size, () => app.clear());
  const app = screen.handOver(() =>
    render(
      <App
        initial={createInitialState(first.value ?? EMPTY_INDEX, size, surroundings.initialState)}
        world={world}
        paint={paint}
        stop={stop}
        onResize={tell => {
          const resized = (): void => tell(sizeNow());
          output.on('resize', resized);
          const { columns, rows } = sizeNow();
          // While the session was loaded.
          if (columns !== size.columns || rows !== size.rows) resized();
          return () => output.off('resize', resized);
        }}
        onFrame={viewport.resizeTo}
      />,
      // `interactive`, or CI=1 on a terminal shows nothing; ^C is a key of ours, with a status of its own.
      {
        stdin: createInputStream(terminal.input, () => performance.now()),
        // What is only ever added to is not drawn anew for another size.
        stdout: isLinear ? output : viewport.output,
        alternateScreen: !isLinear,
        isScreenReaderEnabled: isLinear,
        incrementalRendering: true,
        exitOnCtrlC: false,
        interactive: true,
        concurrent: true,
        maxFps: 250,
      },
    ),
  );
  // The session ends itself, having kept what there is to keep, unless it hangs.
  stop.addEventListener('abort', () => setTimeout(() => app.unmount(), longestEnd).unref(), { once: true });
  try {
    const ending = await app.waitUntilExit();
    return stop.aborted ? aborted() : (ending as AppResult);
  } finally {
    leaving.abort();
  }
}
