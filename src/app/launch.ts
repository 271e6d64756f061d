import path from 'node:path';
import process from 'node:process';
import type { Settings } from '../cli/args.ts';
import { desk, env, folderOf } from '../cli/context.ts';
import { detectColors, hasHyperlinks } from '../cli/output-mode.ts';
import { toNativePath } from '../io/files.ts';
import { reopenPosts } from '../io/open-library.ts';
import { type AlternateScreen, enterAlternateScreen } from '../io/terminal/alternate-screen.ts';
import { signals } from '../io/terminal/signals.ts';
import { enterRawMode, type Terminal, windowSize } from '../io/terminal/stdio.ts';
import type { Library } from '../posts/library.ts';
import { createResolver } from './services/resolve-command.ts';
import type { AppResult } from './start.tsx';

/** What a session is given, besides what was asked for. */
type Session = {
  readonly library: Library;
  readonly terminal: Terminal;
  readonly isLinear: boolean;
  readonly picks: boolean;
};

/** A session on a terminal, which is given back however it ends. */
export async function launchApp(
  settings: Settings,
  { library, terminal, isLinear, picks }: Session,
): Promise<AppResult> {
  const { stop, hangUp, onPause, suspendWhile, release } = signals();
  const giveBack = enterRawMode(terminal, hangUp);
  let screen: AlternateScreen | null = null;
  try {
    const [colours, { renderFirstFrame }, { createPainter }] = await Promise.all([
      detectColors(settings, terminal),
      import('./first-frame.ts'),
      import('../theme/paint.ts'),
    ]);
    const size = windowSize(terminal.output);
    const beginnings = { picks, isLinear };
    if (!isLinear)
      screen = enterAlternateScreen(
        terminal,
        await renderFirstFrame(library, size, createPainter(colours.theme, colours.level), beginnings),
      );
    const [
      { keepHeapSmall },
      { watchFolder },
      { startApp },
      { offThread },
      { createExternalActions },
      { openReadingHistory },
      hasLinks,
    ] = await Promise.all([
      import('../io/heap.ts'),
      import('../io/watch.ts'),
      import('./start.tsx'),
      import('./services/off-thread.ts'),
      import('./services/external.ts'),
      import('../io/reading-history.ts'),
      hasHyperlinks(terminal),
    ]);
    keepHeapSmall();
    const folder = folderOf(settings);
    const kept = openReadingHistory(path.resolve(folder), env);
    let current = library;
    return await startApp(
      {
        context: { library: () => current, history: kept.history, writer: () => desk(false) },
        interpret: createResolver(folder, offThread),
        external: createExternalActions(folder, settings.posts, () => current, terminal, env, process.platform),
        colours,
        size,
        terminal,
        hasLinks,
        initialState: { ...beginnings, history: kept.history(), bookmarks: kept.bookmarks() },
        changes: (entry, stop) => {
          const below = path.dirname(entry?.path ?? '.');
          // What stands in the folder itself is watched with it.
          return entry !== null && below === '.'
            ? nothing()
            : watchFolder(toNativePath(path.resolve(folder), below), stop);
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
