import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/app/state/actions.ts';
import type { LineMatch } from '../../../src/app/state/grep-results.ts';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import type { PostsMenu, PromptMode, State } from '../../../src/app/state/state.ts';
import { frame } from '../../../src/app/view/frame.ts';
import { promptText } from '../../../src/app/view/screen-reader.ts';
import { textOf } from '../../../src/text/span.ts';
import { postOf, refOf } from '../../support/library.ts';
import { createPostIndex, play, textSearched } from '../../support/state.ts';

const posts = [
  postOf('a fan / hums all / night'),
  postOf('the log / is long / tonight'),
  postOf('no oven / b / c'),
  postOf('a fanfare / b / c', { date: '2021-04-05' }),
];
const size = { columns: 60, rows: 16 };
const start = createInitialState(createPostIndex(posts), size);
const type = (text: string): Action => ({ kind: 'type', text });
const hit = (slug: string, text: string): LineMatch => ({ ...refOf(slug), line: 7, text });
const log = hit('the-log-/-is-long-/-tonight', 'The fan failed first, then the fans.');
const oven = hit('no-oven-/-b-/-c', 'An oven has no fan.');

const promptIn = ({ mode }: State): PromptMode & { readonly menu: PostsMenu } => {
  if (mode.kind !== 'prompt' || mode.menu.kind !== 'posts') throw new Error('no menu of posts');
  return { ...mode, menu: mode.menu };
};
const rows = (state: State): readonly string[] =>
  frame(state)
    .rows.slice(0, -1)
    .map(row => textOf(row).trimEnd())
    .filter(row => row !== '');
const marked = (state: State): readonly string[] =>
  frame(state).rows.flatMap(row => row.filter(({ styles }) => styles.includes('match')).map(({ text }) => text));
const rule = `  ── in the text ${'─'.repeat(43)}`;

describe('posts that have the words in their text', () => {
  const typed = play(start, type('fan'));
  const found = textSearched(typed, [log, oven]);

  test('are below a rule, with the line, and the words are marked', () => {
    expect(rows(found)).toEqual([
      '$ cat post/fan',
      '❯ a fan / hums all / night',
      '  a fanfare / b / c',
      rule,
      '  the log / is long / tonight',
      '    The fan failed first, then the fans.',
      '  no oven / b / c',
      '    An oven has no fan.',
    ]);
    expect(marked(found)).toEqual(['fan', 'fan', 'fan', 'fan', 'fan']);
  });

  test('stand below the hits in a list with dates, and so do their lines', () => {
    const wide = play({ ...found, size: { columns: 100, rows: 20 } });
    expect(rows(wide).slice(1)).toEqual([
      expect.stringMatching(/^❯ .{12}a fan \/ hums all \/ night$/),
      expect.stringMatching(/^ {2}.{12}a fanfare \/ b \/ c$/),
      expect.stringMatching(/^ {2}── in the text ─+$/),
      expect.stringMatching(/^ {2}.{12}the log \/ is long \/ tonight$/),
      `${' '.repeat(16)}The fan failed first, then the fans.`,
      expect.stringMatching(/^ {2}.{12}no oven \/ b \/ c$/),
      `${' '.repeat(16)}An oven has no fan.`,
    ]);
  });

  test('are shown with their lines, or not at all', () => {
    const sized = (rows: number): State => play({ ...found, size: { columns: 60, rows } });
    expect([7, 8, 9].map(size => rows(sized(size)).length)).toEqual([6, 6, 8]);
    expect(rows(sized(8)).at(-1)).toBe('    The fan failed first, then the fans.');
  });

  test('are in the look of the hits', () => {
    const looks = (row: number) =>
      frame(found)
        .rows[row]?.slice(1)
        .map(({ styles }) => styles);
    expect(looks(4)).toEqual([[], ['slash'], [], ['slash'], []]);
  });

  test('come as they are found, and move nothing', () => {
    const some = textSearched(play(typed, 'down'), [log], false);
    expect(rows(some).slice(0, 4)).toEqual([
      '$ cat post/fan',
      '  a fan / hums all / night',
      '❯ a fanfare / b / c',
      rule,
    ]);
    expect(promptIn(textSearched(some, [log, oven])).selected).toBe(1);
  });

  test('stay for the next letter if the line has it, until the text is searched again', () => {
    const more = play(found, type('s'));
    expect(promptIn(more).menu.text.hits).toEqual([log]);
    expect(promptIn(textSearched(more, [oven, log])).menu.text.hits).toEqual([log, oven]);
    expect(promptIn(textSearched(more, [oven])).menu.text.hits).toEqual([oven]);
    expect(promptIn(play(found, type('zz'))).menu.text.hits).toEqual([]);
  });

  test('keep the selected post when the text or the folder is searched again', () => {
    const selected = play(found, 'down', 'down', 'down');
    expect(promptIn(selected).selected).toBe(3);
    const again = play(selected, { kind: 'post-index', postIndex: createPostIndex(posts.slice(0, 3)) });
    expect(rows(again)).toContain('❯ no oven / b / c');
    expect(rows(textSearched(again, [oven]))).toContain('❯ no oven / b / c');
    expect(promptIn(textSearched(again, [log])).selected).toBe(1);
  });

  test('are opened at the line', () => {
    const opened = play(found, 'down', 'down', 'enter');
    const job = { command: 'cat post/the-log-/-is-long-/-tonight.md', openAtLine: { line: 7, text: log.text } };
    expect(opened.mode).toMatchObject({ kind: 'running', job });
    expect(play(found, 'page-down', 'tab').mode).toMatchObject({ line: { text: 'cat post/no-oven-/' } });
  });

  test('of another query are ignored', () => {
    const { query } = promptIn(typed).menu.text;
    const other = play(typed, type('s'));
    expect(query && play(other, { kind: 'text-batch', query, hits: [log], isDone: true })).toBe(other);
  });

  test('are picked in a picker, and announced by a screen reader', () => {
    const picker = createInitialState(createPostIndex(posts), size, { isPicker: true });
    const picked = play(textSearched(play(picker, type('fan')), [oven]), 'down', 'down', 'enter');
    expect(picked.mode).toEqual({ kind: 'exited', status: 0, selectedSlug: oven.slug });
    expect(promptText(play(found, 'page-down')).at(-1)).toBe('4 of 4: An oven has no fan., in no oven / b / c');
  });

  test('leave out the rule and the line on a tiny screen', () => {
    const tiny = createInitialState(createPostIndex(posts), { columns: 10, rows: 3 });
    const shown = textSearched(play(tiny, '^u', type('hum')), [log]);
    expect(frame(play(shown, 'down')).rows.map(row => textOf(row).trimEnd())[1]).toBe('❯ the log…');
  });
});

