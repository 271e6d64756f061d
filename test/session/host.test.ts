import { describe, expect, test } from 'vitest';
import type { Output, Status } from '../../src/commands/command.ts';
import { own } from '../../src/render/sanitize.ts';
import { type Emission, type Interpret, type Runs, runLine } from '../../src/session/host.ts';
import type { Part } from '../../src/session/scrollback.ts';
import { libraryOf } from '../support/library.ts';
import { rowsOfPage } from '../support/tree.ts';

const row = (text: string): Output => ({ kind: 'row', spans: [{ text: own(text), styles: [] }] });
const post: Output = {
  kind: 'post',
  entry: { slug: 'a', path: 'a.md' },
  content: new TextEncoder().encode('the post\n'),
};
const never = new Promise<never>(() => {});

async function* putOut(...outputs: readonly (Output | Promise<unknown>)[]): Runs {
  for (const output of outputs) {
    if (output instanceof Promise) await output;
    else yield [output];
  }
  return 0 satisfies Status;
}

const run = (
  outputs: Runs | readonly string[],
  stop = new AbortController().signal,
  line = 'ls',
): AsyncIterable<Emission> => {
  const interpret: Interpret = () => ('next' in outputs ? { run: () => outputs } : { problem: outputs });
  return runLine(
    line,
    { interpret, context: { library: () => libraryOf({}), history: () => [] }, hasLinks: false },
    stop,
  );
};
const partOf = (emission: Emission): Part => (emission.kind === 'put-out' ? emission.part : { page: [], post: null });
const rows = (emission: Emission): readonly string[] => rowsOfPage(partOf(emission).page, 60);
async function collected(emissions: AsyncIterable<Emission>): Promise<readonly Emission[]> {
  const all: Emission[] = [];
  for await (const each of emissions) all.push(each);
  return all;
}
const all = async (parts: AsyncIterable<Emission>): Promise<readonly (readonly string[])[]> =>
  (await collected(parts)).map(rows);

describe('a command that is run', () => {
  test('stands above what it puts out', async () => {
    expect((await all(run(putOut(row('a'), { kind: 'complaint', text: 'b' })))).flat()).toEqual(['$ ls', 'a', 'b']);
  });

  test('stands alone when it puts nothing out', async () => {
    expect(await all(run(putOut()))).toEqual([['$ ls']]);
  });

  test('that reads a post leaves it to the post to say so', async () => {
    const parts = await collected(run(putOut(post, row('and a row'))));
    expect(parts.map(each => partOf(each).post?.slug)).toEqual(['a', undefined]);
    expect(parts.flatMap(rows)).toEqual(['$ cat post/a.md', 'the post', 'and a row']);
  });

  test('puts rows before a post out before it', async () => {
    expect((await all(run(putOut(row('a'), row('b'), post)))).flat()).toEqual([
      '$ ls',
      'a',
      'b',
      '$ cat post/a.md',
      'the post',
    ]);
  });

  test('that is none says what is wrong', async () => {
    expect(await all(run(['nope: command not found', 'help']))).toEqual([['$ ls', 'nope: command not found', 'help']]);
    expect(await all(run([], undefined, "cat 'a"))).toEqual([["$ cat 'a", 'haiku-posts: a quote is not closed']]);
  });

  test('shows its first row at once, and many that follow as few parts', async () => {
    const many = Array.from({ length: 1000 }, (_, at) => row(String(at)));
    const parts = await all(run(putOut(...many)));
    expect(parts[0]).toEqual(['$ ls', '0']);
    expect(parts.flat()).toHaveLength(1001);
    // How many depends on how long they take.
    expect(parts.length).toBeLessThan(500);
  });

  test('shows the rows that it has when the next one is long in coming', async () => {
    const parts = run(putOut(row('a'), row('b'), row('c'), never))[Symbol.asyncIterator]();
    expect(rows((await parts.next()).value)).toEqual(['$ ls', 'a']);
    expect(rows((await parts.next()).value)).toEqual(['b', 'c']);
  });

  test('ends when it is stopped, with what it had put out', async () => {
    const stop = new AbortController();
    const parts: (readonly string[])[] = [];
    for await (const part of run(putOut(row('a'), row('b'), never), stop.signal)) {
      parts.push(rows(part));
      if (parts.flat().includes('b')) stop.abort();
    }
    expect(parts.flat()).toEqual(['$ ls', 'a', 'b']);
  });

  test('ends when it is stopped before it put anything out', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 5);
    expect(await all(run(putOut(never), stop.signal))).toEqual([['$ ls']]);
  });

  test('that fails has failed when what it had put out is shown', async () => {
    const parts = run(putOut(row('a'), Promise.reject(new Error('no'))))[Symbol.asyncIterator]();
    expect(rows((await parts.next()).value)).toEqual(['$ ls', 'a']);
    // Long enough for an error that nobody has heard to end the process.
    await new Promise(resolve => setTimeout(resolve, 10));
    await expect(parts.next()).rejects.toThrow('no');
  });
});
