import { decode, isUtf16 } from '../posts/decode.ts';
import { postPath, toSlug } from '../posts/slug.ts';
import { syntaxOf } from '../posts/syntax.ts';
import { transcriptHeader } from '../posts/transcript.ts';
import { isReadError, type PostRef } from '../posts/types.ts';
import type { Command, Context, Run, Status } from './command.ts';
import { findNamed } from './find-named.ts';
import { errorOutput, FIRST_PART, fail, widthOption } from './output.ts';

/** Like cat(1), prints the posts that it finds, and reports the missing ones. */
export const cat: Command = {
  name: 'cat',
  operands: '<post>...',
  summary: 'print posts, each named by its path, haiku or title, or the start of one',
  options: {
    raw: { help: 'print the bytes of the file, without a prompt line' },
    width: widthOption,
  },
  run: ({ operands, options }, context) => printAll('cat', operands, options.raw ? printFile : printPost, context),
};

type Print = (command: string, ref: PostRef, context: Posts) => Run;
type Posts = Pick<Context, 'library' | 'program'>;

/** For more missing names no similar names are searched, which takes long. */
const MAX_GUESSES = 100;

/** Prints the named posts for a command. Returns the highest exit status. */
export async function* printAll(command: string, names: readonly string[], print: Print, context: Posts): Run {
  let status: Status = 0;
  let failures = 0;
  for (const typed of names) {
    const result = yield* printNamed(command, typed, print, context, failures < MAX_GUESSES);
    if (result > 0) failures++;
    if (result > status) status = result;
  }
  return status;
}

async function* printNamed(command: string, typed: string, print: Print, context: Posts, mayGuess: boolean): Run {
  const found = yield* findNamed(command, typed, context, mayGuess);
  if (found.length === 0) return toSlug(typed) === '' ? 2 : 1;
  const ref = found.length === 1 ? found[0] : yield { kind: 'choice', command, typed, posts: found };
  return ref ? yield* print(command, ref, context) : 1;
}

async function* printFile(command: string, ref: PostRef, { library }: Posts): Run {
  for (const bytes of library().chunks(ref)) {
    if (isReadError(bytes)) return yield* fail(command, `${postPath(ref)}: ${bytes.problem}`, 1);
    yield { kind: 'bytes', bytes };
  }
  return 0;
}

export async function* printPost(command: string, ref: PostRef, context: Posts): Run {
  const library = context.library();
  const text = library.read(ref);
  const name = postPath(ref);
  if (isReadError(text)) return yield* fail(command, `${name}: ${text.problem}`, 1);
  const { file, content, isTruncated } = text;
  if (isUtf16(file)) yield errorOutput(command, `${name}: is UTF-16, but read as UTF-8`);
  const reading = { isStarted: false, problem: null as string | null };
  function* pieces(): Generator<Uint8Array, void> {
    reading.isStarted = true;
    yield content;
    for (const bytes of isTruncated ? library.chunks(ref, file.length) : []) {
      if (!isReadError(bytes)) yield bytes;
      else reading.problem = bytes.problem;
    }
  }
  yield { kind: 'post', entry: ref, header: transcriptHeader(ref, text), content, pieces: pieces() };
  if (reading.problem !== null) return yield* fail(command, `${name}: ${reading.problem}`, 1);
  if (reading.isStarted) return 0;
  // The host did not read the pieces, so it rendered the post, and the parser is already loaded.
  const { mayBeDeep, nestsTooDeep } = await import('../markdown/parser.ts');
  const whole = decode(content);
  if (mayBeDeep.test(whole)) {
    const { readPost } = await import('../posts/read-post.ts');
    const { body } = (await readPost(ref, whole)).parsed;
    if (nestsTooDeep(body, syntaxOf(ref.path)))
      yield errorOutput(command, `${name}: deeply nested parts are shown as plain source`);
  }
  if (!isTruncated) return 0;
  return yield* fail(command, `${name}: only ${FIRST_PART}: '${context.program} cat --raw' prints all of it`, 1);
}
