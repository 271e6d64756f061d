import { MAX_CONTENT_BYTES, type PostContent, toContent } from './content.ts';
import { decode } from './decode.ts';
import { type CacheEntry, isSameStamp, isStable, isUnchanged, type MetadataCache, NO_CACHE } from './metadata-cache.ts';
import { newestFirst } from './newest-first.ts';
import { createUnreadCount } from './skipped-files.ts';
import { candidatePaths, hasPostExtension, pathToSlug } from './slug.ts';
import { MAX_COMMAND_LINE_BYTES, splitTranscript } from './transcript.ts';
import type { FolderError, OnOpen, Post, PostFiles, PostRef, ReadError } from './types.ts';
import { isReadError } from './types.ts';

export type ScanResult = { readonly ref: PostRef; readonly text: PostContent | ReadError };

/** The posts so far, in an array that grows. `done`: the files so far. `files`: all files; null during the walk. */
type Progress = { readonly posts: readonly Post[]; readonly done: number; readonly files: number | null };

/** The posts of one folder. A file is opened when its post is needed. Its metadata is kept. */
export type Library = {
  /** Returns the post whose path is a name, from the posts folder or the working directory, or absolute. Opens no other file. */
  readonly at: (name: string) => PostRef | null;
  /** Loads a few files per step. All consumers drive the same steps, so each file is loaded once. */
  readonly load: () => AsyncIterable<Progress>;
  /** Finishes loading. Resolves to all posts, in the order of {@link newestFirst}. */
  readonly posts: () => Promise<readonly Post[]>;
  /**
   * Returns the posts in the cache of which the metadata or path may contain a text of small ASCII letters and digits,
   * newest first. Null if the cache lacks a file, or if the posts are being loaded. See {@link MetadataCache.isComplete}
   * for `below` and `isPath`. {@link isFresh} checks a post.
   */
  readonly recall: (text: string, below: string, isPath: boolean) => readonly Post[] | null;
  /**
   * Returns one of the posts in the cache of which the file has not changed. `chance`: in [0, 1). Null if the post has
   * changed, if the cache lacks a file, or if the posts are being loaded.
   */
  readonly pick: (chance: number) => Post | null;
  /** Whether the file of a post that was recalled has not changed. */
  readonly isFresh: (post: Post) => boolean;
  /** The posts in the cache, newest first. They are available at once, but may be outdated. Empty after loading. */
  readonly cached: () => Iterable<Post>;
  /** Returns the entries so far that can be reused when the folder is opened again. */
  readonly snapshot: () => readonly CacheEntry[];
  /** Checks, one file per step, whether the folder still has the same files, stamps and number of unreadable folders. */
  readonly isCurrent: () => Generator<undefined, boolean>;
  /** The folders that the last load or scan could not list. */
  readonly unreadableFolders: () => readonly FolderError[];
  /** Says which files the last load or scan could not read, as {@link UnreadCount} does. */
  readonly unread: () => string | null;
  /** The paths of all files, posts or not. Opens no file. */
  readonly files: () => Iterable<string>;
  readonly read: (ref: PostRef) => PostContent | ReadError;
  /** Yields all bytes of its file, or those from an offset. See {@link PostFiles}. */
  readonly chunks: (ref: PostRef, from?: number) => Iterable<Uint8Array | ReadError>;
  /** Yields every post, sorted by path. Reads each file when it is needed. */
  readonly scan: () => Iterable<ScanResult>;
};

const BATCH_FILES = 16;
/** The number of files that are read during the walk, so that a large folder soon has something to show. */
const FIRST_BATCH_FILES = 256;

// Not made in the library, whose scope it would keep.
const NO_STEPS = (async function* (): AsyncGenerator<Progress, void> {})();

