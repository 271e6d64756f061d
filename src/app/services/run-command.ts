import type { Context, Output, PostMatch, Run } from '../../commands/command.ts';
import { listedRow } from '../../commands/list-rows.ts';
import { createMatchGrouper } from '../../commands/match-rows.ts';
import { textSpan, USE_THE_SHELL_HINT } from '../../commands/output.ts';
import {
  coloredSourceDocument,
  commandDocument,
  type Document,
  inMargin,
  outputDocument,
  postDocument,
  textDocument,
} from '../../layout/document.ts';
import { decode } from '../../posts/decode.ts';
import type { PostRef } from '../../posts/types.ts';
import type { FittedRow } from '../../text/fit-row.ts';
import { sanitize } from '../../text/sanitize.ts';
import type { Row, Span } from '../../text/span.ts';
import type { ProgramName } from '../../util/program-name.ts';
import { shellOperatorIn, splitWords } from '../../util/shell-words.ts';
import type { CommandEvent } from '../state/actions.ts';
import type { GrepQuery } from '../state/cat-and-grep-lines.ts';
import { type GrepBatch, keptPart, type LineMatch } from '../state/grep-results.ts';
import { helpDocument } from '../state/help.ts';
import type { OutputPart } from '../state/scrollback.ts';
import type { YieldToKeys } from './key-aware-scheduler.ts';
import { type ResolveCommand, shellLine } from './resolve-command.ts';

export async function renderPost(ref: PostRef, content: string, hasLinks: boolean): Promise<OutputPart> {
  const rendered = await postDocument(ref, content, hasLinks, true);
  const { slug, path } = ref;
  const source = await coloredSourceDocument(ref, content);
  const post = { slug, path, content, rendered, source, isSource: false };
  return { document: rendered, post };
}

/** The first output is shown at once, later outputs in batches. */
const BATCH_MS = 100;
const ROWS_PER_CHUNK = 256;
/** The most that the app keeps of a command's rows. A row takes about 1 kB of memory. */
const [MAX_ROWS, MAX_CHARACTERS] = [100_000, 16_000_000] as const;

type RunOptions = {
  readonly program: ProgramName;
  readonly resolveCommand: ResolveCommand;
  readonly context: Context;
  readonly hasLinks: boolean;
  readonly yieldToKeys: YieldToKeys;
};

/** Runs a line typed at the prompt and yields its output, part by part. Ends early when `stop` aborts. */
export async function* runCommandLine(
  line: string,
  options: RunOptions,
  stop: AbortSignal,
): AsyncGenerator<CommandEvent, void> {
  const { hasLinks } = options;
  const prompt = commandDocument(line);
  const output = (document: Document): CommandEvent => ({ kind: 'output', part: { document, post: null } });
  if (line.trim() === 'help') return yield output([...prompt, ...helpDocument(options.program)]);
  const resolved = parseLine(line, options);
  const outputLines = (lines: readonly Span[]): CommandEvent =>
    output([...prompt, ...inMargin(textDocument(...lines.map(line => [line])))]);
  if ('problem' in resolved) return yield outputLines(resolved.problem.map((line, at) => errorSpan(line, at > 0)));
  if ('text' in resolved) return yield outputLines(resolved.text.map(line => textSpan(line)));

  // A post shows its own command line, with its full name. Other output follows the typed line.
  let head: Document = prompt;
  let rows: (Row | FittedRow)[] = [];
  let [count, length] = [0, 0];
  const groupMatches = createMatchGrouper();
  const takeRows = (): CommandEvent => {
    const document = [...head];
    for (let from = 0; from < rows.length; from += ROWS_PER_CHUNK)
      document.push(...inMargin(outputDocument(rows.slice(from, from + ROWS_PER_CHUNK))));
    [head, rows] = [[], []];
    return output(document);
  };
  for await (const outputs of batchOutputs(resolved.run, options, stop)) {
    for (const next of outputs) {
      if (next.kind !== 'post' && next.kind !== 'choice' && next.kind !== 'sample') {
        for (const row of next.kind === 'matches' && next.isGrouped ? await groupMatches(next.matches) : toRows(next)) {
          rows.push(row);
          count++;
          length += lengthOf(row);
          if (count < MAX_ROWS && length < MAX_CHARACTERS) continue;
          const whole = shellLine(line, options.program.name, options.context.namedFolder);
          rows.push([textSpan(`only this much is kept: in a shell, ${whole} prints all`, 'error')]);
          return yield takeRows();
        }
        continue;
      }
      if (rows.length > 0) yield takeRows();
      if (next.kind === 'sample') {
        const { sampleDocument } = await import('../../commands/theme-sample.ts');
        yield output([...head, ...(await sampleDocument(next.theme, hasLinks))]);
      }
      head = [];
      if (next.kind === 'sample') continue;
      if (next.kind === 'choice') yield { ...next, kind: 'ask' };
      else yield { kind: 'output', part: await renderPost(next.entry, decode(next.content), hasLinks) };
    }
    if (rows.length > 0) yield takeRows();
  }
  if (head.length > 0) yield takeRows();
}

