import { hash } from 'node:crypto';
import { decode } from '../posts/decode.ts';
import { baseName } from '../posts/file-names.ts';
import type { Metadata } from '../posts/metadata.ts';
import { type PostWriter, pathProblem, type WriteResult, writePost } from '../posts/post-writer.ts';
import { metadata } from '../posts/read-post.ts';
import { createUnreadCount } from '../posts/skipped-files.ts';
import { type Haiku, hasPostExtension, pathToSlug, postPath, type Slug } from '../posts/slug.ts';
import { MAX_COMMAND_LINE_BYTES, splitTranscript } from '../posts/transcript.ts';
import { isReadError, type PostRef, type ReadError } from '../posts/types.ts';
import { sanitize } from '../text/sanitize.ts';
import { createYielder } from '../util/yield.ts';
import type { Answer, Context, Output, Run, Status } from './command.ts';
import { GOOD_SCORE, haikuOfPost } from './found-haiku.ts';
import { haikuProblem, slugOfHaiku } from './new.ts';
import { errorOutput, fail, row, textSpan } from './output.ts';

/** A whole post is read into memory. */
const MAX_BYTES = 64 * 2 ** 20;
const MAX_ASKED = 3;
/** A haiku with a lower score names no post. */
const MIN_SCORE = 0;

type Options = { readonly to: string; readonly haiku: Haiku | null; readonly isDry: boolean };

/** A file to import. `name`: in messages. `path`: of its post if it has no haiku. `isOnly`: the user named only this file. */
type Source = {
  readonly name: string;
  readonly path: string;
  readonly isOnly: boolean;
  readonly chunks: () => ReturnType<PostWriter['chunks']>;
};

/** A possible name of a post. `isFragment`: of a poor haiku. */
type Name = { readonly ref: PostRef; readonly isFragment: boolean };

/** Imports files and the posts of folders. Continues after a file that cannot be imported, but not if the user gives up. */
export async function* importAll(operands: readonly string[], options: Options, context: Context): Run {
  const target = openTarget(await context.writer(), options);
  const pause = context.pauseIfDue ?? createYielder(context.now);
  let status: Status = 0;
  for (const operand of operands) {
    const files = operand === '-' ? null : target.writer.files(operand);
    if (files && options.haiku) return yield* fail('import', '--haiku: is the name of one post');
    const problems: Output[] = [];
    // All paths first, because the folder may be the target.
    const paths = [
      ...(files?.walk(({ path, problem }) => problems.push(errorOutput('import', `${operand}/${path}: ${problem}`))) ??
        []),
    ];
    if (problems.length > 0) status = 1;
    yield* problems;
    const toSource = (path: string): Source => ({
      name: `${operand.replace(/\/+$/, '')}/${path}`,
      path,
      isOnly: false,
      chunks: () => files?.chunks(path) ?? [],
    });
    const unread = createUnreadCount();
    for (const source of files ? paths.map(toSource) : [namedSource(operand, target.writer, operands.length === 1)]) {
      const result = yield* importFile(source, target, pause);
      if (result === 'canceled') return 1;
      const isPost = result !== 'no-post';
      if (isPost || files) unread.add(source.path, isPost);
      else status = yield* fail('import', `${operand}: ${NOT_A_POST}`, 1);
      if (isPost && result !== 0) status = 1;
    }
    const text = unread.text();
    if (text !== null) yield errorOutput('import', `${operand}: ${text}`);
  }
  return status;
}

const NOT_A_POST = "not a post by its ending, and its first line is not '$ cat post/<slug>.md'";

function namedSource(name: string, writer: PostWriter, isOnly: boolean): Source {
  const below = name.replace(/^(?:\.\/+)+/, '');
  const path = name === '-' ? '.md' : pathProblem(below) === null ? below : baseName(name);
  return { name, path, isOnly, chunks: () => writer.chunks(name) };
}

type Target = ReturnType<typeof openTarget>;

function openTarget(writer: PostWriter, { to, haiku, isDry }: Options) {
  /** The hash of each post that a dry run would have written, by path. */
  const planned = new Map<string, string>();
  return {
    writer,
    haiku,
    isDry,
    /** Says what is at a path, or would be at this point. Null if nothing. */
    compare: (path: string, bytes: Uint8Array): WriteResult | null => {
      const plan = planned.get(path);
      if (plan === undefined) return writer.compare(to, path, bytes);
      return { kind: plan === hash('sha1', bytes) ? 'same' : 'other', file: path };
    },
    write: (path: string, bytes: Uint8Array): WriteResult => {
      if (!isDry) return writePost(writer, to, path, bytes);
      planned.set(path, hash('sha1', bytes));
      return { kind: 'made', file: path };
    },
  };
}

/** What became of a file. */
type Outcome = Status | 'no-post' | 'canceled';

