import { describe, expect, test } from 'vitest';
import type { ResolveCommand } from '../../../src/app/services/resolve-command.ts';
import { grepPosts, runCommandLine } from '../../../src/app/services/run-command.ts';
import type { CommandEvent } from '../../../src/app/state/actions.ts';
import type { GrepBatch } from '../../../src/app/state/grep-results.ts';
import type { OutputPart } from '../../../src/app/state/scrollback.ts';
import type { Output, Run } from '../../../src/commands/command.ts';
import { grep } from '../../../src/commands/grep.ts';
import { SERVICES } from '../../support/command.ts';
import { libraryOf, postOf, refOf } from '../../support/library.ts';
import { asSafe } from '../../support/safe.ts';
import { rowsOfDocument } from '../../support/tree.ts';

const row = (text: string, count = 1): Output => ({
  kind: 'row',
  spans: Array.from({ length: count }, () => ({ text: asSafe(text), styles: [] })),
});
const post: Output = {
  kind: 'post',
  entry: refOf('a'),
  header: '$ cat post/a.md\n',
  content: new TextEncoder().encode('the post\n'),
  pieces: [],
};
const never = new Promise<never>(() => {});

async function* runOf(...outputs: readonly (Output | Promise<unknown>)[]): Run {
  for (const output of outputs) {
    if (output instanceof Promise) await output;
    else yield output;
  }
  return 0;
}

const context = { library: () => libraryOf({}), history: () => [], ...SERVICES };
const yieldToKeys = (): Promise<void> => new Promise(setImmediate);

const program = { name: 'haiku-posts', about: '' };

const run = (
  outputs: Run | readonly string[],
  stop = new AbortController().signal,
  line = 'ls',
): AsyncIterable<CommandEvent> => {
  const resolveCommand: ResolveCommand = () => ('next' in outputs ? { run: () => outputs } : { problem: outputs });
  return runCommandLine(line, { program, resolveCommand, context, hasLinks: false, yieldToKeys }, stop);
};
const partOf = (event: CommandEvent): OutputPart =>
  event.kind === 'output' ? event.part : { document: [], post: null };
const rows = (event: CommandEvent, columns = 59): readonly string[] => rowsOfDocument(partOf(event).document, columns);
async function collected(events: AsyncIterable<CommandEvent>): Promise<readonly CommandEvent[]> {
  const all: CommandEvent[] = [];
  for await (const each of events) all.push(each);
  return all;
}
const all = async (parts: AsyncIterable<CommandEvent>): Promise<readonly (readonly string[])[]> =>
  (await collected(parts)).map(event => rows(event));

