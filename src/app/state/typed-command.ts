import { commandNamed, commandNames } from '../../commands/command-table.ts';
import { quoteWord, shellOperatorIn, splitWords } from '../../util/shell-words.ts';
import { catQuery, grepStart, parseGrepLine, promptStart, wordsSoFar } from './cat-and-grep-lines.ts';

/** A command that was typed at the prompt, or behind `cat post/`. */
export type TypedCommand = {
  /** The line that runs it. */
  readonly line: string;
  /** How to type the rest, such as `grep <pattern> [<post>]`; null if the line can run. */
  readonly missing: string | null;
};

/** Commands of the app that are not in the command table, and other names by which they are known. */
const APP_COMMANDS: Readonly<Record<string, string>> = {
  help: 'help',
  clear: 'clear',
  exit: 'exit',
  quit: 'exit',
  ':q': 'exit',
};

const isCommand = (name: string): boolean => commandNames.includes(name) || Object.hasOwn(APP_COMMANDS, name);

const typedText = (text: string): string => (text.startsWith(promptStart) ? text.slice(promptStart.length) : text);

/**
 * Returns the command that a line begins with, perhaps behind the name of the program; null if it is a search. A `cat` or
 * `less` line with a name is a search, and so is the `grep` line that ^F makes.
 *
 *   'cat post/ls -l' → { line: 'ls -l', missing: null }      'cat post/grep' → { line: 'grep', missing: 'grep <pattern> …' }
 */
export function typedCommand(text: string, program: string): TypedCommand | null {
  const line = typedText(text).trim();
  const isBare = !text.startsWith(promptStart);
  // A pasted text may be megabytes long.
  const [first = ''] = /^\S{0,64}/.exec(line) ?? [];
  if (!isCommand(first) && first !== program) return null;
  const [name = '', ...rest] = wordsSoFar(line);
  if (name === program && rest.length > 0) return { line, missing: null };
  if (!isCommand(name) || (isBare && line.startsWith(grepStart) && parseGrepLine(line))) return null;
  const query = catQuery(line);
  if (query !== null && (isBare || query !== '')) return null;
  const command = commandNamed(name);
  const needsOperand = command?.operands.startsWith('<') && !rest.some(word => !word.startsWith('-'));
  if (command && needsOperand && !isBare && !rest.includes('--help') && !rest.includes('-h'))
    return { line, missing: `${name} ${command.operands}` };
  return { line: rest.length === 0 ? (APP_COMMANDS[name] ?? line) : line, missing: null };
}

/**
 * Completes the name of a command as far as it is unambiguous. Null if there is nothing to add, and behind `cat post/`.
 *
 *   'gre' → 'grep '      'hel' → 'help '      'fi' → 'find '
 */
export function completeCommand(text: string): string | null {
  const typed = text.trimStart();
  if (!/^\S{1,20}$/.test(typed)) return null;
  const [first, ...others] = [...commandNames, ...Object.keys(APP_COMMANDS)].filter(name => name.startsWith(typed));
  if (first === undefined || first === typed) return null;
  if (others.length === 0) return `${first} `;
  let end = typed.length;
  while (others.every(name => name[end] === first[end])) end++;
  return end > typed.length ? first.slice(0, end) : null;
}

/**
 * Returns the queries of a line, to be tried in order: what follows `cat post/` or `cat`, or the words of a command, with and
 * without its name. An empty line has none.
 *
 *   'cat post/rolback' → ['rolback']      'cat post/find dns' → ['find dns', 'dns']
 */
export function lineQueries(text: string, program: string): readonly string[] {
  const command = typedCommand(text, program);
  if (command) {
    const words = wordsSoFar(command.line).filter(word => !word.startsWith('-'));
    return [words.join(' '), words.slice(1).join(' ')].filter(Boolean);
  }
  const query = catQuery(typedText(text)) || catQuery(text);
  return query === null ? [text.trim()].filter(Boolean) : [query];
}

/**
 * Returns the line to run for one that matches no post. Words behind `cat post/` become one name, so there is one error.
 *
 *   'cat post/tea for two' → "cat 'post/tea for two'"      'cat post/cat tea' → 'cat tea'
 */
export function lineWithoutMatch(text: string): string {
  const line = text.trim();
  const typed = typedText(line);
  if (typed === line || catQuery(typed)) return typed;
  const isQuoted = /['"\\]/.test(typed) && splitWords(line) !== null;
  const hasPaths = typed
    .split(/\s+/)
    .slice(1)
    .some(word => /^-|[/.]/.test(word));
  return isQuoted || hasPaths || shellOperatorIn(line) !== null ? line : `cat ${quoteWord(`post/${typed}`)}`;
}

/** The query of a line that is a search without `cat`; null for other lines. */
export const bareQuery = (text: string, program: string): string | null =>
  typedCommand(text, program) || parseGrepLine(text) ? null : (lineQueries(text, program)[0] ?? null);
