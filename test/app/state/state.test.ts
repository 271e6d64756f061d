import { describe, expect, test } from 'vitest';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import { reduce } from '../../../src/app/state/reduce.ts';
import type { State } from '../../../src/app/state/state.ts';
import { postDocument, textDocument } from '../../../src/layout/document.ts';
import type { Hits } from '../../../src/search/hits.ts';
import { splitWords } from '../../../src/util/shell-words.ts';
import { postOf, refOf } from '../../support/library.ts';
import { asSafe } from '../../support/safe.ts';
import { topRow } from '../../support/scroll.ts';
import { afterRun, createPostIndex, outputEntry, play, postEntry, textSearched } from '../../support/state.ts';
import { rowsOfDocument } from '../../support/tree.ts';

const posts = [
  postOf('a fan / hums all / night'),
  postOf('no rollback / b / c'),
  postOf('the log / is long / tonight'),
];
const size = { columns: 40, rows: 10 };
const start = createInitialState(createPostIndex(posts), size);

const paragraphs = Array.from(
  { length: 30 },
  (_, at) => `Paragraph ${at} ${'says a little more '.repeat(at % 7)}and stops.`,
);
const content = `${paragraphs.join('\n\n')}\n`;
const page = await postDocument(refOf('x'), content, false);
const post = postEntry('cat post/x.md', page, content);
const short = outputEntry('ls nope', textDocument([]));

/** A prompt with an empty line. Its hits are created on access, so only their number is compared. */
const fresh = {
  kind: 'prompt',
  line: { text: 'cat post/', cursor: 9 },
  menu: { kind: 'posts', hits: { length: posts.length } },
  selected: 0,
};

const type = (state: State, text: string): State => play(state, ...text);
const lineIn = ({ mode }: State): string | null => (mode.kind === 'prompt' ? mode.line.text : null);
const hitsIn = ({ mode }: State): Hits | null =>
  mode.kind === 'prompt' && mode.menu.kind === 'posts' ? mode.menu.hits : null;
const selectedIn = ({ mode }: State): number | null => (mode.kind === 'prompt' ? mode.selected : null);
const commandIn = ({ mode }: State): string | null => (mode.kind === 'running' ? mode.job.command : null);

