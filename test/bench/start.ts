import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { posts } from '../support/posts.ts';
import { program, root } from '../support/terminal.ts';
import { corpus } from './corpus.ts';
import { cacheOf, folderOf } from './folder.ts';
import { against, alternate, median, type Promised, spread, startNode, target, timeOf } from './measure.ts';
import type { Part, Row, Table } from './table.ts';

// The time of a command from its start to its end, with its output in a pipe.

const rounds = 31;
const large = 10_000;
const findutils = 'find -name *.md (findutils), of 10,000';

/** Returns a slug and its shortest unique prefix of at least ten letters. */
function prefixIn(slugs: readonly string[]): string {
  const [slug = ''] = slugs;
  let length = 10;
  while (slugs.filter(each => each.startsWith(slug.slice(0, length))).length > 1) length++;
  return slug.slice(0, length);
}

export const measure: Part = async (): Promise<readonly Table[]> => {
  const [folder, cache] = [await folderOf(large), await cacheOf(large)];
  const [shipped, many] = [posts.map(({ slug }) => slug), corpus(large).map(({ slug }) => slug)];
  const run = (file: string, ...args: readonly string[]): Promise<number> =>
    timeOf(() => {
      const { status, stdout } = spawnSync(file, args, {
        env: { ...process.env, XDG_CACHE_HOME: cache },
        maxBuffer: 2 ** 26,
      });
      if (status !== 0 || stdout.length === 0) throw new Error(`${args.join(' ')}: status ${status}`);
    });
  const haiku = (...args: readonly string[]): Promise<number> => run(process.execPath, program, ...args);
  const haikuInMany = (...args: readonly string[]): Promise<number> => haiku('--posts', folder, ...args);
  const times = await alternate(rounds, {
    'node -e 0': startNode,
    '--version': () => haiku('--version'),
    'cat <slug>': () => haiku('cat', shipped[0] ?? ''),
    'cat <slug>, of 10,000': () => haikuInMany('cat', many[0] ?? ''),
    'cat <prefix>': () => haiku('cat', prefixIn(shipped)),
    'cat <prefix>, of 10,000': () => haikuInMany('cat', prefixIn(many)),
    'cat <folder>/, of 10,000': () => haikuInMany('cat', `${many[0]?.split('/')[0]}/`),
    'Tab for a post, of 10,000': () => haiku('__complete', '--posts', folder, 'cat', `post/${prefixIn(many)}`),
    ls: () => haiku('ls'),
    'ls, of 10,000': () => haikuInMany('ls'),
    'find, of 10,000': () => haikuInMany('find', corpus(1)[0]?.title ?? ''),
    'fortune, of 10,000': () => haikuInMany('fortune'),
    'cat file (coreutils)': () => run('cat', path.join(root, 'posts', `${shipped[0]}.md`)),
    [findutils]: () => run('find', folder, '-name', '*.md'),
  });
  const targets: Readonly<Record<string, Promised>> = {
    '--version': ['×', 1.15],
    'cat <slug>': ['×', 1.15],
    'cat <slug>, of 10,000': ['×', 1.6],
    'cat <prefix>, of 10,000': ['×', 3],
    'cat <folder>/, of 10,000': ['×', 3],
    'Tab for a post, of 10,000': ['×', 3],
    'ls, of 10,000': ['× of findutils', 1.2],
    'find, of 10,000': ['× of findutils', 1.2],
    'fortune, of 10,000': ['× of findutils', 1.2],
  };
  const ofFind = median(times[findutils]);
  const rows = Object.entries(times).map(([command, own]): Row => {
    const ofWalk = /^(?:ls|find|fortune), of/.test(command) ? median(own) / ofFind : null;
    const row = { command, ...spread(own), ...against(times['node -e 0'], own), '× of findutils': ofWalk };
    return { ...row, ...target(row, targets[command]) };
  });
  const notes = 'Beside node -e 0. What was learnt of the 10,000 posts is in the cache.';
  return [{ title: 'A command into a pipe, from its start to its end', notes, rows }];
};
