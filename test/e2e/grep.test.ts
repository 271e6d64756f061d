import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { haikuPosts, shell } from '../support/run.ts';
import { closeAll, node, openShell, openTerminal, program, root } from '../support/terminal.ts';

const slug = 'the-log-is-a-lake-/-we-fish-in-it-with-a-spoon-/-the-spoon-has-a-leak';
const other = 'the-disk-is-full-writes-/-the-log-and-writes-it-again-/-until-it-is-right';
const folder = fs.mkdtempSync(path.join(root, 'node_modules/.haiku-'));
const put = (file: string, text: string): void => {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
};
put(`${slug}.md`, 'the log is a lake\n\nThe Pager sang.\nA -n is no number.\n');
put('transcript.log', `$ cat post/${other}.md\nthe disk\nis full: the pager rang, the pager sang\n`);

afterEach(closeAll);
afterAll(() => fs.rmSync(folder, { recursive: true }));

test.each<[string, readonly string[], number, string, string]>([
  ['prints a matching line', ['pager'], 0, `post/${other}.md:is full: the pager rang, the pager sang\n`, ''],
  [
    'prints line numbers with -n and ignores case with -i, with posts in the order of paths',
    ['-in', 'PAGER'],
    0,
    `post/${slug}.md:3:The Pager sang.\npost/${other}.md:2:is full: the pager rang, the pager sang\n`,
    '',
  ],
  ['searches one post', ['sang', 'the-log-is', '-n'], 0, '3:The Pager sang.\n', ''],
  ['-l lists posts', ['-l', 'sang'], 0, `post/${slug}.md\npost/${other}.md\n`, ''],
  ['-c counts lines', ['-c', 'the'], 0, `post/${slug}.md:1\npost/${other}.md:2\n`, ''],
  ['-w matches whole words', ['-w', 'pag|rang', '-c', other], 0, '1\n', ''],
  ['takes a pattern that looks like an option after --', ['--', '-n'], 0, `post/${slug}.md:A -n is no number.\n`, ''],
  [
    '--json prints JSON',
    ['--json', 'the pager sang'],
    0,
    `${JSON.stringify({ slug: other, line: 2, column: 26, text: 'is full: the pager rang, the pager sang' })}\n`,
    '',
  ],
  ['does not search the prompt line of a transcript', ['cat post'], 1, '', ''],
  ['prints nothing without a match', ['xyzzy'], 1, '', ''],
  [
    'reports an invalid pattern',
    ['('],
    2,
    '',
    "grep: (: unterminated group\ntry 'haiku-posts grep -F' to match it literally\n",
  ],
  ['reports a missing pattern', [], 2, '', "grep: <pattern>: missing operand\ntry 'haiku-posts grep --help'\n"],
  [
    'shows control characters in an error',
    ['\u001bc\u0007('],
    2,
    '',
    "grep: ^[c^G(: unterminated group\ntry 'haiku-posts grep -F' to match it literally\n",
  ],
])('grep %s', (_, args, status, stdout, stderr) => {
  expect(haikuPosts(['--posts', folder, 'grep', ...args])).toEqual({ status, stdout, stderr });
});

test('grep prints every line of every post in the order and form of grep -rn', () => {
  const files = fs.readdirSync(path.join(root, 'posts'), { recursive: true, encoding: 'utf8' });
  const lines = files
    .filter(file => file.endsWith('.md'))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .flatMap(file =>
      fs
        .readFileSync(path.join(root, 'posts', file), 'utf8')
        .replace(/\n$/, '')
        .split('\n')
        .map((line, index) => `post/${file}:${index + 1}:${line}\n`),
    );
  expect(haikuPosts(['grep', '-n', '']).stdout).toBe(lines.join(''));
});

test('grep ends silently when its reader closes the pipe', () => {
  for (let post = 0; post < 200; post++) put(`many/${post}.md`, 'a line of no great length\n'.repeat(200));
  const command = `{ '${node}' '${program}' --posts '${folder}' grep -c line; echo "$?" >&2; } | head -1`;
  expect(shell(command)).toEqual({ stdout: 'post/many/0.md:200\n', stderr: '0\n', status: 0 });
  const all = command.replace('grep -c', 'grep');
  expect(shell(all)).toEqual({ stdout: 'post/many/0.md:a line of no great length\n', stderr: '0\n', status: 0 });
  fs.rmSync(path.join(folder, 'many'), { recursive: true });
});

