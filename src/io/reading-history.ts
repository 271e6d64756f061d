import type { Slug } from '../posts/slug.ts';
import type { Env } from '../util/env.ts';
import { parseBookmarks, serializeBookmark } from './bookmarks.ts';
import { openLineLog } from './line-log.ts';

/** Commands, and places in posts, that are kept. */
const MAX_HISTORY = 1000;

/** What sessions keep for those to come. `folder`: that of the posts, absolute. */
export type ReadingHistory = {
  /** Command lines, the oldest first. */
  readonly history: () => readonly string[];
  readonly saveCommand: (command: string) => void;
  /** At which line of its content each post of the folder was left. */
  readonly bookmarks: () => ReadonlyMap<Slug, number>;
  readonly saveBookmark: (slug: Slug, line: number) => void;
};

/** What was kept, in the user's state folder. */
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
