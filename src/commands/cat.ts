import type { PostContent } from '../posts/content.ts';
import { decode, isUtf16 } from '../posts/encoding.ts';
import { findPost } from '../posts/find-post.ts';
import type { Library } from '../posts/library.ts';
import { parsePost } from '../posts/parse-post.ts';
import { toSlug } from '../posts/slug.ts';
import { isReadError, type PostRef, type ReadError } from '../posts/types.ts';
import type { Command, Context, Run, Status } from './command.ts';
import { errorOutput, fail } from './errors.ts';
import { EMPTY_NAME, FIRST_PART, postNotFound } from './post-errors.ts';

/** Prints posts. Reports those that are missing and prints the others, as cat(1) does. */
export const cat: Command = {
  name: 'cat',
  operands: '<post>...',
  summary: 'print posts, each named by its slug, its haiku, or the start of either',
  options: {
    raw: { help: 'print the bytes of the file, without a prompt line' },
    width: {
      value: 'N',
      min: 1,
      max: 9999,
      help: 'wrap text at N columns, even into a pipe (default: terminal width, else $COLUMNS or 80)',
    },
  },
  run: ({ operands, options }, { library }) => printAll('cat', operands, options.raw ? printFile : printPost, library),
};

type Print = (command: string, ref: PostRef, library: Library) => Run;

/** Prints the named posts one after another, for a command that does so. */
export async function* printAll(
  command: string,
  names: readonly string[],
  print: Print,
  library: Context['library'],
): Run {
  let status: Status = 0;
  for (const typed of names) {
    const result = yield* printNamed(command, typed, print, library());
    if (result > status) status = result;
  }
  return status;
}

async function* printNamed(command: string, typed: string, print: Print, library: Library): Run {
  if (toSlug(typed) === '') return yield* fail(command, EMPTY_NAME);
  const found = await findPost(library, typed);
  switch (found.kind) {
    case 'one':
      return yield* print(command, found.entry, library);
    case 'several': {
      const chosen = yield { kind: 'choice', command, typed, slugs: found.posts.map(({ slug }) => slug) };
      const ref = found.posts.find(post => post.slug === chosen);
      return ref ? yield* print(command, ref, library) : 1;
    }
    case 'none':
      yield* postNotFound(command, typed, library);
      return 1;
  }
}

async function* printFile(command: string, ref: PostRef, library: Library): Run {
  for (const bytes of library.chunks(ref)) {
    if (isReadError(bytes)) return yield* fail(command, `post/${ref.slug}.md: ${bytes.problem}`, 1);
    yield { kind: 'bytes', bytes };
  }
  return 0;
}

/** Prints a post in the form that the host gives it. */
export async function* printPost(command: string, ref: PostRef, library: Library): Run {
  const text = library.read(ref);
  const name = `post/${ref.slug}.md`;
  if (isReadError(text)) return yield* fail(command, `${name}: ${text.problem}`, 1);
  if (isUtf16(text.file)) yield errorOutput(command, `${name}: is UTF-16, but read as UTF-8`);
  const rest = readRest(text, library.chunks(ref, text.file.length));
  yield { kind: 'post', entry: ref, content: text.content, rest: rest.pieces };
  const problem = rest.problem();
  if (problem !== null) yield errorOutput(command, `${name}: ${problem}`);
  if (rest.isTaken()) return problem === null ? 0 : 1;
  // A host that did not consume `rest` rendered the post, so the parser is already loaded.
  const { nestsTooDeep } = await import('../markdown/parser.ts');
  if (nestsTooDeep(parsePost(decode(text.content)).body))
    yield errorOutput(command, `${name}: deeply nested parts are shown as plain source`);
  if (!text.isTruncated) return 0;
  return yield* fail(command, `${name}: only ${FIRST_PART}: 'haiku-posts cat --raw' prints all of it`, 1);
}

type Rest = {
  readonly pieces: Iterable<Uint8Array>;
  /** Whether the host iterated the pieces, if there are any or not. */
  readonly isTaken: () => boolean;
  /** Why reading stopped early; null if it did not. */
  readonly problem: () => string | null;
};

/** The rest of a file of which the first part is shown. It is read only when it is iterated. */
function readRest({ isTruncated }: PostContent, chunks: Iterable<Uint8Array | ReadError>): Rest {
  let isTaken = false;
  let problem: string | null = null;
  function* pieces(): Generator<Uint8Array, void> {
    isTaken = true;
    for (const bytes of isTruncated ? chunks : []) {
      if (!isReadError(bytes)) yield bytes;
      else problem = bytes.problem;
    }
  }
  return { pieces: pieces(), isTaken: () => isTaken, problem: () => problem };
}
