import type { Slug } from '../posts/slug.ts';
import { attempt } from '../util/functions.ts';
import { openLineLog } from './line-log.ts';
import type { Owner } from './user-folder.ts';

/** The maximum number of commands, and of bookmarks. */
const MAX_HISTORY = 1000;

export type ReadingHistory = {
  /** The commands of all folders, oldest first. */
  readonly history: () => readonly string[];
  /** The commands without those that open posts of other folders. */
  readonly historyHere: () => readonly string[];
  readonly saveCommand: (command: string) => void;
  /** For each post of the folder, the line of its content at which it was left last; 0 for the top. */
  readonly bookmarks: () => ReadonlyMap<Slug, number>;
  readonly saveBookmark: (slug: Slug, line: number) => void;
};

/** Opens the command history and the bookmarks. `folder`: the absolute path of the posts folder. */
export function openReadingHistory(folder: string, owner: Owner): ReadingHistory {
  // The name of a program has no other character that means something in an expression.
  const namesPost = new RegExp(`^\\s*(?:${owner.name.replaceAll('.', '\\.')}\\s+)?(?:cat|less)\\s|\\bpost/`);
  /** A line that looks like JSON is saved as JSON, so that it is read as it was typed. */
  const needsPlace = (command: string): boolean => command.startsWith('[') || namesPost.test(command);
  const commands = openLineLog('history', owner, MAX_HISTORY);
  const places = openLineLog('places', owner, MAX_HISTORY);
  const saved = (): readonly SavedCommand[] => commands.lines().map(parseCommand);
  return {
    history: () => saved().map(({ command }) => command),
    historyHere: () =>
      saved()
        .filter(({ command, place }) => place === folder || !namesPost.test(command))
        .map(({ command }) => command),
    // A line of JSON if only this folder has the post: ["/home/a/notes","cat post/a-/-b-/-c.md"]
    saveCommand: command => commands.add(needsPlace(command) ? JSON.stringify([folder, command]) : command),
    bookmarks: () => new Map(places.lines().flatMap(line => parseBookmark(line, folder))),
    // A line of JSON: ["/home/a/notes","a-/-b-/-c",12]
    saveBookmark: (slug, line) => places.add(JSON.stringify([folder, slug, line])),
  };
}

type SavedCommand = { readonly command: string; readonly place: string | null };

/** Parses a line of the history. Lines of older versions, and those that name no post, are the command itself. */
function parseCommand(line: string): SavedCommand {
  const data: unknown = line.startsWith('[') ? attempt(() => JSON.parse(line)) : null;
  const [place, command] = Array.isArray(data) && data.length === 2 ? data : [];
  const isSaved = typeof place === 'string' && typeof command === 'string';
  return isSaved ? { command, place } : { command: line, place: null };
}

/** Parses a bookmark of a folder to its slug and line. Empty for any other text. */
function parseBookmark(text: string, folder: string): readonly (readonly [Slug, number])[] {
  const data: unknown = attempt(() => JSON.parse(text));
  if (!Array.isArray(data) || data.length !== 3) return [];
  const [place, slug, line] = data;
  const isBookmark = place === folder && typeof slug === 'string' && Number.isInteger(line);
  return isBookmark ? [[slug, Math.max(0, line)]] : [];
}
