import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { haikuPosts, shell } from '../support/run.ts';
import { isSlow, sample } from '../support/sample.ts';
import { closeAll, node, openTerminal, program, root } from '../support/terminal.ts';

let home: string;
beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-writing-'));
});
afterEach(closeAll);
afterAll(() => fs.rmSync(home, { recursive: true }));

/** The program as a part of a shell command. */
const run = `'${node}' '${program}'`;

let folders = 0;
/** Returns a path that does not exist yet. */
const fresh = (): string => path.join(home, String(folders++));

/** Creates a file with a text, and returns its path. */
function fileOf(text: string | Uint8Array): string {
  const file = fresh();
  fs.writeFileSync(file, text);
  return file;
}

/** Returns the texts of the files below a folder by path, with hidden files. */
const filesOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(each => !each.isDirectory())
      .map(each => path.join(each.parentPath, each.name))
      .map(file => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]),
  );

test('import of the output of cat restores the files, and cat prints the same again', () => {
  const shipped = Object.fromEntries(sample(Object.entries(filesOf(path.join(root, 'posts'))), 4));
  const slugs = Object.keys(shipped).map(file => file.replace(/\.md$/, ''));
  const printed = slugs.map(slug => haikuPosts(['cat', slug]).stdout);
  const posts = fresh();
  const { stderr, status } = haikuPosts(['import', ...printed.map(fileOf), '--to', posts]);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(filesOf(posts)).toEqual(shipped);
  expect(slugs.map(slug => haikuPosts(['cat', slug, '--posts', posts]).stdout)).toEqual(printed);
}, 300_000);

test.each(['/dev/stdin', '-'])('import reads a transcript from %s byte for byte', named => {
  const posts = fresh();
  const transcript = Buffer.concat([
    Buffer.from('$ cat post/a-/-b-/-c.md\n'),
    Buffer.from([0xff, 0x41, 0x0d, 0x0a, 0xe4]),
  ]);
  const file = fileOf(transcript);
  expect(shell(`cat ${file} | ${run} import ${named} --to ${posts}`)).toEqual({
    stdout: `${named} → post/a-/-b-/-c.md\n`,
    stderr: '',
    status: 0,
  });
  expect(shell(`${run} cat a-/-b-/-c --posts ${posts} | cmp - ${file}`)).toEqual({
    stdout: '',
    stderr: '',
    status: 0,
  });
});

/** A post of each kind, with a haiku. */
const KINDS: Readonly<Record<string, string>> = {
  '2019-05-06-crlf.md':
    '---\r\ntitle: CRLF\r\n---\r\n\r\nThe printer is warm, and the cat sleeps on its lid. Nobody prints now.\r\n',
  'bom.md': '\ufeff+++\ntitle = "BOM"\n+++\n\nThe river is low. The boats are lying in mud, and the gulls walk past.',
  'deep/note.org':
    '{"title": "JSON"}\n\nWe sit on the roof. The neighbors are burning leaves, and the dog is gone.\n\n',
  'plain.txt': 'Nothing to see here.\n',
  'bytes.md': '\0\u0007 bell\n',
};

test('import of a folder names each post by a haiku, and cat gives back its bytes', () => {
  const [old, posts] = [fresh(), fresh()];
  for (const [name, text] of Object.entries(KINDS)) {
    fs.mkdirSync(path.dirname(path.join(old, name)), { recursive: true });
    fs.writeFileSync(path.join(old, name), text);
  }
  const dry = haikuPosts(['import', old, '--to', posts, '--dry-run']);
  expect(fs.existsSync(posts)).toBe(false);
  const { stdout, stderr, status } = haikuPosts(['import', old, '--to', posts]);
  expect({ stdout, stderr, status }).toEqual(dry);
  expect(status).toBe(1);
  const pairs = stdout
    .trimEnd()
    .split('\n')
    .map(row => row.split(' → '));
  const contents = pairs.map(([from = '', to = '']) => {
    const cat = shell(`${run} cat --raw --posts ${posts} '${to}' | cmp - '${from}'`);
    const line = haikuPosts(['cat', '--posts', posts, to]).stdout.split('\n', 1)[0];
    expect({ cat, line }).toEqual({ cat: { stdout: '', stderr: '', status: 0 }, line: `$ cat ${to}` });
    return path.relative(old, from);
  });
  expect(contents.toSorted()).toEqual(Object.keys(KINDS).toSorted());
  expect(Object.keys(filesOf(posts)).toSorted()).toEqual([
    '2019-05-06/the-printer-is-warm-/-and-the-cat-sleeps-on-its-lid-/-nobody-prints-now.md',
    'bytes.md',
    'plain.txt',
    'the-river-is-low-/-the-boats-are-lying-in-mud-/-and-the-gulls-walk-past.md',
    'we-sit-on-the-roof-/-the-neighbors-are-burning-leaves-/-and-the-dog-is-gone.org',
  ]);
}, 60_000);

