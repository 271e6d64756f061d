import type { Option } from '../commands/command.ts';
import { commands } from '../commands/command-table.ts';
import type { PostDate } from '../posts/date.ts';
import { capitalize, formatDate } from '../util/format.ts';
import { appOptions, commandSyntax, globalOptions, help, optionRows } from './option-table.ts';

type DefinitionList = readonly (readonly [name: string, description: string])[];

type KeyPart = { readonly title: string; readonly keys: DefinitionList };

/** Returns the man page. `template`: a page in mdoc(7) with `{…}` for the date and each table. `keys`: the app's. */
export function manPage(template: string, date: PostDate, keys: readonly KeyPart[]): string {
  const tables: Readonly<Record<string, string>> = {
    date: formatDate(date),
    appOptions: optionList(appOptions),
    globalOptions: optionList(globalOptions),
    commands: [...commands, help].map(commandSection).join('\n'),
    keys: keys.map(({ title, keys }) => `.Ss ${argument(title)}\n${list(keys, argument)}`).join('\n'),
  };
  return template.replace(/\{(\w+)\}/g, (insert, name) => tables[name] ?? insert);
}

const commandSection = ({ summary, details = '', ...command }: typeof help): string => {
  const sentence = text(`${capitalize(summary).replace(/[^.]$/, '$&.')} ${details}`.trimEnd());
  return [`.Ss ${argument(commandSyntax(command))}`, sentence, optionList(command.options)].filter(Boolean).join('\n');
};

const optionList = (options: Readonly<Record<string, Option>>): string =>
  list(optionRows(options), row => {
    const [flags = '', value] = row.split(/ (?=[A-Z]+$)/);
    // Fl puts one hyphen before its argument.
    const names = flags.split(', ').map(name => `Fl ${argument(name.slice(1))}`);
    return names.join(' , ') + (value === undefined ? '' : ` Ar ${argument(value)}`);
  });

const list = (rows: DefinitionList, toHead: (name: string) => string): string => {
  const items = rows.map(([name, description]) => `.It ${toHead(name)}\n${text(description)}\n`);
  return rows.length === 0 ? '' : `.Bl -tag -width Ds\n${items.join('')}.El`;
};

const glyphs: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '"': '\\(dq',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

/** Escapes a text for roff, so that a hyphen before a word stays a hyphen, and a line with a leading dot stays text. */
export const text = (plain: string): string =>
  plain
    .replace(/[\\"'`^~]/g, letter => glyphs[letter] ?? letter)
    .replace(/(?<![\p{L}\p{N}])-/gu, '\\-')
    .replace(/[^\0-\x7e]/gu, letter => `\\[u${letter.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(/^\./, '\\&.');

/** Escapes a text as one argument of a macro, so that none of its words is read as a macro. */
const argument = (plain: string): string => `"\\&${text(plain)}"`;
