import type { Context, Output, PostMatch, Run } from '../../commands/command.ts';
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
import type { Row } from '../../text/span.ts';
import { shellOperatorIn, splitWords } from '../../util/shell-words.ts';
import type { CommandEvent } from '../state/actions.ts';
import type { GrepQuery } from '../state/command-line.ts';
import { helpDocument } from '../state/help.ts';
import type { OutputPart } from '../state/scrollback.ts';
import type { GrepBatch, LineMatch } from '../state/types.ts';
import type { YieldToKeys } from './load-posts.ts';
import type { AppOptions, ResolveCommand } from './types.ts';

/** A post as a part of a scrollback entry. `hasLinks`: whether the terminal supports hyperlinks. */
export async function renderPost({ slug, path }: PostRef, content: string, hasLinks: boolean): Promise<OutputPart> {
  const rendered = await postDocument(slug, content, hasLinks);
  const post = { slug, path, content, rendered, source: sourceDocument(slug, content), isSource: false };
  return { document: rendered, post };
}

/** For how long outputs are collected before they are shown together, in ms; the first is shown at once. */
const BATCH_MS = 50;
/** Rows that are laid out together. */
const ROWS_PER_CHUNK = 256;

/** What commands are run with: the services they use, and the pauses between two steps of long work. */
type RunOptions = Pick<AppOptions, 'interpret' | 'context' | 'hasLinks'> & { readonly yieldToKeys: YieldToKeys };

/**
 * Runs a line typed at the prompt and yields its output, part by part. Ends early when `stop` aborts. A line that only a
 * shell can run is an error.
 */
export async function* runCommandLine(
  command: string,
  { interpret, context, hasLinks, yieldToKeys }: RunOptions,
  stop: AbortSignal,
): AsyncGenerator<CommandEvent, void> {
  const prompt = commandDocument(command);
  const asked = parseLine(command, interpret);
  const output = (document: Document): CommandEvent => ({ kind: 'output', part: { document, post: null } });
  if (command.trim() === 'help') return yield output([...prompt, ...helpDocument]);
  if ('problem' in asked) return yield output([...prompt, ...textDocument(...asked.problem.map(errorRow))]);
  if ('said' in asked) return yield output([...prompt, ...textDocument(...asked.said.map(plainRow))]);

  let isFirst = true;
  let rows: Row[] = [];
  const takeRows = (): CommandEvent => {
    const document: Chunk[] = [];
    for (let from = 0; from < rows.length; from += ROWS_PER_CHUNK)
      document.push(...textDocument(...rows.slice(from, from + ROWS_PER_CHUNK)));
    rows = [];
    // A post shows its own command line, which names it in full; other output stands below what was typed.
    const whole = isFirst ? [...prompt, ...document] : document;
    isFirst = false;
    return output(whole);
  };
  for await (const outputs of batchOutputs(asked.run(interruptible(context, yieldToKeys, stop)), context.now, stop)) {
    for (const each of outputs) {
      if (each.kind !== 'post' && each.kind !== 'choice') {
        rows.push(...toRows(each));
        continue;
      }
      if (rows.length > 0) yield takeRows();
      isFirst = false;
      if (each.kind === 'choice') yield { ...each, kind: 'ask' };
      else yield { kind: 'output', part: await renderPost(each.entry, decode(each.content), hasLinks) };
    }
    if (rows.length > 0) yield takeRows();
  }
  if (isFirst) yield takeRows();
}

/** A context whose commands pause for keys, and fail at the next step once `stop` aborts. */
const interruptible = (context: Context, yieldToKeys: YieldToKeys, stop: AbortSignal): Context => ({
  ...context,
  pauseIfDue: () => {
    stop.throwIfAborted();
    return yieldToKeys();
  },
});

