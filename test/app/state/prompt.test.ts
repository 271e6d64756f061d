import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/app/state/actions.ts';
import type { GrepResults, LineMatch } from '../../../src/app/state/grep-results.ts';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import { selectScrollbackView } from '../../../src/app/state/reader-position.ts';
import { linesFrom } from '../../../src/app/state/scrollback-rows.ts';
import type { PromptMode, State } from '../../../src/app/state/state.ts';
import { frame } from '../../../src/app/view/frame.ts';
import { postDocument, textDocument } from '../../../src/layout/document.ts';
import { type Line, textOf } from '../../../src/text/span.ts';
import { postOf, refOf } from '../../support/library.ts';
import {
  afterRun,
  createPostIndex,
  outputEntry,
  play,
  postEntry,
  type Step,
  textSearched,
} from '../../support/state.ts';

const posts = [
  postOf('a fan / hums all / night'),
  postOf('no rollback / b / c'),
  postOf('the log / is long / tonight'),
];
const size = { columns: 60, rows: 12 };
const history = ['ls', 'cat post/no-rollback', "grep -i 'fan'", 'ls', 'tags Pager'];
const start = createInitialState(createPostIndex(posts), size, { history });
const picking = createInitialState(createPostIndex(posts), size, { isPicker: true });

const type = (text: string): Action => ({ kind: 'type', text });
const promptIn = (state: State): PromptMode => {
  if (state.mode.kind !== 'prompt') throw new Error(`not at a prompt: ${state.mode.kind}`);
  return state.mode;
};
const lineIn = (state: State): string => promptIn(state).line.text;
const times = (count: number, step: Step): readonly Step[] => Array<Step>(count).fill(step);

test('^U clears the search first, then the line', () => {
  const steps = (...keys: readonly Step[]): readonly string[] =>
    ['^u', '^u'].map((_, at) => lineIn(play(start, ...keys, ...Array<Step>(at + 1).fill('^u'))));
  expect(steps(type('tea for'))).toEqual(['cat post/', '']);
  expect(steps(type('tea for'), '^f')).toEqual(["grep -i ''", '']);
  expect(steps('^f', type('tea'), 'left')).toEqual(["grep -i 'a'", "a'"]);
});

describe('the history', () => {
  const at = (...steps: readonly Step[]): string => lineIn(play(start, '^u', ...steps));

  test.each<[readonly string[], string]>([
    [['up'], 'tags Pager'],
    [['up', '^p'], 'ls'],
    [['up', 'up', 'up'], "grep -i 'fan'"],
    [times(4, 'up') as string[], 'cat post/no-rollback'],
    [times(5, 'up') as string[], 'ls'],
    [times(9, 'up') as string[], 'ls'],
    [[...(times(9, 'up') as string[]), 'down'], 'cat post/no-rollback'],
    [['up', 'up', '^n'], 'tags Pager'],
    [['page-up'], 'ls'],
    [['page-up', 'page-down'], ''],
    [['down'], ''],
  ])('after %j the line is %j', (keys, line) => {
    expect(at(...keys)).toBe(line);
  });

  test('↓ below the newest command restores the typed line', () => {
    const begun = play(start, '^u', type('tags x'), 'left');
    // The menu is searched again.
    const { menu, ...rest } = promptIn(begun);
    expect(promptIn(play(begun, 'up', 'up', 'down', 'down'))).toMatchObject(rest);
    expect(promptIn(play(begun, 'down'))).toEqual(promptIn(begun));
  });

  test('a recalled line can be edited like a typed one', () => {
    expect(at('up', 'x')).toBe('tags Pagerx');
    expect(promptIn(play(start, '^u', 'up', 'x')).historyPosition).toBeNull();
    expect(at('up', 'x', 'up', 'down')).toBe('tags Pagerx');
  });

  test('↑ and ↓ move in the menu of a line, unless the line was recalled', () => {
    const recalled = play(start, '^u', 'up', 'up', 'up', 'up');
    expect(promptIn(recalled).menu.kind).toBe('posts');
    expect(lineIn(play(recalled, 'up'))).toBe('ls');
    expect(lineIn(play(recalled, 'left', 'up'))).toBe('ls');
    const edited = play(recalled, 'x', 'backspace', 'up');
    expect(lineIn(edited)).toBe('cat post/no-rollback');
  });

  test('recalls nothing if it is empty', () => {
    const none = play(createInitialState(createPostIndex(posts), size), '^u');
    expect(play(none, 'up', 'page-up', 'down')).toEqual(none);
  });

  test.each<[readonly Step[], readonly string[]]>([
    [
      ['^u', type('ls -l'), 'enter'],
      [...history, 'ls -l'],
    ],
    [['^u', type('tags Pager'), 'enter'], history],
    [
      ['^u', type('clear'), 'enter'],
      [...history, 'clear'],
    ],
    [['^u', type('exit'), 'enter'], history],
    [['^u', 'enter'], history],
    [['enter'], [...history, 'cat post/a-fan-/-hums-all-/-night.md']],
  ])('after %j the history is %j', (steps, all) => {
    expect(play(start, ...steps).history).toEqual(all);
  });
});

