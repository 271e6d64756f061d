import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createPostWriter } from '../../src/io/write-post.ts';

afterEach(() => vi.restoreAllMocks());

const CALLS = [
  'mkdirSync',
  'lstatSync',
  'statSync',
  'existsSync',
  'openSync',
  'fstatSync',
  'writeFileSync',
  'linkSync',
  'unlinkSync',
] as const;

/** Calls `swap` before the call number `at` of a function that uses the disk, and `work` meanwhile. Returns the number of calls. */
function swapBefore(at: number, swap: () => void, work: () => void): number {
  let calls = 0;
  for (const name of CALLS) {
    const real = fs[name] as (...given: unknown[]) => unknown;
    vi.spyOn(fs, name).mockImplementation(((...given: unknown[]) => {
      if (calls++ === at) swap();
      return real(...given);
    }) as never);
  }
  work();
  vi.restoreAllMocks();
  return calls;
}

/** Writes a post while its folder is replaced by a link. Returns the files outside, those in the folder, and the calls. */
function writeAndSwap(at: number) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-swap-'));
  const inHome = (name: string): string => path.join(home, name);
  fs.mkdirSync(inHome('posts/a-/-b-'), { recursive: true });
  fs.mkdirSync(inHome('outside/-b-'), { recursive: true });
  const swap = (): void => {
    fs.renameSync(inHome('posts/a-'), inHome('posts/moved'));
    fs.symlinkSync('../outside', inHome('posts/a-'));
  };
  const writer = createPostWriter(new Date());
  const calls = swapBefore(at, swap, () => writer.write(inHome('posts'), 'a-/-b-/-c.md', Buffer.from('text')));
  const outside = fs.readdirSync(inHome('outside/-b-'));
  const below = fs.readdirSync(inHome(at < calls ? 'posts/moved/-b-' : 'posts/a-/-b-'));
  fs.rmSync(home, { recursive: true });
  return { outside, below: below.join(), calls };
}

test.runIf(process.platform === 'linux')(
  'case 111: a folder that is replaced by a link at any moment leads no post out of the posts folder (only on Linux)',
  () => {
    const { calls, below } = writeAndSwap(Number.POSITIVE_INFINITY);
    expect(below).toBe('-c.md');
    expect(calls).toBeGreaterThan(10);
    const results = Array.from({ length: calls }, (_, at) => writeAndSwap(at));
    expect(results.flatMap(({ outside }) => outside)).toEqual([]);
    expect(new Set(results.map(({ below }) => below))).toEqual(new Set(['', '-c.md']));
  },
);
