import type { Command, Option } from '../commands/command.ts';

/** What may stand at a place of a command line, for a shell to offer. */
export type CompletionSet =
  | { readonly kind: 'words'; readonly words: readonly Word[] }
  /** Posts, one line of their haiku at a time. */
  | { readonly kind: 'posts' }
  | { readonly kind: 'folders' }
  | { readonly kind: 'files' };

/** A word, and what it does; '' where the word says it. */
export type Word = { readonly word: string; readonly help: string };

/** An option as it is typed, each of its names with its hyphens. It takes a value where there is something to offer. */
export type OptionSpec = {
  readonly names: readonly string[];
  readonly help: string;
  readonly value: { readonly name: string; readonly offer: CompletionSet } | null;
};

const words = (...all: readonly string[]): CompletionSet => ({
  kind: 'words',
  words: all.map(word => ({ word, help: '' })),
});

/** Where nothing is known. */
export const NO_COMPLETIONS: CompletionSet = words();

/** What the name of an operand or of a value stands for, in help texts. */
const meanings: Readonly<Record<string, CompletionSet>> = {
  post: { kind: 'posts' },
  prefix: { kind: 'posts' },
  dir: { kind: 'folders' },
  file: { kind: 'files' },
};

/** It is answered before any command is run, and is not in their table. */
export const help: Pick<Command, 'name' | 'operands' | 'summary' | 'options'> = {
  name: 'help',
  operands: '[<command>]',
  summary: 'what there is, or what a command takes',
  options: {},
};

/** Options of a table as they are typed. */
export function optionSpecs(options: Readonly<Record<string, Option>>): readonly OptionSpec[] {
  return Object.entries(options).map(([name, { short, value, choices, help }]) => ({
    names: [...(short === undefined ? [] : [`-${short}`]), ...(name === short ? [] : [`--${name}`])],
    help,
    value: value === undefined ? null : { name: value, offer: choices ? words(...choices) : named(value) },
  }));
}

/**
 * The offers for operands, from how a command's help names them; the last holds for all that follow.
 *
 *   `<pattern> [<post>]` → nothing, a post, nothing      `<post>...` → a post      `<bash|zsh>` → a word, nothing
 */
export function operandCompletions(operands: string): readonly CompletionSet[] {
  const all = [...operands.matchAll(/<([^>]+)>(\.\.\.)?/g)];
  const found = all.map(([, name = '']) => meaning(name));
  return all.at(-1)?.[2] === undefined ? [...found, NO_COMPLETIONS] : found;
}

const meaning = (name: string): CompletionSet => (name.includes('|') ? words(...name.split('|')) : named(name));

/** What the name of a value or an operand stands for. */
const named = (name: string): CompletionSet => meanings[name.toLowerCase()] ?? NO_COMPLETIONS;
