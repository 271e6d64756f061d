import path from 'node:path';
import type { Settings } from '../../cli/args.ts';
import { namedFolder, openWriter, type Program, postsFolder } from '../../cli/program.ts';
import type { Context } from '../../commands/command.ts';
import { reopenPosts } from '../../io/open-library.ts';
import type { ReadingHistory } from '../../io/reading-history.ts';
import type { AlternateScreen } from '../../io/terminal/alternate-screen.ts';
import type { BackgroundQuestion } from '../../io/terminal/ask-background.ts';
import type { Signals } from '../../io/terminal/signals.ts';
import { onResize, type Terminal } from '../../io/terminal/tty.ts';
import { watchFile, watchFolder } from '../../io/watch.ts';
import type { Library } from '../../posts/library.ts';
import type { Post, PostRef } from '../../posts/types.ts';
import type { TextQuery } from '../../search/text-query.ts';
import type { Size } from '../../text/width.ts';
import type { Rgb } from '../../theme/color.ts';
import type { Paint } from '../../theme/paint.ts';
import type { HaikuFound } from '../state/actions.ts';
import type { GrepQuery } from '../state/cat-and-grep-lines.ts';
import type { OpenPost } from '../state/scrollback.ts';
import type { EffectRequest } from '../state/state.ts';
import { findGoodHaiku, findHaikuIn } from './find-haiku-in.ts';
import { createKeyAwareScheduler, type YieldToKeys } from './key-aware-scheduler.ts';
import { createPostOpener } from './open-post.ts';
import { postUpdates } from './post-updates.ts';
import { createResolver } from './resolve-command.ts';
import { grepPosts, runCommandLine } from './run-command.ts';
import { createExternalActions, runRequest, type Suspend } from './run-effect-request.ts';
import { searchText } from './search-text.ts';

export type Session = {
  readonly library: Library;
  readonly terminal: Terminal;
  readonly isScreenReader: boolean;
  readonly isPicker: boolean;
};

export type AppOptions = Session & {
  readonly readingHistory: ReadingHistory;
  readonly question: BackgroundQuestion;
  readonly signals: Signals;
  /** Null for a screen reader, whose output is never redrawn. */
  readonly screen: AlternateScreen | null;
  readonly size: Size;
  readonly paint: Paint;
  /** Makes `paint` use the theme for a background. */
  readonly paintOn: (background: Rgb) => void;
  readonly hasLinks: boolean;
};

/** The functions and streams of the rest of the program that the app's hooks use. */
export type AppServices = ReturnType<typeof createServices>;

export function createServices(program: Program, settings: Settings, options: AppOptions, ending: AbortSignal) {
  const { now, random } = program;
  const { readingHistory, terminal, question, signals, screen, size, paint, hasLinks } = options;
  const folder = postsFolder(program, settings);
  let { library } = options;
  const reopen = (last: Library): Library => {
    library = reopenPosts(folder, last);
    return library;
  };
  const { history, historyHere, bookmarks, saveCommand, saveBookmark } = readingHistory;
  const scheduler = createKeyAwareScheduler(now);
  // A command that lists posts walks the folder: not every file system reports changes.
  const posts = async (): Promise<readonly Post[]> => {
    if (!(await isCurrent(library, scheduler.pause))) reopen(library);
    return library.posts();
  };
  const context: Context = {
    library: () => ({ ...library, posts }),
    history,
    program: program.name,
    writer: () => openWriter(false),
    namedFolder: namedFolder(program, settings),
    now,
    random,
  };
  const resolveCommand = createResolver(folder, program);
  const runOptions = { program, context, resolveCommand, hasLinks, yieldToKeys: scheduler.pause };
  const external = createExternalActions(program, settings, terminal, () => library, folder);
  return {
    historyHere,
    bookmarks,
    saveCommand,
    saveBookmark,
    /** Ends the app when it aborts. The reason is the exit status, or an error. */
    stop: signals.stop,
    onPause: signals.onPause,
    onResize: (listener: (size: Size) => void) => onResize(terminal, size, listener),
    /** Called with the size of a frame before it is drawn. */
    onFrame: screen?.resizeTo,
    notifyKeyPress: scheduler.notifyKeyPress,
    postUpdates: postUpdates(library, reopen, watchFolder(folder, ending), scheduler, ending),
    run: (command: string, stop: AbortSignal) => runCommandLine(command, runOptions, stop),
    search: (query: GrepQuery, stop: AbortSignal) => grepPosts(query, runOptions, stop),
    searchText: (query: TextQuery, posts: readonly PostRef[], limit: number, stop: AbortSignal) =>
      searchText(query, posts, limit, library, scheduler, stop),
    /** Yield when a post may have changed: by events of its folder, where there are any, and by looking at its file. */
    watch: (post: PostRef, stop: AbortSignal): readonly AsyncIterable<unknown>[] => {
      const subfolder = path.dirname(post.path);
      const file = watchFile(path.join(folder, post.path), stop);
      // The posts folder itself is already watched.
      return subfolder === '.' ? [file] : [file, watchFolder(path.join(folder, subfolder), stop, { pollMs: Infinity })];
    },
    open: createPostOpener(() => library, hasLinks, now),
    findGoodHaiku: (post: OpenPost, stop: AbortSignal) => findGoodHaiku(post, scheduler.pause, stop),
    runRequest: (request: EffectRequest, suspend: Suspend): Promise<HaikuFound | string | null> =>
      request.kind === 'find-haiku'
        ? findHaikuIn(request.post, scheduler.pause)
        : runRequest(request, external, paint, during =>
            suspend(async () => {
              await question.drain();
              await signals.suspendWhile(() => (screen ? screen.suspendWhile(during) : during()));
            }),
          ),
  };
}

/** Whether a library has all posts as they are on the disk. */
async function isCurrent(library: Library, pause: YieldToKeys): Promise<boolean> {
  await library.posts();
  const steps = library.isCurrent();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await pause();
  }
}
