import { commands } from '../../commands/command-table.ts';
import { textSpan } from '../../commands/output.ts';
import { columnsDocument } from '../../layout/columns-document.ts';
import { type Document, hangingIndentDocument, textDocument } from '../../layout/document.ts';
import { width } from '../../text/width.ts';
import { type KeyContext, keySections } from './keymap.ts';
import { createEntry, type ScrollbackEntry } from './scrollback.ts';

type Definitions = readonly (readonly [name: string, description: string])[];

const widestName = (definitions: Definitions): number => Math.max(...definitions.map(([name]) => width(name)));

function section(title: string, definitions: Definitions, nameWidth = widestName(definitions)): Document {
  const rows = definitions.map(([name, description]) => [
    textSpan(`  ${name}${' '.repeat(nameWidth - width(name))}  `, 'code'),
    textSpan(description),
  ]);
  return [...textDocument([textSpan(title, 'heading2')]), ...columnsDocument(nameWidth + 4, rows)];
}

const INTRODUCTION = hangingIndentDocument(0, [
  [textSpan('haiku-posts', 'heading2')],
  [textSpan('Type part of a haiku, title, date or tag, typos and all. Enter reads the post.')],
  [textSpan("2020-04 is a date, #tls a tag. 'exact ^start end$ !not work as in fzf.")],
  [textSpan('^F searches the full text. Everything here is a command that you could have typed.')],
]);

const COMMANDS = section('Commands', [
  ...commands.map(({ name, operands, summary }) => [`${name} ${operands}`.trimEnd(), summary] as const),
  ['clear', 'clear the scrollback'],
  ['help [<command>]', 'show this help, or help for one command'],
  ['exit', 'exit (like ^D)'],
]);

/** All sections have the same columns. */
const KEYS_WIDTH = widestName(keySections.flatMap(({ keys }) => keys));

/** Returns the sections of keys in the order of `first`, and then the others. */
function keysOf(first: readonly (KeyContext | 'typing')[]): readonly Document[] {
  const rank = (context: KeyContext | 'typing'): number =>
    first.includes(context) ? first.indexOf(context) : first.length;
  const sections = keySections.toSorted((a, b) => rank(a.context) - rank(b.context));
  return sections.map(({ title, keys }) => section(title, keys, KEYS_WIDTH));
}

const join = (sections: readonly Document[]): Document =>
  sections.flatMap((each, at) => (at === 0 ? each : [...textDocument([]), ...each]));

export const helpDocument: Document = join([INTRODUCTION, COMMANDS, ...keysOf([])]);

function openedHelp(...first: readonly (KeyContext | 'typing')[]): ScrollbackEntry {
  const [own = [], ...others] = keysOf(first);
  return createEntry('help', [{ document: join([own, INTRODUCTION, ...others, COMMANDS]), post: null }]);
}

/** The help that F1 and `h` open: the keys of the mode first. */
export const helpEntries = {
  reading: openedHelp('reading', 'search', 'select', 'anywhere'),
  prompt: openedHelp('prompt', 'typing', 'history-search', 'anywhere'),
};
