import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { watchFolder } from '../../src/io/watch.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-watch-'));
const stops: AbortController[] = [];
afterEach(() => vi.restoreAllMocks());
afterAll(() => {
  for (const stop of stops) stop.abort();
  fs.rmSync(home, { recursive: true, force: true });
});

type News = AsyncGenerator<void, void>;

/** A folder of its own, hidden itself, with a post three folders deep and another, both of them old. */
function openFolder(most?: number) {
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
  /** The news of the folder, from when it is watched on. */
  const watched = async (): Promise<News> => {
    const news = watchFolder(folder, stop.signal, most);
    expect((await news.next()).done).toBe(false);
    return news;
  };
  return { folder, stop, at, put, watched };
}
type Folder = ReturnType<typeof openFolder>;

async function tells(news: News, change: () => void): Promise<void> {
  const next = news.next();
  change();
  expect(await next).toEqual({ done: false, value: undefined });
}

/** Lets so much time go by that news of what happened before is there, by watching a folder of its own. */
async function settle(): Promise<void> {
  const { put, watched, stop } = openFolder();
  await tells(await watched(), () => put('later.md'));
  stop.abort();
}

/** What `look` sees at each piece of news. */
function record<Seen>(news: News, look: () => Seen): readonly Seen[] {
  const seen: Seen[] = [];
  void (async () => {
    for await (const _ of news) seen.push(look());
  })();
  return seen;
}

