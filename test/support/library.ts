import { type Library, openLibrary, type Post, type PostFiles, type Stamp } from '../../src/post/library.ts';

/** The files of a folder that exists only here: path → what is in it, or why it cannot be read. */
export type Folder = Readonly<Record<string, string | Uint8Array | { readonly problem: string }>>;

/** A folder as the library sees one. */
export const postFiles = (folder: Folder): PostFiles => ({
  walk: () => Object.keys(folder).toSorted(),
  has: path => Object.hasOwn(folder, path),
  stamp: path => stampOf(folder[path]),
  read: (path, limit) => {
    const held = folder[path];
    if (held === undefined) return { problem: 'No such file or directory' };
    if (typeof held !== 'string' && 'problem' in held) return held;
    const bytes = typeof held === 'string' ? new TextEncoder().encode(held) : held;
    return bytes.subarray(0, limit);
  },
});

const stampOf = (held: Folder[string] | undefined): Stamp | null =>
  held === undefined || (typeof held !== 'string' && 'problem' in held) ? null : { size: held.length, modified: 1 };

export const libraryOf = (folder: Folder): Library => openLibrary(postFiles(folder));

/** A post that is its haiku: `the log is silent / …` in lower case, spelt out in its slug. */
export function postOf(haiku: string, rest: Partial<Post> = {}): Post {
  const [first = '', second = '', third = ''] = haiku.split(' / ');
  const slug = haiku.toLowerCase().replaceAll(' / ', '-/-').replaceAll(' ', '-');
  return {
    slug,
    path: `${slug}.md`,
    haiku: [first, second, third],
    title: '',
    date: null,
    words: 1,
    minutes: 1,
    ...rest,
  };
}
