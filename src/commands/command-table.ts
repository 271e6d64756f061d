import { cat } from './cat.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { completion } from './completion.ts';
import { find } from './find.ts';
import { fortune } from './fortune.ts';
import { grep } from './grep.ts';
import { haiku } from './haiku.ts';
import { history } from './history.ts';
import { importPosts } from './import.ts';
import { less } from './less.ts';
import { ls } from './ls.ts';
import { newPost } from './new.ts';
import { themesCommand } from './themes.ts';

/** The command table: `haiku-posts <name>` in a shell, `<name>` at the prompt of the app. */
export const commands: readonly Command[] = [
  cat,
  less,
  ls,
  find,
  grep,
  fortune,
  haiku,
  history,
  importPosts,
  newPost,
  check,
  themesCommand,
  completion,
];

export const commandNames: readonly string[] = commands.map(command => command.name);

export const commandNamed = (name: string): Command | undefined => commands.find(command => command.name === name);
