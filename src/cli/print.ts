import type { Answer, Output, Question, Run, Status } from '../commands/command.ts';
import type { Chunk } from '../layout/document.ts';
import { decode } from '../posts/encoding.ts';
import { catCommand, type Slug } from '../posts/slug.ts';
import { transcriptHeader } from '../posts/transcript.ts';
import { sanitize, sanitizePieces } from '../text/sanitize.ts';
import { type Span, textOf } from '../text/span.ts';
import type { Colors } from '../theme/color.ts';
import { createBatcher } from '../util/batch.ts';

/** Where output goes: to a pipe or file as it is, or set at a width in a theme. */
export type OutputMode =
  | { readonly kind: 'plain' }
  | { readonly kind: 'rendered'; readonly columns: number; readonly colors: Colors; readonly hasLinks: boolean };

/** The streams that output is written to, and a reader who may be asked which post they meant. */
export type OutputStreams = {
  readonly out: (chunk: string | Uint8Array) => Promise<void>;
  readonly err: (text: string) => void;
  /** True once nobody reads any more. */
  readonly closed: () => boolean;
  readonly choose: ((question: Question) => Promise<Slug | null>) | null;
};

const lineFeed = 0x0a;

/** Prints what a command puts out, and answers what it asks. */
export async function print(outputs: Run, surface: OutputMode, outlets: OutputStreams): Promise<Status> {
  const form = surface.kind === 'rendered' ? await rendered(surface) : plain;
  let endedLine = true; // whether what was printed last ended its line
  let answer: Answer;
  const rows = createBatcher<string>(rows => outlets.out(rows.join('')));
  for (;;) {
    const step = await outputs.next(answer);
    if (step.done || (step.value.kind !== 'row' && step.value.kind !== 'matches')) await rows.flush();
    if (step.done) return step.value;
    if (outlets.closed()) return 0;
    const output = step.value;
    switch (output.kind) {
      case 'post':
        if (!endedLine) await outlets.out('\n');
        for await (const part of form.post(output)) {
          if (outlets.closed()) break;
          await outlets.out(part);
          if (part.length > 0) endedLine = part.at(-1) === '\n' || part.at(-1) === lineFeed;
        }
        break;
      case 'bytes':
        await outlets.out(output.bytes);
        endedLine = true; // raw bytes are never added to
        break;
      case 'row':
        await rows.add(form.row(output.spans));
        break;
      case 'matches':
        for (const match of output.matches) await rows.add(form.row(output.toRow(match)));
        break;
      case 'error':
        outlets.err(`${sanitize(output.text, 'name')}\n`);
        break;
      case 'choice': {
        if (outlets.choose) answer = await outlets.choose(output);
        else outlets.err(several(output));
      }
    }
  }
}

const several = ({ command, typed, slugs }: Question): string =>
  [`${command}: ${typed}: ${slugs.length} posts fit that:`, ...slugs.map(slug => `  ${catCommand(slug)}`)]
    .map(line => `${sanitize(line, 'name')}\n`)
    .join('');

type PostOutput = Extract<Output, { kind: 'post' }>;

/** The form of what is put out. */
type Form = {
  /** A post in parts, each as soon as it is there. */
  readonly post: (post: PostOutput) => Iterable<string | Uint8Array> | AsyncIterable<string>;
  readonly row: (spans: readonly Span[]) => string;
};

const plain: Form = {
  *post({ entry, content, rest = [] }) {
    yield `${sanitize(transcriptHeader(entry.slug).trimEnd(), 'name')}\n`;
    yield* sanitizePieces(piecesOf(content, rest));
  },
  row: spans => `${textOf(spans)}\n`,
};

function* piecesOf(content: Uint8Array, rest: Iterable<Uint8Array>): Generator<Uint8Array, void> {
  yield content;
  yield* rest;
}

// The renderer and its parser are loaded here, so that a pipe never pays for them.
async function rendered({ columns, colors, hasLinks }: Extract<OutputMode, { kind: 'rendered' }>): Promise<Form> {
  const [{ postDocument, textDocument }, { createPainter }] = await Promise.all([
    import('../layout/document.ts'),
    import('../theme/paint.ts'),
  ]);
  const paint = createPainter(colors.theme, colors.level);
  const text = ({ layout }: Chunk): string =>
    layout({ columns, sideways: null })
      .map(line => `${paint(line.spans)}\n`)
      .join('');
  return {
    async *post({ entry, content }) {
      for (const stretch of await postDocument(entry.slug, decode(content), hasLinks)) yield text(stretch);
    },
    row: spans => textDocument(spans).map(text).join(''),
  };
}
