import { render } from 'ink';
import { createInputStream } from '../io/terminal/input.ts';
import { createSizedOutput } from '../io/terminal/output.ts';
import { decode } from '../posts/encoding.ts';
import { isReadError } from '../posts/types.ts';
import type { Size } from '../text/width.ts';
import { createPainter } from '../theme/paint.ts';
import { App } from './App.tsx';
import { createKeyAwareScheduler, loadPosts } from './services/load-posts.ts';
import { grepPosts, renderPost, runCommandLine } from './services/run-command.ts';
import { runRequest } from './services/run-request.ts';
import type { AppOptions, AppServices } from './services/types.ts';
import { createInitialState } from './state/initial-state.ts';
import { type AppResult, EMPTY_INDEX } from './state/types.ts';

/** The screen as it is before the session: what draws the first frame is handed it, and a program may be lent it. */
type Screen = {
  readonly handOver: <Drawn>(draw: () => Drawn) => Drawn;
  readonly lend: (during: () => Promise<void>) => Promise<void>;
};

/** For how long a session that is asked to end may take, in ms. */
const longestEnd = 500;

/**
 * Runs a session in the alternate screen until the reader leaves, or `stop` aborts it with a status as its reason, or
 * with an error. Rejects with that error, and with any of its own, once the terminal is given back.
 * `screen.handOver` is called with what draws its first frame; from then on the screen is Ink's, which gives it back.
 */
export async function startApp(surroundings: AppOptions, stop: AbortSignal, screen: Screen): Promise<AppResult> {
  const { context, colors, size, terminal, external, hasLinks, onPause, saveCommand, saveBookmark } = surroundings;
  const isScreenReader = surroundings.initialState.isScreenReader === true;
  const paint = createPainter(colors.theme, colors.level);
  const leaving = new AbortController();
  const keys = createKeyAwareScheduler();
  const ending = AbortSignal.any([stop, leaving.signal]);
  const { changes, reopen } = surroundings;
  const postUpdates = loadPosts(context.library(), reopen, changes(null, ending), keys.pause, ending);
  const first = await postUpdates.next();
  const aborted = (): AppResult => {
    if (stop.reason instanceof Error) throw stop.reason;
    return { status: Number(stop.reason), commands: [], selectedSlug: null };
  };
  if (stop.aborted) return aborted();
  const world: AppServices = {
    postUpdates,
    notifyKeyPress: keys.strike,
    run: (command, stop) => runCommandLine(command, { ...surroundings, yieldToKeys: keys.pause }, stop),
    search: (query, stop) => grepPosts(query, { ...surroundings, yieldToKeys: keys.pause }, stop),
    watch: changes,
    open: async entry => {
      const text = context.library().read(entry);
      return isReadError(text) ? null : renderPost(entry, decode(text.content), hasLinks);
    },
    runRequest: (request, suspend) =>
      runRequest(request, external, { hasLinks, paint }, during =>
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
        stdout: isScreenReader ? output : viewport.output,
        alternateScreen: !isScreenReader,
        isScreenReaderEnabled: isScreenReader,
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
