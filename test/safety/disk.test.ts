import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { node, program } from '../support/terminal.ts';

// Full and read-only disks: small file systems in memory, in a mount namespace of their own.

let home: string;
beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-disk-'));
  fs.mkdirSync(path.join(home, 'disk'));
  const posts = { small: 100, other: 100, large: 60_000 };
  for (const [name, length] of Object.entries(posts))
    fs.writeFileSync(path.join(home, name), `$ cat post/a-/-b-/-${name}.md\n${'x'.repeat(length)}`);
  for (let at = 0; at < 150; at++) {
    fs.mkdirSync(path.join(home, 'posts', `a-${at}-`, '-b-'), { recursive: true });
    fs.writeFileSync(path.join(home, 'posts', `a-${at}-`, '-b-', '-c.md'), 'Text.\n');
  }
});
afterAll(() => fs.rmSync(home, { recursive: true }));

type Result = { readonly stdout: string; readonly stderr: string };

/**
 * Runs shell commands in a disk that is mounted with the options. In them `it` runs the program, `left` lists the files on
 * the disk, and $HOME is outside it.
 */
function onDisk(options: string, commands: string): Result {
  const script = [
    'cd "$HOME" && mount -t tmpfs -o "$OPTIONS" none disk && cd disk || exit 99',
    'it() { "$NODE" "$PROGRAM" "$@"; echo "status $?"; }',
    'left() { find . ! -name . | LC_ALL=C sort; }',
    commands,
  ].join('\n');
  const { stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', script], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', HOME: home, OPTIONS: options, NODE: node, PROGRAM: program },
  });
  return { stdout, stderr };
}

const mayMount = (() => {
  const { status } = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs none /tmp']);
  return status === 0;
})();

describe.skipIf(!mayMount)(mayMount ? 'a disk' : 'a disk (skipped: cannot mount one here)', () => {
  test('that is full: import writes the posts that fit, reports the others, and leaves no part of a file', () => {
    expect(onDisk('size=32k', 'it import "$HOME/small" "$HOME/large" "$HOME/other" --to posts\nleft')).toEqual({
      stdout: [
        `${home}/small → post/a-/-b-/-small.md\n${home}/other → post/a-/-b-/-other.md\nstatus 1\n`,
        './posts\n./posts/a-\n./posts/a-/-b-\n./posts/a-/-b-/-other.md\n./posts/a-/-b-/-small.md\n',
      ].join(''),
      stderr: `import: ${home}/large: post/a-/-b-/-large.md: No space left on device\n`,
    });
  });

  test('case 148: without free inodes import and new leave no part of a file, and no folder', () => {
    expect(onDisk('nr_inodes=4', 'it import "$HOME/small" --to posts\nit new "a / b / c" --to .\nleft')).toEqual({
      stdout: 'status 1\nstatus 1\n',
      stderr: [
        `import: ${home}/small: post/a-/-b-/-small.md: No space left on device\n`,
        'new: post/a-/-b-/-c.md: No space left on device\n',
      ].join(''),
    });
  });

  test('that is read-only: import and new report it', () => {
    const commands = 'mount -o remount,ro . && it import "$HOME/small" --to posts\nit new "a / b / c" --to .\nleft';
    expect(onDisk('size=32k', commands)).toEqual({
      stdout: 'status 1\nstatus 1\n',
      stderr: [
        `import: ${home}/small: post/a-/-b-/-small.md: posts: Read-only file system\n`,
        'new: post/a-/-b-/-c.md: Read-only file system\n',
      ].join(''),
    });
  });

  test.each([
    ['full', ''],
    ['read-only', 'mount -o remount,ro .'],
  ])('for cache and history that is %s: ls lists the posts, and leaves no file', (_, before) => {
    const commands = `head -c 32k /dev/zero > zeros\n${before}
      # Of its own cache Node leaves parts on a full disk.
      export NODE_DISABLE_COMPILE_CACHE=1
      XDG_CACHE_HOME=$PWD XDG_STATE_HOME=$PWD it --posts "$HOME/posts" ls | tail -n 2\nfind . -type f`;
    expect(onDisk('size=32k', commands)).toEqual({ stdout: 'post/a-99-/-b-/-c.md\nstatus 0\n./zeros\n', stderr: '' });
  });
});
