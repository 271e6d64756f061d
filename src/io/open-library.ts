import path from 'node:path';
import process from 'node:process';
import { type Library, openLibrary } from '../posts/library.ts';
import { NO_CACHE } from '../posts/metadata-cache.ts';
import { postFiles } from './files.ts';
import { openPostCache, readCache } from './post-cache.ts';

/** The folder of the posts that ship, in a package or a checkout at `home`. */
export const shippedPosts = (home: string): string => path.join(home, 'posts');

/** The posts of a folder. Those that ship were read when the program was built; of others there may be a cache. */
export function openPosts(folder: string, home: string): Library {
  const isShipped = folder === shippedPosts(home);
  const built = path.join(home, 'dist/posts.jsonl');
  return openLibrary(
    postFiles(folder),
    isShipped ? { ...NO_CACHE, read: () => readCache(built, '') } : openPostCache(folder, process.env),
    Date.now(),
  );
}

/**
 * The posts of a folder, once more: files that are what they were when `last` read them are not read again. What was
 * only remembered of the posts that ship is not believed; nothing is written to a cache.
 */
export function reopenPosts(folder: string, last: Library): Library {
  // Not `recall: last.learnt`: each library would hold on to all before it.
  const learnt = last.snapshot();
  return openLibrary(postFiles(folder), { ...NO_CACHE, read: () => learnt }, Date.now());
}
