import { replayable } from '../util/memoize.ts';
import { decode } from './encoding.ts';
import { metadata } from './metadata.ts';
import {
  type CacheEntry,
  isStable,
  isUnchanged,
  type MetadataCache,
  NO_CACHE,
  newestFirst,
  packEntries,
} from './metadata-cache.ts';
import { candidatePaths, hasPostExtension, pathToSlug, type Slug } from './slug.ts';
import { MAX_COMMAND_LINE_BYTES, splitTranscript } from './transcript.ts';
import { type FolderError, isReadError, type Post, type PostFiles, type PostRef, type ReadError } from './types.ts';

/** As much of a post as is shown and searched, in bytes. */
export const MAX_CONTENT_BYTES = 8 * 1024 * 1024;

/**
 * A post's bytes: its file, and the content in it (all but a transcript's first line). Of one of more than
 * {@link MAX_CONTENT_BYTES} bytes the lines that end within these, and then `isCut`.
 */
export type PostContent = { readonly file: Uint8Array; readonly content: Uint8Array; readonly isTruncated: boolean };

/** A post, and what its file held when a scan came to it. */
export type ScanResult = { readonly ref: PostRef; readonly text: PostContent | ReadError };

/**
 * How far loading is: the posts so far, in order of path, from so many files, of so many; null until all are found. The
 * list of posts is always the same one, which grows.
 */
type Progress = { readonly posts: readonly Post[]; readonly done: number; readonly files: number | null };

/** The posts of one folder. Files are opened when they are asked for, and what was learnt of them is kept. */
export type Library = {
  /** The post that stands where its slug says. It is found without a look at any other. */
  readonly at: (slug: Slug) => PostRef | null;
  /** Loads the posts, a few files a step, as fast as steps are taken. It is done once, whoever takes the steps. */
  readonly load: () => AsyncIterable<Progress>;
  /** Every post, newest first, undated last; posts of one day by slug. Takes the steps that are left. */
  readonly posts: () => Promise<readonly Post[]>;
  /** The posts of last time, newest first: there at once, and perhaps no longer so. None once loading has begun. */
  readonly cached: () => Iterable<Post>;
  /** What is sure to be known of the files, in order of path, for who opens the folder next. Nothing before all is loaded. */
  readonly snapshot: () => Iterable<CacheEntry>;
  /**
   * Looks, a file a step, whether the files are those that were learnt of, and what they were, and as many folders could
   * not be listed; no further than that.
   */
  readonly isCurrent: () => Iterator<void, boolean>;
  /** Folders that could not be listed when the posts were loaded, or scanned, last. */
  readonly unreadableFolders: () => readonly FolderError[];
  /** What a post's file holds now. */
  readonly read: (entry: PostRef) => PostContent | ReadError;
  /** All bytes of a post's file, however many, or those `from` an offset on, as {@link PostFiles} has them. */
  readonly chunks: (entry: PostRef, from?: number) => Iterable<Uint8Array | ReadError>;
  /** Every post with what its file holds, in order of path; a file is read when it is asked for. */
  readonly scan: () => Iterable<ScanResult>;
};

/** Files that a step loads. */
const BATCH_FILES = 16;
/** Files that are described before the walk is over, so that there is something to see in a large folder at once. */
const FIRST_BATCH_FILES = 256;

/**
 * The posts of a folder, opened at a time in ms since 1970. A file of another name is a post too when its first line
 * says it is a transcript.
 */
