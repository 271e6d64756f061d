import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { haikuPosts, shell } from '../support/run.ts';
import { closeAll, openShell, root } from '../support/terminal.ts';

afterEach(closeAll);

const bios = 'bios-beep-sequence-/-we-scaled-it-past-what-it-knew-/-the-service-persists';
const shellPost = 'a-shell-i-once-loved-/-we-documented-nothing-then-/-no-rollback-existed';
const file = (slug: string): string => fs.readFileSync(path.join(root, 'posts', `${slug}.md`), 'utf8');
const transcript = (slug: string): string => `$ cat post/${slug}.md\n${file(slug)}`;

describe('cat, piped', () => {
  const names = [
    ['its slug', bios],
    ['its path', `post/${bios}.md`],
    ['its path from the working directory', `./posts/${bios}.md`],
    ['a unique prefix', 'bios-beep-sequence'],
    ['its haiku', 'BIOS beep sequence / we scaled it past what it knew / the service persists'],
    ['the start of its haiku in lower case', 'bios beep sequence / we scaled'],
  ] as const;
  // One run is asked for all of them.
  const { stdout, ...ended } = haikuPosts(['cat', ...names.map(([, name]) => name)]);
  const printed = stdout.split(/^(?=\$ cat post)/m);

  test.each(names.map(([by], at) => [by, printed[at]] as const))('prints a post by %s', (_, post) => {
    expect({ post, ...ended, count: printed.length }).toEqual({
      post: transcript(bios),
      stderr: '',
      status: 0,
      count: names.length,
    });
  });

  test.each([
    ['an unknown name', ['nope'], 'cat: post/nope.md: No such file or directory\n'],
    ['a path outside the folder', ['../../etc/passwd'], 'cat: post/../../etc/passwd.md: No such file or directory\n'],
    ['an absolute path', ['/etc/passwd'], 'cat: post//etc/passwd.md: No such file or directory\n'],
    ['a name with escapes', ['no\u001b]0;t\u0007'], 'cat: post/no^[]0;t^G.md: No such file or directory\n'],
  ])('reports %s, with status 1 and nothing on stdout', (_, names, error) => {
    const { stdout, stderr, status } = haikuPosts(['cat', ...names]);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr.startsWith(error)).toBe(true);
  });

  test('suggests a similar post below the error', () => {
    expect(haikuPosts(['cat', 'bios-beeep-sequense'])).toEqual({
      stdout: '',
      stderr: `cat: post/bios-beeep-sequense.md: No such file or directory\nDid you mean\n  post/${bios}.md\n`,
      status: 1,
    });
  });

  test('prints the posts after a missing one', () => {
    const { stdout, status } = haikuPosts(['cat', 'nope', bios]);
    expect({ stdout, status }).toEqual({ stdout: transcript(bios), status: 1 });
  });

  test('prints two posts one after the other', () => {
    expect(haikuPosts(['cat', bios, shellPost]).stdout).toBe(transcript(bios) + transcript(shellPost));
  });

  test('lists the posts that match an ambiguous prefix on stderr, with status 1', () => {
    const { stdout, stderr, status } = haikuPosts(['cat', 'a-']);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toMatch(/^cat: 'a-' matches \d+ posts:\n(?: {2}cat post\/a-.*\.md\n)+$/);
  });

  test('--raw prints the file', () => {
    expect(haikuPosts(['cat', '--raw', bios])).toEqual({ stdout: file(bios), stderr: '', status: 0 });
  });
});

describe('haiku-posts cat works as cat does in', () => {
  const cat = `haiku-posts cat ${bios}`;
  test.each([
    ['a pipe to head', `${cat} | head -1`, `$ cat post/${bios}.md\n`],
    ['a pipe to wc', `${cat} | wc -c | tr -d ' '`, `${Buffer.byteLength(transcript(bios))}\n`],
    ['a redirection to a file', `f=$(mktemp); ${cat} > "$f"; cat "$f"; rm "$f"`, transcript(bios)],
    [
      'a pipe to head, with large posts',
      `{ ${cat} ${`${bios} `.repeat(200)}; echo "$?" >&2; } | head -1`,
      `$ cat post/${bios}.md\n`,
    ],
  ])('%s', (_, command, stdout) => {
    const result = shell(command);
    expect({ stdout: result.stdout, status: result.status }).toEqual({ stdout, status: 0 });
    expect(['', '0\n']).toContain(result.stderr);
  });
});