describe('^R', () => {
  const recalling = (...steps: readonly Step[]) => {
    const { mode } = play(start, type('lo'), '^r', ...steps);
    if (mode.kind !== 'prompt' || mode.menu.kind !== 'commands') return mode.kind;
    return { commands: mode.menu.hits, selected: mode.selected };
  };

  const all = ['tags Pager', 'ls', "grep -i 'fan'", 'cat post/no-rollback'];
  test.each<[readonly Step[], readonly string[], number]>([
    [[], all, 0],
    [[type('PAG')], ['tags Pager'], 0],
    [[type('fan grep')], ["grep -i 'fan'"], 0],
    [[type('a'), 'backspace'], all, 0],
    [[type('zzz')], [], 0],
    [[type("a'"), 'home', 'delete'], ["grep -i 'fan'"], 0],
    [['^r'], all, 1],
    [['^r', 'up', 'up'], all, 0],
    [['page-down'], all, 3],
    [['^r', '^r', type('t')], ['tags Pager', 'cat post/no-rollback'], 0],
    [['^r', 'left'], all, 1],
  ])('after %j the commands are %j', (steps, commands, selected) => {
    expect(recalling(...steps)).toEqual({ commands, selected });
  });

  test('Enter runs the command, Tab edits it', () => {
    expect(textSearched(play(start, '^r', 'enter')).mode).toMatchObject({
      kind: 'running',
      job: { command: 'tags Pager' },
    });
    expect(lineIn(play(start, '^r', '^r', 'tab'))).toBe('ls');
  });

  test.each([['escape'], ['^g']])('%s goes back to the line as it was', key => {
    const typed = play(start, type('lo'), 'down');
    expect(play(typed, '^r', type('fan'), key)).toEqual(typed);
  });

  test('Enter and Tab do nothing without a matching command', () => {
    const none = play(start, '^r', type('zzz'));
    expect(play(none, 'enter', 'tab', 'down', '^r')).toEqual(none);
  });

  test('^D on an empty line quits, and otherwise deletes to the right', () => {
    expect(play(start, '^r', '^d').mode).toEqual({ kind: 'exited', status: 0, selectedSlug: null });
    expect(play(start, '^r', 'a', 'b', '^a', '^d').mode).toMatchObject({ line: { text: 'b', cursor: 0 } });
  });

  test('an update of the posts is in the menu after Esc', () => {
    const back = play(start, '^r', { kind: 'post-index', postIndex: createPostIndex(posts.slice(0, 1)) }, 'escape');
    expect(promptIn(back).menu).toMatchObject({ kind: 'posts', hits: { length: 1 } });
  });
});

