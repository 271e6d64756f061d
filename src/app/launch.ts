import path from 'node:path';
import type { Settings } from '../cli/args.ts';
import { detectColors, hasHyperlinks } from '../cli/output-mode.ts';
import { type Program, postsFolder } from '../cli/program.ts';
import { type AlternateScreen, enterAlternateScreen } from '../io/terminal/alternate-screen.ts';
import { createBackgroundQuestion, mayAsk } from '../io/terminal/ask-background.ts';
import { keepBackground } from '../io/terminal/known-background.ts';
import { signals as listenToSignals } from '../io/terminal/signals.ts';
import { enterRawMode, windowSize } from '../io/terminal/tty.ts';
import type { Session } from './services/create-services.ts';
import type { AppResult } from './state/state.ts';

/** Terminals reply within some ms. Over a slow connection the reply arrives among the keys. */
const BACKGROUND_TIMEOUT_MS = 50;

/** Runs the app on a terminal. Restores the terminal at the end, also after an error. Resolves to the result of the app. */
export async function launchApp(program: Program, settings: Settings, session: Session): Promise<AppResult> {
  const { library, terminal, isScreenReader, isPicker } = session;
  const signals = listenToSignals();
  const restore = enterRawMode(terminal, signals.hangUp);
  const question = createBackgroundQuestion(terminal.input, terminal.output, program.now, background =>
    keepBackground(program.env, background),
  );
  let screen: AlternateScreen | null = null;
  try {
    const [{ theme, level }, { renderFirstFrame }, { openReadingHistory }, { createPainter }] = await Promise.all([
      detectColors(program, settings, async () => (mayAsk(program.env) ? question.ask(BACKGROUND_TIMEOUT_MS) : null)),
      import('./first-frame.ts'),
      import('../io/reading-history.ts'),
      import('../theme/paint.ts'),
    ]);
    const size = windowSize(terminal.output);
    const paint = createPainter(theme, level);
    const readingHistory = openReadingHistory(path.resolve(postsFolder(program, settings)), program.env);
    if (!isScreenReader) {
      const bookmarks = readingHistory.bookmarks();
      const frame = await renderFirstFrame(library, size, paint, { isPicker, bookmarks, query: settings.query });
      screen = enterAlternateScreen(terminal, size, frame);
    }
    const [{ renderApp }, hasLinks] = await Promise.all([import('./render-app.tsx'), hasHyperlinks(terminal)]);
    return await renderApp(program, settings, {
      ...session,
      readingHistory,
      question,
      signals,
      screen,
      size,
      paint,
      hasLinks,
    });
  } finally {
    screen?.leave();
    await question.drain();
    restore();
    signals.release();
  }
}
