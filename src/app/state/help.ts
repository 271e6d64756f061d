import { commands } from '../../commands/command-table.ts';
import { textSpan } from '../../commands/output.ts';
import { columnsDocument } from '../../layout/columns-document.ts';
import { type Document, hangingIndentDocument, inMargin, textDocument } from '../../layout/document.ts';
import { width } from '../../text/width.ts';
import { memoizeWeak } from '../../util/functions.ts';
import type { ProgramName } from '../../util/program-name.ts';
import { type KeyContext, keySections } from './keymap.ts';
import { createEntry, type ScrollbackEntry } from './scrollback.ts';

type Definitions = readonly (readonly [name: string, description: string])[];

const widestName = (definitions: Definitions): number => Math.max(...definitions.map(([name]) => width(name)));

function section(title: string, definitions: Definitions, nameWidth = widestName(definitions)): Document {
  const rows = definitions.map(([name, description]) => [
    textSpan(`  ${name}${' '.repeat(nameWidth - width(name))}  `, 'accent'),
    textSpan(description),
  ]);
  return [...textDocument([textSpan(title, 'heading2')]), ...columnsDocument(nameWidth + 4, rows)];
}

const introduction = ({ name, about }: ProgramName): Document =>
  hangingIndentDocument(0, [
    [textSpan(name, 'heading2')],
    ...(about === '' ? [] : [[textSpan(about)]]),
    [textSpan('Type part of a haiku, title, date or tag, typos and all. Enter reads the post.')],
    [textSpan("2020-04 is a date, #tls a tag. 'exact ^start end$ !not work as in fzf.")],
    [textSpan('^F searches the full text. Everything here is a command you could have typed.')],
  ]);

const commandSection = (): Document =>
  section('Commands', [
    ...commands.map(({ name, operands, summary }) => [`${name} ${operands}`.trimEnd(), summary] as const),
    ['clear', 'clear the scrollback'],
    ['help [<command>]', 'show this help, or help for one command'],
    ['exit', 'exit (like ^D)'],
  ]);

/** The sections of keys, built when help is first shown: the first frame must not wait for them. */
const keyDocuments = memoizeWeak((sections: typeof keySections) => {
  // All sections have the same columns.
  const nameWidth = widestName(sections.flatMap(({ keys }) => keys));
  return sections.map(({ context, title, keys }) => ({ context, document: section(title, keys, nameWidth) }));
});

type Contexts = readonly (KeyContext | 'typing')[];

/** Returns the sections of keys in the order of `first`, and then the others. */
function keysOf(first: Contexts): readonly Document[] {
  const rank = (context: KeyContext | 'typing'): number =>
    first.includes(context) ? first.indexOf(context) : first.length;
  const sections = keyDocuments(keySections).toSorted((a, b) => rank(a.context) - rank(b.context));
  return sections.map(({ document }) => document);
}

const join = (sections: readonly Document[]): Document =>
  inMargin(sections.flatMap((each, at) => (at === 0 ? each : [...textDocument([]), ...each])));

export const helpDocument = (program: ProgramName): Document =>
  join([introduction(program), commandSection(), ...keysOf([])]);

const openedHelp = memoizeWeak((program: ProgramName) =>
  memoizeWeak((first: Contexts): ScrollbackEntry => {
    const [own = [], ...others] = keysOf(first);
    const document = join([own, introduction(program), ...others, commandSection()]);
    return createEntry('help', [{ document, post: null }]);
  }),
);

const FIRST_CONTEXTS = {
  reading: ['reading', 'search', 'select', 'anywhere'],
  prompt: ['prompt', 'typing', 'history-search', 'anywhere'],
} as const;

/** Returns the help that F1 and `h` open: the keys of the mode first. */
export const helpEntry = (mode: keyof typeof FIRST_CONTEXTS, program: ProgramName): ScrollbackEntry =>
  openedHelp(program)(FIRST_CONTEXTS[mode]);
