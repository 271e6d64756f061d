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

/** Prints posts. Those that are missing are complained of, and the rest still printed, as cat does. */
export const cat: Command = {
  name: 'cat',
  operands: '<post>...',
  summary: 'print posts, each named by its slug, its haiku, or the start of either',
  options: {
    raw: { help: 'the bytes of the file, with no prompt line' },
    width: { value: 'N', help: 'set the text for N columns, wherever it goes' },
  },
  run: ({ operands, options }, { library }) => printAll('cat', operands, options.raw ? printFile : printPost, library),
};

type Print = (command: string, entry: PostRef, library: Library) => Run;

/** Prints posts, one after the other, as a command that takes the names of posts. */
export async function* printAll(
  command: string,
  names: readonly string[],
  print: Print,
  library: Context['library'],
): Run {
  if (names.length === 0) return yield* fail(command, "which post? 'haiku-posts ls' lists them");
  let status: Status = 0;
  for (const typed of names) status = worst(status, yield* printNamed(command, typed, print, library()));
  return status;
}

const worst = (a: Status, b: Status): Status => (a > b ? a : b);

async function* printNamed(command: string, typed: string, print: Print, library: Library): Run {
  if (toSlug(typed) === '') return yield* fail(command, EMPTY_NAME);
  const found = await findPost(library, typed);
  switch (found.kind) {
    case 'one':
      return yield* print(command, found.entry, library);
    case 'several': {
      const chosen = yield { kind: 'choice', command, typed, slugs: found.posts.map(({ slug }) => slug) };
      const entry = found.posts.find(post => post.slug === chosen);
      return entry ? yield* print(command, entry, library) : 1;
    }
    case 'none':
      yield* postNotFound(command, typed, library);
      return 1;
  }
}

async function* printFile(command: string, entry: PostRef, library: Library): Run {
  for (const bytes of library.chunks(entry)) {
    if (isReadError(bytes)) return yield* fail(command, `post/${entry.slug}.md: ${bytes.problem}`, 1);
    yield { kind: 'bytes', bytes };
  }
  return 0;
}

/** Prints a post in the form that its host gives it. */
export async function* printPost(command: string, entry: PostRef, library: Library): Run {
  const text = library.read(entry);
  const name = `post/${entry.slug}.md`;
  if (isReadError(text)) return yield* fail(command, `${name}: ${text.problem}`, 1);
  if (isUtf16(text.file)) yield errorOutput(command, `${name}: written as UTF-16, and read as UTF-8`);
  const left = rest(text, library.chunks(entry, text.file.length));
  yield { kind: 'post', entry, content: text.content, rest: left.pieces };
  const problem = left.problem();
  if (problem !== null) yield errorOutput(command, `${name}: ${problem}`);
  if (left.isTaken()) return problem === null ? 0 : 1;
  // Who did not take the rest set the post as text, and has loaded the parser.
  const { nestsTooDeep } = await import('../markdown/parser.ts');
  if (nestsTooDeep(parsePost(decode(text.content)).body))
    yield errorOutput(command, `${name}: what is nested too deep is shown as it is written`);
  if (!text.isTruncated) return 0;
  return yield* fail(command, `${name}: only ${FIRST_PART}: 'haiku-posts cat --raw' prints all of it`, 1);
}

type Rest = {
  readonly pieces: Iterable<Uint8Array>;
  /** Whether it was asked for, be there any or not: who passes bytes on does, who sets text does not. */
  readonly isTaken: () => boolean;
  /** Why there is no more of it. */
  readonly problem: () => string | null;
};

/** What is in a file after the part of it that is shown; it is read when it is asked for. */
function rest({ isTruncated }: PostContent, chunks: Iterable<Uint8Array | ReadError>): Rest {
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