test('import of one post asks on a terminal which haiku is its name', async () => {
  const content = `# Two\n\n${KINDS['bom.md']?.split('\n').at(-1)} I paid. ${KINDS['2019-05-06-crlf.md']?.split('\r\n').at(-2)}\n`;
  const posts = fresh();
  const file = `${fileOf(content)}.md`;
  fs.writeFileSync(file, content);
  const terminal = openTerminal({ args: ['import', file, '--to', posts], columns: 100 });
  await terminal.until('the question', ({ rows }) => rows.some(row => row.includes('which haiku is its name?')));
  terminal.press('down');
  await terminal.until('the second', ({ rows }) => rows.some(row => row.startsWith('❯ 2 post/the-printer-is-warm-/')));
  terminal.press('enter');
  expect(await terminal.ended()).toBe(0);
  const slug = 'the-printer-is-warm-/-and-the-cat-sleeps-on-its-lid-/-nobody-prints-now';
  expect(filesOf(posts)).toEqual({ [`${slug}.md`]: content });
});

describe('import rejects a path that leaves its folder', () => {
  test.each([
    ['../out', 'leads out of the folder'],
    ['a/../../out', 'leads out of the folder'],
    ['/out', 'leads out of the folder'],
    ['a//out', 'a part of its path is empty'],
    ['.git/out', 'a part of its path is hidden'],
    ['link/out', 'Is a symbolic link'],
  ])('%s: %s', (slug, problem) => {
    const [posts, away] = [fresh(), fresh()];
    fs.mkdirSync(posts);
    fs.mkdirSync(away);
    fs.symlinkSync(away, path.join(posts, 'link'));
    const file = fileOf(`$ cat post/${slug}.md\ntext`);
    expect(haikuPosts(['import', file, '--to', posts])).toEqual({
      stdout: '',
      stderr: `import: ${file}: post/${slug}.md: ${problem}\n`,
      status: 1,
    });
    expect([fs.readdirSync(posts), fs.readdirSync(away)]).toEqual([['link'], []]);
    expect(fs.existsSync(path.join(home, 'out.md'))).toBe(false);
  });
});

test('an import that fails with "File too large" leaves no file', () => {
  const posts = fresh();
  const file = fileOf(`$ cat post/a-/-b-/-c.md\n${'x'.repeat(100_000)}`);
  expect(shell(`ulimit -f 8; ${run} import ${file} --to ${posts}`)).toEqual({
    stdout: '',
    stderr: `import: ${file}: post/a-/-b-/-c.md: File too large\n`,
    status: 1,
  });
  expect(countOf(posts)).toBe(0);
});

test('new creates a missing folder and a post in it that check accepts', () => {
  const posts = fresh();
  const env = { HAIKU_POSTS_DIR: posts };
  const file = path.join(posts, 'its-late-/-the-log-/-is-silent.md');
  const create = (): unknown =>
    haikuPosts(['new', "It's late / the log / is silent", '--title', 'A Day', '--to', posts], env);
  const problem = 'new: 2-2-3, not 5-7-5: line 1 has three too few, line 2 has five too few, line 3 has two too few\n';
  expect(create()).toEqual({ stdout: `${file}\n`, stderr: problem, status: 0 });
  expect(fs.readFileSync(file, 'utf8')).toMatch(
    /^---\ndate: \d{4}-\d\d-\d\d\n---\n\nIt's late \/ the log \/ is silent\n\n# A Day\n\n$/,
  );
  expect(haikuPosts(['check'], env)).toEqual({ stdout: '', stderr: '', status: 0 });
  expect(create()).toEqual({
    stdout: '',
    stderr: 'new: post/its-late-/-the-log-/-is-silent.md: File exists\n',
    status: 1,
  });
});

