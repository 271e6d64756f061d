import { capitalize } from '../../util/format.ts';
import type { Action, KeyName } from './actions.ts';

/** The contexts in the order of the help, and their titles. */
const TITLES = {
  reading: 'In a post',
  search: 'In the search line',
  select: 'In a menu',
  prompt: 'At the prompt',
  'history-search': 'In the history search (^R)',
  typing: 'In any line',
  anywhere: 'Anywhere',
} as const;

/** Where a key binding is active: in a mode, in the search line of the reader, or anywhere. */
export type KeyContext = Exclude<keyof typeof TITLES, 'typing'>;

/**
 * A key binding. `typing` is every context with a typed line. Keys without an action are handled by the component of a menu,
 * or in a post begin a command of several keys.
 */
type Row = readonly [context: keyof typeof TITLES, keys: string, action: Action | null, help: string];

/** All keys. Where a line is typed, printable characters are text, so they are not bound. */
const ROWS: readonly Row[] = [
  ['reading', 'j e down enter ^n ^e', { kind: 'scroll', direction: 1, by: 'row' }, 'row down'],
  ['reading', 'k y up ^k ^y ^p', { kind: 'scroll', direction: -1, by: 'row' }, 'row up'],
  ['reading', 'space f page-down ^f ^v', { kind: 'scroll', direction: 1, by: 'page' }, 'page down'],
  ['reading', 'b page-up ^b alt-v', { kind: 'scroll', direction: -1, by: 'page' }, 'page up'],
  ['reading', 'd ^d', { kind: 'scroll', direction: 1, by: 'half-page' }, 'half a page down'],
  ['reading', 'u ^u', { kind: 'scroll', direction: -1, by: 'half-page' }, 'half a page up'],
  ['reading', 'g < home alt-<', { kind: 'to-line', direction: -1 }, 'top of the post'],
  ['reading', 'G > end alt->', { kind: 'to-line', direction: 1 }, 'end'],
  ['reading', '% p', { kind: 'to-percent' }, 'with a count: so many percent down'],
  ['reading', '0 1 2 3 4 5 6 7 8 9', null, 'count of the next key: 5j, 3G, 20%'],
  ['reading', 'right alt-)', { kind: 'scroll-sideways', direction: 1 }, 'wide code right'],
  ['reading', 'left alt-(', { kind: 'scroll-sideways', direction: -1 }, 'wide code left'],
  ['reading', '/', { kind: 'search', direction: 1 }, 'search forward (regex)'],
  ['reading', '?', { kind: 'search', direction: -1 }, 'search backward (regex)'],
  ['reading', 'n', { kind: 'search-again', direction: 1 }, 'next match'],
  ['reading', 'N', { kind: 'search-again', direction: -1 }, 'previous match'],
  ['reading', 'alt-u', { kind: 'toggle-highlights' }, 'highlights of the search off and on'],
  ['reading', 'm', null, 'and a letter: mark this place'],
  ['reading', "'", null, "and a letter: to the mark; '' back from a jump, or to where you left the post"],
  ['reading', '= ^g :f', { kind: 'locate' }, 'lines and percent on the screen'],
  ['reading', ']', { kind: 'to-heading', direction: 1 }, 'next heading'],
  ['reading', '[', { kind: 'to-heading', direction: -1 }, 'previous heading'],
  ['reading', 't', { kind: 'contents' }, 'table of contents'],
  ['reading', '{ :n', { kind: 'to-neighbor', direction: 1 }, 'next older post'],
  ['reading', '} :p', { kind: 'to-neighbor', direction: -1 }, 'next newer post'],
  ['reading', 'o', { kind: 'links' }, 'links, to open a page or another post'],
  ['reading', 'H', { kind: 'find-haiku' }, 'haiku in the sentences of the post'],
  ['reading', 'backspace ^h', { kind: 'follow-back' }, 'back to the place before the last link, menu, { or }'],
  ['reading', 's', { kind: 'toggle-source' }, 'Markdown source, and back'],
  ['reading', 'c', { kind: 'copy-command' }, 'copy the command that prints the post'],
  ['reading', 'C', { kind: 'copy-post' }, 'copy the post'],
  ['reading', 'v', { kind: 'edit-post' }, 'edit the post in $VISUAL or $EDITOR'],
  ['reading', '|', { kind: 'page-post' }, 'open the post in $PAGER'],
  ['reading', 'r R ^r', { kind: 'redraw' }, 'redraw'],
  ['reading', 'h f1', { kind: 'help' }, 'this help, and back'],
  ['reading', 'escape', { kind: 'escape' }, 'clear highlights, then back to the list'],
  ['reading', 'q Q :q :Q ZZ', { kind: 'back' }, 'back to the list'],

  ['search', 'enter', { kind: 'enter' }, 'accept the match (empty: repeat the last search)'],
  ['search', 'up ^p', { kind: 'select', by: -1 }, 'previous search'],
  ['search', 'down ^n', { kind: 'select', by: 1 }, 'next search'],
  ['search', '^d', { kind: 'edit', edit: 'delete-char' }, 'delete to the right'],
  ['search', 'escape ^g', { kind: 'escape' }, 'cancel the search'],

  ['select', 'down j', null, 'next row'],
  ['select', 'up k', null, 'previous row'],
  ['select', 'enter', null, 'choose the selected row'],
  ['select', '1 2 3 4 5 6 7 8 9', null, 'choose that row of the screen'],
  ['select', 'escape q', { kind: 'escape' }, 'cancel'],

  ['prompt', 'enter', { kind: 'enter' }, 'run the line, or read the selected post'],
  ['prompt', 'tab', { kind: 'complete' }, 'complete one line of the haiku'],
  ['prompt', '^f', { kind: 'toggle-grep' }, 'search the full text instead of the haiku, and back'],
  ['prompt', 'up ^p', { kind: 'select', by: -1 }, 'previous row; without a menu, previous command'],
  ['prompt', 'down ^n', { kind: 'select', by: 1 }, 'next row; without a menu, next command'],
  ['prompt', 'page-up', { kind: 'select', by: 'page-up' }, 'page up in the menu, then the text above'],
  ['prompt', 'page-down', { kind: 'select', by: 'page-down' }, 'page down in the menu'],
  ['prompt', '^r', { kind: 'search-history' }, 'search the command history'],
  ['prompt', 'escape', { kind: 'escape' }, 'clear the line, then go back to the text above'],
  ['prompt', '^d', { kind: 'end-of-input' }, 'exit; in a line with text, delete to the right'],
  ['prompt', 'f1', { kind: 'help' }, 'this help'],

  ['history-search', 'enter', { kind: 'enter' }, 'run the command'],
  ['history-search', 'tab', { kind: 'complete' }, 'edit the command'],
  ['history-search', '^r', { kind: 'search-history' }, 'next match'],
  ['history-search', 'up ^p', { kind: 'select', by: -1 }, 'previous row'],
  ['history-search', 'down ^n', { kind: 'select', by: 1 }, 'next row'],
  ['history-search', 'page-up', { kind: 'select', by: 'page-up' }, 'page up'],
  ['history-search', 'page-down', { kind: 'select', by: 'page-down' }, 'page down'],
  ['history-search', '^d', { kind: 'end-of-input' }, 'exit; in a line with text, delete to the right'],
  ['history-search', 'escape ^g', { kind: 'escape' }, 'back to the line as it was'],

  ['typing', 'left ^b', { kind: 'edit', edit: 'backward-char' }, 'character left'],
  ['typing', 'right', { kind: 'edit', edit: 'forward-char' }, 'character right'],
  ['typing', 'alt-b ^left', { kind: 'edit', edit: 'backward-word' }, 'word left'],
  ['typing', 'alt-f ^right', { kind: 'edit', edit: 'forward-word' }, 'word right'],
  ['typing', 'home ^a', { kind: 'edit', edit: 'beginning-of-line' }, 'start of the line'],
  ['typing', 'end ^e', { kind: 'edit', edit: 'end-of-line' }, 'end of the line'],
  ['typing', 'backspace ^h', { kind: 'edit', edit: 'backward-delete-char' }, 'delete to the left'],
  ['typing', 'delete', { kind: 'edit', edit: 'delete-char' }, 'delete to the right'],
  ['typing', '^w', { kind: 'edit', edit: 'unix-word-rubout' }, 'cut a word, or a line of a haiku'],
  ['typing', 'alt-backspace', { kind: 'edit', edit: 'backward-kill-word' }, 'cut to the start of the word'],
  ['typing', 'alt-d', { kind: 'edit', edit: 'kill-word' }, 'cut to the end of the word'],
  ['typing', '^u', { kind: 'edit', edit: 'unix-line-discard' }, 'cut to the start of the line, or of the search first'],
  ['typing', '^k', { kind: 'edit', edit: 'kill-line' }, 'cut to the end of the line'],
  ['typing', '^y', { kind: 'edit', edit: 'yank' }, 'paste the last cut'],

  ['anywhere', '^c', { kind: 'interrupt' }, 'cancel the command, search or menu; otherwise exit (status 130)'],
  ['anywhere', '^l', { kind: 'redraw' }, 'redraw'],
  ['anywhere', '^z', { kind: 'suspend' }, 'suspend (fg resumes)'],
];

