import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { type Change, watchFolder } from '../../src/io/watch.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-watch-'));
const stops: AbortController[] = [];
afterEach(() => vi.restoreAllMocks());
afterAll(() => {
  for (const stop of stops) stop.abort();
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 });
});

type Changes = AsyncGenerator<Change, void>;

/** A new folder with a hidden name, a post three folders deep and another post; of `maxFolders` to watch. */
function openFolder(maxFolders?: number) {
  const folder = fs.mkdtempSync(path.join(home, '.posts-'));
  const stop = new AbortController();
  stops.push(stop);
  const at = (file: string): string => path.join(folder, file);
  const put = (file: string, text = 'x'): void => {
    fs.mkdirSync(path.dirname(at(file)), { recursive: true });
    fs.writeFileSync(at(file), text);
  };
  for (const file of ['a-/-b-/-c.md', 'd.md']) {
    put(file);
    fs.utimesSync(at(file), 1e9, 1e9);
  }
  /** The changes to the folder, once it is watched. */
  const watched = async (pollMs = Number.POSITIVE_INFINITY): Promise<Changes> => {
    const changes = watchFolder(folder, stop.signal, { pollMs, ...(maxFolders === undefined ? {} : { maxFolders }) });
    expect(await changes.next()).toEqual({ done: false, value: 'possible' });
    return changes;
  };
  return { folder, stop, at, put, watched };
}
type Folder = ReturnType<typeof openFolder>;

async function reports(changes: Changes, change: () => void): Promise<void> {
  const next = changes.next();
  change();
  expect(await next).toEqual({ done: false, value: 'certain' });
}

/** Waits long enough for a report of earlier changes, by watching another folder. */
async function settle(): Promise<void> {
  const { put, watched, stop } = openFolder();
  await reports(await watched(), () => put('later.md'));
  stop.abort();
}

/** What `look` returns at each change. */
function record<Seen>(changes: Changes, look: () => Seen): readonly Seen[] {
  const seen: Seen[] = [];
  void (async () => {
    for await (const _ of changes) seen.push(look());
  })();
  return seen;
}

