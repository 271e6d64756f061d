import path from 'node:path';
import process from 'node:process';
import { type Library, openLibrary } from '../posts/library.ts';
import { NO_CACHE } from '../posts/metadata-cache.ts';
import { postFiles } from './files.ts';
import { openPostCache, readCache } from './post-cache.ts';

/** The folder of the posts that ship with the program, which is installed at `home`. */
export const shippedPosts = (home: string): string => path.join(home, 'posts');

/** Opens the posts of a folder. The cache of those that ship was made when the program was built. */
export function openPosts(folder: string, home: string): Library {
  const isShipped = folder === shippedPosts(home);
  const built = path.join(home, 'dist/posts.jsonl');
  const cache = isShipped ? { ...NO_CACHE, read: () => readCache(built, '') } : openPostCache(folder, process.env);
  return openLibrary(postFiles(folder), cache, Date.now());
}

/** Opens the posts of a folder again, reading only the files that changed since `last` loaded. Writes no cache. */
export const reopenPosts = (folder: string, last: Library): Library =>
  openLibrary(postFiles(folder), { ...NO_CACHE, read: last.snapshot }, Date.now());
