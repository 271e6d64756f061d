import type { Context, Output, Run } from '../commands/command.ts';
import { decode } from '../post/library.ts';
import type { Slug } from '../post/slug.ts';
import type { Span } from '../render/line.ts';
import { commandPage, layoutPost, type Page, wrapRow } from '../render/page.ts';
import { own, sanitize } from '../render/sanitize.ts';
import { words } from './command-line.ts';
import { type Binding, keyHelp } from './keymap.ts';
import type { Turn } from './scrollback.ts';

/** Reads a command's words into what it runs, or what is wrong with them. Handed down, so that no arrow points at cli. */
export type Interpret = (
  words: readonly string[],
) => { readonly run: (context: Context) => Run } | { readonly problem: readonly string[] };

/** Runs a line typed at the prompt, and gives back the turn that it adds to the session. Never a shell's business. */
export async function runLine(command: string, interpret: Interpret, context: Context): Promise<Turn> {
  const prompt: readonly Span[] = [
    { text: own('$ '), styles: ['accent'] },
    { text: sanitize(command, 'name'), styles: [] },
  ];
  const split = words(command);
  if (split === null)
    return turn(command, null, [commandPage(prompt), complaint('haiku-posts: a quote is not closed')]);
  if (split[0] === 'help' && split.length === 1) return turn(command, null, [commandPage(prompt), ...help()]);
  const asked = interpret(split);
  if ('problem' in asked) return turn(command, null, [commandPage(prompt), ...asked.problem.map(complaint)]);
  const pages: Page[] = [];
  let slug: Slug | null = null;
  for await (const output of asked.run(context)) {
    if (output.kind === 'post') slug ??= output.entry.slug;
    // A post brings its own command line, the one that names it in full; other output stands below what was typed.
    if (pages.length === 0 && output.kind !== 'post') pages.push(commandPage(prompt));
    pages.push(...(await pagesOf(output)));
  }
  return turn(command, slug, pages.length > 0 ? pages : [commandPage(prompt)]);
}

/** The pages of a turn one below the other, their blocks counted through. */
const turn = (command: string, slug: Slug | null, pages: readonly Page[]): Turn => ({
  command,
  slug,
  page: columns => {
    let first = 0;
    return pages.flatMap(page => {
      const lines = page(columns).map(line => ({ spans: line.spans, block: line.block + first }));
      first = (lines.at(-1)?.block ?? first) + 1;
      return lines;
    });
  },
});

async function pagesOf(output: Output): Promise<readonly Page[]> {
  switch (output.kind) {
    case 'post':
      return [await layoutPost(output.entry.slug, decode(output.content))];
    case 'row':
      return [row(output.spans)];
    case 'bytes':
      return decode(output.bytes)
        .split('\n')
        .map(line => row([{ text: sanitize(line, 'code'), styles: [] }]));
    case 'complaint':
      return [complaint(output.text)];
    case 'choice':
      return [
        complaint(`cat: ${output.typed}: ${output.entries.length} posts fit that:`),
        ...output.entries.map(entry => row([{ text: sanitize(`  post/${entry.slug}.md`, 'name'), styles: [] }])),
      ];
  }
}

const row =
  (spans: readonly Span[]): Page =>
  columns =>
    wrapRow(spans, columns).map(spans => ({ spans, block: 0 }));

const complaint = (text: string): Page => row([{ text: sanitize(text, 'name'), styles: ['error'] }]);

function help(): readonly Page[] {
  const heading = (text: string): Page => row([{ text: own(text), styles: ['heading'] }]);
  const blank = row([]);
  const keys = (when: Binding['when']): readonly Page[] =>
    keyHelp(when).map(([names, what]) =>
      row([
        { text: own(names.padEnd(20)), styles: ['code'] },
        { text: own(what), styles: [] },
      ]),
    );
  return [
    row([
      { text: own('Type part of a haiku and press Enter: the post is printed as cat would print it.'), styles: [] },
    ]),
    row([{ text: own('Other commands: ls [-l -t -r], clear, help, exit.'), styles: [] }]),
    blank,
    heading('At the prompt'),
    ...keys('prompt'),
    blank,
    heading('Reading'),
    ...keys('reading'),
    blank,
    heading('Anywhere'),
    ...keys('anywhere'),
  ];
}
