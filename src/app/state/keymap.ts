import type { Action } from './actions.ts';
import type { KeyContext, KeyName } from './types.ts';

/** Keys, the context in which they are active, their action, and its description in the help. */
type Binding = {
  readonly keys: readonly KeyName[];
  readonly context: KeyContext;
  /** null for keys that the component of a modal list handles. */
  readonly action: Action | null;
  readonly help: string;
};

const bind = (context: KeyContext, keys: string, action: Action | null, help: string): Binding => ({
  keys: keys.split(' ').map(key => (key === 'space' ? ' ' : key)),
  context,
  action,
  help,
});

/** The bindings that edit a line, in each context in which one is typed. */
const editing = (context: KeyContext): readonly Binding[] => [
  bind(context, 'left ^b', { kind: 'edit', edit: 'backward-char' }, 'character left'),
  bind(context, 'right', { kind: 'edit', edit: 'forward-char' }, 'character right'),
  bind(context, 'alt-b ^left', { kind: 'edit', edit: 'backward-word' }, 'word left'),
  bind(context, 'alt-f ^right', { kind: 'edit', edit: 'forward-word' }, 'word right'),
  bind(context, 'home ^a', { kind: 'edit', edit: 'beginning-of-line' }, 'start of the line'),
  bind(context, 'end ^e', { kind: 'edit', edit: 'end-of-line' }, 'end of the line'),
  bind(context, 'backspace ^h', { kind: 'edit', edit: 'backward-delete-char' }, 'delete to the left'),
  bind(context, 'delete', { kind: 'edit', edit: 'delete-char' }, 'delete to the right'),
  bind(context, '^w', { kind: 'edit', edit: 'unix-word-rubout' }, 'cut a word, or a line of a haiku'),
  bind(context, 'alt-backspace', { kind: 'edit', edit: 'backward-kill-word' }, 'cut to the start of the word'),
  bind(context, 'alt-d', { kind: 'edit', edit: 'kill-word' }, 'cut to the end of the word'),
  bind(context, '^u', { kind: 'edit', edit: 'unix-line-discard' }, 'cut to the start of the line'),
  bind(context, '^k', { kind: 'edit', edit: 'kill-line' }, 'cut to the end of the line'),
  bind(context, '^y', { kind: 'edit', edit: 'yank' }, 'paste the last cut'),
];

/** All key bindings. Where a line is typed, printable characters are not bound: they are always text. */
export const keymap: readonly Binding[] = [
  bind('prompt', 'enter', { kind: 'enter' }, 'run the line, or read the selected post'),
  bind('prompt', 'tab', { kind: 'complete' }, 'complete one line of the haiku'),
  bind('prompt', '^f', { kind: 'toggle-grep' }, 'search the full text instead of the haiku, and back'),
  bind('prompt', 'up ^p', { kind: 'select', by: -1 }, 'previous row; without a menu, previous command'),
  bind('prompt', 'down ^n', { kind: 'select', by: 1 }, 'next row; without a menu, next command'),
  bind('prompt', 'page-up', { kind: 'select', by: 'page-up' }, 'page up in the menu'),
  bind('prompt', 'page-down', { kind: 'select', by: 'page-down' }, 'page down in the menu'),
  bind('prompt', '^r', { kind: 'search-history' }, 'search the command history'),
  ...editing('prompt'),
  bind('prompt', 'escape', { kind: 'escape' }, 'clear the line, then go back to the text above'),
  bind('prompt', 'f1', { kind: 'help' }, 'this help'),

  bind('history', 'enter', { kind: 'enter' }, 'run the command'),
  bind('history', 'tab', { kind: 'complete' }, 'edit the command'),
  bind('history', '^r', { kind: 'search-history' }, 'next match'),
  bind('history', 'up ^p', { kind: 'select', by: -1 }, 'previous row'),
  bind('history', 'down ^n', { kind: 'select', by: 1 }, 'next row'),
  bind('history', 'page-up', { kind: 'select', by: 'page-up' }, 'page up'),
  bind('history', 'page-down', { kind: 'select', by: 'page-down' }, 'page down'),
  ...editing('history'),
  bind('history', 'escape ^g', { kind: 'escape' }, 'back to the line as it was'),

  bind('reading', 'j down enter ^n', { kind: 'scroll', direction: 1, by: 'row' }, 'row down'),
  bind('reading', 'k up ^p', { kind: 'scroll', direction: -1, by: 'row' }, 'row up'),
  bind('reading', 'space f page-down ^f', { kind: 'scroll', direction: 1, by: 'page' }, 'page down'),
  bind('reading', 'b page-up ^b', { kind: 'scroll', direction: -1, by: 'page' }, 'page up'),
  bind('reading', 'd', { kind: 'scroll', direction: 1, by: 'half-page' }, 'half a page down'),
  bind('reading', 'u ^u', { kind: 'scroll', direction: -1, by: 'half-page' }, 'half a page up'),
  bind('reading', 'g home', { kind: 'scroll-to', end: 'top' }, 'top of the post'),
  bind('reading', 'G end', { kind: 'scroll-to', end: 'bottom' }, 'end'),
  bind('reading', '/', { kind: 'search', direction: 1 }, 'search forward (regex)'),
  bind('reading', '?', { kind: 'search', direction: -1 }, 'search backward (regex)'),
  bind('reading', 'n', { kind: 'search-again', direction: 1 }, 'next match'),
  bind('reading', 'N', { kind: 'search-again', direction: -1 }, 'previous match'),
  bind('reading', ']', { kind: 'to-heading', direction: 1 }, 'next heading'),
  bind('reading', '[', { kind: 'to-heading', direction: -1 }, 'previous heading'),
  bind('reading', 't', { kind: 'contents' }, 'table of contents'),
  bind('reading', 'o', { kind: 'links' }, 'list of links'),
  bind('reading', 'left', { kind: 'neighbor', direction: 'older' }, 'next older post'),
  bind('reading', 'right', { kind: 'neighbor', direction: 'newer' }, 'next newer post'),
  bind('reading', "'", { kind: 'to-bookmark' }, 'where you left the post last time, and back'),
  bind('reading', '>', { kind: 'scroll-sideways', direction: 1 }, 'scroll wide code right'),
  bind('reading', '<', { kind: 'scroll-sideways', direction: -1 }, 'scroll wide code left'),
  bind('reading', 'm', { kind: 'toggle-source' }, 'Markdown source of the post, and back'),
  bind('reading', 'y', { kind: 'copy-command' }, 'copy the command that prints the post'),
  bind('reading', 'Y', { kind: 'copy-post' }, 'copy the post'),
  bind('reading', 'v', { kind: 'edit-post' }, 'edit the post in $VISUAL or $EDITOR'),
  bind('reading', '|', { kind: 'page-post' }, 'open the post in $PAGER'),
  bind('reading', 'h f1', { kind: 'help' }, 'this help, and back'),
  bind('reading', 'escape', { kind: 'escape' }, 'clear search highlights, then go back to the prompt'),
  bind('reading', 'q', { kind: 'back' }, 'back to the prompt'),

  bind('search', 'enter', { kind: 'enter' }, 'accept the match (empty: repeat the last search)'),
  bind('search', 'up ^p', { kind: 'select', by: -1 }, 'previous search'),
  bind('search', 'down ^n', { kind: 'select', by: 1 }, 'next search'),
  ...editing('search'),
  bind('search', 'escape ^g', { kind: 'escape' }, 'cancel the search'),

  bind('menu', 'down j', null, 'next row'),
  bind('menu', 'up k', null, 'previous row'),
  bind('menu', 'enter', null, 'choose the selected row'),
  bind('menu', '1 2 3 4 5 6 7 8 9', null, 'choose that row of the screen'),
  bind('menu', 'escape q', { kind: 'escape' }, 'cancel'),

  bind('anywhere', '^d', { kind: 'end-of-input' }, 'quit'),
  bind('anywhere', '^c', { kind: 'interrupt' }, 'cancel the command, search or menu; otherwise quit (status 130)'),
  bind('anywhere', '^l', { kind: 'redraw' }, 'redraw'),
  bind('anywhere', '^z', { kind: 'suspend' }, 'suspend (fg resumes)'),
];

