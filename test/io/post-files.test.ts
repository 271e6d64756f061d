import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postFiles } from '../../src/io/post-files.ts';
import { openLibrary } from '../../src/posts/library.ts';
import type { FileStamp, FolderError, PostFiles } from '../../src/posts/types.ts';

let root: string;
let files: PostFiles;

beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-files-'));
  const put = (file: string, text = 'text'): void => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  put('outside/secret.md');
  for (const file of ['b-/-c.md', 'a-/-b-/-c.md', 'a-/-a.md', 'caf\u00e9.md', '.hidden/x.md', '.x.md'])
    put(`posts/${file}`);
  fs.symlinkSync('../outside', path.join(root, 'posts/linked'));
  fs.symlinkSync('../outside/secret.md', path.join(root, 'posts/secret.md'));
  fs.symlinkSync('..', path.join(root, 'posts/a-/up'));
  files = postFiles(path.join(root, 'posts'));
});

afterAll(() => fs.rmSync(root, { recursive: true, force: true, maxRetries: 10 }));

const posts = ['a-/-a.md', 'a-/-b-/-c.md', 'b-/-c.md', 'caf\u00e9.md'];

test('a walk yields the regular files in order of path, and follows no link', () => {
  expect([...files.walk()]).toEqual(posts);
});

test('a walk lists a folder only when it reaches it', () => {
  const walk = files.walk()[Symbol.iterator]();
  expect(walk.next().value).toBe('a-/-a.md');
  fs.writeFileSync(path.join(root, 'posts/b-/late.md'), 'late');
  expect([...{ [Symbol.iterator]: () => walk }]).toContain('b-/late.md');
  fs.rmSync(path.join(root, 'posts/b-/late.md'));
});

describe('a typed path', () => {
  test.each(posts)('%j exists', file => expect(files.has(file)).toBe(true));

  test.each([
    ['a folder', 'a-'],
    ['an empty path', ''],
    ['another letter case', 'B-/-c.md'],
    ['another normal form', 'cafe\u0301.md'],
    ['a link to a file', 'secret.md'],
    ['a path through a link', 'linked/secret.md'],
    ['a link back to the folder', 'a-/up/b-/-c.md'],
    ['the folder above', '../outside/secret.md'],
    ['a path out of the folder and back', '../posts/b-/-c.md'],
    ['a path with ./', './b-/-c.md'],
    ['two slashes', 'b-//-c.md'],
    ['a leading slash', '/b-/-c.md'],
    ['a trailing slash', 'b-/-c.md/'],
    ['a hidden file', '.x.md'],
    ['a hidden folder', '.hidden/x.md'],
    ['NUL', 'b-/-c.md\0'],
    ['a name that is too long', `${'a'.repeat(300)}.md`],
    ['a path below a file', 'b-/-c.md/x.md'],
  ])('%s does not exist: %j', (_, typed) => expect(files.has(typed)).toBe(false));

  test('exists when the posts folder itself is a link', () => {
    const link = path.join(root, 'link-to-posts');
    fs.symlinkSync('posts', link);
    expect(postFiles(link).has('b-/-c.md')).toBe(true);
  });
});

describe('an absolute path', () => {
  const locate = (typed: string, folder = 'posts') =>
    postFiles(path.join(root, folder)).locate?.(typed === '' ? root : `${root}/${typed}`);

  test('below the folder is one of a file in it', () => {
    expect(locate('posts/b-/-c.md')).toBe('b-/-c.md');
    expect(locate('posts/secret.md')).toBe('secret.md'); // a link, which `has` refuses
  });

  test.each(['', 'posts', 'outside/secret.md', 'posts/../outside/secret.md', 'posts/./b-/-c.md', 'posts//b-/-c.md'])(
    'is none of the folder: %j',
    typed => expect(locate(typed)).toBeNull(),
  );

  test('of a folder that is a link may begin with the link or its target', () => {
    fs.symlinkSync('posts', path.join(root, 'alias'));
    expect(locate('alias/b-/-c.md', 'alias')).toBe('b-/-c.md');
    expect(locate('posts/b-/-c.md', 'alias')).toBe('b-/-c.md');
  });

  test('opens the post, but no link and no file outside', () => {
    const library = openLibrary(postFiles(path.join(root, 'posts')));
    expect(library.at(`${root}/posts/b-/-c.md`)).toEqual({ slug: 'b-/-c', path: 'b-/-c.md' });
    expect(library.at(`${root}/posts/b-/-c`)).toEqual({ slug: 'b-/-c', path: 'b-/-c.md' });
    for (const typed of ['posts/secret.md', 'posts/linked/secret.md', 'posts/.x.md', 'outside/secret.md'])
      expect(library.at(`${root}/${typed}`), typed).toBeNull();
  });
});

