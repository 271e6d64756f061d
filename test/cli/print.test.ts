import { expect, test } from 'vitest';
import { type OutputMode, print } from '../../src/cli/print.ts';
import { cat } from '../../src/commands/cat.ts';
import { themes } from '../../src/theme/themes.ts';
import { CLOCK } from '../support/command.ts';
import { libraryOf } from '../support/library.ts';

const library = libraryOf({ 'ended.md': 'one\n', 'open.md': 'two', 'empty.md': '' });

async function printed(operands: readonly string[], surface: OutputMode, options = {}): Promise<string> {
  const chunks: (string | Uint8Array)[] = [];
  await print(cat.run({ operands, options }, { library: () => library, history: () => [], ...CLOCK }), surface, {
    out: async chunk => void chunks.push(chunk),
    err: problem => expect.unreachable(problem),
    closed: () => false,
    choose: null,
  });
  return Buffer.concat(chunks.map(chunk => Buffer.from(chunk))).toString();
}

test.each([
  [['ended', 'ended'], '$ cat post/ended.md\none\n$ cat post/ended.md\none\n'],
  [['open', 'ended'], '$ cat post/open.md\ntwo\n$ cat post/ended.md\none\n'],
  [['ended', 'open'], '$ cat post/ended.md\none\n$ cat post/open.md\ntwo'],
  [['empty', 'ended'], '$ cat post/empty.md\n$ cat post/ended.md\none\n'],
  [['open', 'empty', 'ended'], '$ cat post/open.md\ntwo\n$ cat post/empty.md\n$ cat post/ended.md\none\n'],
])('into a pipe each of %j begins on a line of its own', async (names, text) => {
  expect(await printed(names, { kind: 'plain' })).toBe(text);
});

test('bytes of files come one after the other', async () => {
  expect(await printed(['open', 'ended', 'open'], { kind: 'plain' }, { raw: true })).toBe('twoone\ntwo');
});

test('on a terminal every row is ended', async () => {
  const colors = { theme: themes.mono, level: 0 } as const;
  const text = await printed(['open', 'empty', 'ended'], { kind: 'rendered', columns: 20, colors, hasLinks: false });
  expect(text).toMatch(/two\n.*one\n$/s);
});
