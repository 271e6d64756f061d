import type { Command, Option } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import { browsing, everywhere } from './arguments.ts';

const indent = '  ';

/** The help text, from the tables: of one command, or of the program where there is none. */
export const helpText = (command: Command | null): string => (command ? commandHelp(command) : programHelp());

const programHelp = (): string =>
  `haiku-posts: a terminal reader for posts whose names are haiku

${columns([
  ['haiku-posts', 'browse: search the haiku, read, leave with ^D'],
  ...commands.map((command): Pair => [usage(command), command.summary]),
  ['haiku-posts help [command]', 'this text, or what a command takes'],
])}

To browse:
${columns(optionPairs(browsing))}

Everywhere:
${columns(optionPairs(everywhere))}
`;

const commandHelp = (command: Command): string =>
  `${usage(command)}: ${command.summary}

${columns(optionPairs(command.options))}

Everywhere:
${columns(optionPairs(everywhere))}
`;

const usage = ({ name, operands }: Command): string => `haiku-posts ${name} ${operands}`;

type Pair = readonly [left: string, right: string];

const optionPairs = (options: Readonly<Record<string, Option>>): readonly Pair[] =>
  Object.entries(options).map(([name, { short, value, help }]) => {
    const names = [short === undefined ? null : `-${short}`, name === short ? null : `--${name}`].filter(Boolean);
    return [names.join(', ') + (value === undefined ? '' : ` ${value}`), help];
  });

function columns(pairs: readonly Pair[]): string {
  const left = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, help]) => `${indent}${name.padEnd(left)}  ${help}`).join('\n');
}