/** Runs a command and yields its outputs in batches, but posts and questions at once. Ends when `stop` aborts. */
async function* batchOutputs(
  start: (context: Context) => Run,
  { context, yieldToKeys }: Pick<RunOptions, 'context' | 'yieldToKeys'>,
  stop: AbortSignal,
): AsyncGenerator<readonly Output[], void> {
  const { now } = context;
  const pauseIfDue = (): Promise<void> | null => {
    stop.throwIfAborted();
    return yieldToKeys();
  };
  const run = start({ ...context, pauseIfDue });
  let batch: Output[] = [];
  let due: Promise<'due'> | null = null;
  let yieldedAt = Number.NEGATIVE_INFINITY;
  const stopped = new Promise<null>(resolve => stop.addEventListener('abort', () => resolve(null), { once: true }));
  // A question is answered later, by another command line.
  const advance = (last?: Output): ReturnType<Run['next']> => {
    const next = run.next(last?.kind === 'choice' ? null : undefined);
    next.catch(() => {}); // handled when it is awaited
    return next;
  };
  let next = advance();
  try {
    while (!stop.aborted) {
      const step = await Promise.race([next, stopped, ...(due ? [due] : [])]);
      if (step === null || (step !== 'due' && step.done)) break;
      if (step !== 'due') {
        next = advance(step.value);
        batch.push(step.value);
        due ??= new Promise(resolve => setTimeout(resolve, BATCH_MS, 'due'));
        const isUrgent = step.value.kind === 'post' || step.value.kind === 'choice';
        if (!isUrgent && now() - yieldedAt < BATCH_MS) continue;
      }
      yieldedAt = now();
      yield batch;
      [batch, due] = [[], null];
    }
  } finally {
    // Not awaited: a stopped run closes its files when its current step ends.
    run.return(1).catch(() => {});
  }
  if (batch.length > 0) yield batch;
}

function parseLine(line: string, { program, resolveCommand }: RunOptions): ReturnType<ResolveCommand> {
  const words = splitWords(line);
  if (words === null) return { problem: [`${program.name}: a quote is not closed`] };
  const operator = shellOperatorIn(line);
  if (operator === null) return resolveCommand(words);
  return { problem: [`${program.name}: ${operator}: pipes and redirections are the shell's`, USE_THE_SHELL_HINT] };
}

/** Returns a row of an error, or of a hint below it, which is quiet. */
const errorSpan = (text: string, isHint = false): Span => textSpan(text, isHint ? 'dim' : 'error');

/** The number of characters of a row. Spans take memory too; a row of few spans has only its characters. */
const lengthOf = (row: Row | FittedRow): number => {
  const spans = 'row' in row ? row.row : row;
  return spans.reduce((sum, { text }) => sum + text.length, 32 * Math.max(0, spans.length - 16));
};

function toRows(output: Exclude<Output, { kind: 'post' | 'choice' | 'sample' }>): readonly (Row | FittedRow)[] {
  switch (output.kind) {
    case 'row':
      return [output.spans];
    case 'listed':
      return [listedRow(output)];
    case 'matches':
      return output.matches.map(output.toRow);
    case 'bytes':
      return decode(output.bytes)
        .split('\n')
        .map(line => [{ text: sanitize(line, 'code'), styles: [] }]);
    case 'error':
      return [[errorSpan(output.text, output.isHint)]];
  }
}

/** Runs a `grep` line while it is typed and yields the matches in batches. Ends early when `stop` aborts. */
export async function* grepPosts(
  { words }: GrepQuery,
  options: Omit<RunOptions, 'hasLinks' | 'program'>,
  stop: AbortSignal,
): AsyncGenerator<GrepBatch, void> {
  const resolved = options.resolveCommand(words);
  if ('problem' in resolved) return yield { hits: [], isDone: true, problem: resolved.problem[0] ?? null };
  if ('text' in resolved) return yield { hits: [], isDone: true, problem: null };
  for await (const outputs of batchOutputs(resolved.run, options, stop)) {
    const hits = outputs.flatMap(output => (output.kind === 'matches' ? output.matches.map(toLineMatch) : []));
    // A post that cannot be read does not end the search.
    const error = outputs.find(output => output.kind === 'error' && output.path === undefined);
    yield { hits, isDone: false, problem: error?.kind === 'error' ? error.text : null };
  }
  if (!stop.aborted) yield { hits: [], isDone: true, problem: null };
}

const toLineMatch = ({ ref: { slug, path }, line, column, text }: PostMatch): LineMatch => ({
  slug,
  path,
  line,
  text: keptPart(text, column),
});
