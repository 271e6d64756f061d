import path from 'node:path';
import type { Settings } from '../cli/args.ts';
import { detectColors, hasHyperlinks } from '../cli/output-mode.ts';
import { type Program, postsFolder } from '../cli/program.ts';
import { type AlternateScreen, enterAlternateScreen } from '../io/terminal/alternate-screen.ts';
import { createBackgroundQuestion, mayAsk } from '../io/terminal/ask-background.ts';
import { keepBackground } from '../io/terminal/known-background.ts';
import { signals as listenToSignals } from '../io/terminal/signals.ts';
import { enterRawMode, windowSize } from '../io/terminal/tty.ts';
import { type Rgb, themeOn } from '../theme/color.ts';
import type { Paint } from '../theme/paint.ts';
import type { Session } from './services/create-services.ts';
import type { AppResult } from './state/state.ts';

/** Runs the app on a terminal. Restores the terminal at the end, also after an error. Resolves to the result of the app. */
export async function launchApp(program: Program, settings: Settings, session: Session): Promise<AppResult> {
  const { library, terminal, isScreenReader, isPicker } = session;
  const signals = listenToSignals();
  const restore = enterRawMode(terminal, signals.hangUp);
  const question = createBackgroundQuestion(terminal.input, terminal.output, program.now, background =>
    keepBackground(program, background),
  );
  let screen: AlternateScreen | null = null;
  try {
    // Terminals reply within some ms. The first frame does not wait for a later reply: the app then paints again.
    const modules = Promise.all([
      import('./first-frame.ts'),
      import('../io/reading-history.ts'),
      import('../theme/paint.ts'),
    ]);
    const ask = async (): Promise<Rgb | null> => (mayAsk(program.env) ? question.ask(0, modules) : null);
    const { theme, level } = await detectColors(program, settings, ask);
    const [{ renderFirstFrame }, { openReadingHistory }, { createPainter }] = await modules;
    const size = windowSize(terminal.output);
    let painter = createPainter(theme, level);
    const paint: Paint = spans => painter(spans);
    const readingHistory = openReadingHistory(path.resolve(postsFolder(program, settings)), program);
    if (!isScreenReader) {
      const bookmarks = readingHistory.bookmarks();
      const frame = await renderFirstFrame(library, size, paint, {
        program,
        isPicker,
        bookmarks,
        query: settings.query,
      });
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
      paintOn: background => {
        painter = createPainter(themeOn(background), level);
      },
      hasLinks,
    });
  } finally {
    screen?.leave();
    await question.drain();
    restore();
    signals.release();
  }
}