describe('at the prompt', () => {
  test('starts with every post listed and the first selected', () => {
    expect(start.mode).toMatchObject({ kind: 'prompt', line: { text: 'cat post/', cursor: 9 }, selected: 0 });
    expect(
      hitsIn(start)
        ?.slice(0, 9)
        .map(hit => hit.post),
    ).toEqual(posts);
  });

  test('printable keys are text: j, k, q, g, b, digits and others', () => {
    expect(lineIn(type(start, 'jkqgGb /?190'))).toBe('cat post/jkqgGb /?190');
  });

  test.each([
    [['down'], 1],
    [['down', '^n', 'down', 'down'], 2],
    [['up'], 0],
    [['page-down'], 2],
    [['down', 'page-up'], 0],
    [['down', 'left'], 1],
    [['down', 'x', 'backspace'], 0],
  ])('after %j row %i is selected', (keys, selected) => {
    expect(selectedIn(play(start, ...keys))).toBe(selected);
  });

  test('Tab completes the selected post one haiku line at a time', () => {
    const lines = [1, 2, 3, 4].map(count => lineIn(play(type(start, 'rolback'), ...Array(count).fill('tab'))));
    expect(lines).toEqual([
      'cat post/no-rollback-/',
      'cat post/no-rollback-/-b-/',
      'cat post/no-rollback-/-b-/-c.md',
      'cat post/no-rollback-/-b-/-c.md',
    ]);
  });

  test.each([
    ['the selected post', play(start, 'down'), 'cat post/no-rollback-/-b-/-c.md'],
    ['the best hit', type(start, 'tonite'), 'cat post/the-log-/-is-long-/-tonight.md'],
    ['the post that is named', type(start, 'no-rollback-/-b-/-c.md'), 'cat post/no-rollback-/-b-/-c.md'],
    ['the line, when no post fits', textSearched(type(start, 'zzz')), 'cat post/zzz'],
    ['another command', type(play(start, '^u'), ' ls -l '), 'ls -l'],
    ['nothing on an empty line', play(start, '^u'), null],
  ])('Enter runs %s', (_, state, command) => {
    expect(commandIn(play(state, 'enter'))).toBe(command);
  });

  test.each([
    ["it's a / b / c"],
    ["odd'ly'named / b / c"],
    ['back\\slash / b / c'],
    ['an "open / b / c'],
    ['two words / $b / c'],
  ])('Enter opens a post named %j that Tab completed', haiku => {
    const odd = { ...postOf(haiku), slug: haiku.replaceAll(' / ', '-/-') };
    const completed = play(createInitialState(createPostIndex([odd]), size), 'tab', 'tab', 'tab', 'enter');
    expect(splitWords(commandIn(completed) ?? '')).toEqual(['cat', `post/${odd.slug}.md`]);
  });

  test.each([
    ['^d', start, { kind: 'exited', status: 0, selectedSlug: null }],
    ['^d', play(start, '^u'), { kind: 'exited', status: 0, selectedSlug: null }],
    ['^c', type(start, 'fan'), { kind: 'exited', status: 130, selectedSlug: null }],
    ['enter', type(play(start, '^u'), 'exit'), { kind: 'exited', status: 0, selectedSlug: null }],
  ])('%s quits', (key, state, mode) => {
    expect(play(state, key).mode).toEqual(mode);
  });

  test('^D on a line with text deletes to the right', () => {
    expect(lineIn(play(type(start, 'fan'), 'left', '^d'))).toBe('cat post/fa');
  });

  test('Esc clears the line, and on an empty line goes back to the text, if there is any', () => {
    const typed = type(play(afterRun(start, post), 'q'), 'fan');
    expect(lineIn(play(typed, 'escape'))).toBe('cat post/');
    expect(topRow(play(typed, 'escape', 'escape'))).toBe(0);
    expect(play(start, 'escape')).toEqual(start);
  });

  test('clear drops the text above', () => {
    expect(play(type(play(afterRun(start, post), 'q', '^u'), 'clear'), 'enter')).toMatchObject({
      entries: [],
      mode: fresh,
    });
  });
});

describe('reading', () => {
  const reading = afterRun(play(start, 'enter'), post);
  const rows = rowsOfDocument(page, size.columns).length;
  const last = rows + 1 - (size.rows - 1);

  test.each([
    [[], 0],
    [['j', 'down', 'enter'], 3],
    [['j', 'j', 'k'], 1],
    [['k'], 0],
    [[' '], 9],
    [[' ', 'f', 'b'], 9],
    [['d'], 5],
    [['d', 'd', 'u'], 5],
    [['G'], last],
    [['G', ' '], last],
    [['G', 'g'], 0],
    [['z', '7'], 0],
  ])('after %j the top row is %i', (keys, top) => {
    expect(topRow(play(reading, ...keys))).toBe(top);
  });

  test.each([['q'], ['escape']])('%s goes back to a fresh prompt', key => {
    expect(play(reading, 'j', key).mode).toMatchObject(fresh);
  });

  test('^C exits with status 130', () => {
    expect(play(reading, '^c').mode).toEqual({ kind: 'exited', status: 130, selectedSlug: null });
  });

  test.each<readonly string[]>([['^d'], ['h', '^d'], ['/', '^d'], ['q', 'f1', '^d']])(
    '^D does not exit after %j %j %j',
    (...keys) => {
      expect(play(reading, ...keys).mode.kind).toBe('reading');
    },
  );

  test('opens a second post at its own top, and g goes back to that', () => {
    const second = afterRun(play(reading, 'q', 'enter'), { ...post, command: 'again' });
    expect([second, play(second, 'k', 'g')].map(topRow)).toEqual([rows, rows]);
    expect(topRow(play(second, 'b'))).toBe(rows - 9);
  });

  test('stays at the prompt after one line of output', () => {
    expect(afterRun(play(start, 'enter'), short).mode).toMatchObject(fresh);
  });
});

