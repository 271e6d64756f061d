import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/app/state/actions.ts';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import { selectScrollbackView } from '../../../src/app/state/reader-position.ts';
import { mapLine } from '../../../src/app/state/replace-post.ts';
import { createEntry, type OutputPart, type ScrollbackEntry } from '../../../src/app/state/scrollback.ts';
import { linesFrom } from '../../../src/app/state/scrollback-rows.ts';
import { sourceLineAt } from '../../../src/app/state/stable-position.ts';
import type { ReaderMode, SelectMode, State } from '../../../src/app/state/state.ts';
import { postDocument, textDocument } from '../../../src/layout/document.ts';
import { textOf } from '../../../src/text/span.ts';
import type { Size } from '../../../src/text/width.ts';
import { postOf, refOf } from '../../support/library.ts';
import { asSafe } from '../../support/safe.ts';
import { topRow } from '../../support/scroll.ts';
import { afterRun, createPostIndex, outputEntry, play, postEntry, type Step } from '../../support/state.ts';

const size = { columns: 50, rows: 12 };
const posts = ['new / er / est', 'a / b / c', 'd / e / f'].map(each => postOf(each));
const start = createInitialState(createPostIndex(posts), size);

const filler = (name: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `${name} ${at} ${'goes on and on '.repeat(at % 5)}here.`).join('\n\n');
const content = `a / b / c

Title: March 3, 2021 - A day

${filler('Lead', 4)} See [the manual](https://a.example/manual).

## First

${filler('First', 6)}

### Deeper

${filler('Deeper', 4)} And <https://b.example/other>.

- one
- two with [a link](https://c.example/third)

## Second

| a | b |
| --- | --- |
| x | y |

\`\`\`
code ${'0123456789'.repeat(7)}
\`\`\`

${filler('Second', 9)}

## Last

${filler('Last', 8)}
`;
const createPostEntry = async (slug: string, content: string): Promise<ScrollbackEntry> =>
  postEntry(`cat post/${slug}.md`, await postDocument(refOf(slug), content, false), content, slug);
const entry = await createPostEntry('a-/-b-/-c', content);
const post = afterRun(start, entry);
const rowsOnly = afterRun(
  start,
  outputEntry(
    'ls',
    textDocument(...Array.from({ length: 30 }, (_, at) => [{ text: asSafe(`row ${at}`), styles: [] }])),
  ),
);

const readingIn = ({ mode }: State): ReaderMode => {
  if (mode.kind !== 'reading') throw new Error(`not reading: ${mode.kind}`);
  return mode;
};
const choosingIn = ({ mode }: State): SelectMode => {
  if (mode.kind !== 'select') throw new Error(`not choosing: ${mode.kind}`);
  return mode;
};
const topText = (state: State): string =>
  textOf(linesFrom(selectScrollbackView(state), readingIn(state).top, 1)[0]?.spans ?? []);
const sourceOfTop = (state: State): number => sourceLineAt(selectScrollbackView(state), readingIn(state).top);
const down = (count: number): readonly Step[] => Array<Step>(count).fill('j');
const rowOf = (text: string): number => {
  const rows = linesFrom(selectScrollbackView(post), { entry: 0, chunk: 0, row: 0 }, 10_000).map(({ spans }) =>
    textOf(spans),
  );
  return rows.indexOf(asSafe(text));
};
const lineOf = (text: string): number => content.split('\n').indexOf(text) + 1;
const choose = (index: number): Action => ({ kind: 'choose', index });
const resize = (size: Size): Action => ({ kind: 'resize', size });

describe('headings', () => {
  test.each<[readonly Step[], string]>([
    [[']'], 'First'],
    [[']', ']'], 'Deeper'],
    [[']', ']', ']', ']'], 'Last'],
    [[']', ']', '['], 'First'],
    [[']', ']', 'j', 'j', '['], 'Deeper'],
    [[']', '['], 'Title: March 3, 2021 - A day'],
    [['j', ']'], 'First'],
    [['G', '['], 'Last'],
  ])('after %j the top row is %j', (steps, text) => {
    expect(topText(play(post, ...steps))).toBe(text);
  });

  test.each([
    ['First', 1],
    ['Deeper', 1],
    ['Second', 1],
  ])('] from a blank row above %j, %i up, goes to that heading', (heading, up) => {
    const above = play(post, ...down(rowOf(heading) - up));
    expect(topText(above)).toBe('');
    expect(topText(play(above, ']'))).toBe(heading);
  });

  test('shows a message at either end', () => {
    expect(play(post, ...Array<Step>(5).fill(']')).notice).toBe('no more headings below');
    expect(play(post, ']', '[', '[').notice).toBe('no more headings above');
  });

  test.each<[readonly Step[], string]>([
    [[], 'A day'],
    [[']'], '  First'],
    [[']', 'j', 'j'], '  First'],
    [[']', ']'], '    Deeper'],
    [['G'], '  Last'],
  ])('after %j the contents select %j', (steps, label) => {
    const { items, selected } = choosingIn(play(post, ...steps, 't'));
    expect(items.map(item => item.label)).toEqual(['A day', '  First', '    Deeper', '  Second', '  Last']);
    expect(items[selected]?.label).toBe(label);
  });

  test('choosing a heading scrolls to it, and Esc does not scroll', () => {
    expect(topText(play(post, 't', choose(3)))).toBe('Second');
    expect(topText(play(post, 't', choose(2)))).toBe('Deeper');
    const there = play(post, 'd');
    expect(play(there, 't', { kind: 'highlight', index: 2 }, 'escape')).toEqual(there);
  });
});

