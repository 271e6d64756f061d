import type { Slug } from '../posts/slug.ts';
import { attempt } from '../util/functions.ts';
import { openLineLog } from './line-log.ts';

/** The maximum number of commands, and of bookmarks. */
const MAX_HISTORY = 1000;

export type ReadingHistory = {
  readonly history: () => readonly string[];
  readonly saveCommand: (command: string) => void;
  /** For each post of the folder, the line of its content at which it was left last; 0 for the top. */
  readonly bookmarks: () => ReadonlyMap<Slug, number>;
  readonly saveBookmark: (slug: Slug, line: number) => void;
};

/** Opens the command history and the bookmarks. `folder`: the absolute path of the posts folder. */
export function openReadingHistory(folder: string, env: NodeJS.ProcessEnv): ReadingHistory {
  const commands = openLineLog('history', env, MAX_HISTORY);
  const places = openLineLog('places', env, MAX_HISTORY);
  return {
    history: commands.lines,
    saveCommand: commands.add,
    bookmarks: () => new Map(places.lines().flatMap(line => parseBookmark(line, folder))),
    // A line of JSON: ["/home/a/notes","a-/-b-/-c",12]
    saveBookmark: (slug, line) => places.add(JSON.stringify([folder, slug, line])),
  };
}

/** Parses a bookmark of a folder to its slug and line. Empty for any other text. */
function parseBookmark(text: string, folder: string): readonly (readonly [Slug, number])[] {
  const data: unknown = attempt(() => JSON.parse(text));
  if (!Array.isArray(data) || data.length !== 3) return [];
  const [place, slug, line] = data;
  const isBookmark = place === folder && typeof slug === 'string' && Number.isInteger(line);
  return isBookmark ? [[slug, Math.max(0, line)]] : [];
}