const HEADINGS = {
  lake: ['the log is a lake / we fish in it with a spoon / the spoon has a leak', `post/${slug}.md`],
  disk: ['the disk is full writes / the log and writes it again / until it is right', `post/${other}.md`],
};

test('grep on a terminal prints the lines of each post below its haiku and its path, and highlights the matches', async () => {
  const terminal = openTerminal({ args: ['--posts', folder, 'grep', 'the log|sang'], columns: 120 });
  expect(await terminal.ended()).toBe(0);
  const { rows, cells } = terminal.screen();
  expect(rows.slice(0, 8)).toEqual([
    ...HEADINGS.lake,
    '   1  the log is a lake',
    '   3  The Pager sang.',
    '',
    ...HEADINGS.disk,
    '   2  is full: the pager rang, the pager sang',
  ]);
  expect(cells(0)[0]?.italic).toBe(true);
  expect(cells(1)[0]?.color).toBe(cells(2)[3]?.color);
  const row = rows[2] ?? '';
  expect(cells(2)[row.indexOf('is a lake')]?.bold).toBe(false);
  expect(cells(2)[row.indexOf('log')]?.bold).toBe(true);
  expect(cells(2)[3]?.color).not.toBe(cells(2)[row.indexOf('is a lake')]?.color);
});

