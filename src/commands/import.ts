import { contentProblem, type PostWriter } from '../posts/post-writer.ts';
import type { Slug } from '../posts/slug.ts';
import { MAX_COMMAND_LINE_BYTES, splitTranscript } from '../posts/transcript.ts';
import { isReadError, type ReadError } from '../posts/types.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Command, Run, Status } from './command.ts';
import { fail } from './errors.ts';

/** The longest transcript that is imported, in bytes. All of it is in memory; of a post of 8 MiB not all is shown. */
const MAX_TRANSCRIPT_BYTES = 64 * 2 ** 20;

/**
 * Makes posts of transcripts: the inverse of a piped `cat`, which then gives the transcript again. What is refused is
 * complained of, and the rest still imported.
 */
export const importPosts: Command = {
  name: 'import',
  operands: '<file>... --to DIR',
  summary: "make posts of transcripts, files (- is standard input) whose first line is '$ cat post/<slug>.md'",
  options: { to: { value: 'DIR', help: 'the folder of the posts, which is made if it is not there' } },
  needsNoPosts: true,
  async *run({ operands, options: { to } }, { writer }) {
    if (operands.length === 0)
      return yield* fail('import', "which files? 'haiku-posts import --help' says what there is");
    if (!to) return yield* fail('import', '--to: which folder?');
    if (!writer) return yield* fail('import', '--to: nothing can be written from here');
    const at = await writer();
    let status: Status = 0;
    for (const file of operands) status = (yield* one(file, String(to), at)) === 0 ? status : 1;
    return status;
  },
};

async function* one(file: string, to: string, writer: PostWriter): Run {
  const transcript = await transcriptIn(writer.chunks(file));
  if (isReadError(transcript)) return yield* fail('import', `${file}: ${transcript.problem}`, 1);
  const { slug, content } = transcript;
  const name = `post/${slug}.md`;
  const problem = slugProblem(slug) ?? contentProblem(content);
  const put = problem === null ? writer.write(to, `${slug}.md`, content) : { problem };
  if ('problem' in put) return yield* fail('import', `${file}: ${name}: ${put.problem}`, 1);
  if (put.kind === 'other') return yield* fail('import', `${file}: ${name}: another post of that name is there`, 1);
  const said = put.kind === 'made' ? 'imported' : 'already there';
  yield { kind: 'row', spans: [{ text: sanitize(`${name}: ${said}`, 'name'), styles: [] }] };
  return 0;
}

type Transcript = { readonly slug: Slug; readonly content: Uint8Array };

/** The transcript in a file, of which no more is read than it takes to refuse it: it may have no end. */
async function transcriptIn(chunks: ReturnType<PostWriter['chunks']>): Promise<Transcript | ReadError> {
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

/** Why `cat` could not print a slug as the transcript had it; null where it can. */
function slugProblem(slug: Slug): string | null {
  if (slug.includes('\ufffd')) return 'its slug is not UTF-8';
  return sanitize(slug, 'name') === slug ? null : 'its slug has characters in it that do not print';
}
