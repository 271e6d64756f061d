import type { Slug } from '../posts/slug.ts';
import { keptPlace, placesIn } from './bookmarks.ts';
import { journal } from './line-log.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Commands, and places in posts, that are kept. */
const most = 1000;

/** What sessions keep for those to come. `folder`: that of the posts, absolute. */
export type Keepsakes = {
  /** Command lines, the oldest first. */
  readonly history: () => readonly string[];
  readonly keepCommand: (command: string) => void;
  /** At which line of its content each post of the folder was left. */
  readonly places: () => ReadonlyMap<Slug, number>;
  readonly keepPlace: (slug: Slug, line: number) => void;
};

/** What was kept, in the user's state folder. */
export function keepsakes(folder: string, env: Env): Keepsakes {
  const commands = journal('history', env, most);
  const places = journal('places', env, most);
  return {
    history: commands.lines,
    keepCommand: commands.add,
    places: () => placesIn(places.lines(), folder),
    keepPlace: (slug, line) => places.add(keptPlace({ folder, slug, line })),
  };
}