export function openLibrary(files: PostFiles, memory: MetadataCache = NO_CACHE, opened = 0): Library {
  const entryOf = (path: string, file: Uint8Array | ReadError): PostRef | null => {
    const transcribed = isReadError(file) ? null : splitTranscript(file).slug;
    return transcribed !== null || hasPostExtension(path) ? { slug: transcribed ?? pathToSlug(path), path } : null;
  };
  /** One byte more than is shown says that there are more. */
  const read = (path: string): Uint8Array | ReadError => files.read(path, MAX_CONTENT_BYTES + 1);
  /** Other files are only looked at as far as a command line would go: they may be films. */
  const open = (path: string): { entry: PostRef | null; file: Uint8Array | ReadError } => {
    const head = hasPostExtension(path) ? null : files.read(path, MAX_COMMAND_LINE_BYTES);
    if (head && entryOf(path, head) === null) return { entry: null, file: head };
    const file = read(path);
    return { entry: entryOf(path, file), file };
  };

  const recalled = replayable(memory.read);
  /** All posts, once they are loaded. */
  let all: readonly Post[] | null = null;
  let learnt: Iterable<CacheEntry> = [];
  let unread: FolderError[] = [];
  const walk = (): Iterable<string> => {
    const missed: FolderError[] = [];
    unread = missed;
    return files.walk(folder => missed.push(folder));
  };

  async function* load(): AsyncGenerator<Progress, void> {
    const known = new Map<string, CacheEntry>();
    for (const each of recalled.all()) known.set(each.path, each);
    const wasKnown = known.size;
    recalled.forget();
    const posts: Post[] = [];
    /** The files in order of path; where it is not what was remembered of it a file's path, until it is read. */
    const found: (CacheEntry | string)[] = [];
    /** Those that are posts, as these came, and the places of those that are to be read. */
    const [ofPosts, news]: [CacheEntry[], number[]] = [[], []];
    let [done, described] = [0, 0];
    const add = (place: number, each: CacheEntry): void => {
      found[place] = each;
      done++;
      if (!each.post) return;
      posts.push(each.post);
      ofPosts.push(each);
    };
    const describeNext = async (): Promise<void> => {
      const place = news[described++] as number;
      const path = found[place] as string;
      const stamp = files.stamp(path);
      const post = await describe(path);
      // Whoever may read it later finds it as it was: its stamp would tell of no change.
      add(place, { path, stamp: post?.problem === undefined ? stamp : null, post });
    };
    for (const path of walk()) {
      const place = found.push(path) - 1;
      const old = known.get(path);
      if (old && isUnchanged(old, files.stamp(path))) add(place, old);
      else news.push(place);
      if (described < Math.min(news.length, FIRST_BATCH_FILES)) await describeNext();
      if (found.length % BATCH_FILES === 0) yield { posts, done, files: null };
    }
    known.clear();
    const walked = found.length;
    while (described < news.length) {
      await describeNext();
      if (described % BATCH_FILES === 0) yield { posts, done, files: walked };
    }
    const order = newestFirst(posts);
    all = order.map(number => posts[number] as Post);
    const read = found as CacheEntry[];
    learnt = packEntries(read.filter(each => isStable(each, opened)));
    if (news.length > 0 || wasKnown !== walked)
      memory.write([
        ...order.map(number => ofPosts[number] as CacheEntry),
        ...read.filter(({ post }) => post === null),
      ]);
    found.length = 0;
    ofPosts.length = 0;
    yield { posts, done, files: walked };
  }

  const describe = async (path: string): Promise<Post | null> => {
    const { entry, file } = open(path);
    if (!entry) return null;
    const text = textOf(file);
    if (isReadError(text)) return { ...entry, ...(await metadata(entry.slug, '')), problem: text.problem };
    return detached({ ...entry, ...(await metadata(entry.slug, decode(text.content))) });
  };

  const steps = load();
  return {
    at: slug => {
      const path = candidatePaths(slug).find(files.has);
      const entry = path === undefined ? null : entryOf(path, files.read(path, MAX_COMMAND_LINE_BYTES));
      return entry?.slug === slug ? entry : null;
    },
    // Without return(): whoever breaks off leaves the other steps to others.
    load: () => ({ [Symbol.asyncIterator]: () => ({ next: () => steps.next() }) }),
    posts: async () => {
      while (!(await steps.next()).done);
      return all ?? [];
    },
    *cached() {
      for (const { post } of recalled.all()) if (post) yield post;
    },
    snapshot: () => learnt,
    *isCurrent() {
      const known = learnt[Symbol.iterator]();
      let missed = 0;
      for (const path of files.walk(() => missed++)) {
        const old = known.next();
        if (old.done || old.value.path !== path || !isUnchanged(old.value, files.stamp(path))) return false;
        yield;
      }
      return known.next().done === true && missed === unread.length;
    },
    unreadableFolders: () => unread,
    read: entry => textOf(read(entry.path)),
    chunks: (entry, from) => files.chunks(entry.path, from),
    *scan() {
      for (const path of walk()) {
        const { entry: ref, file } = open(path);
        if (ref) yield { ref, text: textOf(file) };
      }
    },
  };
}

function textOf(all: Uint8Array | ReadError): PostContent | ReadError {
  if (isReadError(all)) return all;
  const isTruncated = all.length > MAX_CONTENT_BYTES;
  // At the end of a line, unless one line is all there is.
  const middle = MAX_CONTENT_BYTES - (isHalf(all[MAX_CONTENT_BYTES - 1]) ? 1 : 0);
  const file = isTruncated ? all.subarray(0, all.lastIndexOf(lineFeed, MAX_CONTENT_BYTES - 1) + 1 || middle) : all;
  return { file, content: splitTranscript(file).content, isTruncated };
}

const [lineFeed, carriageReturn, leadOfC1] = [0x0a, 0x0d, 0xc2];

/** Whether a byte may mean something else together with the next: CR before LF, C2 before the rest of a C1 control. */
const isHalf = (byte: number | undefined): boolean => byte === carriageReturn || byte === leadOfC1;

/** A post whose texts are its own: a part of a long string keeps all of it in memory. */
const detached = (post: Post): Post => JSON.parse(JSON.stringify(post));
