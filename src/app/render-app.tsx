import { setFlagsFromString } from 'node:v8';
import { render } from 'ink';
import type { Settings } from '../cli/args.ts';
import type { Program } from '../cli/program.ts';
import { createInputStream } from '../io/terminal/input.ts';
import { App } from './App.tsx';
import { type AppOptions, createServices } from './services/create-services.ts';
import { createInitialState } from './state/initial-state.ts';
import { EMPTY_INDEX } from './state/post-index.ts';
import type { AppResult } from './state/state.ts';

/**
 * Keeps the heap small. By default, V8 lets the young generation grow to 48 MB, and the old generation to four times the
 * live data. With these flags, 100,000 posts take a third less memory and load as fast. Node 20 to 26 know both flags.
 */
const V8_FLAGS = ['--semi-space-growth-factor=1', '--heap-growing-percent=30'];

const EXIT_TIMEOUT_MS = 500;

/** Runs the app until it is quit or stopped. Rejects with an uncaught error after Ink has restored the terminal. */
export async function renderApp(program: Program, settings: Settings, options: AppOptions): Promise<AppResult> {
  const { terminal, question, screen, size, paint, paintOn, isPicker, isScreenReader, signals } = options;
  const { stop } = signals;
  for (const flag of V8_FLAGS) setFlagsFromString(flag);
  const exited = new AbortController();
  const services = createServices(program, settings, options, AbortSignal.any([stop, exited.signal]));
  const first = await services.postUpdates.next();
  const stopResult = (): AppResult => {
    if (stop.reason instanceof Error) throw stop.reason;
    return { status: Number(stop.reason), commands: [], selectedSlug: null };
  };
  if (stop.aborted) return stopResult();
  const keys = createInputStream(terminal.input, program.now, replies => {
    const background = question.receive(replies);
    if (background === null) return;
    paintOn(background);
    app.rerender(root());
  });
  const { query } = settings;
  const initialState = {
    program,
    isPicker,
    isScreenReader,
    query,
    history: services.historyHere(),
    bookmarks: services.bookmarks(),
  };
  const initial = createInitialState(first.value ?? EMPTY_INDEX, size, initialState);
  const root = () => <App initial={initial} services={services} keys={keys} paint={paint} />;
  const renderOn = (output: NodeJS.WriteStream) =>
    render(root(), {
      stdin: keys.stream,
      stdout: output,
      alternateScreen: !isScreenReader,
      isScreenReaderEnabled: isScreenReader,
      incrementalRendering: true,
      // ^C is a key of the app.
      exitOnCtrlC: false,
      // Otherwise, with CI=1, Ink draws nothing.
      interactive: true,
      concurrent: true,
      maxFps: 250,
    });
  const app = screen ? screen.startInk(renderOn) : renderOn(terminal.output);
  // Normally the app saves and exits by itself. This is for an app that hangs.
  stop.addEventListener('abort', () => setTimeout(() => app.unmount(), EXIT_TIMEOUT_MS).unref(), { once: true });
  try {
    const result = await app.waitUntilExit();
    return stop.aborted ? stopResult() : (result as AppResult);
  } finally {
    exited.abort();
  }
}
