import type { Command, Option } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import { appOptions, globalOptions } from './args.ts';
import { optionSpecs } from './completion-sets.ts';

/** The columns that a help text takes at most. */
const measure = 80;
const indent = '  ';

/** The help text, from the tables: of one command, or of the program where there is none. */
export const helpText = (command: Command | null): string => (command ? commandHelp(command) : programHelp());

const programHelp = (): string =>
  sections(
    'haiku-posts: a terminal reader for posts whose names are haiku',
    rows([
      ['haiku-posts', 'browse: search the haiku, read, leave with ^D'],
      ['haiku-posts <command>', 'run one of these, as at the prompt when you browse'],
    ]),
    `Commands:\n${rows([
      ...commands.map((command): Pair => [usage(command), command.summary]),
      ['help [<command>]', 'this text, or what a command takes'],
    ])}`,
    `To browse:\n${rows(optionPairs(appOptions))}`,
    everywhereHelp(),
  );

const commandHelp = (command: Command): string =>
  sections(
    `haiku-posts ${usage(command)}\n${rows([['', command.summary]])}`,
    rows(optionPairs(command.options)),
    everywhereHelp(),
  );

const sections = (...all: readonly string[]): string => `${all.filter(Boolean).join('\n\n')}\n`;

const usage = ({ name, operands }: Command): string => `${name} ${operands}`.trimEnd();

type Pair = readonly [left: string, right: string];

const optionPairs = (options: Readonly<Record<string, Option>>): readonly Pair[] =>
  optionSpecs(options).map(({ names, value, help }) => [
    names.join(', ') + (value === null ? '' : ` ${value.name}`),
    help,
  ]);

/** Pairs as two columns; what does not fit on a row goes on below it, in the second. */
function rows(pairs: readonly Pair[]): string {
  const left = Math.max(0, ...pairs.map(([name]) => name.length));
  const start = left === 0 ? indent : `${indent}${' '.repeat(left)}  `;
  return pairs
    .map(([name, help]) => (indent + name).padEnd(start.length) + wrapped(help, measure - start.length, start))
    .join('\n');
}

/** A text in lines of at most so many characters, those after the first set in. Its words are shorter. */
const wrapped = (text: string, most: number, start: string): string =>
  (text.match(new RegExp(`\\S.{0,${most - 1}}(?!\\S)`, 'g')) ?? []).join(`\n${start}`);

const everywhereHelp = (): string => `Everywhere:\n${rows(optionPairs(globalOptions))}`;
