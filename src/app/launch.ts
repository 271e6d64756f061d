import path from 'node:path';
import process from 'node:process';
import type { Settings } from '../cli/args.ts';
import { openWriter, type Program, postsFolder } from '../cli/context.ts';
import { detectColors, hasHyperlinks } from '../cli/output-mode.ts';
import { reopenPosts } from '../io/open-library.ts';
import { type AlternateScreen, enterAlternateScreen } from '../io/terminal/alternate-screen.ts';
import { signals } from '../io/terminal/signals.ts';
import { enterRawMode, type Terminal, windowSize } from '../io/terminal/stdio.ts';
import type { Library } from '../posts/library.ts';
import { createResolver } from './services/resolve-command.ts';
import type { AppResult } from './state/types.ts';

type Session = {
  readonly library: Library;
  readonly terminal: Terminal;
  readonly isScreenReader: boolean;
  readonly isPicker: boolean;
};

/** Runs the app on a terminal, which is restored however it ends. Returns the result of the app. */
export async function launchApp(
  program: Program,
  settings: Settings,
  { library, terminal, isScreenReader, isPicker }: Session,
): Promise<AppResult> {
  const { env, now } = program;
  const { stop, hangUp, onPause, suspendWhile, release } = signals();
  const restore = enterRawMode(terminal, hangUp);
  let screen: AlternateScreen | null = null;
  try {
    const [colors, { renderFirstFrame }, { createPainter }] = await Promise.all([
      detectColors(program, settings, terminal),
      import('./first-frame.ts'),
      import('../theme/paint.ts'),
    ]);
    const size = windowSize(terminal.output);
    const initialState = { isPicker, isScreenReader };
    if (!isScreenReader)
      screen = enterAlternateScreen(
        terminal,
        await renderFirstFrame(library, size, createPainter(colors.theme, colors.level), initialState),
      );
    const [
      { keepHeapSmall },
      { watchFolder },
      { startApp },
      { createExternalActions },
      { openReadingHistory },
      hasLinks,
    ] = await Promise.all([
      import('../io/heap.ts'),
      import('../io/watch.ts'),
      import('./start.tsx'),
      import('./services/external.ts'),
      import('../io/reading-history.ts'),
      hasHyperlinks(terminal),
    ]);
    keepHeapSmall();
    const folder = postsFolder(program, settings);
    const saved = openReadingHistory(path.resolve(folder), env);
    let current = library;
    return await startApp(
      {
        context: {
          library: () => current,
          history: saved.history,
          writer: () => openWriter(false),
          now,
          random: Math.random,
        },
        resolveCommand: createResolver(folder),
        external: createExternalActions(folder, settings.posts, () => current, terminal, env, process.platform),
        colors,
        size,
        terminal,
        hasLinks,
        initialState: { ...initialState, history: saved.history(), bookmarks: saved.bookmarks() },
        changes: (post, stop) => {
          if (post === null) return watchFolder(folder, stop);
          const below = path.dirname(post.path);
          // The posts folder is watched already, and polled as a whole.
          return below === '.' ? noChanges() : watchFolder(path.join(folder, below), stop, { pollMs: null });
        },
        onPause,
        reopen: last => {
          current = reopenPosts(folder, last);
          return current;
        },
        saveCommand: saved.saveCommand,
        saveBookmark: saved.saveBookmark,
      },
      stop,
      {
        startInk: draw => (screen ? screen.startInk(draw) : draw()),
        suspendWhile: during => suspendWhile(() => (screen ? screen.suspendWhile(during) : during())),
      },
    );
  } finally {
    screen?.leave();
    restore();
    release();
  }
}

async function* noChanges(): AsyncGenerator<never, void> {}