const TYPING: readonly KeyContext[] = ['prompt', 'history-search', 'search'];

const splitKeys = (keys: string): readonly KeyName[] => keys.split(' ').map(key => (key === 'space' ? ' ' : key));

/** All key bindings. The bindings that edit a line are repeated in each context with a typed line. */
export const keymap = ROWS.flatMap(([context, keys, action]) =>
  (context === 'typing' ? TYPING : [context]).map(context => ({ context, keys: splitKeys(keys), action })),
);

/**
 * Returns the action of a key in a context: the action of its binding, or typing its character. Null if something else
 * handles the key, undefined if nothing does. In a post, a key may be a pair such as `:q`.
 */
export function actionFor(context: KeyContext, key: KeyName): Action | null | undefined {
  const binding = keymap.find(binding => [context, 'anywhere'].includes(binding.context) && binding.keys.includes(key));
  if (binding) return binding.action;
  return TYPING.includes(context) && isText(key) ? { kind: 'type', text: key } : undefined;
}

/** The name of a key has several printable ASCII characters. Typed text comes as single characters. */
const isText = (key: KeyName): boolean => !/^\p{Cc}/u.test(key) && !/^[\x20-\x7e]{2,}$/.test(key);

const LABELS: Readonly<Record<string, string>> = {
  ' ': 'space',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  'page-up': 'PgUp',
  'page-down': 'PgDn',
  escape: 'Esc',
};

/** Returns a key as readers know it: `page-up` is PgUp. */
export function keyLabel(key: KeyName): string {
  const label = LABELS[key];
  if (label !== undefined) return label;
  if (/^\^./.test(key)) return `^${key.length === 2 ? key.slice(1).toUpperCase() : keyLabel(key.slice(1))}`;
  if (key.startsWith('alt-')) return `Alt-${keyLabel(key.slice(4))}`;
  return /^[a-z]\w/.test(key) ? capitalize(key) : key;
}

/** Returns the labels of keys; of digits only the first and the last. */
const keyLabels = (keys: readonly KeyName[]): string =>
  keys.every(key => /^\d$/.test(key)) ? `${keys[0]}-${keys.at(-1)}` : keys.map(keyLabel).join(' ');

export const keySections = (Object.keys(TITLES) as (keyof typeof TITLES)[]).map(context => ({
  context,
  title: TITLES[context],
  keys: ROWS.filter(row => row[0] === context).map(([, keys, , help]) => [keyLabels(splitKeys(keys)), help] as const),
}));
