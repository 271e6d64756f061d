import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/app/state/actions.ts';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import { selectScrollbackView } from '../../../src/app/state/reader-position.ts';
import { linesFrom } from '../../../src/app/state/scrollback-rows.ts';
import type { State } from '../../../src/app/state/state.ts';
import { frame } from '../../../src/app/view/frame.ts';
import { postDocument } from '../../../src/layout/document.ts';
import type { Post } from '../../../src/posts/types.ts';
import { textOf } from '../../../src/text/span.ts';
import { postOf, refOf } from '../../support/library.ts';
import { createPostIndex, play, postEntry } from '../../support/state.ts';

const filler = (count: number): string => Array.from({ length: count }, (_, at) => `Row ${at} of it.`).join('\n\n');
const harbour = `# The harbour

[Boats](boats.md), [gulls](birds/gulls#shouts), [the bell](#bell), [[Gulls]], [[Boats|they]] and <https://a.example/>.

${filler(9)}

[gone](gone.md) [[Nowhere]] [a chart](chart.csv) [up](../up.md)

## Bell

${filler(12)}
`;
const gulls = `# Gulls\n\n${filler(9)}\n\n## Shouts\n\n[To the harbour](../harbour.md)\n\n${filler(12)}\n`;
const contents: Readonly<Record<string, string>> = {
  'cat post/harbour.md': harbour,
  'cat post/birds/gulls.md': gulls,
  'cat post/boats.md': '# Boats\n\n[[Gulls#Coats]]\n',
};

const posts = ['harbour', 'boats', 'birds/gulls'].map((slug): Post => postOf(slug, { ...refOf(slug) }));
const size = { columns: 80, rows: 12 };

/** Returns the state after a command that prints a post, and the actions of its job. */
async function run(state: State): Promise<State> {
  if (state.mode.kind !== 'running') throw new Error(`not running: ${state.mode.kind}`);
  const { job } = state.mode;
  const slug = job.command.slice('cat post/'.length, -'.md'.length);
  const content = contents[job.command] ?? '';
  const entry = postEntry(job.command, await postDocument(refOf(slug), content, false, true), content, slug);
  const [part] = entry.parts;
  if (!part) throw new Error('no part');
  return play(state, { kind: 'output', part }, { kind: 'finished' });
}

const start = await run(
  play(createInitialState(createPostIndex(posts), size), { kind: 'run', command: 'cat post/harbour.md' }),
);
const topText = (state: State): string => {
  if (state.mode.kind !== 'reading') throw new Error(`not reading: ${state.mode.kind}`);
  return textOf(linesFrom(selectScrollbackView(state), state.mode.top, 1)[0]?.spans ?? []).trim();
};
const labels = ({ mode }: State): readonly string[] =>
  mode.kind === 'select' ? mode.items.map(({ label, target }) => [label, target].filter(Boolean).join('  ')) : [];
const shown = (state: State): readonly string[] => frame(state).rows.slice(0, -1).map(textOf);
const bar = (state: State): string => textOf(frame(state).rows.at(-1) ?? []);
const choose = (index: number): Action => ({ kind: 'choose', index });

describe('the list of links', () => {
  test('says where each leads, and which are dead', () => {
    expect(labels(play(start, 'o'))).toEqual([
      'Boats  post/boats.md',
      'gulls  post/birds/gulls.md#shouts',
      'the bell  #bell',
      'Gulls  post/birds/gulls.md',
      'they  post/boats.md',
      'https://a.example/',
      'gone  gone.md  (no such post)',
      'Nowhere  [[Nowhere]]  (no such post)',
      'a chart  chart.csv  (not a post)',
      'up  ../up.md  (no such post)',
    ]);
  });

  test('marks none as dead before all posts are known', () => {
    const loading = { ...createPostIndex(posts.slice(0, 1)), loading: { done: 1, files: null } };
    const list = play(start, { kind: 'post-index', postIndex: loading }, 'o');
    expect(labels(list).slice(0, 2)).toEqual(['Boats  boats.md', 'gulls  birds/gulls#shouts']);
    expect(play(list, choose(0)).notice).toBe('not among the posts that are loaded so far: boats.md');
  });

  test.each([
    [6, 'no such post: gone.md'],
    [7, 'no such post: [[Nowhere]]'],
    [8, 'not a post: chart.csv'],
  ])('choosing the dead link %i says so', (index, notice) => {
    const after = play(start, 'j', 'o', choose(index));
    expect(after.notice).toBe(notice);
    expect(after.mode).toEqual(play(start, 'j').mode);
  });
});