describe('the menu of a grep line', () => {
  const command = "grep -i 'fan'";
  const hit = (line: number, slug = 'a-fan-/-hums-all-/-night'): LineMatch => ({
    ...refOf(slug),
    line,
    text: `a fan, line ${line}`,
  });
  const found = (hits: readonly LineMatch[], rest: Partial<Extract<Action, { kind: 'grep-batch' }>> = {}): Action => ({
    kind: 'grep-batch',
    command,
    hits,
    isFirst: false,
    isDone: false,
    problem: null,
    ...rest,
  });
  const first = (...hits: readonly LineMatch[]): Action => found(hits, { isFirst: true });
  const typed = play(start, '^u', type(command));
  const linesIn = (state: State): GrepResults => {
    const { menu } = promptIn(state);
    if (menu.kind !== 'lines') throw new Error(`a menu of ${menu.kind}`);
    return menu;
  };

  test('appends matching lines, and marks when the search is done', () => {
    const some = play(typed, first(hit(1)), found([hit(2), hit(3)]));
    expect(linesIn(some)).toMatchObject({ hits: [hit(1), hit(2), hit(3)], count: 3, status: 'searching' });
    expect(linesIn(play(some, found([], { isDone: true })))).toMatchObject({ count: 3, status: 'done' });
  });

  test('ignores the results of another line', () => {
    expect(play(typed, { ...first(hit(1)), command: 'grep fa' } as Action)).toEqual(typed);
    const away = play(typed, '^u');
    expect(play(away, first(hit(1)))).toEqual(away);
    expect(play(afterRun(start, outputEntry('ls', textDocument([]))), first(hit(1))).mode.kind).toBe('prompt');
  });

  test('shows the results of the line before until it has its own', () => {
    const some = play(typed, first(hit(1), hit(2)), 'down', 'left', 's');
    expect(lineIn(some)).toBe("grep -i 'fans'");
    expect(linesIn(some)).toMatchObject({ hits: [hit(1), hit(2)], status: 'stale' });
    expect(promptIn(some).selected).toBe(0);
    const fresh = play(some, { ...first(hit(7)), command: "grep -i 'fans'" } as Action);
    expect(linesIn(fresh)).toMatchObject({ hits: [hit(7)], count: 1, status: 'searching' });
    const none = play(some, { ...found([], { isFirst: true, isDone: true }), command: "grep -i 'fans'" } as Action);
    expect(linesIn(none)).toMatchObject({ hits: [], count: 0, status: 'done' });
  });

  test('keeps the selected row when more lines come, and when the posts are searched again', () => {
    const some = play(typed, first(hit(1), hit(2)), 'down', found([hit(3)]));
    expect(promptIn(some).selected).toBe(1);
    const anew = play(some, { kind: 'post-index', postIndex: createPostIndex(posts) });
    expect(linesIn(anew)).toEqual(linesIn(some));
    const again = play(anew, first(hit(9), hit(1), hit(2)), found([], { isDone: true }));
    expect(linesIn(again)).toMatchObject({ hits: [hit(9), hit(1), hit(2)], count: 3 });
    expect(promptIn(again).selected).toBe(2);
    expect(promptIn(play(anew, 'up', first(hit(9), hit(1)))).selected).toBe(1);
  });

  test('keeps 2,000 lines and counts all', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => hit(at));
    const full = play(typed, first(...many(1500)), found(many(1500)), found(many(1500)));
    expect([linesIn(full).hits.length, linesIn(full).count]).toEqual([2000, 4500]);
    expect(promptIn(play(full, { kind: 'select', by: 9000 })).selected).toBe(1999);
  });

  test('shows an error in the line until the line changes', () => {
    const wrong = play(typed, found([], { isFirst: true, problem: 'grep: (: unterminated group' }), found([], { isDone: true })); // biome-ignore format: one thought
    expect(linesIn(wrong).problem).toBe('grep: (: unterminated group');
    const other = play(wrong, 'left', 's', { ...first(hit(1)), command: "grep -i 'fans'" } as Action);
    expect(linesIn(other).problem).toBeNull();
  });

  test('Enter opens the post at the line, and adds both commands to the history', () => {
    const opened = play(typed, first(hit(1), hit(5)), 'down', 'enter');
    const cat = 'cat post/a-fan-/-hums-all-/-night.md';
    expect(opened.mode).toMatchObject({ kind: 'running', job: { command: cat, openAtLine: { line: 5, pattern: { text: 'fan' } } } }); // biome-ignore format: one thought
    expect(opened.history).toEqual([...history, command, cat]);
  });

  test('Enter does nothing when the search has no match', () => {
    const none = play(typed, found([], { isFirst: true, isDone: true }));
    expect(play(none, 'enter')).toEqual(none);
  });

  describe('Enter before there are results', () => {
    const searching = play(typed, 'enter');
    const content = `${Array.from({ length: 40 }, (_, at) => `Line ${at}.`).join('\n\n')}\n\nThe fan hums.\n\nIt ends.\n`;

    test('searches for the first match, and opens it', () => {
      expect(searching.mode).toMatchObject({ kind: 'running', job: { command, openFirstMatch: true } });
      expect(searching.history).toEqual([...history, command]);
      const opened = play(searching, { kind: 'open-match', hit: hit(5), pattern: { text: 'fan', ignoresCase: true } });
      expect(opened.mode).toMatchObject({ kind: 'running', job: { openAtLine: { line: 5 } } });
      expect(opened.mode).not.toHaveProperty('job.openFirstMatch');
    });

    test('does not open results of the line before', () => {
      const stale = play(typed, first(hit(1)), 'left', 's', 'enter');
      expect(stale.mode).toMatchObject({ kind: 'running', job: { command: "grep -i 'fans'", openFirstMatch: true } });
    });

    test('opens the post at the match', async () => {
      const entry = postEntry('cat post/x.md', await postDocument(refOf('x'), content, false), content);
      const pattern = { text: 'fan', ignoresCase: true };
      const opened = play(searching, { kind: 'open-match', hit: hit(81), pattern });
      const parts = entry.parts.map((part): Action => ({ kind: 'output', part }));
      const read = play(opened, ...parts, { kind: 'finished' });
      const rows = (state: State): readonly Line[] =>
        state.mode.kind === 'reading' ? linesFrom(selectScrollbackView(state), state.mode.top, size.rows - 1) : [];
      expect(rows(read).some(({ spans }) => textOf(spans).trim() === 'The fan hums.')).toBe(true);
      expect(read.mode).toMatchObject({ kind: 'reading', search: { pattern: 'fan', at: { matchIndex: 0 } } });
      expect(play(read, 'k').mode).toMatchObject({ kind: 'reading' });
    });

    test.each([
      ['a mark of Markdown', '\\*fan\\*', '*fan*'],
      ['the end of a line', 'Line 1\\.$', 'Line 1.'],
      ['front matter', '^mood: hums$', 'mood: hums'],
    ])('opens the source for a match in the source only: %s', async (_, text, found) => {
      const begun = '---\nmood: hums\n---\n\n';
      const source = `${begun}${content.replaceAll('fan', '*fan*').replaceAll('\n\nLine', '\nLine')}`;
      const entry = postEntry('cat post/x.md', await postDocument(refOf('x'), source, false), source);
      const line = source.split('\n').findIndex(each => new RegExp(text).test(each)) + 1;
      const opened = play(searching, { kind: 'open-match', hit: hit(line), pattern: { text } });
      const read = play(opened, ...entry.parts.map((part): Action => ({ kind: 'output', part })), { kind: 'finished' });
      expect(read.entries.at(-1)?.parts[0]?.post?.isSource).toBe(true);
      const marked = frame(read).rows.flatMap(row => row.filter(({ styles }) => styles.includes('found')));
      expect(marked.map(({ text }) => text).join('')).toBe(found);
    });

    test('goes back to the line with a message without a match', () => {
      const none = play(searching, { kind: 'finished' });
      expect([lineIn(none), none.notice]).toEqual([command, 'no matching line']);
    });

    test('shows an error in the pattern as a message and in the menu', () => {
      const wrong = play(searching, { kind: 'finished', problem: 'grep: f(: unterminated group' });
      expect(wrong.notice).toBe('grep: f(: unterminated group');
      expect(frame(wrong).rows.map(textOf)[1]?.trim()).toBe('grep: f(: unterminated group');
    });

    test('shows that a stopped search is incomplete, and opens nothing', () => {
      const stopped = play(searching, '^c', { kind: 'finished' });
      expect([lineIn(stopped), stopped.notice]).toEqual([command, 'stopped: not all posts were searched']);
      expect(frame(stopped).rows.map(textOf)[1]?.trim()).toBe('stopped: not all posts were searched');
      const { mode } = stopped;
      expect(mode.kind === 'prompt' && mode.menu.kind === 'lines' && mode.menu.status).toBe('over');
    });
  });
});

