import { commands } from '../../commands/command-table.ts';
import { textSpan } from '../../commands/output.ts';
import { type Document, hangingIndentDocument, textDocument } from '../../layout/document.ts';
import { keySections } from './keymap.ts';
import { createEntry, type ScrollbackEntry } from './scrollback.ts';

function section(title: string, definitions: readonly (readonly [name: string, description: string])[]): Document {
  const column = Math.max(...definitions.map(([name]) => name.length));
  const rows = definitions.map(([name, description]) => [
    textSpan(`  ${name.padEnd(column)}  `, 'code'),
    textSpan(description),
  ]);
  return [...textDocument([], [textSpan(title, 'heading2')]), ...hangingIndentDocument(column + 4, rows)];
}

const INTRODUCTION = hangingIndentDocument(0, [
  [textSpan('haiku-posts', 'heading2')],
  [textSpan('Type part of a haiku, title, date or tag, typos and all. Enter reads the post.')],
  [textSpan("2020-04 is a date, #tls a tag. 'exact ^start end$ !not work as in fzf.")],
  [textSpan('^F searches the full text. Everything here is a command that you could have typed.')],
]);

const KEYS: Document = keySections.flatMap(({ title, keys }) => section(title, keys));

const COMMANDS: Document = section('Commands', [
  ...commands.map(({ name, operands, summary }) => [`${name} ${operands}`.trimEnd(), summary] as const),
  ['clear', 'clear the scrollback'],
  ['help [<command>]', 'show this help, or help for one command'],
  ['exit', 'quit (like ^D)'],
]);

export const helpDocument: Document = [...INTRODUCTION, ...COMMANDS, ...KEYS];

/** The help that F1 and `h` open: keys first. */
export const helpEntry: ScrollbackEntry = createEntry('help', [
  { document: [...INTRODUCTION, ...KEYS, ...COMMANDS], post: null },
]);
