import type { Action } from './actions.ts';
import type { KeyContext, KeyName } from './types.ts';

/** A key, where it means something, what it does, and what help says of it. */
export type Binding = {
  readonly keys: readonly KeyName[];
  readonly context: KeyContext;
  readonly action: Action;
  readonly help: string;
};

const bind = (context: KeyContext, keys: string, action: Action, help: string): Binding => ({
  keys: keys.split(' ').map(key => (key === 'space' ? ' ' : key)),
  context,
  action,
  help,
});

/** What edits a line, wherever one is typed. */
const editing = (when: KeyContext): readonly Binding[] => [
  bind(when, 'left ^b', { kind: 'edit', edit: 'backward-char' }, 'a character left'),
  bind(when, 'right', { kind: 'edit', edit: 'forward-char' }, 'a character right'),
  bind(when, 'alt-b ^left', { kind: 'edit', edit: 'backward-word' }, 'a word left'),
  bind(when, 'alt-f ^right', { kind: 'edit', edit: 'forward-word' }, 'a word right'),
  bind(when, 'home ^a', { kind: 'edit', edit: 'beginning-of-line' }, 'start of the line'),
  bind(when, 'end ^e', { kind: 'edit', edit: 'end-of-line' }, 'end of the line'),
  bind(when, 'backspace ^h', { kind: 'edit', edit: 'backward-delete-char' }, 'delete to the left'),
  bind(when, 'delete', { kind: 'edit', edit: 'delete-char' }, 'delete to the right'),
  bind(when, '^w', { kind: 'edit', edit: 'unix-word-rubout' }, 'cut a word, or a line of a haiku'),
  bind(when, 'alt-backspace', { kind: 'edit', edit: 'backward-kill-word' }, 'cut to the start of the word'),
  bind(when, 'alt-d', { kind: 'edit', edit: 'kill-word' }, 'cut to the end of the word'),
  bind(when, '^u', { kind: 'edit', edit: 'unix-line-discard' }, 'cut to the start'),
  bind(when, '^k', { kind: 'edit', edit: 'kill-line' }, 'cut to the end'),
  bind(when, '^y', { kind: 'edit', edit: 'yank' }, 'put back what was cut last'),
];

