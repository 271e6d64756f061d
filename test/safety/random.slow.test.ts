import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { codePoint } from '../support/code-point.ts';
import { isSlow } from '../support/sample.ts';
import { program, root } from '../support/terminal.ts';
import { live, unstyled } from './hostile.ts';

/** The number of random files, set by `RANDOM_POSTS`. The same seed gives the same files. */
const count = Number(process.env.RANDOM_POSTS ?? (isSlow ? 300 : 40));
const seed = Number(process.env.RANDOM_SEED ?? 20_260_101);

/** Text that is special to a terminal, a file system, or a parser of Markdown or YAML. */
const bits = [
  ...[
    '\u001b[31m',
    '\u001b]0;t\u0007',
    '\u001b]52;c;aGk=\u001b\\',
    '\u001bP',
    '\u009b2J',
    '\u0085',
    '\u2028',
    '\u202e',
  ],
  ...[
    '\r',
    '\r\n',
    '\n',
    '\n\n',
    '\t',
    '\0',
    '\b',
    '\u007f',
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u{e0068}',
    '\u0301\u0301',
  ],
  ...['# ', '> ', '- ', '1. ', '```js\n', '    ', '|a|b|\n|-|-|\n', '[^1]: ', '[a](http://b.c)', '<b>', '&#27;', '***'],
  ...[
    '---\ntitle: ',
    '+++\n',
    '$ cat post/',
    '.md\n',
    ' / ',
    'Title: ',
    'the pager rang',
    '日本語',
    'عربي',
    '👩‍👩‍👧',
    '🏴',
  ],
];
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...bits).map(bit => Buffer.from(bit)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 12 }).map(bytes => Buffer.from(bytes)) },
);
const content = fc.array(piece, { maxLength: 40, size: 'max' }).map(pieces => Buffer.concat(pieces));

/** A part of a file name, of at most 150 bytes. */
const name = fc
  .array(fc.oneof(fc.constantFrom(...bits), fc.string({ unit: codePoint, maxLength: 6 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map(parts => Buffer.from(parts.join('').replace(/[/\0]/g, '-')).toString().slice(0, 50));

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
const files = fc.sample(fc.tuple(name, content), { numRuns: count, seed });
const posts = path.join(folder, 'posts');
fs.mkdirSync(posts);
for (const [index, [name, content]] of files.entries())
  fs.writeFileSync(path.join(posts, `${index}${name}.md`), content);

const env = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', HAIKU_POSTS_DIR: posts, XDG_CACHE_HOME: folder };

function run(args: readonly string[]): { readonly stdout: string; readonly stderr: string; readonly status: unknown } {
  const options = { env, cwd: root, input: '', encoding: 'utf8', maxBuffer: 2 ** 30 } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...args], options);
  return { stdout, stderr, status };
}

/** All posts by their paths, which keep the blanks around names, in batches that fit a command line. */
function everyPost(): readonly (readonly string[])[] {
  const { stdout } = run(['ls', '--json']);
  const slugs: readonly string[] = stdout.trimEnd().split('\n').map(row => JSON.parse(row).slug); // biome-ignore format: one thought
  expect(slugs.length).toBe(count);
  const starts = Array.from({ length: Math.ceil(count / batch) }, (_, at) => at * batch);
  return starts.map(start => ['cat', '--', ...slugs.slice(start, start + batch).map(slug => `post/${slug}.md`)]);
}
const batch = 500;

/** A pipe gets invalid UTF-8 and layout marks as they are in the file. */
const pipedLive = /(?![\r\n\t])\p{Cc}|\r(?!\n)/u;
/** A matching line keeps its tabs. */
const tabbedLive = new RegExp(live.source.replace('(?!\\n)', '(?![\\n\\t])'), 'u');
const complaints = /^(?:(?:cat|grep|ls|find): [^\n]*\n|try `[^\n]*\n|Did you mean\n| {2}[^\n]*\n)*$/;

/** Commands, with their exit status and the text that their output in a pipe must not have. */
type Row = readonly [name: string, lines: () => readonly (readonly string[])[], status: number, never: RegExp];
const rows: readonly Row[] = [
  ['ls', () => [['ls']], 0, live],
  ['ls -lt', () => [['ls', '-lt']], 0, live],
  ['ls --json', () => [['ls', '--json']], 0, live],
  ['grep', () => [['grep', '-n', '.']], 0, tabbedLive],
  ['grep, of what is not there', () => [['grep', 'not to be found']], 1, live],
  ['grep --json', () => [['grep', '--json', '.']], 0, live],
  ['find', () => [['find', '1']], 0, live],
  ['find --json', () => [['find', '--json', '1']], 0, live],
  ['find, of what is not there', () => [['find', 'qqqqzzzzxxxx']], 1, live],
  ['cat', everyPost, 0, pipedLive],
];

describe.each(rows)('random posts: %s', (name, lines, expected, never) => {
  test.each([
    ['into a pipe', [], never],
    ['in color', ['--color', 'always'], live],
  ] as const)('%s', (_, options, never) => {
    for (const line of lines()) {
      const { stdout, stderr, status } = run([...options, ...line]);
      expect(status).toBe(expected);
      expect(stderr).toMatch(complaints);
      expect(unstyled(stdout)).not.toMatch(never);
      expect(options.length > 0 ? '' : stdout).not.toContain('\u001b');
      if (name === 'cat')
        expect(unstyled(stdout).match(/^\$ cat ['"\\]*post\//gm)?.length).toBeGreaterThanOrEqual(line.length - 2);
    }
  });
});