test('a long line is cut around its first match, at any width', () => {
  put('wide.md', `${'茶の水 '.repeat(200)}kettle, kettle ${'on '.repeat(20_000)}\n`);
  for (const [width, line] of [
    ['40', '   1  … 水 茶の水 kettle, kettle on on …'],
    ['60', '   1  … 水 茶の水 茶の水 kettle, kettle on on on on on on o…'],
  ] as const) {
    const { stdout } = haikuPosts(['--posts', folder, 'grep', 'kettle', '--width', width]);
    expect(stdout.split('\n')).toEqual(['wide', 'post/wide.md', line, '']);
  }
  const { stdout } = haikuPosts(['--posts', folder, 'grep', 'kettle', '--color', 'always'], { COLUMNS: '30' });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removes colors
  const rows = stdout.replace(/\u001b\[[\d;]*m/g, '').split('\n');
  expect(rows).toEqual(['wide', 'post/wide.md', '   1  … 茶の水 kettle, kettle…', '']);
  fs.rmSync(path.join(folder, 'wide.md'));
});

test('-l and -c print paths on a terminal too', async () => {
  for (const [option, rows] of [
    ['-l', [`post/${slug}.md`, `post/${other}.md`]],
    ['-c', [`post/${slug}.md:1`, `post/${other}.md:1`]],
  ] as const) {
    const terminal = openTerminal({ args: ['--posts', folder, 'grep', option, 'sang'], columns: 120 });
    expect(await terminal.ended()).toBe(0);
    expect(terminal.screen().rows.slice(0, 3)).toEqual([...rows, '']);
  }
});

test('grep runs at the prompt of the app', async () => {
  const terminal = openTerminal({ args: ['--posts', folder], columns: 120 });
  await terminal.until('the prompt', screen => screen.rows[1]?.startsWith('❯ ') ?? false);
  terminal.press('^u');
  await terminal.until('an empty line', screen => screen.rows[0] === '$');
  terminal.type("grep -in 'pager s'\r");
  const { rows } = await terminal.until('the matches', screen =>
    screen.rows.some(row => row.includes('the pager rang')),
  );
  expect(rows.slice(0, 8)).toEqual([
    "$ grep -in 'pager s'",
    ...HEADINGS.lake.map(row => `  ${row}`),
    '     3  The Pager sang.',
    '',
    ...HEADINGS.disk.map(row => `  ${row}`),
    '     2  is full: the pager rang, the pager sang',
  ]);
  terminal.resize(39, 30);
  await terminal.until('the cut line', screen => screen.rows.includes('   2  … the pager rang, the pager sang'));
});

test('an endless pattern times out in the app, and the next command runs', async () => {
  const endless = fs.mkdtempSync(path.join(root, 'node_modules/.haiku-'));
  fs.writeFileSync(path.join(endless, 'a.md'), `found / by / chance\n${'a'.repeat(60)}b\n`);
  const terminal = openTerminal({ args: ['--posts', endless] });
  await terminal.until('the prompt', ({ rows }) => rows[1]?.startsWith('❯') ?? false);
  terminal.press('^u');
  terminal.type("grep -n '^found|(a+)+$'\r");
  await terminal.until('the error', ({ rows }) => rows[1] === '  grep: ^found|(a+)+$: pattern takes too long to match');
  terminal.press('^u');
  terminal.type('cat found\r');
  await terminal.until('the post', ({ rows }) => rows[2] === '  found /');
  terminal.type('q\u0004');
  expect(await terminal.ended()).toBe(0);
  fs.rmSync(endless, { recursive: true });
});

test('^C stops a grep over many posts in the app at once', async () => {
  const many = fs.mkdtempSync(path.join(root, 'node_modules/.haiku-'));
  for (let post = 0; post < 100; post++)
    fs.writeFileSync(path.join(many, `${post}.md`), `post ${post}\n${'no match in this line\n'.repeat(20_000)}`);
  const terminal = openTerminal({ args: ['--posts', many], rows: 200 });
  await terminal.until('the prompt', ({ rows }) => rows[1]?.startsWith('❯') ?? false);
  terminal.press('^u');
  terminal.type("grep -n '^post|z$'\r");
  await terminal.until('the first match', ({ rows }) => rows[3] === '      1  post 0');
  terminal.press('^c');
  const { rows } = await terminal.until('the next prompt', ({ rows }) => rows.includes('  ^C'));
  expect(rows).toContain('$ cat post/');
  expect(rows.some(row => row.includes('post 99'))).toBe(false);
  terminal.press('^d');
  expect(await terminal.ended()).toBe(0);
  fs.rmSync(many, { recursive: true });
});

test('commands at the prompt report a folder that was removed', async () => {
  const gone = fs.mkdtempSync(path.join(root, 'node_modules/.haiku-'));
  const terminal = openTerminal({ args: ['--posts', gone] });
  await terminal.until('the prompt', ({ rows }) => rows[0] === '$ cat post/');
  fs.rmSync(gone, { recursive: true });
  for (const command of ['check', 'ls']) {
    terminal.press('^u');
    terminal.type(`${command}\r`);
    await terminal.until('the error', ({ rows }) => rows.includes(`  ${command}: post/: No such file or directory`));
  }
});

test('commands at the prompt run after the working directory was removed', async () => {
  const here = `${folder}-here`;
  const terminal = openShell(`mkdir '${here}' && cd '${here}' && haiku-posts --posts '${folder}'`);
  await terminal.until('the posts', ({ rows }) => rows[1]?.startsWith('❯') ?? false);
  fs.rmdirSync(here);
  terminal.press('^u');
  terminal.type('check\r');
  await terminal.until('the first fault', ({ rows }) => rows.some(row => row.endsWith('.md:1: no title')));
  terminal.press('^u', '^d');
  expect(await terminal.ended()).toBe(0);
});

test('^F searches the text for the typed words, and a second ^F the haiku again', async () => {
  const terminal = openTerminal({ args: ['--posts', folder] });
  await terminal.until('the prompt', ({ rows }) => rows[1]?.startsWith('❯') ?? false);
  terminal.type('pager sang');
  terminal.press('^f');
  await terminal.until('the other command', ({ rows }) => rows[0] === "$ grep -i 'pager sang'");
  terminal.press('^f');
  const { rows, cursor } = await terminal.until('the first command', ({ rows }) => rows[0] === '$ cat post/pager sang');
  expect(cursor).toEqual({ x: rows[0]?.length, y: 0 });
  terminal.press('^f');
  const found = await terminal.until('the matches', ({ rows }) => rows.at(-1)?.endsWith('1 of 2 lines') ?? false);
  expect(found.rows.slice(1, 5)).toEqual([
    '  the log is a lake / we fish in it with a spoon / the spoon has a leak',
    '❯   The Pager sang.',
    '  the disk is full writes / the log and writes it again / until it is right',
    '    is full: the pager rang, the pager sang',
  ]);
  terminal.press('down', 'enter');
  const { rows: read } = await terminal.until(
    'the post at the match',
    ({ rows }) => rows.at(-1)?.includes('1 of 1') ?? false,
  );
  expect(read.some(row => row.includes('the pager rang, the pager sang'))).toBe(true);
});