describe('a picker', () => {
  test.each<[string, readonly Step[], State['mode']]>([
    ['Enter', ['down', 'enter'], { kind: 'exited', status: 0, selectedSlug: 'no-rollback-/-b-/-c' }],
    [
      'a name in full',
      [type('no-rollback-/-b-/-c.md'), 'enter'],
      { kind: 'exited', status: 0, selectedSlug: 'no-rollback-/-b-/-c' },
    ],
    ['Esc', ['escape'], { kind: 'exited', status: 130, selectedSlug: null }],
    ['^C', ['^c'], { kind: 'exited', status: 130, selectedSlug: null }],
    ['^D', ['^d'], { kind: 'exited', status: 0, selectedSlug: null }],
  ])('%s exits', (_, steps, mode) => {
    expect(play(picking, ...steps).mode).toEqual(mode);
  });

  test('Esc clears the line first', () => {
    expect(lineIn(play(picking, type('fan'), 'escape'))).toBe('cat post/');
  });

  test('Enter on a matching line picks its post', () => {
    const command = 'grep fan';
    const hits = [{ ...refOf('a-fan-/-hums-all-/-night'), line: 3, text: 'fan' }];
    const found: Action = { kind: 'grep-batch', command, hits, isFirst: true, isDone: true, problem: null };
    const picked = { kind: 'exited', status: 0, selectedSlug: 'a-fan-/-hums-all-/-night' };
    expect(play(picking, '^u', type(command), found, 'enter').mode).toEqual(picked);
    const met: Action = { kind: 'open-match', hit: hits[0] as LineMatch, pattern: { text: 'fan' } };
    expect(play(picking, '^u', type(command), 'enter', met).mode).toEqual(picked);
  });
});

