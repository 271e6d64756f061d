import { type Metadata, metadata } from './metadata.ts';
import { isPostName, type Slug, slugOfPath } from './slug.ts';
import { longestCommandLine, partsOf } from './transcript.ts';

/** A file that could not be read: what a reader is told, as in `Permission denied`. */
export type Unreadable = { readonly problem: string };

/** What the library needs from the world: the files of one folder. Paths are relative to it, with `/` between. */
export type PostFiles = {
  /** Every regular file below the folder, in order of path. Links and special files are not among them. */
  readonly list: () => readonly string[];
  /** A file's bytes, or its first `limit` bytes. */
  readonly read: (path: string, limit?: number) => Uint8Array | Unreadable;
};

/** Where a post is: its slug, and the path of its file under the posts folder. */
export type Entry = { readonly slug: Slug; readonly path: string };

/** A post as lists and searches know it. */
export type Post = Entry & Metadata;

/** A post's bytes: the whole file, and the content in it (all but a transcript's first line). */
export type PostText = { readonly file: Uint8Array; readonly content: Uint8Array };

/** The posts of one folder. Files are opened when they are asked for, and what was learnt of them is kept. */
export type Library = {
  readonly entries: readonly Entry[];
  /** The metadata of every post, newest first, undated last; posts of one day by slug. */
  readonly posts: () => Promise<readonly Post[]>;
  /** What a post's file holds now. */
  readonly read: (entry: Entry) => PostText | Unreadable;
  /** Every post with what its file holds, in order of path; a file is read when it is asked for. */
  readonly scan: () => Iterable<Scanned>;
};

/** A post, and what its file held when a scan came to it. */
export type Scanned = { readonly entry: Entry; readonly text: PostText | Unreadable };

/** Lists the posts of a folder. A file of another name is a post too when its first line says it is a transcript. */
export function openLibrary(files: PostFiles): Library {
  const entries = files.list().flatMap((path): Entry[] => {
    const head = files.read(path, longestCommandLine);
    const transcribed = isUnreadable(head) ? null : partsOf(head).slug;
    if (transcribed === null && !isPostName(path)) return [];
    return [{ slug: transcribed ?? slugOfPath(path), path }];
  });
  const read = (entry: Entry): PostText | Unreadable => {
    const file = files.read(entry.path);
    return isUnreadable(file) ? file : { file, content: partsOf(file).content };
  };
  let described: Promise<readonly Post[]> | undefined;
  return {
    entries,
    read,
    *scan() {
      for (const entry of entries) yield { entry, text: read(entry) };
    },
    posts: () => {
      described ??= Promise.all(entries.map(entry => describe(entry, read(entry)))).then(newestFirst);
      return described;
    },
  };
}

/** Tells a failed read from a good one. */
export const isUnreadable = (result: object): result is Unreadable => 'problem' in result;

/** Bytes as text. What is not UTF-8 becomes U+FFFD, as the Encoding Standard says; a BOM is left in. */
export const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

async function describe(entry: Entry, text: PostText | Unreadable): Promise<Post> {
  return { ...entry, ...(await metadata(entry.slug, isUnreadable(text) ? '' : decode(text.content))) };
}

const newestFirst = (posts: readonly Post[]): readonly Post[] =>
  posts.toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? '') || (a.slug < b.slug ? -1 : 1));
