import { expect, test } from 'vitest';
import { type OutputMode, print } from '../../src/cli/print.ts';
import { cat } from '../../src/commands/cat.ts';
import { themes } from '../../src/theme/themes.ts';
import { SERVICES } from '../support/command.ts';
import { libraryOf } from '../support/library.ts';

const library = libraryOf({
  'ended.md': 'one\n',
  'open.md': 'two',
  'empty.md': '',
  'kettle.md': '# Kettle\n\n## Steam\n',
});

async function printPosts(operands: readonly string[], mode: OutputMode, options = {}): Promise<string> {
  const chunks: (string | Uint8Array)[] = [];
  await print(cat.run({ operands, options }, { library: () => library, history: () => [], ...SERVICES }), mode, {
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
])('begins each of %j on a line of its own in a pipe', async (names, text) => {
  expect(await printPosts(names, { kind: 'plain' })).toBe(text);
});

test('prints raw files without anything between them', async () => {
  expect(await printPosts(['open', 'ended', 'open'], { kind: 'plain' }, { raw: true })).toBe('twoone\ntwo');
});

test('ends every row on a terminal', async () => {
  const colors = { theme: themes.mono, level: 0 } as const;
  const text = await printPosts(['open', 'empty', 'ended'], { kind: 'rendered', columns: 20, colors, hasLinks: false });
  expect(text).toMatch(/two\n.*one\n$/s);
});

test.each([
  [0, '## Steam'],
  [1, '\u001b[1m\u001b[4mSteam\u001b[24m\u001b[22m'],
] as const)('at color level %i the heading of a part is %j', async (level, heading) => {
  const colors = { theme: themes.mono, level };
  const text = await printPosts(['kettle'], { kind: 'rendered', columns: 40, colors, hasLinks: false });
  expect(text.split('\n')).toContain(heading);
});
