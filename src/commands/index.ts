import { cat } from './cat.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { completion } from './completion.ts';
import { find } from './find.ts';
import { fortune } from './fortune.ts';
import { grep } from './grep.ts';
import { history } from './history.ts';
import { importPosts } from './import.ts';
import { less } from './less.ts';
import { ls } from './ls.ts';
import { newPost } from './new.ts';

/** The command table: what `haiku-posts <name>` runs from outside, and `<name>` at the session's prompt. */
export const commands: readonly Command[] = [
  cat,
  less,
  ls,
  find,
  grep,
  fortune,
  history,
  importPosts,
  newPost,
  check,
  completion,
];

/** The names of all of them. */
export const commandNames: readonly string[] = commands.map(command => command.name);

/** The command of that name, if there is one. */
export const commandNamed = (name: string): Command | undefined => commands.find(command => command.name === name);
