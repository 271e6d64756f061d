import path from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { render } from 'ink';
import type { Context } from '../commands/command.ts';
import { openReadingHistory } from '../io/reading-history.ts';
import type { AlternateScreen } from '../io/terminal/alternate-screen.ts';
import { createInputStream } from '../io/terminal/input.ts';
import type { Signals } from '../io/terminal/signals.ts';
import { onResize, type Terminal } from '../io/terminal/stdio.ts';
import { watchFolder } from '../io/watch.ts';
import { decode } from '../posts/encoding.ts';
import type { Library } from '../posts/library.ts';
import { isReadError } from '../posts/types.ts';
import type { Size } from '../text/width.ts';
import type { Paint } from '../theme/paint.ts';
import type { Env } from '../util/env.ts';
import { App } from './App.tsx';
import { createExternalActions } from './services/external.ts';
import { createKeyAwareScheduler, loadPosts } from './services/load-posts.ts';
import { grepPosts, renderPost, runCommandLine } from './services/run-command.ts';
import { runRequest } from './services/run-request.ts';
import type { AppServices, ResolveCommand } from './services/types.ts';
import { createInitialState } from './state/initial-state.ts';
import { type AppResult, EMPTY_INDEX } from './state/types.ts';

/** The parameters of the app: see `launch.ts`. */
type AppOptions = Pick<Context, 'now' | 'random'> & {
  readonly env: Env;
  /** The posts folder, the value of `--posts`, and the library, which `reopen` opens again. */
  readonly folder: string;
  readonly posts: string | null;
  readonly library: Library;
  readonly reopen: (last: Library) => Library;
  readonly writer: NonNullable<Context['writer']>;
  readonly resolveCommand: ResolveCommand;
  readonly terminal: Terminal;
  readonly signals: Signals;
  /** Null for a screen reader, whose output is never redrawn. */
  readonly screen: AlternateScreen | null;
  readonly size: Size;
  readonly paint: Paint;
  /** Whether the terminal supports hyperlinks (OSC 8). */
  readonly hasLinks: boolean;
  readonly isPicker: boolean;
  readonly isScreenReader: boolean;
};

/**
 * Keep the heap near what is in use. By default V8 lets the young generation grow to 48 MB and the old one to four times
 * the live data. With these flags 100,000 posts take a third less memory and are read as fast. Node 20 to 26 know both.
 */
const V8_FLAGS = ['--semi-space-growth-factor=1', '--heap-growing-percent=50'];

/** Time, in ms, that the app may take to end. */
const EXIT_TIMEOUT_MS = 500;

/**
 * Runs the app until the user quits, or until a signal or an uncaught error stops it. Rejects with that error, or one of
 * its own, after Ink has restored the terminal.
 */
export async function startApp(options: AppOptions): Promise<AppResult> {
  const { folder, terminal, screen, size, paint, hasLinks, isPicker, isScreenReader, writer, now, random } = options;
  const { stop, onPause, suspendWhile } = options.signals;
  for (const flag of V8_FLAGS) setFlagsFromString(flag);
  const saved = openReadingHistory(path.resolve(folder), options.env);
  let { library } = options;
  const reopen = (last: Library): Library => {
    library = options.reopen(last);
    return library;
  };
  const exited = new AbortController();
  const ending = AbortSignal.any([stop, exited.signal]);
  const scheduler = createKeyAwareScheduler(now);
  const postUpdates = loadPosts(library, reopen, watchFolder(folder, ending), scheduler, ending);
  const first = await postUpdates.next();
  const stopResult = (): AppResult => {
    if (stop.reason instanceof Error) throw stop.reason;
    return { status: Number(stop.reason), commands: [], selectedSlug: null };
  };
  if (stop.aborted) return stopResult();
  const context: Context = { library: () => library, history: saved.history, writer, now, random };
  const external = createExternalActions(options, () => library, process.platform);
  const runOptions = { context, resolveCommand: options.resolveCommand, hasLinks, yieldToKeys: scheduler.pause };
  const services: AppServices = {
    postUpdates,
    notifyKeyPress: scheduler.notifyKeyPress,
    run: (command, stop) => runCommandLine(command, runOptions, stop),
    search: (query, stop) => grepPosts(query, runOptions, stop),
    watch: (post, stop) => {
      const subfolder = path.dirname(post.path);
      // The posts folder is watched already, and polled as a whole.
      return subfolder === '.'
        ? noChanges()
        : watchFolder(path.join(folder, subfolder), stop, { pollMs: Number.POSITIVE_INFINITY });
    },
    open: async post => {
      const text = library.read(post);
      return isReadError(text) ? null : renderPost(post, decode(text.content), hasLinks);
    },
    runRequest: (request, suspend) =>
      runRequest(request, external, { hasLinks, paint }, during =>
        suspend(() => suspendWhile(() => (screen ? screen.suspendWhile(during) : during()))),
      ),
    onPause,
    saveCommand: saved.saveCommand,
    saveBookmark: saved.saveBookmark,
  };
  const keys = createInputStream(terminal.input, now);
  const initialState = { isPicker, isScreenReader, history: saved.history(), bookmarks: saved.bookmarks() };
  const renderOn = (output: NodeJS.WriteStream) =>
    render(
      <App
        initial={createInitialState(first.value ?? EMPTY_INDEX, size, initialState)}
        services={services}
        keys={keys}
        paint={paint}
        stop={stop}
        onResize={listener => onResize(terminal, size, listener)}
        onFrame={screen?.resizeTo}
      />,
      {
        stdin: keys.stream,
        stdout: output,
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
    );
  const app = screen ? screen.startInk(renderOn) : renderOn(terminal.output);
  // The app exits by itself, after saving, unless it hangs.
  stop.addEventListener('abort', () => setTimeout(() => app.unmount(), EXIT_TIMEOUT_MS).unref(), { once: true });
  try {
    const result = await app.waitUntilExit();
    return stop.aborted ? stopResult() : (result as AppResult);
  } finally {
    exited.abort();
  }
}

async function* noChanges(): AsyncGenerator<never, void> {}
