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

/** What a session is given, besides what was asked for. */
type Session = {
  readonly library: Library;
  readonly terminal: Terminal;
  readonly isScreenReader: boolean;
  readonly isPicker: boolean;
};

/** A session on a terminal, which is given back however it ends. */
export async function launchApp(
  program: Program,
  settings: Settings,
  { library, terminal, isScreenReader, isPicker }: Session,
): Promise<AppResult> {
  const { env } = program;
  const { stop, hangUp, onPause, suspendWhile, release } = signals();
  const giveBack = enterRawMode(terminal, hangUp);
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
    const kept = openReadingHistory(path.resolve(folder), env);
    let current = library;
    return await startApp(
      {
        context: { library: () => current, history: kept.history, writer: () => openWriter(false) },
        interpret: createResolver(folder),
        external: createExternalActions(folder, settings.posts, () => current, terminal, env, process.platform),
        colors,
        size,
        terminal,
        hasLinks,
        initialState: { ...initialState, history: kept.history(), bookmarks: kept.bookmarks() },
        changes: (entry, stop) => {
          if (entry === null) return watchFolder(folder, stop);
          const below = path.dirname(entry.path);
          // The posts folder is watched already, and polled as a whole.
          return below === '.' ? nothing() : watchFolder(path.join(folder, below), stop, { pollMs: null });
        },
        onPause,
        reopen: last => {
          current = reopenPosts(folder, last);
          return current;
        },
        saveCommand: kept.saveCommand,
        saveBookmark: kept.saveBookmark,
      },
      stop,
      {
        handOver: draw => (screen ? screen.startInk(draw) : draw()),
        lend: during => suspendWhile(() => (screen ? screen.suspendWhile(during) : during())),
      },
    );
  } finally {
    screen?.leave();
    giveBack();
    release();
  }
}

async function* nothing(): AsyncGenerator<never, void> {}