/** Every key. Those where something is typed are none that print: what prints is text for the line, always. */
export const keymap: readonly Binding[] = [
  bind('prompt', 'enter', { kind: 'enter' }, 'run the line, or read what is highlighted'),
  bind('prompt', 'tab', { kind: 'complete' }, 'complete one line of the haiku'),
  bind('prompt', '^f', { kind: 'toggle-grep' }, 'search the text of the posts instead of their haiku, and back'),
  bind('prompt', 'up ^p', { kind: 'select', by: -1 }, 'the row above; where there is no list, the command before'),
  bind('prompt', 'down ^n', { kind: 'select', by: 1 }, 'the row below; where there is no list, the command after'),
  bind('prompt', 'page-up', { kind: 'select', by: 'page-up' }, 'a page of the list up'),
  bind('prompt', 'page-down', { kind: 'select', by: 'page-down' }, 'a page of the list down'),
  bind('prompt', '^r', { kind: 'search-history' }, 'look for an earlier command'),
  ...editing('prompt'),
  bind('prompt', 'escape', { kind: 'escape' }, 'clear the line, then back to the text above'),
  bind('prompt', 'f1', { kind: 'help' }, 'this help'),

  bind('history', 'enter', { kind: 'enter' }, 'run the command'),
  bind('history', 'tab', { kind: 'complete' }, 'put it on the line, to be changed'),
  bind('history', '^r', { kind: 'search-history' }, 'the one before'),
  bind('history', 'up ^p', { kind: 'select', by: -1 }, 'the row above'),
  bind('history', 'down ^n', { kind: 'select', by: 1 }, 'the row below'),
  bind('history', 'page-up', { kind: 'select', by: 'page-up' }, 'a page up'),
  bind('history', 'page-down', { kind: 'select', by: 'page-down' }, 'a page down'),
  ...editing('history'),
  bind('history', 'escape ^g', { kind: 'escape' }, 'back to the line as it was'),

  bind('reading', 'j down enter ^n', { kind: 'scroll', direction: 1, by: 'row' }, 'a row down'),
  bind('reading', 'k up ^p', { kind: 'scroll', direction: -1, by: 'row' }, 'a row up'),
  bind('reading', 'space f page-down ^f', { kind: 'scroll', direction: 1, by: 'page' }, 'a page down'),
  bind('reading', 'b page-up ^b', { kind: 'scroll', direction: -1, by: 'page' }, 'a page up'),
  bind('reading', 'd', { kind: 'scroll', direction: 1, by: 'half-page' }, 'half a page down'),
  bind('reading', 'u ^u', { kind: 'scroll', direction: -1, by: 'half-page' }, 'half a page up'),
  bind('reading', 'g home', { kind: 'scroll-to', end: 'top' }, 'to the top of the post'),
  bind('reading', 'G end', { kind: 'scroll-to', end: 'bottom' }, 'to the end'),
  bind('reading', '/', { kind: 'search', direction: 1 }, 'look for a text, or a regular expression'),
  bind('reading', '?', { kind: 'search', direction: -1 }, 'look for it upwards'),
  bind('reading', 'n', { kind: 'search-again', direction: 1 }, 'the next match'),
  bind('reading', 'N', { kind: 'search-again', direction: -1 }, 'the match before'),
  bind('reading', ']', { kind: 'to-heading', direction: 1 }, 'to the next heading'),
  bind('reading', '[', { kind: 'to-heading', direction: -1 }, 'to the heading before'),
  bind('reading', 't', { kind: 'contents' }, 'the headings, to go to one'),
  bind('reading', 'o', { kind: 'links' }, 'the links, to open one'),
  bind('reading', 'left', { kind: 'neighbor', direction: 'older' }, 'the next older post'),
  bind('reading', 'right', { kind: 'neighbor', direction: 'newer' }, 'the next newer post'),
  bind('reading', "'", { kind: 'to-bookmark' }, 'to where you left the post last time, and back'),
  bind('reading', '>', { kind: 'scroll-sideways', direction: 1 }, 'to the right in code that is cut'),
  bind('reading', '<', { kind: 'scroll-sideways', direction: -1 }, 'back to the left'),
  bind('reading', 'm', { kind: 'toggle-source' }, 'the post as it was written, and back'),
  bind('reading', 'y', { kind: 'copy-command' }, 'copy the command that prints the post'),
  bind('reading', 'Y', { kind: 'copy-post' }, 'copy the post'),
  bind('reading', 'v', { kind: 'edit-post' }, 'edit the post, in $VISUAL or $EDITOR'),
  bind('reading', '|', { kind: 'page-post' }, 'hand the post to $PAGER'),
  bind('reading', 'h f1', { kind: 'help' }, 'this help, and back'),
  bind('reading', 'escape', { kind: 'escape' }, 'no more marks of a search; then back to the prompt'),
  bind('reading', 'q', { kind: 'back' }, 'back to the prompt'),

  bind('search', 'enter', { kind: 'enter' }, 'stay at the match; with nothing typed, search again'),
  bind('search', 'up ^p', { kind: 'select', by: -1 }, 'what was looked for before'),
  bind('search', 'down ^n', { kind: 'select', by: 1 }, 'what was looked for after it'),
  ...editing('search'),
  bind('search', 'escape ^g', { kind: 'escape' }, 'back to where you were'),

  bind('menu', 'down j', { kind: 'select', by: 1 }, 'the row below'),
  bind('menu', 'up k', { kind: 'select', by: -1 }, 'the row above'),
  bind('menu', 'page-down', { kind: 'select', by: 'page-down' }, 'a page down'),
  bind('menu', 'page-up', { kind: 'select', by: 'page-up' }, 'a page up'),
  bind('menu', 'enter', { kind: 'enter' }, 'take the highlighted row'),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(row => bind('menu', String(row), { kind: 'take-row', row }, 'take that row')),
  bind('menu', 'escape q', { kind: 'escape' }, 'take none'),

  bind('anywhere', '^d', { kind: 'end-of-input' }, 'leave'),
  bind(
    'anywhere',
    '^c',
    { kind: 'interrupt' },
    'stop the command that runs, give up a search or a list, or leave, with status 130',
  ),
  bind('anywhere', '^l', { kind: 'redraw' }, 'draw the screen anew'),
  bind('anywhere', '^z', { kind: 'suspend' }, 'go to the shell; fg comes back'),
];

/** Where something is typed. */
const typing: readonly KeyContext[] = ['prompt', 'history', 'search'];

/** What a key means in a mode: its binding's action, else text for the line, else nothing. */
export function actionFor(mode: KeyContext, key: KeyName): Action | null {
  const bound = keymap.find(({ context, keys }) => (context === mode || context === 'anywhere') && keys.includes(key));
  if (bound) return bound.action;
  return typing.includes(mode) && isText(key) ? { kind: 'type', text: key } : null;
}

/** A key's name is printable ASCII, of more than one character; what is typed comes a character a key. */
const isText = (key: KeyName): boolean => !/^\p{Cc}/u.test(key) && !/^[\x20-\x7e]{2,}$/.test(key);

/** A part of the key table as help shows it, keys and what they do. What edits a line, the same everywhere, is one part. */
export function keyHelp(part: KeyContext | 'editing'): readonly (readonly [keys: string, help: string])[] {
  const told = new Map<string, string[]>();
  const own = keymap.filter(({ context, action }) => context === part && action.kind !== 'edit');
  const rows = part === 'editing' ? editing('prompt') : own;
  for (const { help, keys } of rows) told.set(help, [...(told.get(help) ?? []), ...keys.map(shown)]);
  return [...told].map(([help, keys]) => [keys.join(' '), help]);
}

const names: Readonly<Record<string, string>> = {
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

const shown = (key: KeyName): string =>
  names[key] ??
  (key.startsWith('^')
    ? key.toUpperCase()
    : key.startsWith('alt-')
      ? `Alt-${shown(key.slice(4))}`
      : key.length > 1
        ? key[0]?.toUpperCase() + key.slice(1)
        : key);