describe('links', () => {
  const labels = ['the manual  https://a.example/manual', 'https://b.example/other', 'a link  https://c.example/third'];

  test.each<[readonly Step[], number]>([
    [[], 0],
    [[']'], 1],
    [[']', ']'], 1],
    [['G'], 2],
  ])('after %j the list selects link %i', (steps, selected) => {
    const list = choosingIn(play(post, ...steps, 'o'));
    const shown = list.items.map(({ label, target }) => [label, target].filter(Boolean).join('  '));
    expect([shown, list.selected]).toEqual([labels, selected]);
  });

  test('choosing a link opens it and does not scroll', () => {
    const opened = play(post, 'd', 'o', choose(1));
    expect(opened.request).toEqual({ kind: 'open', address: 'https://b.example/other' });
    expect(opened.mode).toEqual(play(post, 'd').mode);
    const done = play(opened, { kind: 'request-done', notice: 'opened' });
    expect([done.request, done.notice, play(done, 'j').notice]).toEqual([null, 'opened', null]);
  });
});

describe('the next older and newer posts', () => {
  test('{ opens the older one, } the newer one', () => {
    expect(play(post, '{').mode).toMatchObject({ kind: 'running', job: { command: 'cat post/d-/-e-/-f.md' } });
    expect(play(post, '}').mode).toMatchObject({ job: { command: 'cat post/new-/-er-/-est.md' } });
  });

  test('shows a message at either end of the posts', async () => {
    const [first, last] = await Promise.all(['new-/-er-/-est', 'd-/-e-/-f'].map(slug => createPostEntry(slug, 'x\n')));
    expect(play(afterRun(start, first as ScrollbackEntry), '}').notice).toBe('no newer post');
    expect(play(afterRun(start, last as ScrollbackEntry), '{').notice).toBe('no older post');
  });
});

describe('the source of a post', () => {
  test('s shows it from the same paragraph on, and s shows the text again', () => {
    const there = play(post, ']');
    const source = play(there, 's');
    expect([topText(source), topText(play(source, 's'))]).toEqual(['## First', 'First']);
  });

  test('s twice from any row returns to a row of the same paragraph', () => {
    const last = topRow(play(post, 'G')) ?? 0;
    fc.assert(
      fc.property(fc.nat(last), fc.integer({ min: 20, max: 100 }), (count, columns) => {
        const before = play(post, ...down(count), resize({ columns, rows: 12 }));
        const after = play(before, 's', 's');
        expect(sourceOfTop(after)).toBe(sourceOfTop(before));
      }),
      { numRuns: 60 },
    );
  });

  test('keeps the search', () => {
    const there = play(post, ...'/Deeper 1', 'enter', 's');
    expect(readingIn(there).search).toMatchObject({ pattern: 'Deeper 1', entry: 0 });
    expect(readingIn(there).search?.counts).toHaveLength(selectScrollbackView(there).entries[0]?.document.length ?? 0);
  });
});

