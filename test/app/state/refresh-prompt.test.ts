import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/app/state/actions.ts';
import type { LineMatch } from '../../../src/app/state/grep-results.ts';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import type { PromptMode, State } from '../../../src/app/state/state.ts';
import { frame } from '../../../src/app/view/frame.ts';
import { postDocument, textDocument } from '../../../src/layout/document.ts';
import { textOf } from '../../../src/text/span.ts';
import { postOf, refOf } from '../../support/library.ts';
import { createPostIndex, outputEntry, play, postEntry, type Step, textSearched } from '../../support/state.ts';

const names = ['kettle / sings / alone', 'the kettle / is / cold', 'a tea / for / kettles', 'rain / on / tin'];
const posts = names.map(name => postOf(name));
const size = { columns: 60, rows: 12 };
const start = createInitialState(createPostIndex(posts), size);
const type = (text: string): Action => ({ kind: 'type', text });
const bar = (state: State): string => textOf(frame(state).rows.at(-1) ?? []);

const content = Array.from({ length: 30 }, (_, at) => `Paragraph ${at}.`).join('\n\n');
const entries = new Map(
  await Promise.all(
    posts.map(async ({ slug }) => {
      const command = `cat post/${slug}.md`;
      return [command, postEntry(command, await postDocument(refOf(slug), content, false), content, slug)] as const;
    }),
  ),
);

/** Returns the state after the command that runs has printed its post. */
function ran(state: State): State {
  if (state.mode.kind !== 'running') throw new Error(`not running: ${state.mode.kind}`);
  const parts = entries.get(state.mode.job.command)?.parts ?? [];
  return play(state, ...parts.map((part): Action => ({ kind: 'output', part })), { kind: 'finished' });
}
const open = (state: State, ...steps: readonly Step[]): State => ran(play(state, ...steps, 'enter'));

function promptOf({ mode }: State): PromptMode {
  if (mode.kind !== 'prompt') throw new Error(`not at the prompt: ${mode.kind}`);
  return mode;
}
function selected(state: State): string | undefined {
  const { menu, selected } = promptOf(state);
  return menu.kind === 'posts' ? menu.hits.at(selected)?.post.haiku?.join(' / ') : undefined;
}

describe('back at the prompt', () => {
  const typed = play(start, type('kettle'), 'down');

  test.each([['q'], ['escape']])('after %s the line, its hits and the selected row are as they were', key => {
    const back = play(open(typed), 'G', key);
    expect(promptOf(back)).toMatchObject({ kind: 'prompt', line: promptOf(typed).line, selected: 1 });
    expect(selected(back)).toBe(selected(typed));
    expect(promptOf(back).menu.hits.length).toBe(3);
  });

  test('the cursor is where it was in the line', () => {
    expect(promptOf(play(open(typed, 'left', 'left'), 'q')).line.cursor).toBe('cat post/kett'.length);
  });

  test('it stays so for several posts in a row', () => {
    const second = open(play(open(play(start, type('kettle'))), 'q'), 'down');
    const third = open(play(second, 'q'), 'down');
    expect(third.entries.map(({ command }) => command)).toHaveLength(3);
    expect(promptOf(play(third, 'q'))).toMatchObject({ line: { text: 'cat post/kettle' }, selected: 2 });
  });

  test('the row is that of the list, also after an older post was opened from the first', () => {
    const older = ran(play(open(start, 'down'), '{'));
    expect(selected(play(older, 'q'))).toBe(names[1]);
  });

  test('Esc shows the text again, and the list once more', () => {
    const back = play(open(typed), 'q');
    expect(bar(back)).toContain('Esc back to the text');
    const reading = play(back, 'up', 'escape');
    expect(reading.mode).toMatchObject({ kind: 'reading', top: { entry: 0, chunk: 0, row: 0 } });
    expect(promptOf(play(reading, 'escape'))).toMatchObject({ line: promptOf(typed).line, selected: 0 });
  });

  test('PgUp from the first row shows the text, too, whatever is typed', () => {
    const changed = play(open(typed), 'q', type('s'), 'backspace', 'down', 'page-up');
    expect(promptOf(changed).selected).toBe(0);
    const reading = play(changed, 'page-up');
    expect(reading.mode).toMatchObject({ kind: 'reading', top: { entry: 0, chunk: 0, row: 0 } });
    expect(promptOf(play(reading, 'q'))).toMatchObject({ line: { text: 'cat post/kettle' }, selected: 0 });
    expect(play(start, 'page-up')).toEqual(start);
    expect(play(reading, 'q', '^u', '^u', 'page-up').mode.kind).toBe('prompt');
  });

  test('Esc clears a line that has changed, and then shows the text', () => {
    const changed = play(open(typed), 'q', type('s'));
    expect(bar(changed)).not.toContain('Esc back to the text');
    expect(promptOf(play(changed, 'escape')).line.text).toBe('cat post/');
    expect(play(changed, 'escape', 'escape').mode.kind).toBe('reading');
  });

  test('^D quits from the line as it was, and deletes in a changed one', () => {
    const back = play(open(typed), 'q');
    expect(play(back, 'down', '^d').mode).toMatchObject({ kind: 'exited', status: 0 });
    expect(promptOf(play(back, 'left', '^d')).line.text).toBe('cat post/kettl');
  });

  test('a command without a list leaves a fresh prompt', () => {
    const long = outputEntry('ls', textDocument(...Array.from({ length: 40 }, () => [])));
    const running = play(start, '^u', type('ls'), 'enter');
    const read = play(running, ...long.parts.map((part): Action => ({ kind: 'output', part })), { kind: 'finished' });
    expect(promptOf(play(read, 'q')).line.text).toBe('cat post/');
  });

  test('a post of the history goes back to the line before ^R', () => {
    const before = play({ ...start, history: [...entries.keys()] }, type('rain'), '^r', type('alone'));
    expect(promptOf(play(open(before), 'q')).line.text).toBe('cat post/rain');
  });

  test('Esc in the list of posts that a name fits goes back to the line', () => {
    const running = textSearched(play(start, type('zz'), 'enter'));
    const asked = play(running, { kind: 'ask', command: 'cat', typed: 'zz', posts: [refOf('a'), refOf('b')] });
    expect(promptOf(play(asked, 'escape')).line.text).toBe('cat post/zz');
  });

  test('a screen reader, which has no list to go back to, gets a fresh prompt', () => {
    expect(promptOf(open({ ...start, isScreenReader: true }, type('kettle'), 'down')).line.text).toBe('cat post/');
  });
});

