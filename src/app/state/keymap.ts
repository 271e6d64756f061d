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

/** A key binding. `typing` is every context with a typed line. The component of a menu handles keys without an action. */
type Row = readonly [context: keyof typeof TITLES, keys: string, action: Action | null, help: string];

/** All keys. Where a line is typed, printable characters are text, so they are not bound. */
const ROWS: readonly Row[] = [
  ['reading', 'j down enter ^n', { kind: 'scroll', direction: 1, by: 'row' }, 'row down'],
  ['reading', 'k up ^p', { kind: 'scroll', direction: -1, by: 'row' }, 'row up'],
  ['reading', 'space f page-down ^f', { kind: 'scroll', direction: 1, by: 'page' }, 'page down'],
  ['reading', 'b page-up ^b', { kind: 'scroll', direction: -1, by: 'page' }, 'page up'],
  ['reading', 'd', { kind: 'scroll', direction: 1, by: 'half-page' }, 'half a page down'],
  ['reading', 'u ^u', { kind: 'scroll', direction: -1, by: 'half-page' }, 'half a page up'],
  ['reading', 'g home', { kind: 'scroll', direction: -1, by: 'all' }, 'top of the post'],
  ['reading', 'G end', { kind: 'scroll', direction: 1, by: 'all' }, 'end'],
  ['reading', '/', { kind: 'search', direction: 1 }, 'search forward (regex)'],
  ['reading', '?', { kind: 'search', direction: -1 }, 'search backward (regex)'],
  ['reading', 'n', { kind: 'search-again', direction: 1 }, 'next match'],
  ['reading', 'N', { kind: 'search-again', direction: -1 }, 'previous match'],
  ['reading', ']', { kind: 'to-heading', direction: 1 }, 'next heading'],
  ['reading', '[', { kind: 'to-heading', direction: -1 }, 'previous heading'],
  ['reading', 't', { kind: 'contents' }, 'table of contents'],
  ['reading', 'o', { kind: 'links' }, 'list of links, to open a page or another post'],
  ['reading', 'backspace ^h', { kind: 'follow-back' }, 'back to the place before the last link, menu, ← or →'],
  ['reading', 'left', { kind: 'to-neighbor', direction: 1 }, 'next older post'],
  ['reading', 'right', { kind: 'to-neighbor', direction: -1 }, 'next newer post'],
  ['reading', "'", { kind: 'to-bookmark' }, 'where you left the post last time, and back'],
  ['reading', '>', { kind: 'scroll-sideways', direction: 1 }, 'scroll wide code right'],
  ['reading', '<', { kind: 'scroll-sideways', direction: -1 }, 'scroll wide code left'],
  ['reading', 'm', { kind: 'toggle-source' }, 'Markdown source of the post, and back'],
  ['reading', 'y', { kind: 'copy-command' }, 'copy the command that prints the post'],
  ['reading', 'Y', { kind: 'copy-post' }, 'copy the post'],
  ['reading', 'v', { kind: 'edit-post' }, 'edit the post in $VISUAL or $EDITOR'],
  ['reading', '|', { kind: 'page-post' }, 'open the post in $PAGER'],
  ['reading', 'h f1', { kind: 'help' }, 'this help, and back'],
  ['reading', 'escape', { kind: 'escape' }, 'clear search highlights, then go back to the prompt'],
  ['reading', 'q', { kind: 'back' }, 'back to the prompt'],

  ['search', 'enter', { kind: 'enter' }, 'accept the match (empty: repeat the last search)'],
  ['search', 'up ^p', { kind: 'select', by: -1 }, 'previous search'],
  ['search', 'down ^n', { kind: 'select', by: 1 }, 'next search'],
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
  ['prompt', 'f1', { kind: 'help' }, 'this help'],

  ['history-search', 'enter', { kind: 'enter' }, 'run the command'],
  ['history-search', 'tab', { kind: 'complete' }, 'edit the command'],
  ['history-search', '^r', { kind: 'search-history' }, 'next match'],
  ['history-search', 'up ^p', { kind: 'select', by: -1 }, 'previous row'],
  ['history-search', 'down ^n', { kind: 'select', by: 1 }, 'next row'],
  ['history-search', 'page-up', { kind: 'select', by: 'page-up' }, 'page up'],
  ['history-search', 'page-down', { kind: 'select', by: 'page-down' }, 'page down'],
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
  ['typing', '^u', { kind: 'edit', edit: 'unix-line-discard' }, 'cut to the start of the line, or to cat post/ first'],
  ['typing', '^k', { kind: 'edit', edit: 'kill-line' }, 'cut to the end of the line'],
  ['typing', '^y', { kind: 'edit', edit: 'yank' }, 'paste the last cut'],

  ['anywhere', '^d', { kind: 'end-of-input' }, 'quit'],
  ['anywhere', '^c', { kind: 'interrupt' }, 'cancel the command, search or menu; otherwise quit (status 130)'],
  ['anywhere', '^l', { kind: 'redraw' }, 'redraw'],
  ['anywhere', '^z', { kind: 'suspend' }, 'suspend (fg resumes)'],
];

const TYPING: readonly KeyContext[] = ['prompt', 'history-search', 'search'];

const splitKeys = (keys: string): readonly KeyName[] => keys.split(' ').map(key => (key === 'space' ? ' ' : key));

/** All key bindings. The bindings that edit a line are repeated in each context with a typed line. */
export const keymap = ROWS.flatMap(([context, keys, action]) =>
  (context === 'typing' ? TYPING : [context]).map(context => ({ context, keys: splitKeys(keys), action })),
);

/** Returns the action of a key in a context: the action of its binding, or typing its character. Null if there is none. */
export function actionFor(context: KeyContext, key: KeyName): Action | null {
  const binding = keymap.find(binding => [context, 'anywhere'].includes(binding.context) && binding.keys.includes(key));
  if (binding) return binding.action;
  return TYPING.includes(context) && isText(key) ? { kind: 'type', text: key } : null;
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

function keyLabel(key: KeyName): string {
  const label = LABELS[key];
  if (label !== undefined) return label;
  if (key.startsWith('^')) return `^${keyLabel(key.slice(1)).toUpperCase()}`;
  if (key.startsWith('alt-')) return `Alt-${keyLabel(key.slice(4))}`;
  return key.length > 1 ? capitalize(key) : key;
}

export const keySections = Object.entries(TITLES).map(([context, title]) => ({
  title,
  keys: ROWS.filter(row => row[0] === context).map(
    ([, keys, , help]) => [splitKeys(keys).map(keyLabel).join(' '), help] as const,
  ),
}));