describe('a transcript', () => {
  const slug = 'the-log-is-a-lake-/-we-fish-in-it-with-a-spoon-/-the-spoon-has-a-leak';
  const text = `$ cat post/${slug}.md\n\nthe log is a lake / we fish in it with a spoon / the spoon has a leak\n\n\nOctober 3, 2019 - Spoons\n\nNo end.`;
  const folder = fs.mkdtempSync(path.join(root, 'node_modules/.haiku-'));
  fs.writeFileSync(path.join(folder, 'whatever.log'), text);
  fs.writeFileSync(path.join(folder, 'not-a-post.log'), 'nothing of ours');

  test('is printed byte for byte, whatever the name of its file', () => {
    expect(haikuPosts(['--posts', folder, 'cat', slug])).toEqual({ stdout: text, stderr: '', status: 0 });
  });

  test('without a final newline gets one before the next post', () => {
    expect(haikuPosts(['--posts', folder, 'cat', slug, slug]).stdout).toBe(`${text}\n${text}`);
  });

  test('in a missing folder is an error that names the option or variable', () => {
    const missing = '/no/such: No such file or directory\n';
    expect(haikuPosts(['ls'], { HAIKU_POSTS_DIR: '/no/such' }).stderr).toBe(`haiku-posts: HAIKU_POSTS_DIR: ${missing}`);
    const both = haikuPosts(['--posts', '/no/such', 'ls'], { HAIKU_POSTS_DIR: folder });
    expect(both.stderr).toBe(`haiku-posts: --posts: ${missing}`);
  });

  test('is listed with the metadata in its text', () => {
    const { stdout } = haikuPosts(['ls', '--json'], { HAIKU_POSTS_DIR: folder });
    const words = 2;
    expect(JSON.parse(stdout)).toEqual({
      slug,
      haiku: ['the log is a lake', 'we fish in it with a spoon', 'the spoon has a leak'],
      title: 'Spoons',
      date: '2019-10-03',
      tags: [],
      draft: false,
      words,
      minutes: 1,
      path: 'whatever.log',
    });
    fs.rmSync(folder, { recursive: true });
  });
});

