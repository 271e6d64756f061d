import type { Slug } from '../posts/slug.ts';
import type { Env } from '../util/env.ts';
import { parseBookmarks, serializeBookmark } from './bookmarks.ts';
import { openLineLog } from './line-log.ts';

/** Most commands, and most bookmarks, to keep. */
const MAX_HISTORY = 1000;

/** The commands and bookmarks of earlier sessions. */
export type ReadingHistory = {
  /** Command lines, oldest first. */
  readonly history: () => readonly string[];
  readonly saveCommand: (command: string) => void;
  /** The line of its content at which each post of the folder was left. */
  readonly bookmarks: () => ReadonlyMap<Slug, number>;
  readonly saveBookmark: (slug: Slug, line: number) => void;
};

/** Opens the history in the user's state folder. `folder` is the absolute path of the posts folder. */
export function openReadingHistory(folder: string, env: Env): ReadingHistory {
  const commands = openLineLog('history', env, MAX_HISTORY);
  const places = openLineLog('places', env, MAX_HISTORY);
  return {
    history: commands.lines,
    saveCommand: commands.add,
    bookmarks: () => parseBookmarks(places.lines(), folder),
    saveBookmark: (slug, line) => places.add(serializeBookmark({ folder, slug, line })),
  };
}