/** How many watches this process has: those of `fs.watch`, as Linux lists them. */
const watches = (): number =>
  fs
    .readdirSync('/proc/self/fdinfo')
    .map(fd => orNothing(() => fs.readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8')))
    .join('')
    .split('inotify wd:').length - 1;
const orNothing = (read: () => string): string => {
  try {
    return read();
  } catch {
    return ''; // the one that listed them
  }
};

const kinds: readonly (readonly [kind: string, most: number])[] = [
  ['watched', 100],
  ['watched in part, compared otherwise', 1],
  ['compared', 0],
];

describe.concurrent.each(kinds)('of a folder that is %s there is news when', (_, most) => {
  test.each<readonly [string, (folder: Folder) => void]>([
    ['a file is edited', ({ put }) => put('a-/-b-/-c.md', 'edited')],
    ['a file is edited and keeps its size', ({ put }) => put('a-/-b-/-c.md', 'y')],
    ['a file is added', ({ put }) => put('e.md')],
    ['a file is added three new folders deep', ({ put }) => put('new-/-new-/-new-/-f.md')],
    ['a file is moved', ({ at }) => fs.renameSync(at('d.md'), at('a-/d.md'))],
    ['a file is removed', ({ at }) => fs.rmSync(at('a-/-b-/-c.md'))],
    ['a folder is moved', ({ at }) => fs.renameSync(at('a-'), at('z-'))],
    ['a folder is removed', ({ at }) => fs.rmSync(at('a-'), { recursive: true })],
    ['all is removed', ({ folder }) => fs.rmSync(folder, { recursive: true })],
  ])('%s', async (_, change) => {
    const folder = openFolder(most);
    await tells(await folder.watched(), () => change(folder));
  });

  test('all was removed, and is there again', async () => {
    const { folder, put, watched } = openFolder(most);
    const news = await watched();
    await tells(news, () => fs.rmSync(folder, { recursive: true }));
    await tells(news, () => put('a-/-b-/-c.md'));
    await tells(news, () => put('a-/-b-/-c.md', 'edited'));
  });

  test('it is there at last', async () => {
    const { folder, put, watched } = openFolder(most);
    fs.rmSync(folder, { recursive: true });
    await tells(await watched(), () => put('e.md'));
  });

  test('nobody was listening', async () => {
    const { put, watched } = openFolder(most);
    const news = await watched();
    put('e.md');
    await settle();
    expect((await news.next()).done).toBe(false);
  });

  test('it was asked to end: none', async () => {
    const { stop, watched } = openFolder(most);
    const next = (await watched()).next();
    stop.abort();
    expect(await next).toEqual({ done: true, value: undefined });
  });
});

describe('what is watched', () => {
  test('is told of once for a thousand files at once, and then for the next', async () => {
    const { folder, put, watched } = openFolder();
    const seen = record(await watched(), () => fs.readdirSync(folder).length);
    for (let at = 0; at < 1000; at++) put(`post-${at}.md`);
    await vi.waitUntil(() => seen.length > 0, 10_000);
    await settle();
    put('one-more.md');
    await vi.waitUntil(() => seen.at(-1) === 1003, 10_000);
    expect(seen).toEqual([1002, 1003]);
  });

  test('is told of once when a file is written beside and renamed over, again and again', async () => {
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

  test('is told of once however often it changed while nobody was listening', async () => {
    const { put, watched } = openFolder();
    const news = await watched();
    for (const file of ['e.md', 'f.md', 'g.md']) {
      put(file);
      await settle();
    }
    const seen = record(news, () => 'news');
    await settle();
    expect(seen).toEqual(['news']);
  });

  test('is told of while it does not come to rest', async () => {
    const { put, watched } = openFolder();
    const news = await watched();
    let edits = 0;
    const editing = setInterval(() => put('d.md', `${edits++}`), 5);
    await news.next();
    await news.next();
    clearInterval(editing);
    expect(edits).toBeGreaterThan(0);
  });

  test('is not told of what is hidden', async () => {
    const { put, watched } = openFolder();
    put('.git/index');
    const seen = record(await watched(), () => 'news');
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
  ])('is told of in a folder that was %s and is there again', async (_, away) => {
    const { at, put, watched } = openFolder();
    const news = await watched();
    await tells(news, () => {
      away(at);
      put('a-/-b-/-c.md');
    });
    await tells(news, () => put('a-/-b-/-c.md', 'edited'));
  });

  test('is told of in a folder that stands where the whole folder stood', async () => {
    const { folder, put, watched } = openFolder();
    const news = await watched();
    await tells(news, () => {
      fs.renameSync(folder, `${folder}-before`);
      put('a-/-b-/-c.md');
    });
    await tells(news, () => put('a-/-b-/-c.md', 'edited'));
  });
});

test('what is compared is told of twice at most for a thousand files at once: half of them may have been seen', async () => {
  const { folder, put, watched } = openFolder(0);
  const seen = record(await watched(), () => fs.readdirSync(folder).length);
  for (let at = 0; at < 1000; at++) put(`post-${at}.md`);
  await vi.waitUntil(() => seen.length > 0, 10_000);
  put('one-more.md');
  await vi.waitUntil(() => seen.at(-1) === 1003, 10_000);
  expect(seen.length).toBeLessThanOrEqual(3);
});

/** Elsewhere there is one watch for all, and nobody counts it. */
const onLinux = describe.skipIf(process.platform !== 'linux');

onLinux('a name that is not UTF-8', () => {
  const bytes = (folder: string, latin1: string): Buffer => Buffer.from(`${folder}/${latin1}`, 'latin1');

  test('below what is watched is watched too', async () => {
    const { folder, watched } = openFolder();
    fs.mkdirSync(bytes(folder, '\xff/\xc0'), { recursive: true });
    const before = watches();
    const news = await watched();
    expect(watches()).toBe(before + 5); // with a, -b- and the folder itself
    await tells(news, () => fs.writeFileSync(bytes(folder, '\xff/\xc0/x.md'), 'x'));
  });

  test('may be that of what is watched', async () => {
    const { folder, stop } = openFolder();
    const odd = bytes(folder, 'x\xff');
    fs.mkdirSync(odd);
    const news = watchFolder(odd, stop.signal);
    await news.next();
    await tells(news, () => fs.writeFileSync(bytes(folder, 'x\xff/x\xfe.md'), 'x'));
  });

  test('may be that of what is compared', async () => {
    const { folder, stop } = openFolder();
    const odd = bytes(folder, 'x\xff');
    fs.mkdirSync(odd);
    const news = watchFolder(odd, stop.signal, 0);
    await news.next();
    await tells(news, () => fs.writeFileSync(bytes(folder, 'x\xff/x\xfe.md'), 'x'));
  });
});

onLinux('where watching fails', () => {
  const failing = (code: string, fails: (folder: string) => boolean): void => {
    const { watch } = fs;
    vi.spyOn(fs, 'watch').mockImplementation(((...args: Parameters<typeof watch>) => {
      if (fails(String(args[0]))) throw Object.assign(new Error(code), { code });
      return watch(...args);
    }) as typeof watch);
  };

  test.each(['ENOSPC', 'EMFILE', 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM'])('of %s, all is compared', async code => {
    failing(code, folder => folder.endsWith('-b-'));
    const { put, watched } = openFolder();
    const before = watches();
    const news = await watched();
    expect(watches()).toBe(before);
    await tells(news, () => put('a-/-b-/-c.md', 'edited'));
  });

  test.each(['ENOENT', 'EACCES'])('of %s, the other folders are watched', async code => {
    failing(code, folder => folder.endsWith('-b-'));
    const { put, watched } = openFolder();
    const before = watches();
    const news = await watched();
    expect(watches()).toBe(before + 2);
    await tells(news, () => put('a-/e.md'));
  });

  test('on a file system that tells of nothing, all is compared', async () => {
    vi.spyOn(fs, 'statfsSync').mockReturnValue({ type: 0x6969 } as fs.StatsFs);
    const { put, watched } = openFolder();
    const before = watches();
    const news = await watched();
    expect(watches()).toBe(before);
    await tells(news, () => put('d.md', 'edited'));
  });
});

onLinux('nothing is left', () => {
  test.each(kinds)('of what was %s', async (_, most) => {
    const before = watches();
    const { stop, watched } = openFolder(most);
    const news = await watched();
    expect(watches()).toBe(before + Math.min(most, 3));
    const next = news.next();
    stop.abort();
    await next;
    expect(watches()).toBe(before);
  });

  test('when it is no longer asked', async () => {
    const before = watches();
    const news = await openFolder().watched();
    await news.return();
    expect(watches()).toBe(before);
  });

  test.each(kinds)('that would keep a process alive: it is %s', (_, most) => {
    const { folder } = openFolder();
    const watch = path.join(import.meta.dirname, '../../src/io/watch.ts');
    const program = `
      import { watchFolder } from ${JSON.stringify(watch)};
      const news = watchFolder(${JSON.stringify(folder)}, new AbortController().signal, ${most});
      await news.next();
      void news.next();
      process.stdout.write('watched');
    `;
    const args = ['--input-type=module', '-e', program];
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 });
    expect([stdout, status]).toEqual(['watched', 0]);
  });
});
