import type { Slug } from '../posts/slug.ts';
import type { Env } from '../util/env.ts';
import { attempt } from '../util/functions.ts';
import { openLineLog } from './line-log.ts';

/** Most commands, and most bookmarks, to keep. */
const MAX_HISTORY = 1000;

/** The commands and bookmarks of earlier sessions. */
type ReadingHistory = {
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

type Bookmark = { readonly folder: string; readonly slug: Slug; readonly line: number };

/** The line of its content at which each post of a folder was left, 0 for its top. The last bookmark of a post counts. */
export const parseBookmarks = (lines: readonly string[], folder: string): ReadonlyMap<Slug, number> =>
  new Map(
    lines
      .flatMap(line => parseBookmark(line) ?? [])
      .filter(bookmark => bookmark.folder === folder)
      .map(({ slug, line }) => [slug, line]),
  );

/** A bookmark as a line of JSON: `["/home/a/notes","a-/-b-/-c",12]`. */
export const serializeBookmark = ({ folder, slug, line }: Bookmark): string => JSON.stringify([folder, slug, line]);

function parseBookmark(text: string): Bookmark | null {
  const data: unknown = attempt(() => JSON.parse(text));
  if (!Array.isArray(data) || data.length !== 3) return null;
  const [folder, slug, line] = data;
  const isBookmark = typeof folder === 'string' && typeof slug === 'string' && Number.isInteger(line);
  return isBookmark ? { folder, slug, line: Math.max(0, line) } : null;
}
