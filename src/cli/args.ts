import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Command, Input, Option } from '../commands/command.ts';
import { commandNamed } from '../commands/command-table.ts';
import type { ColorChoice } from '../theme/color.ts';
import type { ThemeChoice } from '../theme/themes.ts';
import { appOptions, globalOptions, operandProblem, optionProblem, printTargets } from './option-table.ts';

/** The values of the global options and of the options of the app. Null: not given. */
export type Settings = {
  readonly posts: string | null;
  readonly color: ColorChoice;
  readonly theme: ThemeChoice | null;
  /** In columns. */
  readonly width: number | null;
  readonly print: (typeof printTargets)[number] | null;
  readonly isScreenReader: boolean;
  /** What is typed at the prompt at first. */
  readonly query: string | null;
};

export type Request =
  | { readonly kind: 'browse'; readonly settings: Settings }
  | { readonly kind: 'run'; readonly command: Command; readonly input: Input; readonly settings: Settings }
  | { readonly kind: 'help'; readonly command: Command | null }
  | { readonly kind: 'version' }
  /** The first word is not the name of a command. */
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'misuse'; readonly problem: string; readonly hint: string };

/** Converts options for Node's `parseArgs`, which ignores their other fields. */
export const asParseOptions = (options: Readonly<Record<string, Option>>): NonNullable<ParseArgsConfig['options']> =>
  Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      { ...option, type: option.value === undefined ? 'boolean' : 'string' },
    ]),
  );

/** Whether a line has options. Others are not given to parseArgs, which takes as long to load as the rest of the program. */
const hasOptions = (args: readonly string[]): boolean => args.some(arg => arg.startsWith('-'));

/** Finds the command in a line that may be unfinished or wrong. Also returns its options, and the words without its name. */
export function findCommand(args: readonly string[]) {
  const first = hasOptions(args) ? firstOperand(args) : args.length > 0 && { value: args[0] as string, index: 0 };
  if (!first) return { name: null, own: appOptions, rest: [...args] };
  const command = commandNamed(first.value);
  return { name: first.value, command, own: command?.options ?? {}, rest: args.toSpliced(first.index, 1) };
}

function firstOperand(args: readonly string[]) {
  const options = asParseOptions({ ...appOptions, ...globalOptions });
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  return tokens.find(token => token.kind === 'positional');
}

/**
 * Parses a command line without the program's name. `program`: the name, for messages. Only global options may precede the
 * command.
 */
export function parseArguments(args: readonly string[], program: string): Request {
  // Scripts often ask for the version.
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) return { kind: 'version' };
  const { name, command, own, rest } = findCommand(args);
  if (name !== null && name !== 'help' && !command) return { kind: 'unknown', name };
  const table = { ...own, ...globalOptions };
  const misuse = (problem: string): Request => ({
    kind: 'misuse',
    problem: `${name ?? program}: ${problem}`,
    hint: `try '${program} ${command ? `${name} ` : ''}--help'`,
  });
  let parsed: Pick<ReturnType<typeof parseArgs>, 'positionals' | 'values'> = { positionals: rest, values: {} };
  try {
    if (hasOptions(rest))
      parsed = parseArgs({ args: rest, options: asParseOptions(table), strict: true, allowPositionals: true });
  } catch (error) {
    return misuse(parseProblem(error));
  }
  const { positionals: operands } = parsed;
  const values = parsed.values as Input['options'];
  if (values.version) return { kind: 'version' };
  if (name === 'help') return helpRequest(operands, misuse);
  if (values.help) return { kind: 'help', command: command ?? null };
  const problem =
    optionProblem(values, table) ??
    (command && !(command.asksForOperand && operands.length === 0) ? operandProblem(operands, command.operands) : null);
  if (problem !== null) return misuse(problem);
  const settings = toSettings(values);
  return command
    ? { kind: 'run', command, input: { operands, options: values }, settings }
    : { kind: 'browse', settings };
}

function helpRequest([name, extra]: readonly string[], misuse: (problem: string) => Request): Request {
  if (extra !== undefined) return misuse(`${extra}: unexpected operand`);
  const command = name === undefined || name === 'help' ? null : commandNamed(name);
  return command === undefined ? misuse(`${name}: no such command`) : { kind: 'help', command };
}

// A message of parseArgs begins with the option in quotes, and ends with advice about its API. For a value that begins with
// a hyphen, it has an example: `use '--query=-XYZ'`.
const parseProblem = (error: unknown): string => {
  const message = String(error);
  const [, option = '', problem] = /'([^']*)'(?: (argument missing|does not take an argument))?/.exec(message) ?? [];
  const [, start] = /'([^']+)-XYZ'/.exec(message) ?? [];
  const missing = start && `argument missing: one that begins with - is written ${start}-…`;
  return `${option.split(/[ ,]/)[0] || option}: ${missing ?? problem ?? 'unknown option'}`;
};

const toSettings = ({ posts, color = 'auto', theme, width, ...app }: Input['options']): Settings => ({
  posts: posts === undefined ? null : String(posts),
  color: color as ColorChoice,
  theme: theme === undefined ? null : (theme as ThemeChoice),
  width: width === undefined ? null : Number(width),
  print: printTargets.find(target => target === app.print) ?? null,
  isScreenReader: app['screen-reader'] === true,
  query: app.query === undefined ? null : String(app.query),
});
