import type { Context, Output, Status } from '../commands/command.ts';
import { decode } from '../post/library.ts';
import type { Slug } from '../post/slug.ts';
import type { Span } from '../render/line.ts';
import { commandPage, layoutPost, type Page, rowPage, type Stretch } from '../render/page.ts';
import { own, sanitize } from '../render/sanitize.ts';
import { words } from './command-line.ts';
import { type Binding, keyHelp } from './keymap.ts';
import type { Surroundings } from './run.tsx';

/** Reads a command's words into what it runs, or what is wrong with them. Handed down, so that no arrow points at cli. */
export type Interpret = (
  words: readonly string[],
) => { readonly run: (context: Context, stop: AbortSignal) => Runs } | { readonly problem: readonly string[] };

/** A command at work, which puts out several things at a time. Nobody answers what it asks. */
export type Runs = AsyncGenerator<readonly Output[], Status, undefined>;

/** A part of what a command puts out, and the post that it read, if that is what it did. */
export type Part = { readonly page: Page; readonly slug: Slug | null };

/** For how long a row waits for others to be put out with it, in ms; the first of all does not. */
const longestWait = 50;
/** Rows that are set together. */
const rowsOfStretch = 256;

/**
 * Runs a line typed at the prompt: what it puts out, part by part, as it comes; it ends early when `stop` aborts. Never
 * a shell's business. `hasLinks`: whether the terminal has live links.
 */
export async function* runLine(
  command: string,
  { interpret, context, hasLinks }: Pick<Surroundings, 'interpret' | 'context' | 'hasLinks'>,
  stop: AbortSignal,
): AsyncGenerator<Part, void> {
  const prompt = commandPage([
    { text: own('$ '), styles: ['accent'] },
    { text: sanitize(command, 'name'), styles: [] },
  ]);
  const split = words(command);
  const asked = split === null ? { problem: ['haiku-posts: a quote is not closed'] } : interpret(split);
  if (split?.[0] === 'help' && split.length === 1) return yield { page: [prompt, ...help()].flat(), slug: null };
  if ('problem' in asked) return yield { page: [...prompt, ...rowPage(...asked.problem.map(complaint))], slug: null };

  let isFirst = true;
  let rows: (readonly Span[])[] = [];
  let late: Promise<'late'> | null = null;
  const part = (page: Page, slug: Slug | null): Part => {
    // A post brings its own command line, the one that names it in full; other output stands below what was typed.
    const whole = isFirst && slug === null ? [...prompt, ...page] : page;
    isFirst = false;
    return { page: whole, slug };
  };
  const heldRows = (): Part => {
    const page: Stretch[] = [];
    for (let from = 0; from < rows.length; from += rowsOfStretch)
      page.push(...rowPage(...rows.slice(from, from + rowsOfStretch)));
    rows = [];
    late = null;
    return part(page, null);
  };
  const outputs = asked.run(context, stop);
  const stopped = new Promise<null>(resolve => stop.addEventListener('abort', () => resolve(null), { once: true }));
  let since = Number.NEGATIVE_INFINITY;
  // What goes wrong is told when it is its turn, and is not unheard until then.
  const nextOutputs = (): ReturnType<Runs['next']> => {
    const following = outputs.next();
    following.catch(() => {});
    return following;
  };
  let next = nextOutputs();
  for (;;) {
    const step = await Promise.race([next, stopped, ...(late ? [late] : [])]);
    if (step === null || (step !== 'late' && step.done)) break;
    if (step !== 'late') {
      next = nextOutputs();
      for (const output of step.value) {
        if (output.kind !== 'post') {
          rows.push(...rowsOf(output));
          continue;
        }
        if (rows.length > 0) yield heldRows();
        yield part(await layoutPost(output.entry.slug, decode(output.content), hasLinks), output.entry.slug);
      }
      if (rows.length === 0) continue;
      // Rows that are held do not wait for those that may be long in coming.
      late ??= new Promise(resolve => setTimeout(resolve, longestWait, 'late'));
      if (performance.now() - since < longestWait) continue;
    }
    since = performance.now();
    yield heldRows();
  }
  if (rows.length > 0 || isFirst) yield heldRows();
}

function rowsOf(output: Exclude<Output, { kind: 'post' }>): readonly (readonly Span[])[] {
  switch (output.kind) {
    case 'row':
      return [output.spans];
    case 'bytes':
      return decode(output.bytes)
        .split('\n')
        .map(line => [{ text: sanitize(line, 'code'), styles: [] }]);
    case 'complaint':
      return [complaint(output.text)];
    case 'choice':
      return [
        complaint(`cat: ${output.typed}: ${output.entries.length} posts fit that:`),
        ...output.entries.map((entry): readonly Span[] => [
          { text: sanitize(`  post/${entry.slug}.md`, 'name'), styles: [] },
        ]),
      ];
  }
}

const complaint = (text: string): readonly Span[] => [{ text: sanitize(text, 'name'), styles: ['error'] }];

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
      { text: own('Other commands: ls [-l -t -r], find <query>, grep [-i -w -n …] <pattern>, fortune,'), styles: [] },
    ]),
    rowPage([{ text: own('clear, help, exit.'), styles: [] }]),
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
