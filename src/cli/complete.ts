import { parseArgs } from 'node:util';
import { commands } from '../commands/index.ts';
import { type Slug, toSlug } from '../posts/slug.ts';
import { sanitize } from '../text/sanitize.ts';
import { asParseOptions, findCommand, globalOptions } from './args.ts';
import {
  type CompletionSet,
  help,
  NO_COMPLETIONS,
  type OptionSpec,
  operandCompletions,
  optionSpecs,
  type Word,
} from './completion-sets.ts';

/** For the first word of a command line, or the second after `help`. */
const commandNames: CompletionSet = {
  kind: 'words',
  words: [...commands, help].map(({ name, summary }) => ({ word: name, help: summary })),
};

/** What may stand at the end of a command line, and what `--posts` said before it. */
function askedOf(words: readonly string[]): { readonly offer: CompletionSet; readonly posts: string | null } {
  const typed = words.at(-1) ?? '';
  const { name, command, own, rest } = findCommand(words.slice(0, -1));
  const table = { ...own, ...globalOptions };
  const { tokens, values } = parseArgs({ args: rest, options: asParseOptions(table), strict: false, tokens: true });
  const posts = typeof values.posts === 'string' ? values.posts : null;
  const options = optionSpecs(table);
  const isOver = tokens.some(({ kind }) => kind === 'option-terminator');
  const given = tokens.flatMap(token => (token.kind === 'option' ? [token.rawName] : []));
  const last = tokens.at(-1);
  const [lead = '', inline] = (isOver ? null : /^(--[^=]+)=/.exec(typed)) ?? [];
  const open = inline ?? (last?.kind === 'option' && last.value === undefined ? last.rawName : '');
  const value = options.find(({ names }) => names.includes(open))?.value;
  if (value) return { posts, offer: after(lead, value.offer) };
  if (typed.startsWith('-') && !isOver) {
    const left = options.filter(({ names }) => !names.some(each => given.includes(each)));
    const offered = left.flatMap(({ names, help }) => names.map(word => ({ word, help })));
    return { posts, offer: { kind: 'words', words: [...offered, ...joined(typed, options)] } };
  }
  if (name === null) return { posts, offer: commandNames };
  const offers = name === 'help' ? [commandNames, NO_COMPLETIONS] : operandCompletions(command?.operands ?? '');
  const place = tokens.filter(({ kind }) => kind === 'positional').length;
  return { posts, offer: offers[place] ?? offers.at(-1) ?? NO_COMPLETIONS };
}

/** Flags of one letter, after those that were typed: `-l` → `-lt`, `-lr`, … */
function joined(typed: string, options: readonly OptionSpec[]): readonly Word[] {
  const flags = options.flatMap(({ names: [name = ''], help, value }) =>
    value === null && name.length === 2 ? [{ letter: name.slice(1), help }] : [],
  );
  const given = [...typed.slice(1)];
  if (given.length === 0 || given.some(each => flags.every(({ letter }) => letter !== each))) return [];
  return flags
    .filter(({ letter }) => !given.includes(letter))
    .map(({ letter, help }) => ({ word: typed + letter, help }));
}

/** An offer for what follows `--color=` in one word. */
const after = (lead: string, offer: CompletionSet): CompletionSet =>
  offer.kind === 'words' ? { ...offer, words: offer.words.map(each => ({ ...each, word: lead + each.word })) } : offer;

/**
 * What a shell may offer for the last of the words of a command line (without the program's name), in rows: the kind of
 * it, then each thing, with a tab and what it does where that is known. Folders and files a shell finds itself.
 *
 *   ['fort'] → 'words', 'fortune\ttell one haiku, …'      ['cat', 'a-sh'] → 'posts', 'post/a-shell-i-once-loved-/'
 */
export async function completions(
  words: readonly string[],
  slugsIn: (folder: string | null) => Promise<readonly Slug[]>,
): Promise<readonly string[]> {
  const typed = words.at(-1) ?? '';
  const { offer, posts } = askedOf(words);
  switch (offer.kind) {
    case 'words': {
      const offered = offer.words.filter(({ word }) => word.startsWith(typed));
      return ['words', ...offered.map(({ word, help }) => word + (help && `\t${help}`))];
    }
    case 'posts':
      return ['posts', ...('post'.startsWith(typed) ? ['post/'] : nextLines(typed, await slugsIn(posts)))];
    case 'folders':
    case 'files':
      return [offer.kind];
  }
}

/** How the names of posts go on from what was typed, one line of their haiku further. */
function nextLines(typed: string, slugs: readonly Slug[]): readonly string[] {
  // Nothing is taken away of what was typed.
  const start = `post/${toSlug(typed)}${typed.endsWith('.md') ? '.md' : ''}`;
  const paths = slugs.map(slug => `post/${slug}.md`).filter(path => path.startsWith(start));
  const next = paths.map(path => path.slice(0, path.indexOf('/', start.length) + 1) || path);
  return [...new Set(next)].sort().map(path => sanitize(path, 'name'));
}
