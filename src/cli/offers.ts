import type { Command, Option } from '../commands/command.ts';

/** What may stand at a place of a command line, for a shell to offer. */
export type Offer =
  | { readonly kind: 'words'; readonly words: readonly Word[] }
  /** Posts, one line of their haiku at a time. */
  | { readonly kind: 'posts' }
  | { readonly kind: 'folders' }
  | { readonly kind: 'files' }
  | { readonly kind: 'nothing' };

/** A word, and what it does; '' where the word says it. */
export type Word = { readonly word: string; readonly help: string };

/** An option as it is typed, each of its names with its hyphens. It takes a value where there is something to offer. */
export type OptionOffer = {
  readonly names: readonly string[];
  readonly help: string;
  readonly value: { readonly name: string; readonly offer: Offer } | null;
};

/** What is offered after a command's name, or after none (''). */
export type CommandOffer = {
  readonly name: string;
  readonly options: readonly OptionOffer[];
  /** For its operands; the last is for all that follow. */
  readonly operands: readonly Offer[];
};

/** All that a completion script offers. */
export type Offers = {
  readonly everywhere: readonly OptionOffer[];
  readonly commands: readonly CommandOffer[];
};

const nothing: Offer = { kind: 'nothing' };
const words = (...all: readonly string[]): Offer => ({ kind: 'words', words: all.map(word => ({ word, help: '' })) });

/** What the name of an operand or of a value stands for, in help texts. */
const meanings: Readonly<Record<string, Offer>> = {
  post: { kind: 'posts' },
  prefix: { kind: 'posts' },
  dir: { kind: 'folders' },
  folder: { kind: 'folders' },
  file: { kind: 'files' },
  path: { kind: 'files' },
};

/** What `help` does, which is no command of the table. */
export const helpSummary = 'what there is, or what a command takes';

/** The tables that say what can be typed. */
export type Tables = {
  readonly commands: readonly Command[];
  /** Options without a command, and with any. */
  readonly browsing: Readonly<Record<string, Option>>;
  readonly everywhere: Readonly<Record<string, Option>>;
};

/** What is offered: of the command table, and of the options that belong to no command. */
export function offersOf({ commands, browsing, everywhere }: Tables): Offers {
  const summaries = commands.map(({ name, summary }): Word => ({ word: name, help: summary }));
  const help: Word = { word: 'help', help: helpSummary };
  const names: Offer = { kind: 'words', words: [...summaries, help] };
  return {
    everywhere: optionOffers(everywhere),
    commands: [
      { name: '', options: optionOffers(browsing), operands: [names] },
      ...commands.map(({ name, options, operands }) => ({
        name,
        options: optionOffers(options),
        operands: operandOffers(operands),
      })),
      { name: 'help', options: [], operands: [names, nothing] },
    ],
  };
}

/** Options of a table as they are typed. */
export function optionOffers(options: Readonly<Record<string, Option>>): readonly OptionOffer[] {
  return Object.entries(options).map(([name, { short, value, choices, help }]) => ({
    names: [...(short === undefined ? [] : [`-${short}`]), ...(name === short ? [] : [`--${name}`])],
    help,
    value:
      value === undefined
        ? null
        : { name: value, offer: choices ? words(...choices) : (meanings[value.toLowerCase()] ?? nothing) },
  }));
}

/**
 * The offers for operands, from how a command's help names them; the last holds for all that follow.
 *
 *   `<pattern> [<post>]` → nothing, a post, nothing      `<post>...` → a post      `<bash|zsh>` → a word, nothing
 */
export function operandOffers(operands: string): readonly Offer[] {
  const named = [...operands.matchAll(/<([^>]+)>(\.\.\.)?|\[(\w+)\](\.\.\.)?/g)];
  const found = named.map(([, name, , bare]) => meaning(name ?? bare ?? ''));
  return operands.endsWith('...') || operands.endsWith('...]') ? found : [...found, nothing];
}

const meaning = (name: string): Offer =>
  name.includes('|') ? words(...name.split('|')) : (meanings[name.toLowerCase()] ?? nothing);
