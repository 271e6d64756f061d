import type { Option } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import { formatDate, type PostDate } from '../posts/date.ts';
import { appOptions, commandSyntax, globalOptions, help, optionRows } from './option-table.ts';

/** Names with their descriptions. */
type DefinitionList = readonly (readonly [name: string, description: string])[];

/** A heading, and the keys below it. */
type KeyPart = { readonly title: string; readonly keys: DefinitionList };

/** Environment variables that the program reads. A name may be several, as a list. */
export const environment: DefinitionList = [
  ['HAIKU_POSTS_DIR', 'Default for --posts.'],
  ['HAIKU_POSTS_THEME', 'Default for --theme.'],
  ['VISUAL, EDITOR', 'The editor for a post.'],
  ['PAGER', 'The pager for a post.'],
  ['BROWSER', 'The program that opens a link.'],
  ['NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE', 'Override --color=auto, highest priority first.'],
  ['TERM, COLORTERM', 'The capabilities of the terminal. With TERM=dumb the app does not open.'],
  ['COLORFGBG', 'Background hint; if unset, the terminal is queried.'],
  ['COLUMNS', 'The width of rendered posts in a pipe (default: 80).'],
  ['INK_SCREEN_READER', 'If true, same as --screen-reader.'],
  ['XDG_STATE_HOME, XDG_CACHE_HOME', 'Where files are kept; see FILES.'],
];

const files: DefinitionList = [
  ['$XDG_STATE_HOME/haiku-posts', 'The commands run in the app, and the saved places in posts.'],
  ['$XDG_CACHE_HOME/haiku-posts', 'Metadata of the posts of large folders. It can be deleted at any time.'],
];

const statuses: DefinitionList = [
  ['0', 'Success.'],
  ['1', 'A post was missing or could not be written, nothing matched, or check found a fault.'],
  ['2', 'Usage error, unreadable posts, or a failed search.'],
  ['70', 'Internal error; please report it.'],
  ['129, 143', 'The app was ended by SIGHUP or SIGTERM.'],
  ['130', 'The app was interrupted, or no post was picked.'],
];

const examples: DefinitionList = [
  ['Browse the posts of a folder:', 'haiku-posts --posts notes'],
  ['Pick a post, and read it in less:', 'haiku-posts | less'],
  ['Print one post:', 'haiku-posts cat bios-beep-sequence'],
  ['List the posts, newest first:', 'haiku-posts ls -lt'],
  ['Complete commands and haiku in bash:', 'eval "$(haiku-posts completion bash)"'],
];

/** The manual page haiku-posts(1) of a date, in the macros of mdoc(7). `keys`: the keys of the app, part by part. */
export const manPage = (date: PostDate, keys: readonly KeyPart[]): string => `.Dd ${formatDate(date)}
.Dt HAIKU-POSTS 1
.Os
.Sh NAME
.Nm haiku-posts
.Nd a terminal reader for posts whose names are haiku
.Sh SYNOPSIS
.Nm
.Op Ar option ...
.Nm
.Ar command
.Op Ar option ...
.Op Ar operand ...
.Sh DESCRIPTION
.Nm
shows a folder of Markdown posts, each named by a haiku of three lines,
which is its path.
Without a command it opens an app: a few words of a haiku, typos and all,
find its post, and Enter shows it as if
.Ql ${text('cat post/...md')}
had been typed.
Into a pipe or a file, the app writes the post that is picked.
.Pp
A post is named by its slug, its path, its haiku in any case, or the start
of any of these that only one post has.
On a terminal it is rendered for reading; into a pipe it is written byte for
byte, below the command that prints it.
.Pp
The options of the app:
${optionList(appOptions)}
.Pp
The options of every command and of the app:
${optionList(globalOptions)}
.Sh COMMANDS
Every command except completion also works at the prompt of the app.
There
.Ic clear
clears the screen, and
.Ic exit
quits.
${[...commands, help].map(commandSection).join('\n')}
.Sh KEYS
${keys.map(({ title, keys }) => `.Ss ${argument(title)}\n${list(keys, argument)}`).join('\n')}
.Sh ENVIRONMENT
${list(environment, names => `Ev ${names.split(', ').join(' , Ev ')}`)}
.Sh FILES
The defaults of these variables are
.Pa ${argument('~/.local/state')}
and
.Pa ${argument('~/.cache')} .
${list(files, name => `Pa ${argument(name)}`)}
.Sh EXIT STATUS
${list(statuses, name => name)}
.Sh EXAMPLES
${examples.map(([description, line]) => `${text(description)}\n.Pp\n.Dl ${argument(line)}`).join('\n.Pp\n')}
.Sh SEE ALSO
.Xr cat 1 ,
.Xr less 1 ,
.Xr fortune 6
`;

const commandSection = (command: typeof help): string =>
  [`.Ss ${argument(commandSyntax(command))}`, sentence(command.summary), optionList(command.options)]
    .filter(Boolean)
    .join('\n');

const optionList = (options: Readonly<Record<string, Option>>): string =>
  list(optionRows(options), row => {
    const [flags = '', value] = row.split(/ (?=[A-Z]+$)/);
    // Fl puts one hyphen before its argument.
    const names = flags.split(', ').map(name => `Fl ${argument(name.slice(1))}`);
    return names.join(' , ') + (value === undefined ? '' : ` Ar ${argument(value)}`);
  });

const list = (rows: DefinitionList, toHead: (name: string) => string): string =>
  rows.length === 0
    ? ''
    : [
        '.Bl -tag -width Ds',
        ...rows.flatMap(([name, description]) => [`.It ${toHead(name)}`, ...sentences(description)]),
        '.El',
      ].join('\n');

/** The sentences of a text on lines of their own: roff recognizes the end of a sentence by the end of the line. */
const sentences = (plain: string): readonly string[] => plain.split(/(?<=\.) (?=[A-Z])/).map(text);

/** A summary with a capital and a full stop. */
const sentence = (summary: string): string =>
  text(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}`.replace(/[^.]$/, '$&.'));

const glyphs: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '"': '\\(dq',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

/**
 * Escapes a text for roff: a hyphen at the start of a word belongs to an option and stays a hyphen, and a full stop at
 * the start of a line does not begin a request.
 */
export const text = (plain: string): string =>
  plain
    .replace(/[\\"'`^~]/g, letter => glyphs[letter] ?? letter)
    .replace(/(?<![\p{L}\p{N}])-/gu, '\\-')
    .replace(/[^\0-\x7e]/gu, letter => `\\[u${letter.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(/^\./, '\\&.');

/** A text as one argument of a macro, none of whose words is taken for another macro. */
const argument = (plain: string): string => `"\\&${text(plain)}"`;
