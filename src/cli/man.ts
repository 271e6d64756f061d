import type { Option } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import { formatDate, type PostDate } from '../posts/date.ts';
import { appOptions, globalOptions } from './args.ts';
import { help, optionSpecs } from './completion-sets.ts';

/** A heading, and under it keys with what they do. */
type KeyPart = { readonly title: string; readonly keys: readonly (readonly [keys: string, help: string])[] };

type Told = readonly (readonly [name: string, what: string])[];

/** Variables that the program reads, the names of some as a list. */
export const environment: Told = [
  ['HAIKU_POSTS_DIR', 'The folder of the posts, where --posts names none.'],
  ['HAIKU_POSTS_THEME', 'The theme, where --theme names none.'],
  ['VISUAL, EDITOR', 'The editor for a post.'],
  ['PAGER', 'The pager for a post.'],
  ['BROWSER', 'The program that opens a link.'],
  ['NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE', 'Whether there is color, where --color is auto, in this order.'],
  ['TERM, COLORTERM', 'What the terminal can do; TERM=dumb is not drawn on.'],
  ['COLORFGBG', 'The background of the terminal, which is asked where this says nothing.'],
  ['COLUMNS', 'The width of what is set for a pipe, else 80.'],
  ['INK_SCREEN_READER', 'If true, as --screen-reader.'],
  ['XDG_STATE_HOME, XDG_CACHE_HOME', 'Where files are kept; see FILES.'],
];

const files: Told = [
  ['$XDG_STATE_HOME/haiku-posts', 'The commands that were run in sessions, and where posts were left.'],
  ['$XDG_CACHE_HOME/haiku-posts', 'What is known of the posts of large folders. It may be deleted at any time.'],
];

const statuses: Told = [
  ['0', 'Done.'],
  ['1', 'A post was missing or could not be written, nothing matched, or check found a fault.'],
  ['2', 'The command line was wrong, the posts could not be read, or a search went wrong.'],
  ['70', 'There is a bug in this program, of which it tells.'],
  ['129, 143', 'The session was ended by SIGHUP or SIGTERM.'],
  ['130', 'The session was interrupted, or no post was chosen.'],
];

const examples: Told = [
  ['Browse the posts of a folder:', 'haiku-posts --posts notes'],
  ['Choose a post, and read it in less:', 'haiku-posts | less'],
  ['Print one post:', 'haiku-posts cat bios-beep-sequence'],
  ['List the posts, the newest first:', 'haiku-posts ls -lt'],
  ['Have bash complete commands and haiku:', 'eval "$(haiku-posts completion bash)"'],
];

/** The manual page haiku-posts(1), in the macros of mdoc(7): of a day, with the keys of the session, part by part. */
export const manPage = (date: PostDate, keys: readonly KeyPart[]): string =>
  [
    `.Dd ${formatDate(date)}`,
    '.Dt HAIKU-POSTS 1',
    '.Os',
    '.Sh NAME',
    '.Nm haiku-posts',
    '.Nd a terminal reader for posts whose names are haiku',
    '.Sh SYNOPSIS',
    ...['.Nm', '.Op Ar option ...', '.Nm', '.Ar command', '.Op Ar option ...', '.Op Ar operand ...'],
    '.Sh DESCRIPTION',
    '.Nm',
    'shows a folder of Markdown posts, each named by a haiku of three lines,',
    'which are its path.',
    'Without a command it opens a session: what is typed of a haiku, typing',
    'errors and all, finds its post, and Enter shows it as though',
    `.Ql ${text('cat post/...md')}`,
    'had been typed.',
    'Where the output goes to a pipe or a file, the session chooses the post',
    'that is written there.',
    '.Pp',
    'A post is named by its slug, by its path, by its haiku in any case, or by',
    'the start of any of these that only one post has.',
    'On a terminal it is set for reading; into a pipe it goes byte for byte,',
    'below the command that prints it.',
    '.Pp',
    'The options of a session:',
    ...optionList(appOptions),
    '.Pp',
    'The options of every command and of a session:',
    ...optionList(globalOptions),
    '.Sh COMMANDS',
    'All but completion can be typed at the prompt of a session too.',
    'There',
    '.Ic clear',
    'forgets what stands above the prompt, and',
    '.Ic exit',
    'leaves.',
    ...[...commands, help].flatMap(({ name, operands, summary, options }) => [
      `.Ss ${argument(`${name} ${operands}`.trimEnd())}`,
      text(sentence(summary)),
      ...optionList(options),
    ]),
    '.Sh KEYS',
    ...keys.flatMap(({ title, keys }) => [`.Ss ${argument(title)}`, ...list(keys, name => `.It ${argument(name)}`)]),
    '.Sh ENVIRONMENT',
    ...list(
      environment,
      name =>
        `.It ${name
          .split(', ')
          .map(each => `Ev ${each}`)
          .join(' , ')}`,
    ),
    '.Sh FILES',
    'Without these variables,',
    `.Pa ${argument('~/.local/state')}`,
    'and',
    `.Pa ${argument('~/.cache')}`,
    'stand in their place.',
    ...list(files, name => `.It Pa ${argument(name)}`),
    '.Sh EXIT STATUS',
    ...list(statuses, name => `.It ${name}`),
    '.Sh EXAMPLES',
    ...examples.flatMap(([what, line], index) => [
      ...(index === 0 ? [] : ['.Pp']),
      text(what),
      '.Pp',
      `.Dl ${argument(line)}`,
    ]),
    '.Sh SEE ALSO',
    ...['.Xr cat 1 ,', '.Xr less 1 ,', '.Xr fortune 6'],
    '',
  ].join('\n');

const list = (rows: Told, head: (name: string) => string): readonly string[] =>
  rows.length === 0
    ? []
    : ['.Bl -tag -width Ds', ...rows.flatMap(([name, what]) => [head(name), ...sentences(what)]), '.El'];

const optionList = (options: Readonly<Record<string, Option>>): readonly string[] =>
  list(
    optionSpecs(options).map(({ names, value, help }) => {
      // Fl puts one hyphen before its argument.
      const flags = names.map(name => `Fl ${argument(name.slice(1))}`).join(' , ');
      return [value === null ? flags : `${flags} Ar ${argument(value.name)}`, help];
    }),
    flags => `.It ${flags}`,
  );

/** The sentences of a text, each on a line of its own, by which roff knows where one ends. */
const sentences = (plain: string): readonly string[] => plain.split(/(?<=\.) (?=[A-Z])/).map(text);

/** What a help says in passing, as the page says it: with a capital and a full stop. */
const sentence = (help: string): string => `${help.charAt(0).toUpperCase()}${help.slice(1)}`.replace(/[^.]$/, '$&.');

const glyphs: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '"': '\\(dq',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

/**
 * A text that roff sets as it stands. Hyphens that begin a word are those of options, and are kept from becoming
 * typographic; what begins a line is no request.
 */
export const text = (plain: string): string =>
  plain
    .replace(/[\\"'`^~]/g, letter => glyphs[letter] ?? letter)
    .replace(/(?<![\p{L}\p{N}])-/gu, '\\-')
    .replace(/[^\0-\x7e]/gu, letter => `\\[u${letter.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(/^\./, '\\&.');

/** A text as one argument of a macro, in which no word is the name of another macro. */
const argument = (plain: string): string => `"\\&${text(plain)}"`;
