import type { Context, Output, Run } from '../commands/command.ts';
import { decode } from '../post/library.ts';
import type { Slug } from '../post/slug.ts';
import type { Span } from '../render/line.ts';
import { commandPage, layoutPost, type Page, rowPage } from '../render/page.ts';
import { own, sanitize } from '../render/sanitize.ts';
import { words } from './command-line.ts';
import { type Binding, keyHelp } from './keymap.ts';
import type { Turn } from './scrollback.ts';

/** Reads a command's words into what it runs, or what is wrong with them. Handed down, so that no arrow points at cli. */
export type Interpret = (
  words: readonly string[],
) => { readonly run: (context: Context) => Run } | { readonly problem: readonly string[] };

/**
 * Runs a line typed at the prompt, and gives back the turn that it adds to the session. Never a shell's business.
 * `hasLinks`: whether the terminal has live links.
 */
export async function runLine(
  command: string,
  interpret: Interpret,
  context: Context,
  hasLinks: boolean,
): Promise<Turn> {
  const prompt: readonly Span[] = [
    { text: own('$ '), styles: ['accent'] },
    { text: sanitize(command, 'name'), styles: [] },
  ];
  const answer = (...pages: readonly Page[]): Turn => ({
    command,
    slug: null,
    page: [commandPage(prompt), ...pages].flat(),
  });
  const split = words(command);
  if (split === null) return answer(complaint('haiku-posts: a quote is not closed'));
  if (split[0] === 'help' && split.length === 1) return answer(...help());
  const asked = interpret(split);
  if ('problem' in asked) return answer(...asked.problem.map(complaint));
  const pages: Page[] = [];
  let slug: Slug | null = null;
  for await (const output of asked.run(context)) {
    if (output.kind === 'post') slug ??= output.entry.slug;
    // A post brings its own command line, the one that names it in full; other output stands below what was typed.
    if (pages.length === 0 && output.kind !== 'post') pages.push(commandPage(prompt));
    pages.push(await pageOf(output, hasLinks));
  }
  return pages.length > 0 ? { command, slug, page: pages.flat() } : answer();
}

async function pageOf(output: Output, hasLinks: boolean): Promise<Page> {
  switch (output.kind) {
    case 'post':
      return layoutPost(output.entry.slug, decode(output.content), hasLinks);
    case 'row':
      return rowPage(output.spans);
    case 'bytes':
      return decode(output.bytes)
        .split('\n')
        .flatMap(line => rowPage([{ text: sanitize(line, 'code'), styles: [] }]));
    case 'complaint':
      return complaint(output.text);
    case 'choice':
      return [
        complaint(`cat: ${output.typed}: ${output.entries.length} posts fit that:`),
        ...output.entries.map(entry => rowPage([{ text: sanitize(`  post/${entry.slug}.md`, 'name'), styles: [] }])),
      ].flat();
  }
}

const complaint = (text: string): Page => rowPage([{ text: sanitize(text, 'name'), styles: ['error'] }]);

function help(): readonly Page[] {
  const heading = (text: string): Page => rowPage([{ text: own(text), styles: ['heading2'] }]);
  const blank = rowPage([]);
  const keys = (when: Binding['when']): readonly Page[] =>
    keyHelp(when).map(([names, what]) =>
      rowPage([
        { text: own(names.padEnd(20)), styles: ['code'] },
        { text: own(what), styles: [] },
      ]),
    );
  return [
    rowPage([
      { text: own('Type part of a haiku and press Enter: the post is printed as cat would print it.'), styles: [] },
    ]),
    rowPage([
      { text: own('Other commands: ls [-l -t -r], find <query>, grep [-i -w -n …] <pattern>, clear,'), styles: [] },
    ]),
    rowPage([{ text: own('help, exit.'), styles: [] }]),
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