/** How many watches this process has: those of `fs.watch`, as Linux lists them. */
const watches = (): number =>
  fs
    .readdirSync('/proc/self/fdinfo')
    .map(fd => orEmpty(() => fs.readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8')))
    .join('')
    .split('inotify wd:').length - 1;
const orEmpty = (read: () => string): string => {
  try {
    return read();
  } catch {
    return ''; // the one that listed them
  }
};

describe.concurrent('a watched folder reports a change when', () => {
  test.each<readonly [string, (folder: Folder) => void]>([
    ['a file is edited', ({ put }) => put('a-/-b-/-c.md', 'edited')],
    ['a file is edited and keeps its size', ({ put }) => put('a-/-b-/-c.md', 'y')],
    ['a file is added', ({ put }) => put('e.md')],
    ['a file is added three new folders deep', ({ put }) => put('new-/-new-/-new-/-f.md')],
    ['a file is moved', ({ at }) => fs.renameSync(at('d.md'), at('a-/d.md'))],
    ['a file is removed', ({ at }) => fs.rmSync(at('a-/-b-/-c.md'))],
    ['a folder is moved', ({ at }) => fs.renameSync(at('a-'), at('z-'))],
    ['a folder is removed', ({ at }) => fs.rmSync(at('a-'), { recursive: true })],
    ['the whole folder is removed', ({ folder }) => fs.rmSync(folder, { recursive: true })],
  ])('%s', async (_, change) => {
    const folder = openFolder();
    await reports(await folder.watched(), () => change(folder));
  });

  test('the consumer was busy', async () => {
    const { put, watched } = openFolder();
    const changes = await watched();
    put('e.md');
    await settle();
    expect(await changes.next()).toEqual({ done: false, value: 'certain' });
  });
});

test.each<readonly [string, number | undefined]>([
  ['watched', undefined],
  ['polled', 0],
])('a folder that is %s reports no change once it is stopped', async (_, maxFolders) => {
  const { stop, watched } = openFolder(maxFolders);
  const next = (await watched(100)).next();
  stop.abort();
  expect(await next).toEqual({ done: true, value: undefined });
});

describe('polling', () => {
  test.each<readonly [string, number | undefined, (folder: string) => void]>([
    ['that is watched', undefined, () => {}],
    ['that is not watched', 0, () => {}],
    ['that is gone', undefined, folder => fs.rmSync(folder, { recursive: true })],
  ])('reports a possible change at the interval in a folder %s', async (_, maxFolders, prepare) => {
    const { folder, watched } = openFolder(maxFolders);
    prepare(folder);
    const changes = await watched(100);
    const startedAt = performance.now();
    expect(await changes.next()).toEqual({ done: false, value: 'possible' });
    expect(performance.now() - startedAt).toBeGreaterThan(90);
  });

  test('rests fifty times as long as the consumer took', async () => {
    const { watched } = openFolder(0);
    const changes = await watched(100);
    await new Promise(resolve => setTimeout(resolve, 20));
    const startedAt = performance.now();
    await changes.next();
    expect(performance.now() - startedAt).toBeGreaterThan(900);
  });

  test('finds that a folder is there again', async () => {
    const { folder, put, watched } = openFolder();
    const changes = await watched(100);
    fs.rmSync(folder, { recursive: true });
    // On a busy machine a poll may come before the report.
    while ((await changes.next()).value !== 'certain');
    put('a-/-b-/-c.md');
    await changes.next();
    expect((await changes.next()).value).toBe('possible');
    await settle();
    await reports(changes, () => put('a-/-b-/-c.md', 'edited'));
  });
});

describe('a watched folder', () => {
  test('reports a thousand files at once as one change, and the next file as another', async () => {
    const { folder, put, watched } = openFolder();
    const seen = record(await watched(), () => fs.readdirSync(folder).length);
    for (let at = 0; at < 1000; at++) put(`post-${at}.md`);
    await vi.waitUntil(() => seen.length > 0, 10_000);
    await settle();
    put('one-more.md');
    await vi.waitUntil(() => seen.at(-1) === 1003, 10_000);
    expect(seen).toEqual([1002, 1003]);
  });

  test('reports a file that is written beside and renamed over as one change, again and again', async () => {
    const { at, put, watched } = openFolder();
    const seen = record(await watched(), () => fs.readFileSync(at('d.md'), 'utf8'));
    for (const text of ['one', 'two', 'three']) {
      put('.d.md.swp', text);
      fs.renameSync(at('.d.md.swp'), at('d.md'));
      await vi.waitUntil(() => seen.at(-1) === text, 10_000);
    }
    await settle();
    expect(seen).toEqual(['one', 'two', 'three']);
  });

  test('reports one change, however often it changed while the consumer was busy', async () => {
    const { put, watched } = openFolder();
    const changes = await watched();
    for (const file of ['e.md', 'f.md', 'g.md']) {
      put(file);
      await settle();
    }
    const seen = record(changes, () => 'change');
    await settle();
    expect(seen).toEqual(['change']);
  });

  test('reports changes while they do not pause', async () => {
    const { put, watched } = openFolder();
    const changes = await watched();
    let edits = 0;
    const editing = setInterval(() => put('d.md', `${edits++}`), 5);
    await changes.next();
    await changes.next();
    clearInterval(editing);
    expect(edits).toBeGreaterThan(0);
  });

  test('reports no change to a hidden file', async () => {
    const { put, watched } = openFolder();
    put('.git/index');
    const seen = record(await watched(), () => 'change');
    put('.d.md.swp');
    put('.git/index', 'other');
    put('a-/.hidden/e.md');
    await settle();
    expect(seen).toEqual([]);
  });

  const again = (at: Folder['at']): void => fs.rmSync(at('a-'), { recursive: true });
  test.each<readonly [string, (at: Folder['at']) => void]>([
    ['removed', again],
    ['moved away', at => fs.renameSync(at('a-'), at('z-'))],
    ['moved out', at => fs.renameSync(at('a-'), path.join(home, `out-${path.basename(at(''))}`))],
  ])('reports changes in a folder that was %s and made again', async (_, away) => {
    const { at, put, watched } = openFolder();
    const changes = await watched();
    await reports(changes, () => {
      away(at);
      put('a-/-b-/-c.md');
    });
    await reports(changes, () => put('a-/-b-/-c.md', 'edited'));
  });

  test('reports changes in a folder that replaced the whole folder', async () => {
    const { folder, put, watched } = openFolder();
    const changes = await watched();
    await reports(changes, () => {
      fs.renameSync(folder, `${folder}-before`);
      put('a-/-b-/-c.md');
    });
    await reports(changes, () => put('a-/-b-/-c.md', 'edited'));
  });
});

/** Elsewhere there is one watch for all folders, which cannot be counted. */
const onLinux = describe.skipIf(process.platform !== 'linux');

onLinux('where watching fails', () => {
  const failing = (code: string, fails: (folder: string) => boolean): void => {
    const { watch } = fs;
    vi.spyOn(fs, 'watch').mockImplementation(((...args: Parameters<typeof watch>) => {
      if (fails(String(args[0]))) throw Object.assign(new Error(code), { code });
      return watch(...args);
    }) as typeof watch);
  };

  test.each(['ENOSPC', 'EMFILE', 'ENOENT', 'EACCES', 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM'])(
    'with %s, the other folders are watched',
    async code => {
      failing(code, folder => folder.endsWith('-b-'));
      const { put, watched } = openFolder();
      const before = watches();
      const changes = await watched();
      expect(watches()).toBe(before + 2);
      await reports(changes, () => put('a-/e.md'));
    },
  );
});

onLinux('nothing is left', () => {
  test.each([0, 1, 3, 4000])('of the watches, of at most %i folders, once it is stopped', async maxFolders => {
    const before = watches();
    const { stop, watched } = openFolder(maxFolders);
    const changes = await watched();
    expect(watches()).toBe(before + Math.min(maxFolders, 3));
    const next = changes.next();
    stop.abort();
    await next;
    expect(watches()).toBe(before);
  });

  test('of the watches once the consumer returns', async () => {
    const before = watches();
    const changes = await openFolder().watched();
    await changes.return();
    expect(watches()).toBe(before);
  });

  test.each([0, 1, 100])('that keeps a process alive, with at most %i folders', maxFolders => {
    const { folder } = openFolder();
    const watch = path.join(import.meta.dirname, '../../src/io/watch.ts');
    const program = `
      import { watchFolder } from ${JSON.stringify(watch)};
      const changes = watchFolder(${JSON.stringify(folder)}, new AbortController().signal, { maxFolders: ${maxFolders} });
      await changes.next();
      void changes.next();
      process.stdout.write('watched');
    `;
    const args = ['--input-type=module', '-e', program];
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 });
    expect([stdout, status]).toEqual(['watched', 0]);
  });
});
