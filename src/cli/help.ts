import type { Command } from '../commands/command.ts';
import { commands } from '../commands/command-table.ts';
import { appOptions, commandSyntax, globalOptions, help, optionRows, usage } from './option-table.ts';

const MAX_COLUMNS = 80;
const INDENT = '  ';

export const helpText = (command: Command | null): string =>
  `${(command ? commandHelp(command) : programHelp()).filter(Boolean).join('\n\n')}\n`;

const programHelp = (): readonly string[] => [
  'Usage: haiku-posts [options]\n       haiku-posts <command> [options] [operands]',
  'haiku-posts: a terminal reader for posts whose names are haiku',
  'Without a command it opens the app: search the haiku, read, exit with ^D.',
  `Commands:\n${rows([...commands, help].map(command => [commandSyntax(command), command.summary]))}`,
  `App options:\n${rows(optionRows(appOptions))}`,
  globalHelp(),
];

const commandHelp = (command: Command): readonly string[] => [
  `Usage: ${usage(command)}\n${rows([['', command.summary]])}`,
  command.details ? rows([['', command.details]]) : '',
  rows(optionRows(command.options)),
  globalHelp(),
];

const globalHelp = (): string => `Global options:\n${rows(optionRows(globalOptions))}`;

/** Formats pairs in two columns and wraps the second one. */
function rows(pairs: readonly (readonly [left: string, right: string])[]): string {
  const left = Math.max(0, ...pairs.map(([name]) => name.length));
  const start = left === 0 ? INDENT : `${INDENT}${' '.repeat(left)}  `;
  return pairs
    .map(([name, text]) => (INDENT + name).padEnd(start.length) + wrap(text, MAX_COLUMNS - start.length, start))
    .join('\n');
}

/** Wraps a text whose words are all shorter than a line. */
const wrap = (text: string, columns: number, indent: string): string =>
  (text.match(new RegExp(`\\S.{0,${columns - 1}}(?!\\S)`, 'g')) ?? []).join(`\n${indent}`);