/** The outputs of a run, those of {@link BATCH_MS} together, posts and questions at once. Ends when `stop` aborts. */
async function* batchOutputs(run: Run, now: () => number, stop: AbortSignal): AsyncGenerator<readonly Output[], void> {
  let batch: Output[] = [];
  let due: Promise<'due'> | null = null;
  let last = Number.NEGATIVE_INFINITY;
  const stopped = new Promise<null>(resolve => stop.addEventListener('abort', () => resolve(null), { once: true }));
  const advance = (): ReturnType<Run['next']> => {
    const next = run.next();
    next.catch(() => {}); // an error is handled in its turn, and must not count as unhandled until then
    return next;
  };
  let next = advance();
  try {
    while (!stop.aborted) {
      const step = await Promise.race([next, stopped, ...(due ? [due] : [])]);
      if (step === null || (step !== 'due' && step.done)) break;
      if (step !== 'due') {
        next = advance();
        batch.push(step.value);
        due ??= new Promise(resolve => setTimeout(resolve, BATCH_MS, 'due'));
        const isUrgent = step.value.kind === 'post' || step.value.kind === 'choice';
        if (!isUrgent && now() - last < BATCH_MS) continue;
      }
      last = now();
      yield batch;
      [batch, due] = [[], null];
    }
  } finally {
    // A run that is stopped or asks a question is left where it is, and closes its files.
    run.return(1).catch(() => {});
  }
  if (batch.length > 0) yield batch;
}

/** Parses a line, unless it has shell syntax or an open quote. */
function parseLine(command: string, interpret: ResolveCommand): ReturnType<ResolveCommand> {
  const split = splitWords(command);
  if (split === null) return { problem: ['haiku-posts: a quote is not closed'] };
  const operator = shellOperatorIn(command);
  if (operator === null) return interpret(split);
  return { problem: [`haiku-posts: ${operator}: pipes and redirections are the shell's`, USE_THE_SHELL_HINT] };
}

function toRows(output: Exclude<Output, { kind: 'post' | 'choice' }>): readonly Row[] {
  switch (output.kind) {
    case 'row':
      return [output.spans];
    case 'matches':
      return output.matches.map(output.toRow);
    case 'bytes':
      return decode(output.bytes)
        .split('\n')
        .map(line => [{ text: sanitize(line, 'code'), styles: [] }]);
    case 'error':
      return [errorRow(output.text)];
  }
}

const plainRow = (text: string): Row => [{ text: sanitize(text, 'name'), styles: [] }];

const errorRow = (text: string): Row => [{ text: sanitize(text, 'name'), styles: ['error'] }];

/** Runs a `grep` line while it is typed and yields the matches, batch by batch. Ends early when `stop` aborts. */
export async function* grepPosts(
  { words }: GrepQuery,
  { interpret, context, yieldToKeys }: Omit<RunOptions, 'hasLinks'>,
  stop: AbortSignal,
): AsyncGenerator<GrepBatch, void> {
  const asked = interpret(words);
  if ('problem' in asked) return yield { hits: [], isDone: true, problem: asked.problem[0] ?? null };
  if ('said' in asked) return yield { hits: [], isDone: true, problem: null };
  for await (const outputs of batchOutputs(asked.run(interruptible(context, yieldToKeys, stop)), context.now, stop)) {
    const hits = outputs.flatMap(output => (output.kind === 'matches' ? output.matches.map(toLineMatch) : []));
    // A post that cannot be read is not a match; any other error ends the search.
    const [problem = null] = outputs.flatMap(output =>
      output.kind === 'error' && output.path === undefined ? output.text : [],
    );
    yield { hits, isDone: false, problem };
  }
  if (!stop.aborted) yield { hits: [], isDone: true, problem: null };
}

/** Characters kept of a long line: before its first match, and from there on. */
const [KEPT_BEFORE, KEPT_AFTER] = [400, 1600];

const toLineMatch = ({ ref: { slug }, line, column, text }: PostMatch): LineMatch => ({
  slug,
  line,
  text: text.slice(Math.max(0, column - KEPT_BEFORE), column + KEPT_AFTER),
});
