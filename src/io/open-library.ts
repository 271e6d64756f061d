import path from 'node:path';
import process from 'node:process';
import { type Library, openLibrary } from '../posts/library.ts';
import { NO_CACHE } from '../posts/metadata-cache.ts';
import { openPostCache, readCache } from './post-cache.ts';
import { postFiles } from './post-files.ts';

/** Returns the folder of the posts that ship. `home`: where the program is installed. */
export const shippedPosts = (home: string): string => path.join(home, 'posts');

/** Opens a folder of posts with its cache. The build makes the cache of the posts that ship. */
export function openPosts(folder: string, home: string): Library {
  const isShipped = folder === shippedPosts(home);
  const built = path.join(home, 'dist/posts.jsonl');
  const cache = isShipped ? { ...NO_CACHE, read: () => readCache(built, '') } : openPostCache(folder, process.env);
  return openLibrary(postFiles(folder), cache, Date.now());
}

/** Opens the folder again. Reads only the files that changed since `last` was loaded. Writes no cache. */
export const reopenPosts = (folder: string, last: Library): Library =>
  openLibrary(postFiles(folder), { ...NO_CACHE, read: last.snapshot }, Date.now());
