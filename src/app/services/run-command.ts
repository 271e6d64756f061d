import type { Output } from '../../commands/command.ts';
import { USE_THE_SHELL_HINT } from '../../commands/errors.ts';
import {
  type Chunk,
  commandDocument,
  type Document,
  postDocument,
  sourceDocument,
  textDocument,
} from '../../layout/document.ts';
import { decode } from '../../posts/encoding.ts';
import type { PostRef } from '../../posts/types.ts';
import { sanitize } from '../../text/sanitize.ts';
import { type Span, textOf } from '../../text/span.ts';
import { shellOperatorIn, splitWords } from '../../util/shell-words.ts';
import type { CommandEvent } from '../state/actions.ts';
import type { GrepQuery } from '../state/command-line.ts';
import { helpDocument } from '../state/help.ts';
import type { OutputPart } from '../state/scrollback.ts';
import type { GrepBatch, LineMatch } from '../state/types.ts';
import type { AppOptions, OutputBatches, ResolveCommand } from './types.ts';

/** A post as a part of a entry. `hasLinks`: whether the terminal has live links. */
export async function renderPost({ slug, path }: PostRef, content: string, hasLinks: boolean): Promise<OutputPart> {
  const rendered = await postDocument(slug, content, hasLinks);
  const post = { slug, path, content, rendered, source: sourceDocument(slug, content), isSource: false };
  return { document: rendered, post };
}

/** For how long a row waits for others to be put out with it, in ms; the first of all does not. */
const longestWait = 50;
/** Rows that are set together. */
const rowsOfStretch = 256;

/**
 * Runs a line typed at the prompt: what it puts out, part by part, as it comes; it ends early when `stop` aborts. Never
 * a shell's business. `hasLinks`: whether the terminal has live links.
 */
export async function* runCommandLine(
  command: string,
  { interpret, context, hasLinks }: Pick<AppOptions, 'interpret' | 'context' | 'hasLinks'>,
  stop: AbortSignal,
): AsyncGenerator<CommandEvent, void> {
  const prompt = commandDocument(command);
  const asked = parseLine(command, interpret);
  const putOut = (document: Document): CommandEvent => ({ kind: 'output', part: { document, post: null } });
  if (command.trim() === 'help') return yield putOut([...prompt, ...helpDocument]);
  if ('problem' in asked) return yield putOut([...prompt, ...textDocument(...asked.problem.map(complaint))]);
  if ('said' in asked) return yield putOut([...prompt, ...textDocument(...asked.said.map(plain))]);

  let isFirst = true;
  let rows: (readonly Span[])[] = [];
  let late: Promise<'late'> | null = null;
  const heldRows = (): CommandEvent => {
    const page: Chunk[] = [];
    for (let from = 0; from < rows.length; from += rowsOfStretch)
      page.push(...textDocument(...rows.slice(from, from + rowsOfStretch)));
    rows = [];
    late = null;
    // A post brings its own command line, the one that names it in full; other output stands below what was typed.
    const whole = isFirst ? [...prompt, ...page] : page;
    isFirst = false;
    return putOut(whole);
  };
  const outputs = asked.run(context, stop);
  const stopped = new Promise<null>(resolve => stop.addEventListener('abort', () => resolve(null), { once: true }));
  let since = Number.NEGATIVE_INFINITY;
  // What goes wrong is told when it is its entry, and is not unheard until then.
  const nextOutputs = (): ReturnType<OutputBatches['next']> => {
    const following = outputs.next();
    following.catch(() => {});
    return following;
  };
  let next = nextOutputs();
  try {
    for (;;) {
      const step = await Promise.race([next, stopped, ...(late ? [late] : [])]);
      if (step === null || (step !== 'late' && step.done)) break;
      if (step !== 'late') {
        next = nextOutputs();
        for (const output of step.value) {
          if (output.kind !== 'post' && output.kind !== 'choice') {
            rows.push(...rowsOf(output));
            continue;
          }
          if (rows.length > 0) yield heldRows();
          isFirst = false;
          if (output.kind === 'choice') yield { ...output, kind: 'ask' };
          else yield { kind: 'output', part: await renderPost(output.entry, decode(output.content), hasLinks) };
        }
        if (rows.length === 0) continue;
        // Rows that are held do not wait for those that may be long in coming.
        late ??= new Promise(resolve => setTimeout(resolve, longestWait, 'late'));
        if (performance.now() - since < longestWait) continue;
      }
      since = performance.now();
      yield heldRows();
    }
  } finally {
    // One that is stopped, or asks, is left where it is, and gives back what it has open.
    outputs.return().catch(() => {});
  }
  if (rows.length > 0 || isFirst) yield heldRows();
}

/** Reads a line as its words are read, unless these are not all of it. */
function parseLine(command: string, interpret: ResolveCommand): ReturnType<ResolveCommand> {
  const split = splitWords(command);
  if (split === null) return { problem: ['haiku-posts: a quote is not closed'] };
  const operator = shellOperatorIn(command);
  if (operator === null) return interpret(split);
  return { problem: [`haiku-posts: ${operator}: pipes and redirections are the shell's`, USE_THE_SHELL_HINT] };
}

function rowsOf(output: Exclude<Output, { kind: 'post' | 'choice' }>): readonly (readonly Span[])[] {
  switch (output.kind) {
    case 'row':
      return [output.spans];
    case 'bytes':
      return decode(output.bytes)
        .split('\n')
        .map(line => [{ text: sanitize(line, 'code'), styles: [] }]);
    case 'error':
      return [complaint(output.text)];
  }
}

const plain = (text: string): readonly Span[] => [{ text: sanitize(text, 'name'), styles: [] }];

const complaint = (text: string): readonly Span[] => [{ text: sanitize(text, 'name'), styles: ['error'] }];

/**
 * Searches the text of the posts as a `grep` line at the prompt would, for what it finds: in batches, as they come; it
 * ends early when `stop` aborts.
 */
export async function* grepPosts(
  { words: typed }: GrepQuery,
  { interpret, context }: Pick<AppOptions, 'interpret' | 'context'>,
  stop: AbortSignal,
): AsyncGenerator<GrepBatch, void> {
  const [name = '', ...rest] = typed;
  const asked = interpret([name, '--json', ...rest]);
  if ('problem' in asked) return yield { hits: [], isDone: true, problem: asked.problem[0] ?? null };
  if ('said' in asked) return yield { hits: [], isDone: true, problem: null };
  for await (const outputs of asked.run(context, stop)) {
    if (stop.aborted) return;
    const hits = outputs.flatMap(output => (output.kind === 'row' ? [lineHit(textOf(output.spans))] : []));
    // A post that cannot be read is none that holds it; a pattern that is wrong finds none at all.
    const problem = outputs.find(output => output.kind === 'error' && !output.text.startsWith('grep: post/'));
    yield { hits, isDone: false, problem: problem?.kind === 'error' ? problem.text : null };
  }
  if (!stop.aborted) yield { hits: [], isDone: true, problem: null };
}

/** Of a long line, so many characters are kept before its first match, and from there on. */
const [before, after] = [400, 1600] as const;

function lineHit(json: string): LineMatch {
  const { slug, line, column, text } = JSON.parse(json) as LineMatch & { readonly column: number };
  return { slug, line, text: text.slice(Math.max(0, column - before), column + after) };
}
