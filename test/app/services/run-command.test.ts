import { describe, expect, test, vi } from 'vitest';
import { grepPosts, runCommandLine } from '../../../src/app/services/run-command.ts';
import type { OutputBatches, ResolveCommand } from '../../../src/app/services/types.ts';
import type { CommandEvent } from '../../../src/app/state/actions.ts';
import type { OutputPart } from '../../../src/app/state/scrollback.ts';
import type { GrepBatch } from '../../../src/app/state/types.ts';
import type { Output } from '../../../src/commands/command.ts';
import { libraryOf } from '../../support/library.ts';
import { asSafe } from '../../support/safe.ts';
import { rowsOfPage } from '../../support/tree.ts';

const row = (text: string): Output => ({ kind: 'row', spans: [{ text: asSafe(text), styles: [] }] });
const post: Output = {
  kind: 'post',
  entry: { slug: 'a', path: 'a.md' },
  content: new TextEncoder().encode('the post\n'),
};
const never = new Promise<never>(() => {});

async function* putOut(...outputs: readonly (Output | Promise<unknown>)[]): OutputBatches {
  for (const output of outputs) {
    if (output instanceof Promise) await output;
    else yield [output];
  }
}

const run = (
  outputs: OutputBatches | readonly string[],
  stop = new AbortController().signal,
  line = 'ls',
): AsyncIterable<CommandEvent> => {
  const interpret: ResolveCommand = () => ('next' in outputs ? { run: () => outputs } : { problem: outputs });
  return runCommandLine(
    line,
    { interpret, context: { library: () => libraryOf({}), history: () => [] }, hasLinks: false },
    stop,
  );
};
const partOf = (emission: CommandEvent): OutputPart =>
  emission.kind === 'output' ? emission.part : { document: [], post: null };
const rows = (emission: CommandEvent): readonly string[] => rowsOfPage(partOf(emission).document, 60);
async function collected(emissions: AsyncIterable<CommandEvent>): Promise<readonly CommandEvent[]> {
  const all: CommandEvent[] = [];
  for await (const each of emissions) all.push(each);
  return all;
}
const all = async (parts: AsyncIterable<CommandEvent>): Promise<readonly (readonly string[])[]> =>
  (await collected(parts)).map(rows);

describe('a command that is run', () => {
  test('stands above what it puts out', async () => {
    expect((await all(run(putOut(row('a'), { kind: 'error', text: 'b' })))).flat()).toEqual(['$ ls', 'a', 'b']);
  });

  test('is not run where it is one for a shell, and says where to ask', async () => {
    const [rows] = await all(run(putOut(row('a')), undefined, 'ls | head'));
    expect(rows).toEqual([
      '$ ls | head',
      "haiku-posts: |: pipes and redirections are the shell's",
      "leave with 'exit', and ask in the shell",
    ]);
  });

  test('stands alone when it puts nothing out', async () => {
    expect(await all(run(putOut()))).toEqual([['$ ls']]);
  });

  test('that is answered at once stands above what is said, which is no error', async () => {
    const context = { library: () => libraryOf({}), history: () => [] };
    const lines = runCommandLine('help ls', { interpret: () => ({ said: ['ls [<prefix>]', ''] }), context, hasLinks: false }, new AbortController().signal); // biome-ignore format: one thought
    const [only] = await collected(lines);
    expect(only && rows(only)).toEqual(['$ help ls', 'ls [<prefix>]', '']);
    const spans = only ? partOf(only).document.flatMap(({ layout }) => layout({ columns: 60, sideways: null })) : [];
    expect(spans.flatMap(line => line.spans).filter(({ styles }) => styles.includes('error'))).toEqual([]);
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

  test('puts rows before a question out before it: none is heard after one', async () => {
    const question: Output = { kind: 'choice', command: 'cat', typed: 'a', slugs: ['a', 'a-/-b'] };
    const emissions = await collected(run(putOut(row('a'), row('b'), question)));
    expect(emissions.map(each => (each.kind === 'ask' ? each.typed : rows(each)))).toEqual([['$ ls', 'a'], ['b'], 'a']);
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

  test('gives back what it has open when it is stopped between two things that it puts out', async () => {
    const stop = new AbortController();
    let isOpen = true;
    async function* endless(): OutputBatches {
      try {
        for (;;) yield [await new Promise<Output>(resolve => setTimeout(resolve, 1, row('a')))];
      } finally {
        isOpen = false;
      }
    }
    for await (const _ of run(endless(), stop.signal)) stop.abort();
    await vi.waitFor(() => expect(isOpen).toBe(false));
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

describe('a search of the text', () => {
  const json = (line: number, text: string, column = 1): Output =>
    row(JSON.stringify({ slug: 'a', line, column, text }));
  const asked: (readonly string[])[] = [];
  const search = async (
    outputs: OutputBatches | readonly string[],
    stop = new AbortController(),
  ): Promise<readonly GrepBatch[]> => {
    const interpret: ResolveCommand = words => {
      asked.push(words);
      return 'next' in outputs ? { run: () => outputs } : { problem: outputs };
    };
    const wanted = { words: ['grep', '-i', 'fan'], pattern: { text: 'fan', ignoresCase: true } };
    const context = { library: () => libraryOf({}), history: () => [] };
    const found: GrepBatch[] = [];
    for await (const each of grepPosts(wanted, { interpret, context }, stop.signal)) found.push(each);
    return found;
  };

  test('is the command that was typed, with hits to be read', async () => {
    const none = { isDone: false, problem: null };
    expect(await search(putOut(json(3, 'a fan'), json(9, 'the fan')))).toEqual([
      { hits: [{ slug: 'a', line: 3, text: 'a fan' }], ...none },
      { hits: [{ slug: 'a', line: 9, text: 'the fan' }], ...none },
      { hits: [], isDone: true, problem: null },
    ]);
    expect(asked.at(-1)).toEqual(['grep', '--json', '-i', 'fan']);
  });

  test('keeps of a long line what is around its first match', async () => {
    const text = `${'a'.repeat(5000)}fan${'b'.repeat(5000)}`;
    const [found] = await search(putOut(json(1, text, 5001)));
    expect(found?.hits[0]?.text).toMatch(/^a{399,400}fanb{1500,1600}$/);
  });

  test.each<[string, OutputBatches | readonly string[], string | null]>([
    ['a command line that is wrong', ['grep: no', 'more'], 'grep: no'],
    ['a pattern that is wrong', putOut({ kind: 'error', text: 'grep: (: unterminated group' }), 'grep: (: unterminated group'], // biome-ignore format: one thought
    ['a post that cannot be read', putOut({ kind: 'error', text: 'grep: post/a.md: Permission denied' }), null],
  ])('of %s says what it must', async (_, outputs, problem) => {
    const found = await search(outputs);
    expect(found.find(each => each.problem !== null)?.problem ?? null).toBe(problem);
    expect(found.at(-1)?.isDone).toBe(true);
  });

  test('that is stopped ends without an end', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await search(putOut(json(3, 'a fan')), stop)).toEqual([]);
  });
});