test('new creates a post in the posts folder, which ls lists with its haiku, title and date', () => {
  const posts = fresh();
  const created = haikuPosts(['new', 'a lamp / in the / hall', '--title', 'Lamps', '--posts', posts]);
  expect(created).toMatchObject({ stdout: `${posts}/a-lamp-/-in-the-/-hall.md\n`, status: 0 });
  const env = { HAIKU_POSTS_DIR: posts };
  expect(haikuPosts(['new', 'one / more / lamp'], env).stdout).toBe(`${posts}/one-/-more-/-lamp.md\n`);
  const [lamp] = haikuPosts(['ls', '--json'], env).stdout.split('\n');
  expect(JSON.parse(lamp ?? '')).toMatchObject({
    haiku: ['a lamp', 'in the', 'hall'],
    title: 'Lamps',
    date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  });
  expect(haikuPosts(['check'], env)).toEqual({ stdout: '', stderr: '', status: 0 });
});

test.each<[string, readonly string[], string]>([
  ['a folder', [], "--to: missing option: name the folder by '--to DIR'"],
  ['a terminal to edit in', ['--edit', '--to', '.'], '--edit: standard input and output are not a terminal'],
])('new without %s writes nothing', (_, options, problem) => {
  const here = fresh();
  fs.mkdirSync(here);
  const result = shell(`cd '${here}' && ${run} new 'a / b / c' ${options.join(' ')}`);
  expect(result).toEqual({ stdout: '', stderr: `new: ${problem}\n`, status: 2 });
  expect(filesOf(here)).toEqual({});
});

