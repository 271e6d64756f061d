import { parseArgs } from 'node:util';
import type { Option } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import { postPath, type Slug, toSlug } from '../posts/slug.ts';
import { sanitize } from '../text/sanitize.ts';
import { asParseOptions, findCommand } from './args.ts';
import { globalOptions, help, operandSpecs, optionNames } from './option-table.ts';

/** The shell itself completes folders and files. */
type CompletionSet =
  | { readonly kind: 'words'; readonly words: readonly Word[] }
  | { readonly kind: 'posts' | 'folders' | 'files' };

type Word = { readonly word: string; readonly help: string };

const toWords = (words: readonly string[]): CompletionSet => ({
  kind: 'words',
  words: words.map(word => ({ word, help: '' })),
});

/** Completions by the name of an operand or of an option's value. */
const valueCompletions: Readonly<Record<string, CompletionSet>> = {
  command: { kind: 'words', words: [...commands, help].map(({ name, summary }) => ({ word: name, help: summary })) },
  post: { kind: 'posts' },
  prefix: { kind: 'posts' },
  dir: { kind: 'folders' },
  file: { kind: 'files' },
};

const completionsFor = (name: string): CompletionSet =>
  valueCompletions[name.toLowerCase()] ?? toWords(name.includes('|') ? name.split('|') : []);

/** '<pattern> [<post>]': none at 0, posts at 1, none at 2      '<post>...': posts everywhere */
export function operandCompletions(operands: string, index: number): CompletionSet {
  const specs = operandSpecs(operands);
  const last = specs.at(-1);
  const spec = specs[index] ?? (last?.isRepeated ? last : undefined);
  return completionsFor(spec?.name ?? '');
}

/** The completions of the last word of a command line, and the folder that `--posts` names before it. */
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
  if (value !== undefined)
    return { posts, set: choices ? toWords(choices.map(choice => inline + choice)) : completionsFor(value) };
  if (typed.startsWith('-') && !hasTerminator) {
    const given = tokens.flatMap(token => (token.kind === 'option' ? token.name : []));
    const options = Object.entries(table).flatMap(([name, option]) =>
      given.includes(name) ? [] : optionNames(name, option).map(word => ({ word, help: option.help })),
    );
    return { posts, set: { kind: 'words', words: [...options, ...combinedFlags(typed, table)] } };
  }
  if (name === null) return { posts, set: completionsFor('command') };
  const index = tokens.filter(({ kind }) => kind === 'positional').length;
  return { posts, set: operandCompletions(name === 'help' ? help.operands : (command?.operands ?? ''), index) };
}

/** The words that add one flag to those typed: `-l` → `-lt`, `-lr`, … */
function combinedFlags(typed: string, options: Readonly<Record<string, Option>>): readonly Word[] {
  const flags = Object.values(options).flatMap(({ short = '', value, help }) =>
    value === undefined && short !== '' ? { short, help } : [],
  );
  const given = [...typed.slice(1)];
  if (given.length === 0 || given.some(letter => flags.every(({ short }) => short !== letter))) return [];
  return flags.flatMap(({ short, help }) => (given.includes(short) ? [] : { word: typed + short, help }));
}

/**
 * Completes the last word of a command line (without the program's name). Returns the kind of completion, then the
 * words, each perhaps with a tab and its help. `slugsIn`: reads the slugs of a folder, null for the default.
 *
 *   ['fort'] → 'words', 'fortune\tprint a random haiku …'      ['cat', 'a-sh'] → 'posts', 'post/a-shell-i-once-loved-/'
 */
export async function completions(
  words: readonly string[],
  slugsIn: (folder: string | null) => Promise<readonly Slug[]>,
): Promise<readonly string[]> {
  const typed = words.at(-1) ?? '';
  const { set, posts } = completionsAt(words);
  if (set.kind === 'words') {
    const matching = set.words.filter(({ word }) => word.startsWith(typed));
    return ['words', ...matching.map(({ word, help }) => word + (help && `\t${help}`))];
  }
  if (set.kind !== 'posts') return [set.kind];
  return ['posts', ...('post'.startsWith(typed) ? ['post/'] : nextLines(typed, await slugsIn(posts)))];
}

/** Completes the path of a post by one line of its haiku. */
function nextLines(typed: string, slugs: readonly Slug[]): readonly string[] {
  const path = postPath(toSlug(typed));
  // A completion keeps all of the typed word.
  const start = typed.endsWith('.md') ? path : path.slice(0, -'.md'.length);
  const paths = slugs.map(postPath).filter(path => path.startsWith(start));
  const next = paths.map(path => path.slice(0, path.indexOf('/', start.length) + 1) || path);
  return [...new Set(next)].sort().map(path => sanitize(path, 'name'));
}