test.runIf(process.platform === 'linux')(
  'a walk skips names that are not UTF-8, and reports how many per folder',
  () => {
    const folder = path.join(root, 'odd');
    const at = (latin1: string): Buffer => Buffer.from(`${folder}/${latin1}`, 'latin1');
    fs.mkdirSync(path.join(folder, 'below'), { recursive: true });
    for (const name of ['\xff.md', '\xfe.md', 'below/\xc0', 'a.md', '\xef\xbf\xbd.md']) fs.writeFileSync(at(name), '');
    const errors: FolderError[] = [];
    expect([...postFiles(folder).walk(error => errors.push(error))]).toEqual(['a.md', '\ufffd.md']);
    expect(errors).toEqual([
      { path: '', problem: '2 files skipped: name is not UTF-8' },
      { path: 'below', problem: '1 file skipped: name is not UTF-8' },
    ]);
  },
);

test('a stamp has size, mtime, ctime and inode, also when the file is read, and is null without a file', () => {
  fs.utimesSync(path.join(root, 'posts/a-/-a.md'), 5, 1_600_000_000.5);
  const { ctimeMs, ino } = fs.statSync(path.join(root, 'posts/a-/-a.md'));
  expect(files.stamp('a-/-a.md')).toEqual([4, 1_600_000_000_500, ctimeMs, ino]);
  expect(files.stamp('nowhere.md')).toBeNull();
  const stamps: FileStamp[] = [];
  files.read('a-/-a.md', 10, stamp => stamps.push(stamp));
  files.read('nowhere.md', 10, stamp => stamps.push(stamp));
  expect(stamps).toEqual([files.stamp('a-/-a.md')]);
});

describe('a walk skips', () => {
  const folderOf = (ignore: string | null): string => {
    const folder = fs.mkdtempSync(path.join(root, 'ignoring-'));
    const paths = [
      'fog.md',
      'public/fog.html',
      'public/index.md',
      'notes/public/kept.md',
      'notes/draft-1.md',
      'notes/draft-2.md',
      'notes/vendor/fog.md',
      'node_modules/fog/README.md',
      '_site/fog.md',
      'robots.txt',
      'LICENSE.md',
    ];
    for (const file of paths) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.writeFileSync(path.join(folder, file), 'text');
    }
    if (ignore !== null) fs.writeFileSync(path.join(folder, '.gitignore'), ignore);
    return folder;
  };
  const everywhere = ['fog.md', 'notes/draft-1.md', 'notes/draft-2.md', 'notes/public/kept.md'];

  test.each([
    [null, [...everywhere, 'public/fog.html', 'public/index.md']],
    ['/public/\n', everywhere],
    ['public\r\n*.html\r\n', ['fog.md', 'notes/draft-1.md', 'notes/draft-2.md']],
    ['# none\n/public\ndraft-*\n!draft-2.md\n', ['fog.md', 'notes/draft-2.md', 'notes/public/kept.md']],
    [`/public\n${'*a'.repeat(50)}b\n${'**/a/'.repeat(20)}b`, everywhere],
  ])('with the .gitignore %j it yields %j', (ignore, paths) => {
    const folder = folderOf(ignore);
    const files = postFiles(folder);
    expect([...files.walk()]).toEqual(paths);
    const all = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(all.filter(files.has).toSorted()).toEqual(paths);
  });

  test('a .gitignore that is a folder, or a link, ignores nothing', () => {
    const [folder, linked] = [folderOf(null), folderOf(null)];
    fs.mkdirSync(path.join(folder, '.gitignore'));
    fs.writeFileSync(path.join(root, 'patterns'), '*.md\n');
    fs.symlinkSync('../patterns', path.join(linked, '.gitignore'));
    for (const each of [folder, linked]) expect([...postFiles(each).walk()]).toContain('fog.md');
  });
});