describe('ls', () => {
  const slugs = haikuPosts(['ls']).stdout.trim().split('\n');

  test('lists every shipped post by its path, in order', () => {
    const files = fs.readdirSync(path.join(root, 'posts'), { recursive: true, encoding: 'utf8' });
    const posts = files.filter(name => name.endsWith('.md')).map(name => `post/${name}`);
    expect(slugs).toEqual(posts.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(slugs.length).toBeGreaterThanOrEqual(28);
  });

  test('-r reverses the order', () => {
    expect(haikuPosts(['ls', '-r']).stdout.trim().split('\n')).toEqual(slugs.toReversed());
  });

  test('-lt lists the newest first, with date, words and minutes', () => {
    const rows = haikuPosts(['ls', '-lt']).stdout.trimEnd().split('\n');
    const dates = rows.map(row =>
      /^(\d{4}-\d\d(?:-\d\d| {3})) {2,}\d+ words {2,}\d+ min {2}post\/.+\.md$/.exec(row)?.[1]?.trim(),
    );
    expect(dates).not.toContain(undefined);
    expect(dates).toEqual(dates.toSorted().toReversed());
  });

  test('lists the posts of a folder', () => {
    expect(haikuPosts(['ls', 'post/bios-beep-sequence-/']).stdout).toBe(`post/${bios}.md\n`);
  });

  test('--json prints the metadata of every shipped post', () => {
    const rows = haikuPosts(['ls', '--json', '-t'])
      .stdout.trimEnd()
      .split('\n')
      .map(row => JSON.parse(row));
    for (const row of rows) {
      expect(
        row.haiku.every((line: string) => line.length > 3),
        row.slug,
      ).toBe(true);
      expect(row.date, row.slug).toMatch(/^20(1[5-9]|2[0-6])-\d\d(-\d\d)?$/);
      expect(row.title, row.slug).not.toBe(row.slug);
      expect(row.words, row.slug).toBeGreaterThanOrEqual(150);
    }
  });
});

describe('usage', () => {
  const hint = "try 'haiku-posts cat --help'\n";
  test.each([
    ['cat without a post', ['cat'], 2, '', `cat: <post>: missing operand\n${hint}`],
    ['an empty name', ['cat', ''], 2, '', "cat: empty post name: list posts with 'haiku-posts ls'\n"],
    ['an unknown option', ['cat', '--bogus', 'x'], 2, '', `cat: --bogus: unknown option\n${hint}`],
    [
      'an invalid width',
      ['cat', '--width', 'x', bios],
      2,
      '',
      `cat: --width: x: expected a number, 1 to 9999\n${hint}`,
    ],
    ['an option without its value', ['cat', '--width'], 2, '', `cat: --width: argument missing\n${hint}`],
    [
      'an unknown command',
      ['dog'],
      2,
      '',
      "haiku-posts: dog: no such command\ntry 'haiku-posts help', or to search: haiku-posts -q dog\n",
    ],
    [
      'two words as a command',
      ['wet dog'],
      2,
      '',
      "haiku-posts: wet dog: no such command\ntry 'haiku-posts help', or to search: haiku-posts -q 'wet dog'\n",
    ],
    ['a folder as a command', ['/'], 2, '', 'haiku-posts: /: no such command\nto browse it: haiku-posts --posts /\n'],
    [
      'a missing folder',
      ['--posts', '/no/such', 'ls'],
      2,
      '',
      'haiku-posts: --posts: /no/such: No such file or directory\n',
    ],
    ['--version', ['--version'], 0, '0.1.0\n', ''],
  ])('%s: status and output', (_, args, status, stdout, stderr) => {
    expect(haikuPosts(args)).toEqual({ status, stdout, stderr });
  });

  test('a removed working directory cannot be the posts folder, and the app does not start in it', async () => {
    const gone = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-gone-'));
    const terminal = openShell(`cd '${gone}' && rmdir '${gone}' && haiku-posts ls --posts .; haiku-posts`);
    expect(await terminal.ended()).toBe(2);
    expect(terminal.screen().rows.filter(Boolean)).toEqual([
      'haiku-posts: --posts: .: No such file or directory',
      'haiku-posts: the working directory: No such file or directory',
    ]);
    expect(shell(`mkdir '${gone}' && cd '${gone}' && rmdir '${gone}' && haiku-posts ls bios`).status).toBe(0);
  });

  test.each([
    [['x'], 2],
    [['--'], 2],
    [['cat', 'x'], 1],
    [['grep', 'x'], 2],
    [['ls', '--posts', 'x'], 2],
  ])('the error for %j with a very long last word is short', (args, status) => {
    const result = haikuPosts([...args.slice(0, -1), args.at(-1) + 'x'.repeat(100_000)]);
    expect(result.status).toBe(status);
    expect(result.stderr.length).toBeLessThan(1200);
    expect(result.stderr.split('\n').length).toBeLessThan(4);
  });

  test('without a terminal, the app suggests other commands', () => {
    const { stdout, stderr, status } = haikuPosts([]);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(/^haiku-posts: browsing needs a terminal\n'haiku-posts ls'.*\n$/);
  });

  test.each([[['--help']], [['help']], [['help', 'cat']], [['cat', '--help']]])(
    '%j prints help to stdout without escape sequences',
    args => {
      const { stdout, stderr, status } = haikuPosts(args);
      expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
      expect(stdout).toMatch(/^Usage: haiku-posts[\s\S]*cat (\[options\] )?<post>/);
      expect(stdout).not.toContain('\u001b');
    },
  );
});