async function* importFile(
  source: Source,
  target: Target,
  pause: () => Promise<void> | null,
): AsyncGenerator<Output, Outcome, Answer> {
  const { name, path, isOnly } = source;
  const file = await readSource(source);
  if (file === null) return 'no-post';
  if (isReadError(file)) return yield* fail('import', `${name}: ${file.problem}`, 1);
  const { slug, content } = splitTranscript(file);
  const old: PostRef = slug === null ? { slug: pathToSlug(path), path } : { slug, path: `${slug}.md` };
  if (slug !== null && target.haiku === null)
    return yield* write(name, { ref: old, isFragment: false }, content, target);
  const text = decode(content);
  const before = await metadata(old, text);
  const isAsked = isOnly && !target.isDry && (target.haiku ?? before.haiku) === null;
  const free: Name[] = [];
  for await (const each of names(old, text, before, target.haiku, pause)) {
    const result = target.compare(each.ref.path, content);
    if (result && 'kind' in result && result.kind === 'other') continue;
    free.push(each);
    // A post that is imported already keeps its name. A problem is reported when the post is written.
    if (result !== null) free.splice(0, free.length, each);
    if (result !== null || free.length === (isAsked ? MAX_ASKED : 1)) break;
  }
  let [chosen] = free;
  if (free.length > 1) {
    const answer = yield {
      kind: 'choice',
      command: 'import',
      typed: name,
      posts: free.map(({ ref }) => ref),
      isName: true,
    };
    if (answer === null) return 'canceled';
    chosen = free.find(({ ref }) => ref === answer) ?? chosen;
  }
  if (chosen) return yield* write(name, chosen, content, target);
  if (target.haiku) return yield* fail('import', `${name}: another post with this name exists`, 1);
  if (old.slug === '') return yield* fail('import', `${name}: no haiku found: name it by '--haiku'`, 1);
  yield errorOutput('import', `${name}: no haiku found, or its name is taken: keeps its path`);
  yield* write(name, { ref: old, isFragment: false }, content, target);
  return 1;
}

/** Writes a post, or only says what would be written. */
async function* write(name: string, { ref, isFragment }: Name, content: Uint8Array, target: Target): Run {
  const to = postPath(ref);
  const slugError = slugProblem(ref.slug);
  const result = slugError === null ? target.write(ref.path, content) : { problem: slugError };
  if ('problem' in result) return yield* fail('import', `${name}: ${to}: ${result.problem}`, 1);
  if (result.kind === 'other') return yield* fail('import', `${name}: ${to}: another post with this name exists`, 1);
  const note = result.kind === 'same' ? ': already imported' : isFragment ? ': only a fragment' : '';
  yield row(textSpan(`${name} → ${to}${note}`));
  return 0;
}

/** Returns why `cat` could not print a slug unchanged. Null if it can. */
function slugProblem(slug: Slug): string | null {
  if (slug.includes('\ufffd')) return 'its slug is not UTF-8';
  return sanitize(slug, 'name') === slug ? null : 'its slug contains unprintable characters';
}

/** Yields names for a post, the best first. With each of them, the post has the same title and date as before. */
async function* names(
  old: PostRef,
  text: string,
  before: Metadata,
  given: Haiku | null,
  pause: () => Promise<void> | null,
): AsyncGenerator<Name> {
  const own = given ?? before.haiku;
  const ending = old.path.slice(pathToSlug(old.path).length);
  const isKept = (after: Metadata): boolean =>
    old.slug === '' || (after.title === before.title && after.date === before.date && after.draft === before.draft);
  const nameFor = async (haiku: Haiku): Promise<PostRef | null> => {
    if (haikuProblem(haiku) !== null) return null;
    for (const folder of folders(before)) {
      const slug = folder + slugOfHaiku(haiku);
      const ref = { slug, path: slug + ending };
      if (isKept(await metadata(ref, text))) return ref;
    }
    return null;
  };
  const ref = own && (await nameFor(own));
  if (ref) yield { ref, isFragment: false };
  if (given) return;
  for (const { haiku, score } of await haikuOfPost(old, text, pause)) {
    if (score < MIN_SCORE) return;
    const ref = await nameFor(haiku);
    if (ref) yield { ref, isFragment: score < GOOD_SCORE };
  }
}

/** Returns the folders that may keep a title, a date and a draft, the shortest first. They end with a slash. */
function folders({ title, date, draft }: Metadata): readonly string[] {
  const titles = title === '' || title.includes('/') ? [] : [title.replaceAll(' ', '-'), title];
  const dates = date === null ? [] : [date];
  const both = dates.flatMap(day => titles.flatMap(name => [`${day}-${name}`, `${day}/${name}`]));
  const all = ['', ...[...dates, ...titles, ...both].map(folder => `${folder}/`)].filter(
    each => pathProblem(`${each}_`) === null,
  );
  return draft ? [...all, ...all.map(folder => `drafts/${folder}`)] : all;
}

/** Reads a post or a transcript. If it is neither, reads no more and returns null, because the file may be endless. */
async function readSource({ path, chunks }: Source): Promise<Uint8Array | ReadError | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const isPost = (): boolean => hasPostExtension(path) || splitTranscript(Buffer.concat(pieces)).slug !== null;
  for await (const piece of chunks()) {
    if (isReadError(piece)) return piece;
    const isHead = length < MAX_COMMAND_LINE_BYTES;
    pieces.push(piece);
    length += piece.length;
    if (length > MAX_BYTES) return { problem: `longer than ${MAX_BYTES / 2 ** 20} MiB` };
    if (isHead && length >= MAX_COMMAND_LINE_BYTES && !isPost()) return null;
  }
  return isPost() ? Buffer.concat(pieces) : null;
}
