import { commands } from '../../commands/index.ts';
import { type Document, hangingIndentDocument, textDocument } from '../../layout/document.ts';
import { sanitize } from '../../text/sanitize.ts';
import type { Row } from '../../text/span.ts';
import { keySections } from './keymap.ts';
import { createEntry, type ScrollbackEntry } from './scrollback.ts';

const plain = (text: string): Row => [{ text: sanitize(text, 'name'), styles: [] }];
const heading = (text: string): Row => [{ text: sanitize(text, 'name'), styles: ['heading2'] }];

/** A heading, and names and their descriptions in two columns. */
function section(title: string, definitions: readonly (readonly [name: string, description: string])[]): Document {
  const column = Math.max(...definitions.map(([name]) => name.length));
  const rows = definitions.map(
    ([name, description]): Row => [
      { text: sanitize(`  ${name.padEnd(column)}  `, 'name'), styles: ['code'] },
      { text: sanitize(description, 'name'), styles: [] },
    ],
  );
  return [...textDocument([], heading(title)), ...hangingIndentDocument(column + 4, rows)];
}

const INTRODUCTION = hangingIndentDocument(0, [
  heading('haiku-posts'),
  plain('Type part of a haiku, typos and all, and press Enter to read the post.'),
  plain('^F searches the full text. Everything here is a command that you could have typed.'),
]);

const KEYS: Document = keySections.flatMap(({ title, keys }) => section(title, keys));

const COMMANDS: Document = section('Commands', [
  ...commands.map(({ name, operands, summary }) => [`${name} ${operands}`.trimEnd(), summary] as const),
  ['clear', 'clear the scrollback'],
  ['help [<command>]', 'show this help, or help for one command'],
  ['exit', 'quit (like ^D)'],
]);

/** The output of the command `help`: commands first. */
export const helpDocument: Document = [...INTRODUCTION, ...COMMANDS, ...KEYS];

/** The help that a key opens: keys first. */
export const helpEntry: ScrollbackEntry = createEntry('help', [
  { document: [...INTRODUCTION, ...KEYS, ...COMMANDS], post: null },
]);
