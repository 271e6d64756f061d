import { render } from 'ink';
import { createInputStream } from '../io/terminal/input.ts';
import { createSizedOutput } from '../io/terminal/output.ts';
import { onResize } from '../io/terminal/stdio.ts';
import { decode } from '../posts/encoding.ts';
import { isReadError } from '../posts/types.ts';
import { createPainter } from '../theme/paint.ts';
import { App } from './App.tsx';
import { createKeyAwareScheduler, loadPosts } from './services/load-posts.ts';
import { grepPosts, renderPost, runCommandLine } from './services/run-command.ts';
import { runRequest } from './services/run-request.ts';
import type { AppOptions, AppServices } from './services/types.ts';
import { createInitialState } from './state/initial-state.ts';
import { type AppResult, EMPTY_INDEX } from './state/types.ts';

/** The terminal's screen: `startInk` draws Ink's first frame on it, `suspendWhile` leaves it to another program. */
type Screen = {
  readonly startInk: <Result>(draw: () => Result) => Result;
  readonly suspendWhile: (during: () => Promise<void>) => Promise<void>;
};

/** Time, in ms, that the app may take to end. */
const EXIT_TIMEOUT_MS = 500;

/**
 * Runs the app until the user quits, or until `stop` aborts with an exit status or an error as its reason. Rejects with
 * that error, or one of its own, after Ink has restored the terminal.
 */
export async function startApp(options: AppOptions, stop: AbortSignal, screen: Screen): Promise<AppResult> {
  const { context, colors, size, terminal, external, hasLinks, onPause, saveCommand, saveBookmark } = options;
  const { changes, reopen, initialState } = options;
  const isScreenReader = initialState.isScreenReader === true;
  const paint = createPainter(colors.theme, colors.level);
  const exited = new AbortController();
  const ending = AbortSignal.any([stop, exited.signal]);
  const scheduler = createKeyAwareScheduler(context.now);
  const postUpdates = loadPosts(context.library(), reopen, changes(null, ending), scheduler, ending);
  const first = await postUpdates.next();
  const stopResult = (): AppResult => {
    if (stop.reason instanceof Error) throw stop.reason;
    return { status: Number(stop.reason), commands: [], selectedSlug: null };
  };
  if (stop.aborted) return stopResult();
  const runOptions = { ...options, yieldToKeys: scheduler.pause };
  const services: AppServices = {
    postUpdates,
    notifyKeyPress: scheduler.notifyKeyPress,
    run: (command, stop) => runCommandLine(command, runOptions, stop),
    search: (query, stop) => grepPosts(query, runOptions, stop),
    watch: changes,
    open: async post => {
      const text = context.library().read(post);
      return isReadError(text) ? null : renderPost(post, decode(text.content), hasLinks);
    },
    runRequest: (request, suspend) =>
      runRequest(request, external, { hasLinks, paint }, during =>
        suspend(() => output.suspendWhile(() => screen.suspendWhile(during))),
      ),
    onPause,
    saveCommand,
    saveBookmark,
  };
  const output = createSizedOutput(terminal.output, size, () => app.clear());
  const keys = createInputStream(terminal.input, context.now);
  const app = screen.startInk(() =>
    render(
      <App
        initial={createInitialState(first.value ?? EMPTY_INDEX, size, initialState)}
        services={services}
        keys={keys}
        paint={paint}
        stop={stop}
        onResize={listener => onResize(terminal, size, listener)}
        onFrame={output.resizeTo}
      />,
      {
        stdin: keys.stream,
        // Screen-reader output is never redrawn for another size.
        stdout: isScreenReader ? terminal.output : output.output,
        alternateScreen: !isScreenReader,
        isScreenReaderEnabled: isScreenReader,
        incrementalRendering: true,
        // ^C is a key of the app.
        exitOnCtrlC: false,
        // Otherwise CI=1 on a terminal shows nothing.
        interactive: true,
        concurrent: true,
        maxFps: 250,
      },
    ),
  );
  // The app exits by itself, after saving, unless it hangs.
  stop.addEventListener('abort', () => setTimeout(() => app.unmount(), EXIT_TIMEOUT_MS).unref(), { once: true });
  try {
    const result = await app.waitUntilExit();
    return stop.aborted ? stopResult() : (result as AppResult);
  } finally {
    exited.abort();
  }
}