describe('the bookmark of a post', () => {
  const slug = 'a-/-b-/-c';

  test.each<[readonly Step[], number | undefined]>([
    [[], undefined],
    [['q'], 0],
    [['j', 'q'], 0],
    [[']', 'q'], lineOf('## First')],
    [[']', 'escape'], lineOf('## First')],
    [[']', '^c'], lineOf('## First')],
    [[']', '{'], lineOf('## First')],
    [[']', 's', 'q'], lineOf('## First')],
    [[']', 't', '^c', '^c'], lineOf('## First')],
    [[']', 'h', '^c'], lineOf('## First')],
    [[']', 'h', 'q', 'q'], lineOf('## First')],
    [[']', 'q', 'escape', 'g', 'q'], 0],
  ])('after %j it is line %j', (steps, line) => {
    expect(play(post, ...steps).bookmarks.get(slug)).toBe(line);
  });

  test("'' goes there, and back", () => {
    const left = play(post, ']', ']', 'q');
    const again = afterRun(left, entry);
    const there = play(again, "'", "'");
    expect([topText(again), topText(there), topText(play(there, "'", "'"))]).toEqual([
      '$ cat post/a-/-b-/-c.md',
      'Deeper',
      '$ cat post/a-/-b-/-c.md',
    ]);
    expect(sourceOfTop(play(there, 'd', "'", "'", "'", "'"))).toBe(sourceOfTop(play(there, 'd')));
  });

  test("'' goes to the bookmark after Esc went back to the text, too", () => {
    expect(topText(play(post, ']', 'q', 'escape', "'", "'"))).toBe('First');
  });

  test("'' shows a message without a bookmark", () => {
    expect(play(post, "'", "'").notice).toBe('no place to go back to in this post');
  });
});

describe('a post that changes on the disk', () => {
  const partOf = async (changed: string): Promise<OutputPart> =>
    (await createPostEntry('a-/-b-/-c', changed)).parts[0] as OutputPart;
  const reread = async (state: State, changed: string): Promise<State> =>
    play(state, { kind: 'reread', slug: 'a-/-b-/-c', part: await partOf(changed) });
  const there = play(post, ']', ']');

  test.each<[string, (text: string) => string, string]>([
    ['above', text => text.replace('Lead 0', 'More.\n\nAnd more.\n\nLead 0'), 'Deeper'],
    ['below', text => `${text}\nMore.\n`, 'Deeper'],
    ['above, by less', text => text.replace(/^Lead 0.*\n\n/m, ''), 'Deeper'],
    ['on the line itself', text => text.replace('### Deeper', '### Much deeper'), 'Much deeper'],
    ['far away from it', text => text.replace('Last 1', 'Last one'), 'Deeper'],
  ])('%s keeps the paragraph at the top', async (_, change, top) => {
    expect(content).not.toBe(change(content));
    expect(topText(await reread(there, change(content)))).toBe(top);
    const source = await reread(play(there, 's'), change(content));
    expect(topText(source)).toBe(`### ${top}`);
    expect(topText(play(source, 's'))).toBe(top);
  });

  const more = content.replace('Lead 0', 'More.\n\nAnd more.\n\nLead 0');
  test.each<[string, readonly Step[], readonly Step[]]>([
    ['a list of headings', ['t'], ['escape']],
    ['the help', ['h'], ['q']],
    ['a canceled search', ['/', 'x'], ['escape']],
  ])('below %s too', async (_, before, after) => {
    expect(topText(play(await reread(play(there, ...before), more), ...after))).toBe('Deeper');
  });

  test('to a short one shows its end', async () => {
    const shorter = await reread(play(post, 'G'), 'a / b / c\n\nGone.\n');
    expect(linesFrom(selectScrollbackView(shorter), readingIn(shorter).top, 12).map(({ spans }) => textOf(spans))).toContain('Gone.'); // biome-ignore format: one thought
  });

  test('does not change the state if the content is the same or the post is not open', async () => {
    expect(await reread(there, content)).toBe(there);
    expect(play(there, { kind: 'reread', slug: 'other', part: await partOf('x\n') })).toBe(there);
  });

  test('shows a message if the file of an open post was removed', () => {
    const gone: Action = { kind: 'reread', slug: 'a-/-b-/-c', part: null };
    expect(play(there, gone)).toEqual({ ...there, notice: 'the file was removed; this is its last content' });
    const away = play(there, 'q');
    expect(play(away, gone)).toBe(away);
  });

  test('while the prompt is open is shown after going back', async () => {
    const changed = await reread(play(there, 'q'), content.replace('## First', '## Foremost'));
    expect(topText(play(changed, 'escape', ']'))).toBe('Foremost');
  });

  test.each([
    ['a\nb\nc', 'a\nb\nc', 2, 2],
    ['a\nb\nc', 'x\na\nb\nc', 2, 3],
    ['x\na\nb\nc', 'a\nb\nc', 3, 2],
    ['a\nb\nc', 'a\nB\nc', 2, 2],
    ['a\nb\nc', 'a', 3, 1],
    ['a\n\nb\n\nc', 'a\n\nb\n\nnew\n\nc', 4, 4],
    ['a', '', 1, 1],
    ['a', 'b\na', 0, 0],
    ['a', 'b\na', 9, 9],
  ])('from %j to %j maps line %i to line %i', (before, after, line, is) => {
    expect(mapLine(before, after, line)).toBe(is);
  });

  test('finds a line that is in both texts once, wherever it moved', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', '', 'c'), { maxLength: 20 });
    fc.assert(
      fc.property(lines, lines, lines, lines, (above, below, above2, below2) => {
        const at = (lines: readonly string[]) => lines.length + 1;
        const text = (...parts: readonly (readonly string[])[]) => parts.flat().join('\n');
        expect(mapLine(text(above, ['HERE'], below), text(above2, ['HERE'], below2), at(above))).toBe(at(above2));
      }),
    );
  });
});