/** The contexts in which a line is typed. */
const TYPING: readonly KeyContext[] = ['prompt', 'history', 'search'];

/** The action of a key in a context: that of its binding, or typing its character; null if it has none. */
export function actionFor(context: KeyContext, key: KeyName): Action | null {
  const binding = keymap.find(
    each => (each.context === context || each.context === 'anywhere') && each.keys.includes(key),
  );
  if (binding) return binding.action;
  return TYPING.includes(context) && isText(key) ? { kind: 'type', text: key } : null;
}

/** Names of keys are several printable ASCII characters; typed text comes as one character. */
const isText = (key: KeyName): boolean => !/^\p{Cc}/u.test(key) && !/^[\x20-\x7e]{2,}$/.test(key);

/** A section of the key help: keys and their descriptions. */
type KeySection = {
  readonly title: string;
  readonly keys: readonly (readonly [keys: string, description: string])[];
};

const section = (title: string, bindings: readonly Binding[]): KeySection => ({
  title,
  keys: bindings.map(({ keys, help }) => [keys.map(keyLabel).join(' '), help]),
});

const sectionOf = (context: KeyContext, title: string): KeySection =>
  section(
    title,
    keymap.filter(binding => binding.context === context && binding.action?.kind !== 'edit'),
  );

const LABELS: Readonly<Record<string, string>> = {
  ' ': 'space',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  '^left': '^←',
  '^right': '^→',
  'page-up': 'PgUp',
  'page-down': 'PgDn',
  escape: 'Esc',
};

function keyLabel(key: KeyName): string {
  const label = LABELS[key];
  if (label !== undefined) return label;
  if (key.startsWith('^')) return key.toUpperCase();
  if (key.startsWith('alt-')) return `Alt-${keyLabel(key.slice(4))}`;
  return key.length > 1 ? key[0]?.toUpperCase() + key.slice(1) : key;
}

/** The key help, by context. Keys that edit a line are the same everywhere, and so a section of their own. */
export const keySections: readonly KeySection[] = [
  sectionOf('reading', 'In a post'),
  sectionOf('search', 'In the search line'),
  sectionOf('menu', 'In a menu'),
  sectionOf('prompt', 'At the prompt'),
  sectionOf('history', 'In the history search (^R)'),
  section('In any line', editing('prompt')),
  sectionOf('anywhere', 'Anywhere'),
];
