import { commands } from '../../commands/index.ts';
import { type Document, hangingIndentDocument, textDocument } from '../../layout/document.ts';
import { sanitize } from '../../text/sanitize.ts';
import type { Row } from '../../text/span.ts';
import { keyHelp } from './keymap.ts';
import { createEntry, type ScrollbackEntry } from './scrollback.ts';
import type { KeyContext } from './types.ts';

const plain = (text: string): Row => [{ text: sanitize(text, 'name'), styles: [] }];
const heading = (text: string): Row => [{ text: sanitize(text, 'name'), styles: ['heading2'] }];

/** Names and what they do, in two columns. */
function entries(pairs: readonly (readonly [name: string, what: string])[]): Document {
  const column = Math.max(...pairs.map(([name]) => name.length));
  const rows = pairs.map(
    ([name, what]): Row => [
      { text: sanitize(`  ${name.padEnd(column)}  `, 'name'), styles: ['code'] },
      { text: sanitize(what, 'name'), styles: [] },
    ],
  );
  return hangingIndentDocument(column + 4, rows);
}

/** What only a session has for commands. */
const ownCommands: readonly (readonly [usage: string, summary: string])[] = [
  ['clear', 'forget what stands above the prompt'],
  ['help [<command>]', 'this text, or what a command takes'],
  ['exit', 'leave, as ^D does'],
];

const parts: readonly (readonly [part: KeyContext | 'editing', title: string])[] = [
  ['reading', 'Keys while you read'],
  ['search', 'Keys while you type what to look for'],
  ['menu', 'Keys in a list to choose from'],
  ['prompt', 'Keys at the prompt'],
  ['history', 'Keys while you look for an earlier command (^R)'],
  ['editing', 'Keys wherever you type'],
  ['anywhere', 'Keys anywhere'],
];

const opening = hangingIndentDocument(0, [
  heading('haiku-posts'),
  plain('Type part of a haiku, typing errors and all, and press Enter to read the post.'),
  plain('^F searches what the posts say. All that happens here is a command that you could have typed.'),
]);

const keysHelp: Document = parts.flatMap(([part, title]) => [
  ...textDocument([], heading(title)),
  ...entries(keyHelp(part)),
]);

const commandsHelp: Document = [
  ...textDocument([], heading('Commands')),
  ...entries([
    ...commands.map(({ name, operands, summary }) => [`${name} ${operands}`.trimEnd(), summary] as const),
    ...ownCommands,
  ]),
];

/** What the command `help` tells: who types one asks for the others first. */
export const helpDocument: Document = [...opening, ...commandsHelp, ...keysHelp];

/** The help that lies over what was there before, until it is put away: who strikes a key asks for the keys first. */
export const helpEntry: ScrollbackEntry = createEntry('help', [
  { document: [...opening, ...keysHelp, ...commandsHelp], post: null },
]);