describe('several posts of one command', async () => {
  const other = `d / e / f\n\n${filler('Other', 4)}\n\n## Its own\n\n${filler('Own', 30)}\n`;
  const [first, second] = await Promise.all([
    createPostEntry('a-/-b-/-c', content),
    createPostEntry('d-/-e-/-f', other),
  ]);
  const both = afterRun(start, createEntry('cat a d', [...(first?.parts ?? []), ...(second?.parts ?? [])]));
  const inSecond = play(both, '/', { kind: 'type', text: 'Own 3' }, 'enter', 'escape');

  test('each has its own headings, links, source and place', () => {
    expect(choosingIn(play(both, 't')).items).toHaveLength(5);
    expect(choosingIn(play(inSecond, 't')).items.map(({ label }) => label)).toEqual(['Its own']);
    expect(play(inSecond, 'o').notice).toBe('no links in this post');
    expect(topText(play(inSecond, '['))).toBe('Its own');
    expect(topText(play(inSecond, '[', 's'))).toBe('## Its own');
    expect(topText(play(inSecond, '[', 's', 's'))).toBe('Its own');
    const { bookmarks } = play(inSecond, '[', 'q');
    expect([...bookmarks]).toEqual([['d-/-e-/-f', other.split('\n').indexOf('## Its own') + 1]]);
  });

  test('choosing a heading of the second scrolls to it', () => {
    expect(topText(play(inSecond, 't', choose(choosingIn(play(inSecond, 't')).selected)))).toBe('Its own');
  });

  test('a change of the first keeps the second at the top', async () => {
    const part = (await createPostEntry('a-/-b-/-c', `${content}\nMore.\n`)).parts[0] as OutputPart;
    const there = play(inSecond, '[');
    expect(topText(play(there, { kind: 'reread', slug: 'a-/-b-/-c', part }))).toBe('Its own');
  });
});

describe('a new size', () => {
  const states: readonly (readonly [string, State])[] = [
    ['reading', play(post, ...down(23))],
    ['reading, in the middle of a paragraph', play(post, ...down(rowOf('Lead 3 goes on and on here.') + 8))],
    ['reading at the end', play(post, 'G')],
    ['reading source', play(post, ...down(23), 's')],
    ['reading output without a post', play(rowsOnly, 'G')],
    ['searching', play(post, ...down(23), ...'/Second 3')],
    ['searched', play(post, ...'/Second 3', 'enter', 'j')],
    ['choosing a heading', play(post, ...down(23), 't', 'j')],
    ['choosing a link', play(post, ...down(23), 'o')],
    ['the help over a post', play(post, ...down(23), 'h', ...down(5))],
    ['the help over the prompt', play(post, 'q', 'f1', ...down(5))],
    ['the prompt', play(post, 'q', 'a', 'down')],
    ['the history', play(post, 'q', '^r', 'c')],
  ];
  const sizes = fc.record({ columns: fc.integer({ min: 1, max: 160 }), rows: fc.integer({ min: 1, max: 70 }) });

  test.each(states)('restores the state when the old size comes back: %s', (_, state) => {
    fc.assert(
      fc.property(fc.array(sizes, { minLength: 1, maxLength: 4 }), sizes => {
        expect(play(state, ...sizes.map(resize), resize(size))).toEqual(state);
      }),
      { numRuns: 60 },
    );
  });

  test.each<[string, readonly Step[], readonly Step[]]>([
    ['a list', ['t'], ['escape']],
    ['the help', ['h'], ['q']],
    ['a canceled search', [...'/Second 3'], ['escape']],
  ])('keeps the paragraph below %s', (_, before, after) => {
    const there = play(post, ...down(23));
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 100 }), columns => {
        const changed = play(there, ...before, resize({ columns, rows: 12 }), ...after);
        expect(changed).toEqual(play(there, resize({ columns, rows: 12 })));
      }),
      { numRuns: 30 },
    );
  });
});

test.each([']', '[', 't', 'o', '{', '}', "''", 'ma', 's', 'c', 'C', 'v', '|'])(
  '%s shows a message in output without a post, and in the help',
  keys => {
    expect(play(rowsOnly, ...keys).notice).toBe('not a post');
    expect(play(post, 'h', ...keys).notice).toBe('not a post');
  },
);
