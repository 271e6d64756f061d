import { type PostWriter, writePost } from '../posts/post-writer.ts';
import { pathOfSlug, type Slug } from '../posts/slug.ts';
import { MAX_COMMAND_LINE_BYTES, splitTranscript } from '../posts/transcript.ts';
import { isReadError, type ReadError } from '../posts/types.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Command, Run, Status } from './command.ts';
import { fail, row, textSpan } from './output.ts';

/** A whole transcript is read into memory. */
const MAX_TRANSCRIPT_BYTES = 64 * 2 ** 20;

/** Imports transcripts, which are the output of a piped `cat`. Reports other files. */
export const importPosts: Command = {
  name: 'import',
  operands: '<file>...',
  summary: "turn saved transcripts back into posts (first line '$ cat post/<slug>.md'; - reads stdin)",
  options: { to: { value: 'DIR', isRequired: true, help: 'the posts folder, created if missing' } },
  needsNoPosts: true,
  async *run({ operands, options: { to } }, { writer }) {
    const opened = await writer();
    let status: Status = 0;
    for (const file of operands) status = (yield* importFile(file, String(to), opened)) === 0 ? status : 1;
    return status;
  },
};

async function* importFile(file: string, to: string, writer: PostWriter): Run {
  const transcript = await readTranscript(writer.chunks(file));
  if (isReadError(transcript)) return yield* fail('import', `${file}: ${transcript.problem}`, 1);
  const { slug, content } = transcript;
  const name = pathOfSlug(slug);
  const slugError = slugProblem(slug);
  const result = slugError === null ? writePost(writer, to, slug, content) : { problem: slugError };
  if ('problem' in result) return yield* fail('import', `${file}: ${name}: ${result.problem}`, 1);
  if (result.kind === 'other') return yield* fail('import', `${file}: ${name}: another post with this name exists`, 1);
  yield row(textSpan(`${name}: ${result.kind === 'made' ? 'imported' : 'already imported'}`));
  return 0;
}

type Transcript = { readonly slug: Slug; readonly content: Uint8Array };

/** Reads a transcript. If the first line is not that of a transcript, reads no more, because the file may be endless. */
async function readTranscript(chunks: ReturnType<PostWriter['chunks']>): Promise<Transcript | ReadError> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of chunks) {
    if (isReadError(piece)) return piece;
    const isHead = length < MAX_COMMAND_LINE_BYTES;
    pieces.push(piece);
    length += piece.length;
    if (length > MAX_TRANSCRIPT_BYTES) return { problem: `longer than ${MAX_TRANSCRIPT_BYTES / 2 ** 20} MiB` };
    if (isHead && length >= MAX_COMMAND_LINE_BYTES && splitTranscript(Buffer.concat(pieces)).slug === null) break;
  }
  const { slug, content } = splitTranscript(Buffer.concat(pieces));
  return slug === null ? { problem: "its first line is not '$ cat post/<slug>.md'" } : { slug, content };
}

/** Returns why `cat` could not print a slug unchanged. Null if it can. */
function slugProblem(slug: Slug): string | null {
  if (slug.includes('\ufffd')) return 'its slug is not UTF-8';
  return sanitize(slug, 'name') === slug ? null : 'its slug contains unprintable characters';
}