test('new --edit opens $VISUAL or $EDITOR on the new post, at its last line', async () => {
  const posts = fresh();
  const file = path.join(posts, 'a-/-b-/-c.md');
  const vi = path.join(home, 'vi');
  fs.writeFileSync(vi, '#!/bin/sh\necho "edits $*"; echo "A lamp." >> "$2"\n', { mode: 0o755 });
  const create = (haiku: string, env: Readonly<Record<string, string>>) =>
    openTerminal({ args: ['new', haiku, '--edit', '--to', posts], columns: 200, env });
  const edited = create('a / b / c', { VISUAL: vi, EDITOR: 'false' });
  expect(await edited.ended()).toBe(0);
  expect(edited.screen().rows.slice(0, 2)).toEqual([`edits +8 ${file}`, file]);
  expect(fs.readFileSync(file, 'utf8')).toMatch(/\n# Untitled\n\nA lamp\.\n$/);
  const failed = create('d / e / f', { EDITOR: 'false' });
  expect(await failed.ended()).toBe(1);
  expect(failed.screen().rows).toContain('new: --edit: false exited with status 1');
});

describe('new without a haiku', () => {
  const ask = (posts: string) => openTerminal({ args: ['new', '--to', posts], columns: 100 });

  test('asks for three lines, and counts the syllables as they are typed', async () => {
    const posts = fresh();
    const terminal = ask(posts);
    const line = (text: string) => terminal.until(text, ({ rows }) => rows.includes(text));
    await terminal.until('the first prompt', ({ rows }) => rows[1]?.startsWith('0/5') === true);
    expect(terminal.screen().rows[0]).toBe('line 1 of 3, 5 syllables; ^C cancels');
    terminal.type('a lamp');
    await line('2/5  a lamp');
    terminal.type(' in the hall');
    await line('5/5  a lamp in the hall');
    terminal.type('\rnobody turns it off now');
    await line('7/7  nobody turns it off now');
    expect(terminal.screen().rows).toContain('line 2 of 3, 7 syllables; ^C cancels');
    terminal.type('\rfire\x7f\x7f\x7f\x7fit hums by itself\r');
    expect(await terminal.ended()).toBe(0);
    expect(terminal.screen().rows).toContain('5/5  it hums by itself');
    const [file = ''] = Object.keys(filesOf(posts));
    expect(file).toBe('a-lamp-in-the-hall-/-nobody-turns-it-off-now-/-it-hums-by-itself.md');
  });

  test.each([
    ['a whole haiku', 'soup on the stove / a spoon / steam\r', 0, ['soup-on-the-stove-/-a-spoon-/-steam.md']],
    ['two lines at once', '\rsoup on the stove / a spoon\rsteam\r', 0, ['soup-on-the-stove-/-a-spoon-/-steam.md']],
    ['four lines at once', 'soup / a stove / a spoon / steam\r', 2, []],
  ])('takes %s', async (_, typed, status, files) => {
    const posts = fresh();
    const terminal = ask(posts);
    await terminal.until('the first prompt', ({ rows }) => rows[1]?.startsWith('0/5') === true);
    terminal.type(typed);
    expect(await terminal.ended()).toBe(status);
    expect(fs.existsSync(posts) ? Object.keys(filesOf(posts)) : []).toEqual(files);
  });

  test.each([
    ['^d', 1],
    ['^c', 130],
  ] as const)('%s writes nothing', async (key, status) => {
    const posts = fresh();
    const terminal = ask(posts);
    await terminal.until('the first prompt', ({ rows }) => rows[1]?.startsWith('0/5') === true);
    terminal.press(key);
    expect(await terminal.ended()).toBe(status);
    expect(fs.existsSync(posts)).toBe(false);
  });

  test('and without a terminal is a usage error', () => {
    expect(haikuPosts(['new', '--to', fresh()])).toEqual({
      stdout: '',
      stderr: 'new: <haiku>: missing operand\n',
      status: 2,
    });
  });
});

test('new at the prompt of the app writes to its posts folder', async () => {
  const posts = fresh();
  fs.mkdirSync(posts);
  const terminal = openTerminal({ args: ['--posts', posts], columns: 120 });
  await terminal.until('the prompt', ({ rows }) => rows[0] === '$ cat post/');
  const run = (line: string, start: string, end = ''): Promise<unknown> => {
    terminal.press('^u');
    terminal.type(`${line}\r`);
    return terminal.until(start, ({ rows }) => rows.some(row => row.startsWith(`  ${start}`) && row.endsWith(end)));
  };
  await run('new', "new: <haiku>: type it after 'new', or run it in a shell");
  await run("new 'a / b / c' --edit", 'new: --edit: not at this prompt');
  expect(filesOf(posts)).toEqual({});
  await run("new 'a / b / c'", posts, '/a-/-b-/-c.md');
  expect(Object.keys(filesOf(posts))).toEqual(['a-/-b-/-c.md']);
});

test('check finds no problem in the shipped posts', () => {
  expect(haikuPosts(['check'])).toEqual({ stdout: '', stderr: '', status: 0 });
});

test('check prints each problem with its line', () => {
  const posts = fresh();
  fs.mkdirSync(posts);
  fs.writeFileSync(path.join(posts, 'a.md'), '# May 2, 2020 - A\n\n[b](b.md)\u001b\n');
  expect(haikuPosts(['check', '--posts', posts])).toEqual({
    stdout: [
      'post/a.md:1: not a haiku path: expected line-1-/-line-2-/-line-3.md\n',
      'post/a.md:3: control character: U+001B\n',
      'post/a.md:3: link to b.md: No such file or directory\n',
    ].join(''),
    stderr: '',
    status: 1,
  });
});

test('an import that is killed leaves whole posts, and the next import writes the others', async () => {
  const large = 1_500_000; // so that most of the time is spent in the middle of a file
  const rounds = Number(process.env.HAIKU_POSTS_KILLS ?? (isSlow ? 30 : 2));
  const contents = Object.fromEntries(
    Array.from({ length: 8 }, (_, at) => [`a-${at % 3}-/-b-/-${at}.md`, `${at}\n`.repeat(large)]),
  );
  const files = Object.entries(contents).map(([name, text]) => fileOf(`$ cat post/${name}\n${text}`));
  let killed = 0;
  for (let round = 0; round < rounds; round++) {
    const posts = fresh();
    const args = ['import', ...files, '--to', posts];
    const running = spawn(node, [program, ...args], { stdio: 'ignore' });
    const ended = once(running, 'exit');
    // Killed as soon as there are this many files, temporary files included.
    const enough = Math.floor((round / rounds) * files.length);
    while (running.exitCode === null && countOf(posts) < enough) await new Promise(setImmediate);
    running.kill('SIGKILL');
    await ended;
    if (running.signalCode === 'SIGKILL') killed++;
    for (const [name, text] of Object.entries(fs.existsSync(posts) ? filesOf(posts) : {}))
      if (!path.basename(name).startsWith('.')) expect(text === contents[name], name).toBe(true);
    expect(haikuPosts(args)).toMatchObject({ stderr: '', status: 0 });
    // A hidden temporary file may be left: no walk finds it.
    const after = Object.fromEntries(Object.entries(filesOf(posts)).filter(([name]) => !/(^|\/)\./.test(name)));
    expect(Object.keys(after).toSorted()).toEqual(Object.keys(contents).toSorted());
    for (const [name, text] of Object.entries(after)) expect(text === contents[name], name).toBe(true);
    fs.rmSync(posts, { recursive: true });
  }
  expect(killed).toBeGreaterThanOrEqual(rounds / 2);
}, 600_000);

function countOf(folder: string): number {
  try {
    return fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter(each => !each.isDirectory()).length;
  } catch {
    return 0; // The folder does not exist yet, or was removed while it was listed.
  }
}
