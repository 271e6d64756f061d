import process from 'node:process';
import type { Answer, ListedPost, Output, Question, Run, Status } from '../commands/command.ts';
import { pathRow } from '../commands/output.ts';
import type { Stdio } from '../io/stdio.ts';
import type { Chunk } from '../layout/document.ts';
import { decode } from '../posts/decode.ts';
import { catCommand, postPath } from '../posts/slug.ts';
import type { PostRef } from '../posts/types.ts';
import type { FittedRow } from '../text/fit-row.ts';
import { sanitize, sanitizePieces } from '../text/sanitize.ts';
import { type Row, type Span, textOf } from '../text/span.ts';
import type { Colors } from '../theme/color.ts';
import type { ThemeName } from '../theme/themes.ts';
import { createBatcher } from '../util/batch.ts';

/** Plain for a pipe or file; otherwise rendered at a width, in a theme. */
export type OutputMode = { readonly kind: 'plain' } | RenderedMode;

type RenderedMode = {
  readonly kind: 'rendered';
  readonly columns: number;
  readonly colors: Colors;
  readonly hasLinks: boolean;
};

/** `choose` asks the user which post they mean. */
export type OutputStreams = Stdio & { readonly choose: ((question: Question) => Promise<PostRef | null>) | null };

const LINE_FEED = 0x0a;

/** In characters. Rendering a longer post makes so much garbage that V8 would double its memory. */
const LONG_POST = 1_000_000;

/**
 * Stops V8 from growing its young generation, and lets the heap only double between collections. Works in Node 22.3 and
 * newer.
 */
const keepMemorySmall = async (): Promise<void> => {
  // V8 takes the compiled code of a bundle only with the flags for which it was saved.
  await import('../markdown/parser.ts');
  const { getBuiltinModule } = process as Partial<typeof process>;
  getBuiltinModule?.('node:v8').setFlagsFromString(
    '--semi-space-growth-factor=1 --no-parallel-scavenge --heap-growing-percent=100',
  );
};

/** Prints the outputs of a command. Resolves to its exit status. */
export async function print(outputs: Run, mode: OutputMode, streams: OutputStreams): Promise<Status> {
  const form = mode.kind === 'rendered' ? await createRenderedForm(mode) : plainForm;
  let isAtLineStart = true;
  let answer: Answer;
  let sent: Promise<void> | null;
  const rows = createBatcher<string>(rows => streams.out(rows.join('')));
  for (;;) {
    const step = await outputs.next(answer);
    if (step.done || !isRows(step.value)) await rows.flush();
    if (step.done) return step.value;
    if (streams.closed()) return 0;
    const output = step.value;
    switch (output.kind) {
      case 'post':
        if (!isAtLineStart) await streams.out('\n');
        for await (const part of form.post(output)) {
          if (streams.closed()) break;
          await streams.out(part);
          if (part.length > 0) isAtLineStart = part.at(-1) === '\n' || part.at(-1) === LINE_FEED;
        }
        break;
      case 'bytes':
        await streams.out(output.bytes);
        isAtLineStart = true; // nothing is added after raw bytes
        break;
      case 'row':
        await rows.add(form.row(output.spans));
        break;
      case 'listed':
        // Waiting for nothing takes as long as making the row.
        sent = rows.add(form.listed(output));
        if (sent) await sent;
        break;
      case 'sample':
        await streams.out(await form.sample(output.theme));
        break;
      case 'matches':
        for (const row of await form.matches(output)) {
          sent = rows.add(row);
          if (sent) await sent;
        }
        break;
      case 'error':
        streams.err(`${sanitize(output.text, 'name')}\n`);
        break;
      case 'choice':
        // One guess is asked as a question. Several guesses are listed.
        if (streams.choose && !(output.isGuess && output.posts.length > 1)) answer = await streams.choose(output);
        else if (!output.isName) streams.err(formatChoice(output));
    }
  }
}

const isRows = ({ kind }: Output): boolean => kind === 'row' || kind === 'listed' || kind === 'matches';

const formatChoice = ({ command, typed, posts, isGuess }: Question): string =>
  [
    isGuess ? 'Did you mean' : `${command}: '${typed}' matches ${posts.length} posts:`,
    ...posts.map(post => `  ${isGuess ? postPath(post) : catCommand(post)}`),
  ]
    .map(line => `${sanitize(line, 'name')}\n`)
    .join('');

type PostOutput = Extract<Output, { kind: 'post' }>;
type MatchesOutput = Extract<Output, { kind: 'matches' }>;

type Form = {
  /** Yields the parts of a post, each as soon as it is ready. */
  readonly post: (post: PostOutput) => Iterable<string | Uint8Array> | AsyncIterable<string>;
  readonly row: (spans: readonly Span[]) => string;
  readonly listed: (post: ListedPost) => string;
  readonly sample: (theme: ThemeName) => Promise<string>;
  readonly matches: (output: MatchesOutput) => Promise<readonly string[]>;
};

const plainForm: Form = {
  *post({ header, pieces }) {
    yield `${sanitize(header.trimEnd(), 'name')}\n`;
    yield* sanitizePieces(pieces);
  },
  row: spans => `${textOf(spans)}\n`,
  listed: post => plainForm.row(pathRow(post)),
  sample: async theme => `${theme}\n`,
  matches: async ({ matches, toRow }) => matches.map(match => plainForm.row(toRow(match))),
};

// The renderer and its parser are imported here, because a pipe does not need them.
async function createRenderedForm({ columns, colors, hasLinks }: RenderedMode): Promise<Form> {
  const [{ postDocument, textDocument }, { createPainter }, { listedRow }, { createMatchGrouper }] = await Promise.all([
    import('../layout/document.ts'),
    import('../theme/paint.ts'),
    import('../commands/list-rows.ts'),
    import('../commands/match-rows.ts'),
  ]);
  const paint = createPainter(colors.theme, colors.level);
  const formatChunk = ({ layout }: Chunk): string =>
    layout({ columns, sideways: null, hasMarks: colors.level === 0 })
      .map(line => `${paint(line.spans)}\n`)
      .join('');
  const row = (spans: Row): string => textDocument(spans).map(formatChunk).join('');
  const fitted = ({ row, arrange }: FittedRow): string =>
    arrange(row, columns)
      .map(spans => `${paint(spans)}\n`)
      .join('');
  const groupMatches = createMatchGrouper();
  return {
    async *post({ entry, content }) {
      const text = decode(content);
      if (text.length > LONG_POST) await keepMemorySmall();
      for (const chunk of await postDocument(entry, text, hasLinks)) yield formatChunk(chunk);
    },
    row,
    listed: post => fitted(listedRow(post)),
    sample: async theme => {
      const { sampleDocument } = await import('../commands/theme-sample.ts');
      return (await sampleDocument(theme, hasLinks)).map(formatChunk).join('');
    },
    matches: async ({ matches, toRow, isGrouped }) => {
      const all = isGrouped ? await groupMatches(matches) : matches.map(toRow);
      return all.map(next => ('arrange' in next ? fitted(next) : row(next)));
    },
  };
}
