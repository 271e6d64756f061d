import { commands } from '../commands/index.ts';
import type { Span } from '../render/line.ts';
import { rowPage } from '../render/page.ts';
import { own } from '../render/sanitize.ts';
import { keyHelp, type When } from './keymap.ts';
import { type Turn, turnOf } from './scrollback.ts';

type Row = readonly Span[];

const plain = (text: string): Row => [{ text: own(text), styles: [] }];
const heading = (text: string): Row => [{ text: own(text), styles: ['heading2'] }];
const entry = (name: string, what: string): Row => [
  { text: own(`  ${name.padEnd(18)} `), styles: ['code'] },
  { text: own(what), styles: [] },
];

/** What only a session has for commands. */
const ownCommands: readonly (readonly [usage: string, summary: string])[] = [
  ['clear', 'forget what stands above the prompt'],
  ['help [command]', 'this text, or what a command takes'],
  ['exit', 'leave, as ^D does'],
];

const parts: readonly (readonly [when: When, title: string])[] = [
  ['reading', 'Keys while you read'],
  ['search', 'Keys while you type what to look for'],
  ['menu', 'Keys in a list to choose from'],
  ['prompt', 'Keys at the prompt'],
  ['history', 'Keys while you look for an earlier command (^R)'],
  ['anywhere', 'Keys anywhere'],
];

/** Help on the session: its commands and its keys, as rows. */
export const helpRows = (): readonly Row[] => [
  heading('haiku-posts'),
  plain('Type part of a haiku, typing errors and all, and press Enter to read the post.'),
  plain('^F searches what the posts say. All that happens here is a command that you'),
  plain('could have typed.'),
  ...parts.flatMap(([when, title]) => [
    [],
    heading(title),
    ...keyHelp(when).map(([names, what]) => entry(names, what)),
  ]),
  [],
  heading('Commands'),
  ...commands.map(({ name, operands, summary }) => entry(`${name} ${operands}`.trimEnd(), summary)),
  ...ownCommands.map(([usage, summary]) => entry(usage, summary)),
];

/** The help that lies over what was there before, until it is put away. */
export const helpTurn: Turn = turnOf('help', [{ page: rowPage(...helpRows()), post: null }]);
