import { parseArgs } from 'node:util';
import type { Command, Input, Option } from '../commands/command.ts';
import { commandNamed, commands } from '../commands/index.ts';
import type { ColorChoice } from '../theme/color.ts';
import { type ThemeChoice, themeChoices } from '../theme/themes.ts';
import { oneOf } from '../util/format.ts';
import { help } from './completion-sets.ts';

const colorChoices: readonly ColorChoice[] = ['auto', 'always', 'never'];

/** Options that every command takes. */
export const globalOptions: Readonly<Record<string, Option>> = {
  posts: { value: 'DIR', help: 'read the posts in DIR (else $HAIKU_POSTS_DIR, else those that ship)' },
  color: { value: 'WHEN', choices: colorChoices, help: oneOf(colorChoices) },
  theme: { value: 'NAME', choices: themeChoices, help: `${oneOf(themeChoices)} (else $HAIKU_POSTS_THEME)` },
  help: { short: 'h', help: help.summary },
  version: { short: 'V', help: 'the version' },
};

const printable = ['slug', 'path', 'post'] as const;

/** What is printed of a post that was chosen. */
type PrintTarget = (typeof printable)[number];

/** Options that the session takes. */
export const appOptions: Readonly<Record<string, Option>> = {
  print: { value: 'WHAT', choices: printable, help: 'choose a post, and print its slug, its path, or the post itself' },
  'screen-reader': { help: 'say each thing once, line by line, and draw nothing' },
};

/** Settings that hold for every command. */
export type Settings = {
  readonly posts: string | null;
  readonly color: ColorChoice;
  /** Null where none was asked for. */
  readonly theme: ThemeChoice | null;
  /** Columns asked for by `--width`. */
  readonly width: number | null;
};

/** Settings of a session. */
export type AppSettings = { readonly print: PrintTarget | null; readonly isScreenReader: boolean };

/** What a command line asks for. */
export type Request =
  | { readonly kind: 'browse'; readonly settings: Settings; readonly browsing: AppSettings }
  | { readonly kind: 'run'; readonly command: Command; readonly input: Input; readonly settings: Settings }
  | { readonly kind: 'help'; readonly command: Command | null }
  | { readonly kind: 'version' }
  /** The first word is no command's name. */
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'misuse'; readonly problem: string; readonly hint: string };

type ParseOptions = Record<string, { type: 'string' | 'boolean'; short?: string }>;

/** Options of a table as parseArgs takes them. */
export const asParseOptions = (options: Readonly<Record<string, Option>>): ParseOptions =>
  Object.fromEntries(
    Object.entries(options).map(([name, { short, value }]) => [
      name,
      { type: value === undefined ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) },
    ]),
  );

/** The first operand of a command line, by the options of these commands, the last of which counts where two have one. */
function firstOperand(args: readonly string[], order: readonly Command[]) {
  const options = asParseOptions(Object.assign({}, ...order.map(each => each.options), appOptions, globalOptions));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  return tokens.find(token => token.kind === 'positional');
}

/**
 * The command of a command line, without a look at what is wrong with it: its name, null where there is none; its entry
 * in the table, unless it is `help` or not there; its own options; and the words without its name.
 */
export function findCommand(args: readonly string[]) {
  // With the options of all commands, to tell a command's name from an option's value before it.
  const found = firstOperand(args, commands);
  if (!found) return { name: null, own: appOptions, rest: [...args] };
  // Of two commands one may have a flag where the other has an option with a value: `-n 3 find x`.
  const other = commandNamed(found.value) ? null : firstOperand(args, commands.toReversed());
  const first = other && commandNamed(other.value) ? other : found;
  const command = commandNamed(first.value);
  return { name: first.value, command, own: command?.options ?? {}, rest: args.toSpliced(first.index, 1) };
}

/** Reads a command line (without the program's name). Options may stand before the command's name or after it. */
export function parseArguments(args: readonly string[]): Request {
  // What a script asks most often is answered without parseArgs, which takes Node as long to load as all of ours.
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) return { kind: 'version' };
  const { name, command, own, rest } = findCommand(args);
  if (name !== null && name !== 'help' && !command) return { kind: 'unknown', name };
  const table = { ...own, ...globalOptions };
  const who = name ?? 'haiku-posts';
  const hint = `'haiku-posts ${command ? `${who} ` : ''}--help' says what there is`;
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: rest, options: asParseOptions(table), strict: true, allowPositionals: true });
  } catch (error) {
    return misuse(`${who}: ${mistake(error)}`, hint);
  }
  const values = parsed.values as Record<string, string | true>;
  if (values.version) return { kind: 'version' };
  if (name === 'help') return helpOn(parsed.positionals);
  if (values.help) return { kind: 'help', command: command ?? null };
  const problem = problemIn(values, table);
  if (problem !== null) return misuse(`${who}: ${problem}`, hint);
  const settings = settingsOf(values);
  if (command) return { kind: 'run', command, input: { operands: parsed.positionals, options: values }, settings };
  const print = printable.find(each => each === values.print) ?? null;
  return { kind: 'browse', settings, browsing: { print, isScreenReader: values['screen-reader'] === true } };
}

const misuse = (problem: string, hint: string): Request => ({ kind: 'misuse', problem, hint });

function helpOn([name, tooMuch]: readonly string[]): Request {
  if (tooMuch !== undefined) return misuse(`help: ${tooMuch}: one command at a time`, "'haiku-posts help' lists them");
  const command = name === undefined || name === 'help' ? null : commandNamed(name);
  if (command === undefined) return misuse(`help: ${name}: no such command`, "'haiku-posts help' lists them");
  return { kind: 'help', command };
}

// parseArgs's messages begin with the fault, in quotes, and go on to advice on its own API.
const mistake = (error: unknown): string => {
  const [, option = '', fault = ''] =
    /'([^']*)'( argument missing| does not take an argument)?/.exec(String(error)) ?? [];
  return `${option.split(/[ ,]/)[0] || option}: ${fault.trim() || 'unknown option'}`;
};

type Values = Readonly<Record<string, string | true>>;

/** What is wrong with a value that was given; null where nothing is. */
function problemIn(values: Values, options: Readonly<Record<string, Option>>): string | null {
  for (const [name, { choices }] of Object.entries(options)) {
    const value = values[name];
    if (choices && value !== undefined && !choices.includes(String(value)))
      return `--${name}: ${value}: expected ${oneOf(choices)}`;
  }
  const { width } = values;
  return width === undefined || /^[1-9]\d{0,3}$/.test(String(width))
    ? null
    : `--width: ${width}: expected a number of columns, 1 to 9999`;
}

const settingsOf = ({ posts, color = 'auto', theme, width }: Values): Settings => ({
  posts: posts === undefined ? null : String(posts),
  color: color as ColorChoice,
  theme: theme === undefined ? null : (theme as ThemeChoice),
  width: width === undefined ? null : Number(width),
});
