import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { nameOf } from './file-names.ts';
import { codeOf, isHidden, type Listed, list, type NativePath, toNativePath } from './files.ts';

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
export function openWatch(root: NativePath, most: number, ring: () => void) {
  /** By the path of their folder below the root, which is ''. */
  const watchers = new Map<string, fs.FSWatcher>();
  const ownName = path.basename(nameOf(Buffer.from(root)));
  let events = 0;

  /** A folder that was moved takes the watches below it along. */
  const forget = (folder: string): void => {
    for (const [each, watcher] of watchers) {
      if (folder !== '' && each !== folder && !each.startsWith(`${folder}/`)) continue;
      watcher.close();
      watchers.delete(each);
    }
  };

  const watch = (folder: string, recursive: boolean): void => {
    const options = { persistent: false, recursive, encoding: 'buffer' } as const;
    const watcher = fs.watch(toNativePath(root, folder), options, (event, bytes) => {
      events++;
      if (bytes === null) return ring();
      const name = nameOf(bytes);
      // By its own name the root itself; any other folder is told of by the one that it is in.
      const isRoot = folder === '' && name === ownName;
      const renamed = isRoot ? '' : below(folder, name);
      if (event === 'rename' && watchers.has(renamed)) forget(renamed);
      if (isRoot || !name.split(path.sep).some(isHidden)) ring();
    });
    watchers.set(folder, watcher);
    watcher.on('error', () => {
      forget(folder);
      ring();
    });
  };

  return {
    /** Watches the folders that are there, each before it is listed, so that nothing is missed. Whether that is all. */
    *update(): Generator<void, boolean> {
      const recursive = isRemote(root) ? undefined : isRecursive[process.platform];
      if (events >= eventsKept || recursive === undefined) forget('');
      events = 0;
      if (recursive === undefined) return false;
      const found = new Set<string>();
      const waiting = [''];
      while (waiting.length > 0 && found.size < most) {
        const folder = waiting.pop() as string;
        try {
          if (!watchers.has(folder)) watch(folder, recursive);
          found.add(folder);
        } catch (error) {
          if (folder !== '' && passedOver.has(codeOf(error))) continue;
          forget('');
          return false;
        }
        if (!recursive) waiting.push(...foldersIn(root, folder, most));
        yield;
      }
      for (const folder of watchers.keys()) if (!found.has(folder)) forget(folder);
      return waiting.length === 0;
    },
    close: (): void => forget(''),
  };
}

function isRemote(folder: NativePath): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return remote.has(fs.statfsSync(folder).type);
  } catch {
    return false;
  }
}

const below = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** The folders in a folder, so many at most; none where it cannot be listed, as then nothing in it can be read. */
function foldersIn(root: NativePath, folder: string, most: number): readonly string[] {
  const found: string[] = [];
  try {
    // The root's one by one: every post may have a folder there, and 100,000 at once would be 30 MB. Where there are few,
    // all at once is faster.
    for (const { name, entry } of folder === '' ? oneByOne(root) : list(toNativePath(root, folder))) {
      if (found.length >= most) break;
      if (entry.isDirectory() && !isHidden(name)) found.push(below(folder, name));
    }
  } catch {
    // It is gone, or nobody may look into it.
  }
  return found;
}

function* oneByOne(folder: NativePath): Generator<Listed> {
  // The types of Node know of no names in bytes here.
  const entries = fs.opendirSync(folder, { encoding: 'buffer' as BufferEncoding });
  try {
    for (let entry = entries.readSync(); entry; entry = entries.readSync())
      yield { name: nameOf(Buffer.from(entry.name)), entry };
  } finally {
    entries.closeSync();
  }
}
