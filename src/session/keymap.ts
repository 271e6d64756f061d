import type { Action } from './state.ts';

/** A key by name: a character, or one of these; `^` before a letter is Control. */
export type KeyName = string;

/** A key, where it means something, what it does, and what help says of it. */
export type Binding = {
  readonly keys: readonly KeyName[];
  readonly when: 'prompt' | 'reading' | 'anywhere';
  readonly action: Action;
  readonly help: string;
};

/** Every key. Those at the prompt are none that print: what prints is text for the line, always. */
export const keymap: readonly Binding[] = [
  { keys: ['enter'], when: 'prompt', action: { kind: 'enter' }, help: 'run the line, or read the highlighted post' },
  { keys: ['tab'], when: 'prompt', action: { kind: 'complete' }, help: 'complete one line of the haiku' },
  {
    keys: ['^f'],
    when: 'prompt',
    action: { kind: 'toggle' },
    help: 'search the text of the posts instead of their haiku, and back',
  },
  { keys: ['up', '^p'], when: 'prompt', action: { kind: 'select', by: -1 }, help: 'the post above' },
  { keys: ['down', '^n'], when: 'prompt', action: { kind: 'select', by: 1 }, help: 'the post below' },
  { keys: ['page-up'], when: 'prompt', action: { kind: 'select', by: 'page-up' }, help: 'a page of posts up' },
  { keys: ['page-down'], when: 'prompt', action: { kind: 'select', by: 'page-down' }, help: 'a page of posts down' },
  { keys: ['left', '^b'], when: 'prompt', action: { kind: 'edit', edit: 'backward-char' }, help: 'a character left' },
  { keys: ['right'], when: 'prompt', action: { kind: 'edit', edit: 'forward-char' }, help: 'a character right' },
  {
    keys: ['home', '^a'],
    when: 'prompt',
    action: { kind: 'edit', edit: 'beginning-of-line' },
    help: 'start of the line',
  },
  { keys: ['end', '^e'], when: 'prompt', action: { kind: 'edit', edit: 'end-of-line' }, help: 'end of the line' },
  {
    keys: ['backspace', '^h'],
    when: 'prompt',
    action: { kind: 'edit', edit: 'backward-delete-char' },
    help: 'delete to the left',
  },
  { keys: ['delete'], when: 'prompt', action: { kind: 'edit', edit: 'delete-char' }, help: 'delete to the right' },
  { keys: ['^w'], when: 'prompt', action: { kind: 'edit', edit: 'unix-word-rubout' }, help: 'delete a word' },
  { keys: ['^u'], when: 'prompt', action: { kind: 'edit', edit: 'unix-line-discard' }, help: 'delete to the start' },
  { keys: ['^k'], when: 'prompt', action: { kind: 'edit', edit: 'kill-line' }, help: 'delete to the end' },
  { keys: ['escape'], when: 'prompt', action: { kind: 'escape' }, help: 'clear the line, then back to the text above' },
  {
    keys: ['j', 'down', 'enter', '^n'],
    when: 'reading',
    action: { kind: 'scroll', direction: 1, by: 'row' },
    help: 'a row down',
  },
  { keys: ['k', 'up', '^p'], when: 'reading', action: { kind: 'scroll', direction: -1, by: 'row' }, help: 'a row up' },
  {
    keys: [' ', 'f', 'page-down', '^f'],
    when: 'reading',
    action: { kind: 'scroll', direction: 1, by: 'page' },
    help: 'a page down',
  },
  {
    keys: ['b', 'page-up', '^b'],
    when: 'reading',
    action: { kind: 'scroll', direction: -1, by: 'page' },
    help: 'a page up',
  },
  { keys: ['d'], when: 'reading', action: { kind: 'scroll', direction: 1, by: 'half-page' }, help: 'half a page down' },
  {
    keys: ['u', '^u'],
    when: 'reading',
    action: { kind: 'scroll', direction: -1, by: 'half-page' },
    help: 'half a page up',
  },
  { keys: ['g', 'home'], when: 'reading', action: { kind: 'scroll-to', end: 'top' }, help: 'to the top of the post' },
  { keys: ['G', 'end'], when: 'reading', action: { kind: 'scroll-to', end: 'bottom' }, help: 'to the end' },
  {
    keys: ['>'],
    when: 'reading',
    action: { kind: 'scroll-sideways', direction: 1 },
    help: 'to the right in code that is cut',
  },
  { keys: ['<'], when: 'reading', action: { kind: 'scroll-sideways', direction: -1 }, help: 'back to the left' },
  { keys: ['q', 'escape'], when: 'reading', action: { kind: 'back' }, help: 'back to the prompt' },
  { keys: ['^d'], when: 'anywhere', action: { kind: 'end-of-input' }, help: 'leave' },
  {
    keys: ['^c'],
    when: 'anywhere',
    action: { kind: 'interrupt' },
    help: 'stop the command that runs, or leave at once, with status 130',
  },
];

/** What a key means in a mode: its binding's action, else text for the line, else nothing. */
export function actionFor(mode: 'prompt' | 'reading', key: KeyName): Action | null {
  const bound = keymap.find(({ when, keys }) => (when === mode || when === 'anywhere') && keys.includes(key));
  if (bound) return bound.action;
  return mode === 'prompt' && isText(key) ? { kind: 'type', text: key } : null;
}

const isText = (key: KeyName): boolean => !/^\p{Cc}/u.test(key) && !named.has(key) && !/^\^[a-z]$/.test(key);
const named = new Set(keymap.flatMap(({ keys }) => keys).filter(key => key.length > 1));

/** The key table as help shows it: where, keys, what. */
export const keyHelp = (when: Binding['when']): readonly (readonly [keys: string, help: string])[] =>
  keymap.filter(binding => binding.when === when).map(({ keys, help }) => [keys.map(shown).join(' '), help]);

const shown = (key: KeyName): string =>
  ({ ' ': 'space', up: '↑', down: '↓', left: '←', right: '→', 'page-up': 'PgUp', 'page-down': 'PgDn' })[key] ??
  (key.startsWith('^') ? key.toUpperCase() : key.length > 1 ? key[0]?.toUpperCase() + key.slice(1) : key);
