import { commands } from '../../commands/index.ts';
import { type Document, hangingIndentDocument, textDocument } from '../../layout/document.ts';
import { sanitize } from '../../text/sanitize.ts';
import type { Row, StyleName } from '../../text/span.ts';
import { keySections } from './keymap.ts';
import { createEntry, type ScrollbackEntry } from './scrollback.ts';

const row = (text: string, ...styles: readonly StyleName[]): Row => [{ text: sanitize(text, 'name'), styles }];

function section(title: string, definitions: readonly (readonly [name: string, description: string])[]): Document {
  const column = Math.max(...definitions.map(([name]) => name.length));
  const rows = definitions.map(([name, description]) => [
    ...row(`  ${name.padEnd(column)}  `, 'code'),
    ...row(description),
  ]);
  return [...textDocument([], row(title, 'heading2')), ...hangingIndentDocument(column + 4, rows)];
}

const INTRODUCTION = hangingIndentDocument(0, [
  row('haiku-posts', 'heading2'),
  row('Type part of a haiku, typos and all, and press Enter to read the post.'),
  row('^F searches the full text. Everything here is a command that you could have typed.'),
]);

const KEYS: Document = keySections.flatMap(({ title, keys }) => section(title, keys));

const COMMANDS: Document = section('Commands', [
  ...commands.map(({ name, operands, summary }) => [`${name} ${operands}`.trimEnd(), summary] as const),
  ['clear', 'clear the scrollback'],
  ['help [<command>]', 'show this help, or help for one command'],
  ['exit', 'quit (like ^D)'],
]);

export const helpDocument: Document = [...INTRODUCTION, ...COMMANDS, ...KEYS];

/** The help that a key opens: keys first. */
export const helpEntry: ScrollbackEntry = createEntry('help', [
  { document: [...INTRODUCTION, ...KEYS, ...COMMANDS], post: null },
]);
