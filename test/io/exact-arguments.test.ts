import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onFile } from '../../src/io/exact-arguments.ts';
import { editorFor, type Invocation } from '../../src/io/programs.ts';

const bytes = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');

/** What `printf` is given, when it is run on a file after another argument, each with a NUL at its end. */
function given(file: Buffer, shell = '/bin/sh'): Buffer {
  const { program, args } = onFile(file, name => ({ program: 'printf', args: ['%s\\0', '"$1" `', `+7:${name}`] }));
  expect(program).toBe('/bin/sh');
  return spawnSync(shell, args, { env: { PATH: process.env.PATH, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' } }).stdout;
}

const wanted = (file: Buffer): Buffer => Buffer.concat([bytes('"$1" `\0+7:'), file, bytes('\0')]);

describe.each(['sh', 'bash', 'dash'].filter(shell => spawnSync(shell, ['-c', 'exit']).status === 0))('by %s', shell => {
  test.each([
    ['a byte', '/posts/x\xff.md'],
    ['line feeds at the end', '/posts/\xff\n\n'],
    ['a stop, a percent sign and backslashes', '/posts/\xff.%s\\0101\\n\\.'],
    ['what a shell would run', '/posts/\xff$(id)`id`"\'; id #'],
    ['half a character at the end', '/posts/\xe3\x81'],
    ['every byte', `/${String.fromCharCode(...Array.from({ length: 255 }, (_, at) => at + 1))}`],
  ])('%s is passed on', (_, name) => {
    expect(given(bytes(name), shell)).toEqual(wanted(bytes(name)));
  });
});

test('whatever it is, it is passed on', () => {
  const name = fc
    .array(fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constantFrom(...bytes('\\\n.%0"\'$`\xff'))), { maxLength: 20 })
    .map(each => Buffer.concat([bytes('/\xff'), Buffer.from(each)]));
  fc.assert(
    fc.property(name, each => {
      expect(given(each)).toEqual(wanted(each));
    }),
    { numRuns: 50 },
  );
});

test.each<[string, string | Buffer, string]>([
  ['that is text', '/posts/é.md', '/posts/é.md'],
  ['of bytes that are text', Buffer.from('/posts/\\xFF.md'), '/posts/\\xFF.md'],
  ['with U+FFFD', Buffer.from('/posts/\ufffd.md'), '/posts/\ufffd.md'],
])('a name %s is passed on without a shell', (_, file, name) => {
  const editor = (each: string): Invocation => editorFor({ EDITOR: 'code --wait' }, each, 7);
  expect(onFile(file, editor)).toEqual({ program: 'code', args: ['--wait', '--goto', `${name}:7`] });
});

test('the environment that was asked for stays', () => {
  const { env } = onFile(bytes('/\xff'), name => ({ program: 'x', args: [name], env: { LESS: 'R' } }));
  expect(env).toEqual({ LESS: 'R' });
});

test('a program that there is not is a status of 127', () => {
  const { program, args } = onFile(bytes('/\xff'), name => ({ program: '/nowhere/vi', args: [name] }));
  expect(spawnSync(program, args).status).toBe(127);
});