describe('a link to a post', () => {
  test('opens it as cat would, at the heading', async () => {
    const opened = await run(play(start, 'o', choose(1)));
    expect(opened.entries.map(({ command }) => command)).toEqual(['cat post/harbour.md', 'cat post/birds/gulls.md']);
    expect(topText(opened)).toBe('Shouts');
    expect(opened.history).toEqual(['cat post/harbour.md', 'cat post/birds/gulls.md']);
    expect(topText(await run(play(start, 'o', choose(0))))).toBe('$ cat post/boats.md');
  });

  test('without that heading opens the post, and says so', async () => {
    const boats = await run(play(start, 'o', choose(0)));
    const opened = await run(play(boats, 'o', choose(0)));
    expect(topText(opened)).toBe('$ cat post/birds/gulls.md');
    expect(opened.notice).toBe('no heading here is named Coats');
  });

  test('Backspace goes back to where it was followed, through several posts', async () => {
    const first = play(start, 'j', 'j', 'j', 'j', 'j');
    expect(bar(first)).not.toContain('Backspace');
    const second = await run(play(first, 'o', choose(1)));
    expect(bar(second)).toContain('Backspace back');
    const third = await run(play(second, 'o', choose(0)));
    expect(topText(third)).toBe('$ cat post/harbour.md');
    const back = await run(play(third, 'G', 'backspace'));
    expect(topText(back)).toBe('Shouts');
    expect(bar(back)).toContain('Backspace back');
    const atStart = await run(play(back, 'backspace'));
    expect(topText(atStart)).toBe(topText(first));
    expect(play(atStart, 'backspace').notice).toBe('nothing before this post (q: back to the list)');
    expect(atStart.entries).toHaveLength(5);
  });

  test('is forgotten at the prompt', async () => {
    const second = await run(play(start, 'o', choose(1)));
    const again = play(second, 'q', 'escape');
    expect(play(again, 'backspace').notice).toContain('nothing before this post');
  });
});

test('Backspace goes back from an older or newer post, to the row in the paragraph at which each was left', async () => {
  const long = `# Long\n\n${'one long paragraph of many words '.repeat(60)}\n\n${filler(20)}`;
  const size = { columns: 40, rows: 12 };
  const index = createPostIndex([postOf('long', refOf('long')), ...posts]);
  const entry = postEntry('cat post/long.md', await postDocument(refOf('long'), long, false, true), long, 'long');
  const ran = (state: State): State =>
    play(state, ...entry.parts.map((part): Action => ({ kind: 'output', part })), { kind: 'finished' });
  const inside = play(
    ran(play(createInitialState(index, size), { kind: 'run', command: entry.command })),
    ...'jjjjjjjj',
  );
  const older = await run(play(inside, '{'));
  expect(bar(older)).toContain('Backspace back');
  const oldest = await run(play(older, 'j', '{'));
  expect(topText(oldest)).toBe('$ cat post/boats.md');
  const back = await run(play(oldest, 'backspace'));
  expect(topText(back)).toBe(topText(play(older, 'j')));
  expect(shown(ran(play(back, 'backspace')))).toEqual(shown(inside));
  // Of another width, the same letters are in the top row.
  const narrow = play(back, { kind: 'resize', size: { ...size, columns: 31 } });
  expect(topText(ran(play(narrow, 'backspace')))).toBe(
    topText(play(inside, { kind: 'resize', size: { ...size, columns: 31 } })),
  );
});

test('Backspace goes back from a heading that the contents led to', () => {
  const left = play(start, 'j', 'j', 'j');
  const below = play(left, 't', choose(1));
  expect(topText(below)).toBe('Bell');
  expect(shown(play(below, 'backspace'))).toEqual(shown(left));
});

test('a fragment scrolls to its heading, and Backspace back', () => {
  const below = play(start, 'j', 'j', 'j', 'o', choose(2));
  expect(topText(below)).toBe('Bell');
  expect(below.entries).toHaveLength(1);
  expect(topText(play(below, 'backspace'))).toBe(topText(play(start, 'j', 'j', 'j')));
});
