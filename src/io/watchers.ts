import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { isHidden } from './files.ts';

/** The events that Linux keeps (fs.inotify.max_queued_events); Node does not tell that there were more, and lost. */
const eventsKept = 16_384;

/** Whether one watch is for all that is below a folder. Elsewhere than here, a watch tells too little. */
const isRecursive: { readonly [Platform in NodeJS.Platform]?: boolean } = {
  android: false,
  darwin: true,
  linux: false,
  win32: true,
};

/** File systems on which Linux tells only of what this very machine changes, by statfs(2): NFS, SMB, 9P, FUSE, … */
const remote: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x65735546, 0x00c36400, 0x5346414f,
]);

/** What watching a folder may fail of, and be none the worse: it is gone again, or nobody may look into it. */
const passedOver: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP']);

/**
 * The watches below a folder, one for each folder where the system has no other: Node would then watch every file. They
 * keep no process alive.
 */
export function openWatch(root: string, most: number, ring: () => void) {
  const watchers = new Map<string, fs.FSWatcher>();
  let events = 0;

  /** A folder that was moved takes the watches below it along. */
  const forget = (folder: string): void => {
    for (const [each, watcher] of watchers) {
      if (folder !== root && each !== folder && !each.startsWith(folder + path.sep)) continue;
      watcher.close();
      watchers.delete(each);
    }
  };

  const watch = (folder: string): void => {
    const watcher = fs.watch(folder, { persistent: false, recursive: isRecursive[process.platform] ?? false });
    watchers.set(folder, watcher);
    watcher.on('error', () => {
      forget(folder);
      ring();
    });
    watcher.on('change', (event, name) => {
      events++;
      if (typeof name !== 'string') return ring();
      // By its own name the root itself; any other folder is told of by the one that it is in.
      const isRoot = folder === root && name === path.basename(root);
      const renamed = isRoot ? root : path.join(folder, name);
      if (event === 'rename' && watchers.has(renamed)) forget(renamed);
      if (isRoot || !name.split(path.sep).some(isHidden)) ring();
    });
  };

  return {
    /** Watches the folders that are there, each before it is listed, so that nothing is missed. Whether that is all. */
    *update(): Generator<void, boolean> {
      const recursive = isRecursive[process.platform];
      if (events >= eventsKept || recursive === undefined || isRemote(root)) forget(root);
      events = 0;
      if (recursive === undefined || isRemote(root)) return false;
      const found = new Set<string>();
      const waiting = [root];
      while (waiting.length > 0 && found.size < most) {
        const folder = waiting.pop() as string;
        try {
          if (!watchers.has(folder)) watch(folder);
          found.add(folder);
        } catch (error) {
          if (folder !== root && passedOver.has((error as NodeJS.ErrnoException).code)) continue;
          forget(root);
          return false;
        }
        if (!recursive) waiting.push(...foldersIn(folder, folder === root, most));
        yield;
      }
      for (const folder of watchers.keys()) if (!found.has(folder)) forget(folder);
      return waiting.length === 0;
    },
    close: (): void => forget(root),
  };
}

function isRemote(folder: string): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return remote.has(fs.statfsSync(folder).type);
  } catch {
    return false;
  }
}

/** The folders in a folder, so many at most; none where it cannot be listed, as then nothing in it can be read. */
function foldersIn(folder: string, isRoot: boolean, most: number): readonly string[] {
  const found: string[] = [];
  try {
    for (const entry of entriesIn(folder, isRoot)) {
      if (found.length >= most) break;
      if (entry.isDirectory() && !isHidden(entry.name)) found.push(path.join(folder, entry.name));
    }
  } catch {
    // It is gone, or nobody may look into it.
  }
  return found;
}

// The root's one by one: every post may have a folder there, and 100,000 at once would be 30 MB. Where there are few,
// all at once is faster.
function* entriesIn(folder: string, isRoot: boolean): Generator<fs.Dirent> {
  if (!isRoot) return yield* fs.readdirSync(folder, { withFileTypes: true });
  const entries = fs.opendirSync(folder);
  try {
    for (let entry = entries.readSync(); entry; entry = entries.readSync()) yield entry;
  } finally {
    entries.closeSync();
  }
}
