import type { Command, Option } from '../commands/command.ts';
import type { ColorChoice } from '../theme/color.ts';
import { themeChoices, themeNames } from '../theme/themes.ts';
import { oneOf } from '../util/format.ts';

type Options = Readonly<Record<string, Option>>;

const colorChoices: readonly ColorChoice[] = ['auto', 'always', 'never'];

/** Options of every command and of the app. */
export const globalOptions: Options = {
  posts: { value: 'DIR', help: 'read the posts in DIR (default: $HAIKU_POSTS_DIR, else the posts that ship)' },
  color: { value: 'WHEN', choices: colorChoices, help: `${oneOf(colorChoices)} (default: auto)` },
  theme: {
    value: 'NAME',
    choices: themeChoices,
    help: `${oneOf(themeChoices)} (default: $HAIKU_POSTS_THEME, else auto)`,
  },
  help: { short: 'h', help: 'show help, or help for one command' },
  version: { short: 'V', help: 'show the version' },
};

export const printTargets = ['slug', 'path', 'post'] as const;

export const appOptions: Options = {
  query: { short: 'q', value: 'TEXT', help: 'open with TEXT typed at the prompt' },
  print: { value: 'WHAT', choices: printTargets, help: 'pick a post and print its slug, its path or the post' },
  'screen-reader': { help: 'screen-reader mode: plain lines, each announced once' },
};

/** `help` runs no command, so it is not in the command table. */
export const help: Pick<Command, 'name' | 'operands' | 'summary' | 'details' | 'options'> = {
  name: 'help',
  operands: '[<command>]',
  summary: 'show help, or help for one command',
  options: {},
};

export const optionNames = (name: string, { short }: Option): readonly string[] => [
  ...(short === undefined ? [] : [`-${short}`]),
  ...(name === short ? [] : [`--${name}`]),
];

/** `-n N` or `-h, --help`, each with its help. */
export const optionRows = (options: Options): readonly (readonly [usage: string, help: string])[] =>
  Object.entries(options).map(([name, option]) => [
    optionNames(name, option).join(', ') + (option.value === undefined ? '' : ` ${option.value}`),
    option.help,
  ]);

/** Only the last operand may be repeated. */
type OperandSpec = {
  readonly name: string;
  readonly choices: readonly string[] | undefined;
  readonly isRequired: boolean;
  readonly isRepeated: boolean;
};

/** Parses the syntax of operands: `<pattern> [<post>]`, `<post>...`, `<bash|zsh|fish>`. */
export const operandSpecs = (operands: string): readonly OperandSpec[] =>
  Array.from(operands.matchAll(/(\[?)<([^>]+)>(\.\.\.)?/g), ([, bracket, name = '', dots]) => ({
    name,
    choices: name === 'theme' ? themeNames : name.includes('|') ? name.split('|') : undefined,
    isRequired: bracket === '',
    isRepeated: dots !== undefined,
  }));

export function operandProblem(operands: readonly string[], syntax: string): string | null {
  const specs = operandSpecs(syntax);
  const missing = specs[operands.length];
  if (missing?.isRequired) return `<${missing.name}>: missing operand`;
  for (const [index, value] of operands.entries()) {
    const spec = specs[index] ?? specs.at(-1);
    if (spec === undefined || (index >= specs.length && !spec.isRepeated)) return `${value}: unexpected operand`;
    const problem = valueProblem(value, { help: '', choices: spec.choices, ...(spec.name === 'n' && { min: 0 }) });
    if (problem !== null) return problem;
  }
  return null;
}

export function optionProblem(values: Readonly<Record<string, string | true>>, options: Options): string | null {
  for (const [name, option] of Object.entries(options)) {
    const value = values[name];
    const long = optionNames(name, option).at(-1);
    const problem = typeof value === 'string' ? valueProblem(value, option) : null;
    if (problem !== null) return `${long}: ${problem}`;
  }
  return null;
}

function valueProblem(value: string, { choices, min, max = Number.POSITIVE_INFINITY }: Option): string | null {
  if (choices && !choices.includes(value)) return `${value}: expected ${oneOf(choices)}`;
  if (min === undefined || (/^\d{1,15}$/.test(value) && Number(value) >= min && Number(value) <= max)) return null;
  return `${value}: expected a number, ${max === Number.POSITIVE_INFINITY ? `${min} or more` : `${min} to ${max}`}`;
}

export const commandSyntax = ({ name, operands }: Pick<Command, 'name' | 'operands'>): string =>
  `${name} ${operands}`.trimEnd();

/** `haiku-posts import [options] <file>...` */
export const usage = ({ name, operands }: Pick<Command, 'name' | 'operands'>): string =>
  ['haiku-posts', name, '[options]', operands].filter(Boolean).join(' ');
