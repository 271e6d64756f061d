import path from 'node:path';
import process from 'node:process';
import { type Library, openLibrary } from '../posts/library.ts';
import { NO_CACHE } from '../posts/metadata-cache.ts';
import { openPostCache, readCache } from './post-cache.ts';
import { postFiles } from './post-files.ts';

/** `home`: where the program is installed. */
export const shippedPosts = (home: string): string => path.join(home, 'posts');

/** The cache of the posts that ship was made when the program was built. */
export function openPosts(folder: string, home: string): Library {
  const isShipped = folder === shippedPosts(home);
  const built = path.join(home, 'dist/posts.jsonl');
  const cache = isShipped ? { ...NO_CACHE, read: () => readCache(built, '') } : openPostCache(folder, process.env);
  return openLibrary(postFiles(folder), cache, Date.now());
}

/** Reads only the files that changed since `last` loaded. Writes no cache. */
export const reopenPosts = (folder: string, last: Library): Library =>
  openLibrary(postFiles(folder), { ...NO_CACHE, read: last.snapshot }, Date.now());
