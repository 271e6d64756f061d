import packageJson from '../../package.json' with { type: 'json' };
import type { Command } from '../commands/command.ts';
import { commands } from '../commands/command-table.ts';
import { named, type ProgramName } from '../util/program-name.ts';
import { appOptions, commandSyntax, globalOptions, help, optionRows, usage } from './option-table.ts';

/** The session has a margin of 2 beside it. */
const MAX_COLUMNS = 78;
const INDENT = '  ';

/** Returns the help of a command, or of the program. */
export function helpText(command: Command | null, program: ProgramName): string {
  const rename = (text: string): string => named(text, program.name);
  return `${(command ? commandHelp(command, rename) : programHelp(program, rename)).filter(Boolean).join('\n\n')}\n`;
}

/** Another package has a version of its own. */
export const versionText = (name: string): string =>
  name === packageJson.name ? packageJson.version : `${packageJson.name} ${packageJson.version}`;

type Rename = (text: string) => string;

const programHelp = ({ name, about }: ProgramName, rename: Rename): readonly string[] => [
  `Usage: ${name} [options]\n       ${name} <command> [options] [operands]`,
  wrap(`${name}: ${about}`, MAX_COLUMNS, ''),
  'Without a command it opens the app: search the haiku, read, exit with ^D.',
  `Commands:\n${rows([...commands, help].map(command => [commandSyntax(command), command.summary]))}`,
  `App options:\n${rows(optionRows(appOptions))}`,
  globalHelp(rename),
];

const commandHelp = (command: Command, rename: Rename): readonly string[] => [
  `Usage: ${rename(usage(command))}\n${rows([['', command.summary]])}`,
  command.details ? rows([['', command.details]]) : '',
  rows(optionRows(command.options), rename),
  globalHelp(rename),
];

const globalHelp = (rename: Rename): string => `Global options:\n${rows(optionRows(globalOptions), rename)}`;

/** Formats pairs in two columns and wraps the second one. */
function rows(pairs: readonly (readonly [left: string, right: string])[], rename: Rename = text => text): string {
  const left = Math.max(0, ...pairs.map(([name]) => name.length));
  const start = left === 0 ? INDENT : `${INDENT}${' '.repeat(left)}  `;
  return pairs
    .map(([name, text]) => (INDENT + name).padEnd(start.length) + wrap(rename(text), MAX_COLUMNS - start.length, start))
    .join('\n');
}

/** Wraps a text, but leaves no last word alone. A word that is longer than a line has a line of its own. */
const wrap = (text: string, columns: number, indent: string): string =>
  (text.match(new RegExp(`\\S.{0,${columns - 1}}(?!\\S| \\S+$)|\\S+`, 'g')) ?? []).join(`\n${indent}`);