describe('if no haiku, title, date, tag or path matches', () => {
  const typed = play(start, type('kettle'));

  test('the text is searched, and only its posts are listed', () => {
    expect(rows(typed)).toEqual(['$ cat post/kettle', '  searching the text']);
    expect(rows(textSearched(typed, [{ ...log, text: `${'x '.repeat(60)}kettle` }]))).toEqual([
      '$ cat post/kettle',
      rule,
      '❯ the log / is long / tonight',
      `    … ${'x '.repeat(9)}kettle`,
    ]);
  });

  test('Enter waits for the first post', () => {
    const waiting = play(typed, 'enter');
    expect(waiting.mode.kind).toBe('prompt');
    expect(textSearched(waiting, [oven], false).mode).toMatchObject({
      kind: 'running',
      job: { openAtLine: { line: 7 } },
    });
    expect(textSearched(waiting).mode).toMatchObject({ kind: 'running', job: { command: 'cat post/kettle' } });
    expect(textSearched(play(waiting, type('s')), [oven]).mode.kind).toBe('prompt');
    const updated = play(waiting, { kind: 'post-index', postIndex: createPostIndex(posts) });
    expect(textSearched(updated, [oven]).mode).toMatchObject({ kind: 'running' });
  });

  test.each([
    ['fan kettle', "Without 'kettle':", 'a fan / hums all / night'],
    ["fan 'kettle", `Without "'kettle":`, 'a fan / hums all / night'],
    ['xx log yy', "With 'log' only:", 'the log / is long / tonight'],
    ['fanfarekettle', "With 'fanfare':", 'a fanfare / b / c'],
  ])('%j offers other posts: %s', (query, label, post) => {
    const offered = textSearched(play(start, type(query)));
    expect(rows(offered).slice(1, 3)).toEqual([`  nothing matches all of it. ${label}`, `❯ ${post}`]);
    const opened = play(offered, 'enter').mode;
    expect(opened).toMatchObject({ kind: 'running', job: { command: expect.stringContaining('cat post/') } });
  });

  test('an offer is not opened by an Enter before it', () => {
    expect(textSearched(play(start, type('fan kettle'), 'enter')).mode).toMatchObject({ kind: 'prompt' });
  });

  test('nothing is offered if nothing is near', () => {
    expect(rows(textSearched(play(start, type('zzzz'))))).toEqual([
      '$ cat post/zzzz',
      '  nothing matches. Esc shows all posts',
    ]);
  });
});