describe('a command', () => {
  test('is shown above its output', async () => {
    expect((await all(run(runOf(row('a'), { kind: 'error', text: 'b' })))).flat()).toEqual(['$ ls', 'a', 'b']);
  });

  test('has its output at the right of the margin, in which only the prompt stands', async () => {
    const listed = { kind: 'listed', hit: { post: postOf('b'), matched: [], fields: [] }, all: () => [] } as const;
    const runs = [runOf(row('a'), { kind: 'error', text: 'b' }), runOf(listed), ['nope: command not found']];
    for (const outputs of runs) {
      const events = await collected(run(outputs));
      const [head, ...output] = events.flatMap(event => rows(event, 60));
      expect([head, ...output.map(row => row.slice(2))]).toEqual(events.flatMap(event => rows(event)));
      expect(output.map(row => row.slice(0, 2))).toEqual(output.map(() => '  '));
    }
  });

  test('with shell syntax is not run, and gives a hint', async () => {
    const [rows] = await all(run(runOf(row('a')), undefined, 'ls | head'));
    expect(rows).toEqual([
      '$ ls | head',
      "haiku-posts: |: pipes and redirections are the shell's",
      "type 'exit', then run it in the shell",
    ]);
  });

  test('without output is shown alone', async () => {
    expect(await all(run(runOf()))).toEqual([['$ ls']]);
  });

  test('that prints a text is shown above it, without error styles', async () => {
    const resolveCommand: ResolveCommand = () => ({ text: ['ls [<prefix>]', ''] });
    const options = { program, resolveCommand, context, hasLinks: false, yieldToKeys };
    const lines = runCommandLine('help ls', options, new AbortController().signal);
    const [only] = await collected(lines);
    expect(only && rows(only)).toEqual(['$ help ls', 'ls [<prefix>]', '']);
    const spans = only ? partOf(only).document.flatMap(({ layout }) => layout({ columns: 60, sideways: null })) : [];
    expect(spans.flatMap(line => line.spans).filter(({ styles }) => styles.includes('error'))).toEqual([]);
  });

  test('that prints a post is shown by the command line of the post', async () => {
    const parts = await collected(run(runOf(post, row('and a row'))));
    expect(parts.map(each => partOf(each).post?.slug)).toEqual(['a', undefined]);
    expect(parts.flatMap(event => rows(event))).toEqual(['$ cat post/a.md', '', 'the post', 'and a row']);
  });

  test('shows rows before the post that follows them', async () => {
    expect((await all(run(runOf(row('a'), row('b'), post)))).flat()).toEqual([
      '$ ls',
      'a',
      'b',
      '$ cat post/a.md',
      '',
      'the post',
    ]);
  });

  test('shows samples of themes below it', async () => {
    const outputs = runOf(row('a'), { kind: 'sample', theme: 'mono' }, { kind: 'sample', theme: 'amber' });
    const shown = (await all(run(outputs))).flat().map(row => row.trim());
    const isShown = (row: string): boolean => ['$ ls', 'a', 'mono', 'amber', 'The lamp on the desk'].includes(row);
    expect(shown.filter(isShown)).toEqual([
      '$ ls',
      'a',
      'mono',
      'The lamp on the desk',
      'amber',
      'The lamp on the desk',
    ]);
  });

  test('shows rows before the question that follows them', async () => {
    const question: Output = { kind: 'choice', command: 'cat', typed: 'a', posts: ['a', 'a-/-b'].map(refOf) };
    const events = await collected(run(runOf(row('a'), row('b'), question)));
    expect(events.map(each => (each.kind === 'ask' ? each.typed : rows(each)))).toEqual([['$ ls', 'a'], ['b'], 'a']);
  });

  test('that is wrong shows the error', async () => {
    expect(await all(run(['nope: command not found', 'help']))).toEqual([['$ ls', 'nope: command not found', 'help']]);
    expect(await all(run([], undefined, "cat 'a"))).toEqual([["$ cat 'a", 'haiku-posts: a quote is not closed']]);
  });

  test.each([
    [['ls: --x: unknown option', "try 'help ls'"]],
    [runOf({ kind: 'error', text: 'ls: --x: unknown option' }, { kind: 'error', text: "try 'help ls'", isHint: true })],
  ])('shows the hint below an error in quiet text: %#', async outputs => {
    const document = (await collected(run(outputs))).flatMap(event => partOf(event).document);
    const lines = document.flatMap(({ layout }) => layout({ columns: 60, sideways: null }));
    const looks = lines.map(({ spans }) => spans.at(-1)?.styles);
    expect(looks.slice(1)).toEqual([['error'], ['dim']]);
  });

  test('shows its first row at once, and later rows in batches', async () => {
    const many = Array.from({ length: 1000 }, (_, at) => row(String(at)));
    const parts = await all(run(runOf(...many)));
    expect(parts[0]).toEqual(['$ ls', '0']);
    expect(parts.flat()).toHaveLength(1001);
    // How many depends on how long they take.
    expect(parts.length).toBeLessThan(500);
  });

  test('shows pending rows when the next one is slow', async () => {
    const parts = run(runOf(row('a'), row('b'), row('c'), never))[Symbol.asyncIterator]();
    expect(rows((await parts.next()).value)).toEqual(['$ ls', 'a']);
    expect(rows((await parts.next()).value)).toEqual(['b', 'c']);
  });

  test('that is stopped keeps its output', async () => {
    const stop = new AbortController();
    const parts: (readonly string[])[] = [];
    for await (const part of run(runOf(row('a'), row('b'), never), stop.signal)) {
      parts.push(rows(part));
      if (parts.flat().includes('b')) stop.abort();
    }
    expect(parts.flat()).toEqual(['$ ls', 'a', 'b']);
  });

  test('that is stopped between two outputs releases its resources', async () => {
    const stop = new AbortController();
    let isOpen = true;
    async function* endless(): Run {
      try {
        for (;;) yield await new Promise<Output>(resolve => setTimeout(resolve, 1, row('a')));
      } finally {
        isOpen = false;
      }
    }
    for await (const _ of run(endless(), stop.signal)) stop.abort();
    await expect.poll(() => isOpen).toBe(false);
  });

  test('that is stopped before any output ends', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 5);
    expect(await all(run(runOf(never), stop.signal))).toEqual([['$ ls']]);
  });

  test.each([
    ['rows', () => row('a'), 100_000],
    ['characters', () => row('a'.repeat(1_000_000)), 16],
    ['spans', () => row('a', 1016), 485],
  ])('with endless %s is stopped, and says what prints all', async (_, next, count) => {
    let isReleased = false;
    async function* endless(): Run {
      try {
        for (;;) yield next();
      } finally {
        isReleased = true;
      }
    }
    const documents = (await collected(run(endless(), undefined, 'grep a'))).map(event => partOf(event).document);
    const lines = documents.flatMap(document => rowsOfDocument(document, 2_000_000));
    expect(lines).toHaveLength(1 + count + 1);
    expect(lines.at(-1)).toBe('  only this much is kept: in a shell, haiku-posts grep a prints all');
    await expect.poll(() => isReleased).toBe(true);
  });

  test('that throws does so after its output is shown', async () => {
    const parts = run(runOf(row('a'), Promise.reject(new Error('no'))))[Symbol.asyncIterator]();
    expect(rows((await parts.next()).value)).toEqual(['$ ls', 'a']);
    // Long enough for an unhandled rejection to end the process.
    await new Promise(resolve => setTimeout(resolve, 10));
    await expect(parts.next()).rejects.toThrow('no');
  });
});

