import { type Library, openLibrary } from '../../src/posts/library.ts';
import { type CacheEntry, serializeEntry } from '../../src/posts/metadata-cache.ts';
import type { FileStamp, Post, PostFiles, PostRef } from '../../src/posts/types.ts';

/** The files of a folder in memory, by path: the content, or why it cannot be read. */
export type Folder = Readonly<Record<string, string | Uint8Array | { readonly problem: string }>>;

/** A folder in memory as {@link PostFiles}. */
export const postFiles = (folder: Folder): PostFiles => ({
  walk: () => Object.keys(folder).toSorted(),
  has: path => Object.hasOwn(folder, path),
  stamp: path => stampOf(folder[path]),
  read: (path, limit) => {
    const bytes = bytesOf(folder, path);
    return 'problem' in bytes ? bytes : bytes.subarray(0, limit);
  },
  chunks: (path, from) => {
    const bytes = bytesOf(folder, path);
    return ['problem' in bytes ? bytes : bytes.subarray(from)];
  },
});

function bytesOf(folder: Folder, path: string): Uint8Array | { readonly problem: string } {
  const file = folder[path];
  if (file === undefined) return { problem: 'No such file or directory' };
  return typeof file === 'string' ? new TextEncoder().encode(file) : file;
}

const stampOf = (file: Folder[string] | undefined): FileStamp | null =>
  file === undefined || (typeof file !== 'string' && 'problem' in file) ? null : [file.length, 1, 1, 1];

export const libraryOf = (folder: Folder): Library => openLibrary(postFiles(folder));

/**
 * Opens a folder with a cache of what it was `before`. `isComplete`: whether no folder has changed. `walks` returns how often
 * the folders were listed, and `stamps` of which files the stamps were asked for.
 */
export async function cachedLibrary(before: Folder, now = before, isComplete = true) {
  let entries: readonly CacheEntry[] = [];
  await openLibrary(postFiles(before), { write: all => (entries = all) }, 1e9).posts();
  let walks = 0;
  const walk = () => {
    walks++;
    return postFiles(now).walk();
  };
  const asked: string[] = [];
  const stamp = (path: string): FileStamp | null => {
    asked.push(path);
    return postFiles(now).stamp(path);
  };
  const library = openLibrary(
    { ...postFiles(now), walk, stamp },
    {
      read: () => entries,
      search: text => entries.filter(entry => serializeEntry(entry).toLowerCase().includes(text)),
      pick: chance => entries[Math.floor(entries.length * chance)] ?? null,
      // biome-ignore lint/correctness/useYield: there is nothing to wait for.
      *isComplete() {
        return isComplete;
      },
    },
    1e9,
  );
  return { library, walks: () => walks, stamps: () => asked };
}

/** The post of a Markdown file. */
export const refOf = (slug: string): PostRef => ({ slug, path: `${slug}.md` });

/** Creates a post from its haiku, `the log is silent / …`. The slug follows from it. */
export function postOf(haiku: string, rest: Partial<Post> = {}): Post {
  const [first = '', second = '', third = ''] = haiku.split(' / ');
  const slug = haiku.toLowerCase().replaceAll(' / ', '-/-').replaceAll(' ', '-');
  return {
    slug,
    path: `${slug}.md`,
    haiku: [first, second, third],
    title: '',
    date: null,
    tags: [],
    draft: false,
    words: 1,
    minutes: 1,
    ...rest,
  };
}