describe('while a command runs', () => {
  const running = play(start, 'enter');
  const appendOutput = (state: State, ...rows: readonly string[]): State =>
    reduce(state, {
      kind: 'output',
      part: { document: textDocument(...rows.map(row => [{ text: asSafe(row), styles: [] }])), post: null },
    });
  const outputOf = ({ entries }: State): readonly (readonly string[])[] =>
    entries.map(({ document }) => rowsOfDocument(document, 40));

  test('appends its output to one entry', () => {
    const one = appendOutput(running, 'a', 'b');
    const two = appendOutput(one, 'c');
    expect([running, one, two].map(outputOf)).toEqual([[], [['a', 'b']], [['a', 'b', 'c']]]);
    expect(two.entries[0]?.command).toBe('cat post/a-fan-/-hums-all-/-night.md');
    const again = appendOutput(play(reduce(two, { kind: 'finished' }), 'enter'), 'd');
    expect(outputOf(again)).toEqual([['a', 'b', 'c'], ['d']]);
  });

  test('^C stops it, and a second one quits if it goes on', () => {
    const stopping = play(appendOutput(running, 'a'), '^c');
    expect(stopping.mode).toMatchObject({ kind: 'running', isStopping: true });
    const stopped = reduce(stopping, { kind: 'finished' });
    expect(stopped.mode).toMatchObject(fresh);
    expect(outputOf(stopped)).toEqual([['a', '^C']]);
    expect(play(stopping, '^c').mode).toEqual({ kind: 'exited', status: 130, selectedSlug: null });
  });

  test('^Z stops the process at once', () => {
    expect(play(running, '^z').request).toEqual({ kind: 'suspend' });
  });

  test('ignores output while no command runs', () => {
    expect(appendOutput(start, 'a')).toBe(start);
    expect(reduce(start, { kind: 'finished' })).toBe(start);
  });
});

describe('an update of the posts', () => {
  const postIndex = (...haiku: readonly string[]) => createPostIndex(haiku.map(each => postOf(each)));
  const selectedPost = ({ mode }: State): string | undefined =>
    hitsIn({ mode } as State)
      ?.at(mode.kind === 'prompt' ? mode.selected : 0)
      ?.post.haiku?.join(' / ');
  const updatePosts = (state: State, ...haiku: readonly string[]): State =>
    reduce(state, { kind: 'post-index', postIndex: postIndex(...haiku) });

  test('searches the new posts for the typed line', () => {
    const state = type(createInitialState(postIndex('a / b / c'), size), 'fan');
    expect(selectedPost(state)).toBeUndefined();
    expect(selectedPost(updatePosts(state, 'a / b / c', 'a fan / hums / all night'))).toBe('a fan / hums / all night');
  });

  test('keeps the selected post selected, unless it is the first', () => {
    const state = createInitialState(postIndex('a / b / c', 'd / e / f', 'g / h / i'), size);
    const more = ['new / er / est', 'a / b / c', 'd / e / f', 'g / h / i'];
    expect(selectedPost(updatePosts(state, ...more))).toBe('new / er / est');
    expect(selectedPost(updatePosts(play(state, 'down'), ...more))).toBe('d / e / f');
  });

  test('selects a neighbor of a selected post that was removed', () => {
    const state = play(createInitialState(postIndex('a / b / c', 'd / e / f', 'g / h / i'), size), 'down', 'down');
    expect(selectedPost(updatePosts(state, 'a / b / c', 'd / e / f'))).toBe('d / e / f');
    expect(selectedPost(updatePosts(state))).toBeUndefined();
  });

  test('does not change the reader', () => {
    const reading = afterRun(play(start, 'enter'), post);
    expect(updatePosts(reading, 'a / b / c').mode).toBe(reading.mode);
  });
});