/** Opens a folder. `openedAt`: in ms since 1970. A post has the extension of one, or is a transcript by its first line. */
export function openLibrary(files: PostFiles, given: Partial<MetadataCache> = NO_CACHE, openedAt = 0): Library {
  let cache: MetadataCache = { ...NO_CACHE, ...given };
  const toRef = (path: string, file: Uint8Array | ReadError): PostRef | null => {
    const slug = isReadError(file) ? null : splitTranscript(file).slug;
    return slug !== null || hasPostExtension(path) ? { slug: slug ?? pathToSlug(path), path } : null;
  };
  const readRef = (path: string): PostRef | null => toRef(path, files.read(path, MAX_COMMAND_LINE_BYTES));
  const readFile = (path: string, onOpen?: OnOpen) => files.read(path, MAX_CONTENT_BYTES + 1, onOpen);
  const openPost = (path: string, onOpen?: OnOpen): ScanResult | null => {
    // A file with another extension may be a film, so first only its head is read.
    if (!hasPostExtension(path) && readRef(path) === null) return null;
    const file = readFile(path, onOpen);
    const ref = toRef(path, file);
    return ref && { ref, text: toContent(file) };
  };

  /** The entries that were read from the cache so far. Empty after loading. */
  let old: CacheEntry[] = [];
  const rest = cache.read()[Symbol.iterator]();
  const readEntryAt = (at: number): CacheEntry | undefined => {
    if (at === old.length) {
      const next = rest.next();
      if (!next.done) old.push(next.value);
      else if (next.value === false) hasAllFiles = false;
    }
    return old[at];
  };

  let allPosts: readonly Post[] = [];
  const entries: CacheEntry[] = [];
  /** The same by path, for {@link Library.isCurrent}. */
  let byPath: ReadonlyMap<string, CacheEntry> = new Map();
  const isReusable = (entry: CacheEntry): boolean => entry.post?.problem === undefined && isStable(entry, openedAt);
  let unreadable: FolderError[] = [];
  let unread = createUnreadCount();
  const walk = (onFolder?: (folder: string) => void): Iterable<string> => {
    const found: FolderError[] = [];
    unreadable = found;
    unread = createUnreadCount();
    return files.walk(folder => found.push(folder), onFolder);
  };

  const isFresh = (entry: CacheEntry): boolean => isUnchanged(entry, files.stamp(entry.path));
  /** Whether the cache has every file. Null until it is checked. */
  let hasAllFiles: boolean | null = null;
  function* checkFolders(): Generator<undefined, boolean> {
    hasAllFiles ??= yield* cache.isComplete('', true);
    return hasAllFiles;
  }
  const isKnown = (below: string, isPath: boolean): boolean => {
    if (isLoading) return false;
    const steps = below === '' ? checkFolders() : cache.isComplete(below, isPath);
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  };
  const recalled = new Map<Post, CacheEntry>();
  const recall = (text: string, below: string, isPath: boolean): readonly Post[] | null => {
    if (!isKnown(below, isPath)) return null;
    for (const entry of cache.search(text)) if (entry.post) recalled.set(entry.post, entry);
    return [...recalled.keys()];
  };

  let isLoading = false;
  async function* load(): AsyncGenerator<Progress, void> {
    isLoading = true;
    while (readEntryAt(old.length));
    const cached = old;
    const posts: Post[] = [];
    const checked = checkFolders();
    let step = checked.next();
    for (; !step.done; step = checked.next()) yield { posts, done: 0, files: null };
    const hasAll = step.value;
    const folders: string[] = [];
    const add = (entry: CacheEntry): void => {
      entries.push(entry);
      unread.add(entry.path, entry.post !== null);
      if (entry.post) posts.push(entry.post);
    };
    const changed: string[] = []; // '' when it is read, which frees the path
    let [walked, reread] = [0, 0];
    const readNext = async (): Promise<void> => add(await readEntry(changed.splice(reread++, 1, '')[0] as string));

    // A map of all paths takes long, and with a complete cache none is looked up.
    const known = new Map(hasAll ? [] : cached.map(entry => [entry.path, entry]));
    for (const path of hasAll ? cached.map(({ path }) => path) : walk(folder => folders.push(folder))) {
      const entry = hasAll ? cached[walked] : known.get(path);
      if (entry && isFresh(entry)) add(entry);
      else changed.push(path);
      if (reread < Math.min(changed.length, FIRST_BATCH_FILES)) await readNext();
      if (++walked % BATCH_FILES === 0) yield { posts, done: entries.length, files: null };
    }
    old = [];
    while (reread < changed.length) {
      await readNext();
      if (reread % BATCH_FILES === 0) yield { posts, done: entries.length, files: walked };
    }
    // The cache is sorted.
    const order = hasAll && reread === 0 ? null : newestFirst(posts);
    allPosts = order?.map(index => posts[index] as Post) ?? posts;
    const isWhole = !hasAll && unreadable.length === 0 && entries.every(isReusable);
    if (order && (reread > 0 || cached.length !== walked || (cache.isComplete !== NO_CACHE.isComplete && isWhole))) {
      const [others, withPost] = [entries.filter(({ post }) => !post), entries.filter(({ post }) => post)];
      const kept = [...order.map(index => withPost[index] as CacheEntry), ...others].filter(isReusable);
      cache.write(kept, isWhole ? folders : []);
    }
    // They would keep the text of the cache, the entries of the library that was open before, and the lists of this function.
    cache = NO_CACHE;
    steps = NO_STEPS;
    yield { posts, done: walked, files: walked };
  }

  // Loaded only if a file must be read. With a cache, no file is read.
  let reader: Promise<typeof import('./read-post.ts')> | undefined;
  const readEntry = async (path: string): Promise<CacheEntry> => {
    // The stamp is taken before reading, so that a later write makes the entry outdated, not wrong.
    let stamp = hasPostExtension(path) ? null : files.stamp(path);
    const opened = openPost(path, found => (stamp ??= found));
    stamp ??= files.stamp(path) ?? [];
    if (!opened) return { path, stamp, post: null };
    const { ref, text } = opened;
    reader ??= import('./read-post.ts');
    const { detach, metadata } = await reader;
    const [content, problem] = isReadError(text) ? ['', text] : [decode(text.content), {}];
    const post = detach({ ...ref, ...(await metadata(ref, content)), ...problem });
    // The path of a walk is a tree of its parts, which takes three times the memory.
    return { path: post.path, stamp, post };
  };

  let steps: AsyncGenerator<Progress, void> = load();
  return {
    at: name => {
      const fromShell = files.locate?.(name) ?? null;
      const path = [name, fromShell].flatMap(each => (each === null ? [] : candidatePaths(each))).find(files.has);
      const ref = path === undefined ? null : readRef(path);
      return path !== undefined && ref?.slug === pathToSlug(path) ? ref : null;
    },
    // Without return(), so that the steps continue for other consumers when one stops early.
    load: () => ({ [Symbol.asyncIterator]: () => ({ next: () => steps.next() }) }),
    posts: async () => {
      while (!(await steps.next()).done);
      return allPosts;
    },
    recall,
    pick: chance => {
      const entry = isKnown('', true) ? cache.pick(chance) : null;
      return entry && isFresh(entry) ? entry.post : null;
    },
    isFresh: post => {
      const entry = recalled.get(post);
      return entry !== undefined && isFresh(entry);
    },
    *cached() {
      for (let at = 0, entry = readEntryAt(0); entry; entry = readEntryAt(++at)) if (entry.post) yield entry.post;
    },
    snapshot: () => entries.filter(isReusable),
    *isCurrent() {
      let [found, failures] = [0, 0];
      if (byPath.size !== entries.length) byPath = new Map(entries.map(entry => [entry.path, entry]));
      for (const path of files.walk(() => failures++)) {
        const entry = byPath.get(path);
        if (!entry || !isSameStamp(entry.stamp, files.stamp(path) ?? [])) return false;
        found++;
        yield;
      }
      return found === entries.length && failures === unreadable.length;
    },
    unreadableFolders: () => unreadable,
    unread: () => unread.text(),
    files: () => files.walk(),
    read: ({ path }) => toContent(readFile(path)),
    chunks: ({ path }, from) => files.chunks(path, from),
    *scan() {
      for (const path of walk()) {
        const post = openPost(path);
        unread.add(path, post !== null);
        if (post) yield post;
      }
    },
  };
}
