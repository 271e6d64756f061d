import { findPost } from '../post/find.ts';
import { type Entry, isUnreadable, isUtf16, type Library, type PostText, type Unreadable } from '../post/library.ts';
import { after } from '../post/pieces.ts';
import { bareSlug } from '../post/slug.ts';
import type { Command, Output, Run, Status } from './command.ts';
import { firstPart, missing, nameless } from './missing.ts';

/** Prints posts. Those that are missing are complained of, and the rest still printed, as cat does. */
export const cat: Command = {
  name: 'cat',
  operands: '<post>...',
  summary: 'print posts, each named by its slug, its haiku, or the start of either',
  options: {
    raw: { help: 'the bytes of the file, with no prompt line' },
    width: { value: 'N', help: 'set the text for N columns, wherever it goes' },
  },
  async *run({ operands, options }, { library }) {
    if (operands.length === 0) {
      yield { kind: 'complaint', text: "cat: which post? 'haiku-posts ls' lists them" };
      return 2;
    }
    let status: Status = 0;
    for (const typed of operands) status = worst(status, yield* one(typed, options.raw === true, library()));
    return status;
  },
};

const worst = (a: Status, b: Status): Status => (a > b ? a : b);

async function* one(typed: string, raw: boolean, library: Library): Run {
  if (bareSlug(typed) === '') {
    yield nameless('cat');
    return 2;
  }
  const found = await findPost(library, typed);
  switch (found.kind) {
    case 'one':
      return yield* print(found.entry, raw, library);
    case 'several': {
      const chosen = yield { kind: 'choice', typed, entries: found.posts };
      const entry = found.posts.find(post => post.slug === chosen);
      return entry ? yield* print(entry, raw, library) : 1;
    }
    case 'none':
      yield* missing('cat', typed, library);
      return 1;
  }
}

const print = (entry: Entry, raw: boolean, library: Library): Run =>
  raw ? printFile(entry, library) : printPost(entry, library);

async function* printFile(entry: Entry, library: Library): Run {
  for (const bytes of library.chunks(entry)) {
    if (isUnreadable(bytes)) {
      yield complaint(entry, bytes.problem);
      return 1;
    }
    yield { kind: 'bytes', bytes };
  }
  return 0;
}

async function* printPost(entry: Entry, library: Library): Run {
  const text = library.read(entry);
  if (isUnreadable(text)) {
    yield complaint(entry, text.problem);
    return 1;
  }
  if (isUtf16(text.file)) yield complaint(entry, 'written as UTF-16, and read as UTF-8');
  const left = rest(text, library.chunks(entry));
  yield { kind: 'post', entry, content: text.content, rest: left.pieces };
  if (left.problem() !== null) yield complaint(entry, left.problem() ?? '');
  else if (left.isTaken()) return 0;
  else yield complaint(entry, `only ${firstPart}: 'haiku-posts cat --raw' prints all of it`);
  return 1;
}

type Rest = {
  readonly pieces: Iterable<Uint8Array>;
  /** Whether there is none that was not taken. */
  readonly isTaken: () => boolean;
  /** Why there is no more of it. */
  readonly problem: () => string | null;
};

/** What is in a file after the part of it that is shown; it is read when it is asked for. */
function rest({ file, isCut }: PostText, chunks: Iterable<Uint8Array | Unreadable>): Rest {
  let isTaken = !isCut;
  let problem: string | null = null;
  function* readable(): Generator<Uint8Array, void> {
    for (const bytes of chunks) {
      if (!isUnreadable(bytes)) yield bytes;
      else problem = bytes.problem;
    }
  }
  function* pieces(): Generator<Uint8Array, void> {
    if (!isCut) return;
    isTaken = true;
    yield* after(readable(), file.length);
  }
  return { pieces: pieces(), isTaken: () => isTaken, problem: () => problem };
}

const complaint = ({ slug }: Entry, what: string): Output => ({
  kind: 'complaint',
  text: `cat: post/${slug}.md: ${what}`,
});