describe('files that change', () => {
  const update = (...haiku: readonly string[]): Action => ({
    kind: 'post-index',
    postIndex: createPostIndex(haiku.map(each => postOf(each))),
  });
  const [first = '', ...others] = names;

  test('while a post is read, the post that was selected stays selected', () => {
    const reading = open(start, 'down', 'down');
    expect(selected(play(reading, update('new / er / est', ...others, first), 'q'))).toBe(names[2]);
    expect(selected(play(open(start), update('new / er / est', ...names), 'q'))).toBe(first);
  });

  test('at the prompt, a first post that was typed for or read stays selected', () => {
    const [back, typed] = [play(open(start), 'q'), play(start, type('kettle'))];
    for (const state of [back, typed])
      expect(selected(play(state, update('kettle / new / er', ...names)))).toBe(selected(state));
  });

  test('while the posts load, the first row stays the first', () => {
    const loading = { ...createPostIndex(posts.slice(1)), loading: { done: 3, files: 4 } };
    const state = play(createInitialState(loading, size), type('kettle'));
    expect(selected(state)).toBe(names[1]);
    expect(selected(play(state, update(...names)))).toBe(first);
  });

  test('a post that moves far down stays selected', () => {
    const many = Array.from({ length: 500 }, (_, at) => `leaf ${at} / falls / down`);
    const state = play(createInitialState(createPostIndex([first, ...many].map(each => postOf(each))), size), 'down');
    expect(selected(play(state, update(first, ...many.slice(1), 'leaf 0 / falls / down')))).toBe(
      'leaf 0 / falls / down',
    );
  });
});

describe('back at the lines of a grep', () => {
  const command = "grep -i 'leaf'";
  const slug = (at: number): string => posts[at]?.slug ?? '';
  const hit = (at: number, line: number, text = `leaf of line ${line}`): LineMatch => ({
    ...refOf(slug(at)),
    line,
    text,
  });
  const batch = (hits: readonly LineMatch[], isFirst = true, isDone = true): Action => ({
    kind: 'grep-batch',
    command,
    hits,
    isFirst,
    isDone,
    problem: null,
  });
  const hits = [hit(0, 3), hit(0, 9), hit(1, 5)];
  const left = play(start, type('leaf'), '^f', batch(hits), 'down', 'down');
  const back = play(open(left), 'q');

  test('they are as they were, and complete', () => {
    expect(promptOf(left).line.text).toBe(command);
    expect(promptOf(back)).toMatchObject({ line: promptOf(left).line, menu: { hits, status: 'done' }, selected: 2 });
    expect(promptOf(back).menu).toHaveProperty('searched', back.postIndex);
  });

  test('they stay until a repeated search has the selected line, which may have moved', () => {
    const begun = play(back, batch([hit(0, 3)], true, false));
    expect(promptOf(begun)).toMatchObject({ menu: { hits }, selected: 2 });
    const moved = hit(1, 7, 'leaf of line 5');
    const found = play(begun, batch([hit(0, 12), moved], false, false));
    expect(promptOf(found)).toMatchObject({ menu: { hits: [hit(0, 3), hit(0, 12), moved] }, selected: 2 });
  });

  test('a selected line that is gone gives way to the nearest of its post, or to the row', () => {
    const near = play(back, batch([hit(1, 1), hit(1, 4, 'leaf'), hit(2, 1)]));
    expect(promptOf(near)).toMatchObject({ selected: 1 });
    expect(promptOf(play(back, batch([hit(0, 1), hit(2, 2)])))).toMatchObject({ selected: 1 });
    expect(promptOf(play(back, batch([])))).toMatchObject({ selected: 0, menu: { hits: [] } });
  });
});