/** 1000 posts with one line that matches `fan`. */
const fans = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`${at}.md`, 'a fan']));

test('a command that is stopped reads no further post', async () => {
  const stop = new AbortController();
  let read = 0;
  const library = libraryOf(fans);
  const counted = {
    ...library,
    *scan() {
      for (const result of library.scan()) {
        read++;
        yield result;
      }
    },
  };
  const resolveCommand: ResolveCommand = () => ({
    run: context => grep.run({ operands: ['no match'], options: {} }, context),
  });
  const options = {
    program,
    resolveCommand,
    context: { ...context, library: () => counted },
    hasLinks: false,
    yieldToKeys,
  };
  setTimeout(() => stop.abort(), 5);
  expect((await collected(runCommandLine('grep', options, stop.signal))).flatMap(event => rows(event))).toEqual([
    '$ grep',
  ]);
  const before = read;
  expect(before).toBeLessThan(1000);
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(read - before).toBeLessThanOrEqual(1);
});

describe('a grep while typing', () => {
  const search = async (
    operands: readonly string[],
    files: Parameters<typeof libraryOf>[0],
    stop = new AbortController(),
  ): Promise<readonly GrepBatch[]> => {
    const resolveCommand: ResolveCommand = ([, ...operands]) => ({
      run: context => grep.run({ operands, options: { i: true } }, context),
    });
    const query = { words: ['grep', ...operands], pattern: { text: 'fan', ignoresCase: true } };
    const options = { program, resolveCommand, context: { ...context, library: () => libraryOf(files) }, yieldToKeys };
    const batches: GrepBatch[] = [];
    for await (const batch of grepPosts(query, options, stop.signal)) batches.push(batch);
    return batches;
  };

  test('finds what the command finds', async () => {
    const batches = await search(['fan'], { 'a.md': '\n\na fan', 'b.md': 'no\nThe Fan\n' });
    expect(batches.flatMap(({ hits }) => hits)).toEqual([
      { slug: 'a', path: 'a.md', line: 3, text: 'a fan' },
      { slug: 'b', path: 'b.md', line: 2, text: 'The Fan' },
    ]);
    expect(batches.at(-1)).toEqual({ hits: [], isDone: true, problem: null });
  });

  test('yields its matches in few batches', async () => {
    const batches = await search(['fan'], fans);
    expect(batches.flatMap(({ hits }) => hits)).toHaveLength(1000);
    expect(batches.length).toBeLessThan(100);
  });

  test('cuts a long line around its first match', async () => {
    const [batch] = await search(['fan'], { 'a.md': `${'a'.repeat(5000)}fan${'b'.repeat(5000)}` });
    expect(batch?.hits[0]?.text).toMatch(/^a{399,400}fanb{1500,1600}$/);
  });

  test('reports a command line that is wrong', async () => {
    const resolveCommand: ResolveCommand = () => ({ problem: ['grep: no', 'more'] });
    const query = { words: ['grep'], pattern: { text: '' } };
    const batches = grepPosts(query, { resolveCommand, context, yieldToKeys }, new AbortController().signal);
    expect(await batches.next()).toMatchObject({ value: { hits: [], isDone: true, problem: 'grep: no' } });
  });

  test.each<[string, string, string | null]>([
    ['a pattern that is wrong', '(', 'grep: (: unterminated group'],
    ['a pattern that would take forever', '^(.|[a-z])+#', 'grep: ^(.|[a-z])+#: pattern takes too long to match'],
    ['a post that cannot be read', 'fan', null],
  ])('of %s reports %j', async (_, pattern, problem) => {
    const batches = await search([pattern], {
      'a.md': { problem: 'Permission denied' },
      'b.md': `${'a'.repeat(60)}\n#`,
    });
    expect(batches.find(batch => batch.problem !== null)?.problem ?? null).toBe(problem);
    expect(batches.at(-1)?.isDone).toBe(true);
  });

  test('that is stopped yields nothing more', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await search(['fan'], fans, stop)).toEqual([]);
  });
});
