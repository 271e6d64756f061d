import { parseArgs } from 'node:util';
import type { Option } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import { type Slug, toSlug } from '../posts/slug.ts';
import { sanitize } from '../text/sanitize.ts';
import { asParseOptions, findCommand } from './args.ts';
import { globalOptions, help, operandSpecs, optionNames } from './option-table.ts';

/** What a shell can offer for a word. */
export type CompletionSet =
  | { readonly kind: 'words'; readonly words: readonly Word[] }
  /** Posts, one line of their haiku at a time. */
  | { readonly kind: 'posts' }
  | { readonly kind: 'folders' }
  | { readonly kind: 'files' };

/** A word and its help; '' where it needs none. */
type Word = { readonly word: string; readonly help: string };

const toWords = (...words: readonly string[]): CompletionSet => ({
  kind: 'words',
  words: words.map(word => ({ word, help: '' })),
});

const NO_COMPLETIONS = toWords();

/** Completions by the name of an operand or of an option's value. */
const valueCompletions: Readonly<Record<string, CompletionSet>> = {
  command: { kind: 'words', words: [...commands, help].map(({ name, summary }) => ({ word: name, help: summary })) },
  post: { kind: 'posts' },
  prefix: { kind: 'posts' },
  dir: { kind: 'folders' },
  file: { kind: 'files' },
};

const completionsFor = (name: string): CompletionSet =>
  name.includes('|') ? toWords(...name.split('|')) : (valueCompletions[name.toLowerCase()] ?? NO_COMPLETIONS);

/**
 * The completions of the operand at an index, from the operands in a command's help.
 *
 *   '<pattern> [<post>]': nothing at 0, posts at 1, nothing at 2      '<post>...': posts everywhere
 */
export function operandCompletions(operands: string, at: number): CompletionSet {
  const specs = operandSpecs(operands);
  const last = specs.at(-1);
  const spec = specs[at] ?? (last?.isRepeated ? last : undefined);
  return spec === undefined ? NO_COMPLETIONS : completionsFor(spec.name);
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
    return { posts, set: prefixWords(inline, choices ? toWords(...choices) : completionsFor(value)) };
  if (typed.startsWith('-') && !hasTerminator) {
    const given = tokens.flatMap(token => (token.kind === 'option' ? token.name : []));
    const unused = Object.entries(table).filter(([name]) => !given.includes(name));
    const options = unused.flatMap(([name, option]) =>
      optionNames(name, option).map(word => ({ word, help: option.help })),
    );
    return { posts, set: { kind: 'words', words: [...options, ...combinedFlags(typed, table)] } };
  }
  if (name === null) return { posts, set: completionsFor('command') };
  const index = tokens.filter(({ kind }) => kind === 'positional').length;
  return { posts, set: operandCompletions(name === 'help' ? help.operands : (command?.operands ?? ''), index) };
}

/** The flags of one letter that can follow those typed: `-l` → `-lt`, `-lr`, … */
function combinedFlags(typed: string, options: Readonly<Record<string, Option>>): readonly Word[] {
  const flags = Object.values(options).flatMap(({ short = '', value, help }) =>
    value === undefined && short !== '' ? { short, help } : [],
  );
  const given = [...typed.slice(1)];
  if (given.length === 0 || given.some(letter => flags.every(({ short }) => short !== letter))) return [];
  return flags.flatMap(({ short, help }) => (given.includes(short) ? [] : { word: typed + short, help }));
}

/** Puts `--color=` before the words for its value. */
const prefixWords = (prefix: string, set: CompletionSet): CompletionSet =>
  set.kind === 'words' ? { ...set, words: set.words.map(each => ({ ...each, word: prefix + each.word })) } : set;

/**
 * Completes the last word of a command line (without the program's name) for a shell. The first row is the kind of
 * completion; each following row is a word, or a word, a tab and its help. The shell itself completes folders and files.
 *
 *   ['fort'] → 'words', 'fortune\tprint a random haiku …'      ['cat', 'a-sh'] → 'posts', 'post/a-shell-i-once-loved-/'
 */
export async function completions(
  words: readonly string[],
  slugsIn: (folder: string | null) => Promise<readonly Slug[]>,
): Promise<readonly string[]> {
  const typed = words.at(-1) ?? '';
  const { set, posts } = completionsAt(words);
  switch (set.kind) {
    case 'words': {
      const matching = set.words.filter(({ word }) => word.startsWith(typed));
      return ['words', ...matching.map(({ word, help }) => word + (help && `\t${help}`))];
    }
    case 'posts':
      return ['posts', ...('post'.startsWith(typed) ? ['post/'] : nextLines(typed, await slugsIn(posts)))];
    case 'folders':
    case 'files':
      return [set.kind];
  }
}

/** Completes the path of a post by one line of its haiku. */
function nextLines(typed: string, slugs: readonly Slug[]): readonly string[] {
  // A shell must not take away anything that was typed.
  const start = `post/${toSlug(typed)}${typed.endsWith('.md') ? '.md' : ''}`;
  const paths = slugs.map(slug => `post/${slug}.md`).filter(path => path.startsWith(start));
  const next = paths.map(path => path.slice(0, path.indexOf('/', start.length) + 1) || path);
  return [...new Set(next)].sort().map(path => sanitize(path, 'name'));
}
