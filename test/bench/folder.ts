import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Post } from '../../src/posts/types.ts';
import { program } from '../support/terminal.ts';
import { eachPost, random, wordBy } from './corpus.ts';

// Folders of posts for the built program: the posts of corpus.ts, each with a body of about 500 words over the same
// vocabulary. They are written once a run into the system's temporary folder, and removed at its end.

const wordsOfBody = 500;
const wordsOfParagraph = 60;
/** Number of posts between two yields to the event loop, which handle ^C. */
const batch = 200;

let home: string | null = null;

/** The parent of all folders. At the end another process removes it, because that takes a while. */
function temporary(): string {
  if (home !== null) return home;
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-bench-'));
  process.on('exit', () => spawn('rm', ['-rf', made], { detached: true, stdio: 'ignore' }).unref());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  home = made;
  return made;
}

const folders = new Map<number, Promise<string>>();
const caches = new Map<number, string>();

/** Returns the folder of `count` posts. */
export function folderOf(count: number): Promise<string> {
  const folder = folders.get(count) ?? write(path.join(temporary(), String(count)), count);
  folders.set(count, folder);
  return folder;
}

/** Returns a cache folder (XDG_CACHE_HOME) in which the program has cached all of `count` posts. */
export async function cacheOf(count: number): Promise<string> {
  const known = caches.get(count);
  if (known !== undefined) return known;
  const cache = path.join(temporary(), `cache of ${count}`);
  // The cache lists no folder that changed within the last two seconds.
  await folderOf(count);
  await new Promise(resolve => setTimeout(resolve, 2100));
  const [file, ...args] = [process.execPath, program, '--posts', await folderOf(count), 'ls'] as const;
  spawnSync(file, args, { env: { XDG_CACHE_HOME: cache }, stdio: 'ignore' });
  if (!fs.existsSync(cache)) throw new Error(`nothing is remembered of ${count} posts`);
  caches.set(count, cache);
  return cache;
}

/** Returns an empty cache folder. */
export const emptyCache = (): string => fs.mkdtempSync(path.join(temporary(), 'empty-'));

async function write(folder: string, count: number): Promise<string> {
  const next = random(count);
  let done = 0;
  for (const post of eachPost(count)) {
    const file = path.join(folder, post.path);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, textOf(post, next));
    // As old as its date, because files that were just written are not cached.
    const written = new Date(post.date ?? 0);
    fs.utimesSync(file, written, written);
    if (++done % batch === 0) await new Promise(setImmediate);
  }
  return folder;
}

const months = 'January February March April May June July August September October November December'.split(' ');

function textOf({ haiku, title, date }: Post, next: () => number): string {
  const words = (count: number): string => {
    const text = Array.from({ length: count }, () => wordBy(next).text).join(' ');
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const [year, month, day] = (date ?? '').split('-').map(Number);
  const length = wordsOfBody * (0.5 + next());
  const paragraphs = Array.from({ length: Math.ceil(length / wordsOfParagraph) }, () => `${words(wordsOfParagraph)}.`);
  const head = [haiku?.join(' / '), `Title: ${months[(month ?? 1) - 1]} ${day}, ${year} - ${title}`];
  return `${[...head, ...paragraphs].join('\n\n')}\n`;
}
