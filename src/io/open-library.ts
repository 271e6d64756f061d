import path from 'node:path';
import { type Library, openLibrary } from '../posts/library.ts';
import { NO_CACHE } from '../posts/metadata-cache.ts';
import { openPostCache, readCache } from './post-cache.ts';
import { postFiles } from './post-files.ts';
import type { Owner } from './user-folder.ts';

/** A program, the folder of the posts that ship with it, and the folder of this package. */
export type Package = Owner & { readonly posts: string; readonly packageRoot: string };

/**
 * Opens a folder of posts with its cache. The build makes the cache of our own posts. The posts of another package are cached
 * for its user, however few they are.
 */
export function openPosts(folder: string, { packageRoot, posts, ...owner }: Package): Library {
  const openedAt = Date.now();
  const isOurs = folder === path.join(packageRoot, 'posts');
  const built = path.join(packageRoot, 'dist/posts.jsonl');
  const cache = isOurs
    ? { ...NO_CACHE, read: () => readCache(built, '') }
    : openPostCache(folder, owner, openedAt, folder === posts ? 1 : undefined);
  return openLibrary(postFiles(folder), cache, openedAt);
}

/** Opens the folder again. Reads only the files that changed since `last` was loaded. Writes no cache. */
export const reopenPosts = (folder: string, last: Library): Library =>
  openLibrary(postFiles(folder), { ...NO_CACHE, read: last.snapshot }, Date.now());