describe('while a command runs', () => {
  const running = play(start, '^u', type('ls'), 'enter');
  const ask: Action = {
    kind: 'ask',
    command: 'cat',
    typed: 'lo',
    posts: ['no-rollback-/-b-/-c', 'the-log-/-is-long-/-tonight'].map(refOf),
  };

  test('its question opens a list to choose a post from', () => {
    const asked = play(running, ask);
    expect(asked.mode).toMatchObject({ title: "cat: 'lo' matches 2 posts. Which one?", verb: 'read', selected: 0 });
    expect(play(asked, { kind: 'highlight', index: 1 }).mode).toMatchObject({ kind: 'select', selected: 1 });
    const chosen = play(asked, { kind: 'choose', index: 1 });
    expect(chosen.mode).toMatchObject({ job: { command: 'cat post/the-log-/-is-long-/-tonight.md' } });
    expect(play(asked, { kind: 'choose', index: 2 })).toEqual(asked);
    expect(play(asked, { kind: 'highlight', index: 2 })).toEqual(asked);
    expect(lineIn(play(asked, 'escape'))).toBe('cat post/');
    expect(play(asked, { kind: 'finished' })).toEqual(asked);
  });

  test('the question for the name of a post runs import with the chosen haiku', () => {
    const line = 'import --to posts old/tea.md';
    const posts = ['a-b-/-c-/-d', '2021/e-/-f-/-g'].map(refOf);
    const question: Action = { ...ask, command: 'import', typed: 'old/tea.md', posts, isName: true };
    const asked = play(start, '^u', type(line), 'enter', question);
    expect(asked.mode).toMatchObject({ title: 'import: old/tea.md: which haiku is its name?', verb: 'import' });
    const commandOf = (index: number) => play(asked, { kind: 'choose', index }).mode;
    expect(commandOf(0)).toMatchObject({ job: { command: "import --haiku 'a b / c / d' --to posts old/tea.md" } });
    expect(commandOf(1)).toMatchObject({ job: { command: "import --haiku 'e / f / g' --to posts old/tea.md" } });
  });
});
