import { parseArgs } from 'node:util';
import type { Option } from '../commands/command.ts';
import { commands } from '../commands/command-table.ts';
import { toSlug } from '../posts/slug.ts';
import { sanitize } from '../text/sanitize.ts';
import { named } from '../util/program-name.ts';
import { asParseOptions, findCommand } from './args.ts';
import { globalOptions, help, operandSpecs, optionNames } from './option-table.ts';

/** The words to choose from, each perhaps with a tab and its help. The shell itself completes folders and files. */
type CompletionSet = readonly string[] | 'posts' | 'folders' | 'files';

/** The completions for the name of an operand or of an option's value. */
const valueCompletions: Readonly<Record<string, CompletionSet>> = {
  command: [...commands, help].map(({ name, summary }) => `${name}\t${summary}`),
  post: 'posts',
  prefix: 'posts',
  dir: 'folders',
  file: 'files',
};

const completionsFor = (name: string): CompletionSet => valueCompletions[name.toLowerCase()] ?? [];

/** Returns the completions of an operand: for `<pattern> [<post>]` none at 0, posts at 1, none at 2. */
export function operandCompletions(operands: string, index: number): CompletionSet {
  const specs = operandSpecs(operands);
  const last = specs.at(-1);
  const spec = specs[index] ?? (last?.isRepeated ? last : undefined);
  return spec?.choices ?? completionsFor(spec?.name ?? '');
}

/** Returns the completions of the last word of a command line, and the folder that `--posts` names before it. */
function completionsAt(words: readonly string[]): { readonly set: CompletionSet; readonly posts: string | null } {
  const typed = words.at(-1) ?? '';
  const { name, command, own, rest } = findCommand(words.slice(0, -1));
  const table = { ...own, ...globalOptions };
  const { tokens, values } = parseArgs({ args: rest, options: asParseOptions(table), strict: false, tokens: true });
  const posts = typeof values.posts === 'string' ? values.posts : null;
  const hasTerminator = tokens.some(({ kind }) => kind === 'option-terminator');
  const last = tokens.at(-1);
  const [inline = '', inlineName] = (hasTerminator ? null : /^--([^=]+)=/.exec(typed)) ?? [];
  const valueName = inlineName ?? (last?.kind === 'option' && last.value === undefined ? last.name : '');
  const { value, choices } = table[valueName] ?? {};
  if (value !== undefined) return { posts, set: choices?.map(choice => inline + choice) ?? completionsFor(value) };
  if (typed.startsWith('-') && !hasTerminator) {
    const given = tokens.flatMap(token => (token.kind === 'option' ? token.name : []));
    const options = Object.entries(table).flatMap(([name, option]) =>
      given.includes(name) ? [] : optionNames(name, option).map(word => `${word}\t${option.help}`),
    );
    return { posts, set: [...options, ...combinedFlags(typed, table)] };
  }
  if (name === null) return { posts, set: completionsFor('command') };
  const index = tokens.filter(({ kind }) => kind === 'positional').length;
  return { posts, set: operandCompletions(name === 'help' ? help.operands : (command?.operands ?? ''), index) };
}

/** Returns the typed flags with one more flag: `-l` → `-lt`, `-lr`, … */
function combinedFlags(typed: string, options: Readonly<Record<string, Option>>): readonly string[] {
  const flags = Object.values(options).filter(({ short, value }) => short !== undefined && value === undefined);
  const given = [...typed.slice(1)];
  if (given.length === 0 || given.some(letter => flags.every(({ short }) => short !== letter))) return [];
  return flags.flatMap(({ short = '', help }) => (given.includes(short) ? [] : `${typed}${short}\t${help}`));
}

/**
 * Completes the last word of a command line (without the program's name). Returns the kind of completion, then the
 * words, each perhaps with a tab and its help. `pathsIn` reads the paths of the posts in a folder; null is the default. It may
 * leave out paths that do not begin with the typed word.
 *
 *   ['fort'] → 'words', 'fortune\tprint a random haiku …'      ['cat', 'a-sh'] → 'posts', 'post/a-shell-i-once-loved-/'
 */
export async function completions(
  words: readonly string[],
  program: string,
  pathsIn: (folder: string | null, typed: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const typed = words.at(-1) ?? '';
  const { set, posts } = completionsAt(words);
  if (typeof set !== 'string')
    return ['words', ...set.filter(word => word.startsWith(typed)).map(word => named(word, program))];
  if (set !== 'posts') return [set];
  return ['posts', ...('post'.startsWith(typed) ? ['post/'] : nextLines(typed, await pathsIn(posts, typed)))];
}

/** Completes the path of a post by one line of its haiku, or one folder. */
function nextLines(typed: string, paths: readonly string[]): readonly string[] {
  // A completion keeps all of the typed word.
  const start = `post/${toSlug(typed)}${/\.md$/i.exec(typed)?.[0] ?? ''}`;
  // Commands accept a name as it is shown.
  const found = paths.map(path => sanitize(path, 'name')).filter(path => path.startsWith(start));
  const next = found.map(path => path.slice(0, path.indexOf('/', start.length) + 1) || path);
  return [...new Set(next)].sort();
}
