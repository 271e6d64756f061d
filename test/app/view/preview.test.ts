import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import { frame } from '../../../src/app/view/frame.ts';
import { postFiles } from '../../../src/io/post-files.ts';
import { postDocument } from '../../../src/layout/document.ts';
import { openLibrary } from '../../../src/posts/library.ts';
import { newestFirst } from '../../../src/posts/newest-first.ts';
import type { Post } from '../../../src/posts/types.ts';
import { textOf } from '../../../src/text/span.ts';
import { width } from '../../../src/text/width.ts';
import { postOf, refOf } from '../../support/library.ts';
import { createPostIndex, play, postEntry, type Step } from '../../support/state.ts';
import { root } from '../../support/terminal.ts';

const loaded = await openLibrary(postFiles(path.join(root, 'posts'))).posts();
const posts = newestFirst(loaded).map(number => loaded[number] as Post);
const postIndex = createPostIndex(posts);
const widths = Array.from({ length: 181 }, (_, at) => 40 + at);
const [slug = ''] = posts.map(post => post.slug);
const content = `one / two / three\n\n${'A kettle hums. '.repeat(40)}\n\n## Part\n`;
const [part] = postEntry('cat post/x.md', await postDocument(refOf('x'), content, false), content).parts;

const shown = (
  index: typeof postIndex,
  columns: number,
  rows: number,
  ...steps: readonly Step[]
): readonly string[] => {
  const preview: readonly Step[] = part ? [{ kind: 'preview', slug, part }] : [];
  return frame(play(createInitialState(index, { columns, rows }), ...preview, ...steps)).rows.map(textOf);
};

/** Returns the rows of the list, from the first that shows a post to the bottom or the preview. */
function listOf(rows: readonly string[]): readonly string[] {
  const end = rows.findIndex(row => row.startsWith('  ──'));
  return rows
    .slice(1, end < 0 ? -1 : end)
    .map(row => row.split(' │ ')[0] ?? '')
    .filter(row => row.trim() !== '');
}

const haiku = posts.flatMap(({ haiku }) => (haiku ? [haiku.join(' / ')] : []));
const countCut = (list: readonly string[]): number =>
  list.filter(row => !haiku.some(each => row.includes(each))).length;

describe.each([24, 31, 60, 100])('on %i rows', rows => {
  test('from 100 columns on, the list of the shipped posts cuts no haiku', () => {
    for (const columns of widths) {
      for (const steps of [[], ['down', 'down'], [{ kind: 'select', by: 30 }]] as const) {
        const list = listOf(shown(postIndex, columns, rows, ...steps));
        expect(list.length).toBeGreaterThan(8);
        if (columns >= 100) expect([columns, countCut(list)]).toEqual([columns, 0]);
      }
    }
  });
});

test('nor does a list of posts whose titles or dates match', () => {
  const queries = posts.flatMap(({ title, date }) => [title.split(' ').slice(0, 2).join(' '), date?.slice(0, 7) ?? '']);
  for (const columns of [100, 105, 111, 112, 159, 160, 179, 220])
    for (const text of new Set(queries)) {
      const list = listOf(shown(postIndex, columns, 24, { kind: 'type', text }));
      expect(list.join('')).not.toContain('no matching');
      expect([columns, text, countCut(list)]).toEqual([columns, text, 0]);
    }
});

test('at every width a post has one row, also the selected one, and no row is wider than the screen', () => {
  for (const columns of widths) {
    const rows = shown(postIndex, columns, 31, 'down');
    expect(listOf(rows)).toHaveLength(29);
    expect(rows.filter(row => width(row) > columns)).toEqual([]);
  }
});

describe('the preview of the shipped posts', () => {
  test.each([
    [99, 60, 'nowhere'],
    [100, 31, 'nowhere'],
    [100, 32, 'below'],
    [159, 60, 'below'],
    [159, 24, 'nowhere'],
    [160, 24, 'beside'],
    [200, 60, 'beside'],
  ])('on %i columns and %i rows is %s', (columns, rows, side) => {
    const screen = shown(postIndex, columns, rows);
    const isBeside = / │ +one \//.test(screen[1] ?? '');
    const rule = screen.indexOf(`  ${'─'.repeat(columns - 2)}`);
    const isBelow = rule > 0 && screen[rule + 1] === '  one /';
    expect(isBeside ? 'beside' : isBelow ? 'below' : 'nowhere').toBe(side);
  });

  test('begins at the same row below many hits and below one', () => {
    const rule = `  ${'─'.repeat(118)}`;
    const all = shown(postIndex, 120, 50).indexOf(rule);
    expect(all).toBeGreaterThan(20);
    expect(shown(postIndex, 120, 50, { kind: 'type', text: 'pager' }).indexOf(rule)).toBe(all);
  });
});

describe('the preview of a line', () => {
  const text = '# Steam\n\nA kettle hums.\n\nSo it goes.\n\n| a |\n|---|\n| b |\n| c |\n\n# Soup\n\nCold.\n';
  const rowsAt = async (line: number): Promise<readonly string[]> => {
    const [part] = postEntry('cat post/x.md', await postDocument(refOf('x'), text, false), text).parts;
    const command = 'grep hums';
    const hits = [{ ...refOf(slug), line, text: 'hums' }];
    const steps: readonly Step[] = [
      ...(part ? [{ kind: 'preview', slug, part } as const] : []),
      '^u',
      { kind: 'type', text: command },
      { kind: 'grep-batch', command, hits, isFirst: true, isDone: true, problem: null },
      'down',
    ];
    const rows = shown(postIndex, 120, 50, ...steps);
    return rows.slice(rows.indexOf(`  ${'─'.repeat(118)}`) + 1).map(row => row.trim());
  };

  test.each([
    ['a title', 3, ['Steam', '─────', '', 'A kettle hums.']],
    ['a paragraph', 5, ['A kettle hums.', '', 'So it goes.']],
    ['the head of a table', 10, ['a', '─', 'b', 'c']],
    ['a heading', 14, ['Soup', '────', '', 'Cold.']],
  ])('begins with %s above it, not with a rule', async (_, line, start) => {
    expect((await rowsAt(line)).slice(0, start.length)).toEqual(start);
  });
});

test('the line between list and preview reaches to the bottom row', () => {
  const screen = shown(postIndex, 200, 40, { kind: 'type', text: 'pager' });
  expect(screen.slice(1, -1).filter(row => !row.includes(' │ '))).toEqual([]);
});

test.each(['', ' \n'])('the preview of the post %j says that it is empty', async text => {
  const [empty] = postEntry('cat post/x.md', await postDocument(refOf('x'), text, false), text).parts;
  const screen = shown(postIndex, 200, 40, ...(empty ? [{ kind: 'preview', slug, part: empty } as const] : []));
  expect(screen[1]?.split(' │ ')[1]).toBe('  this post is empty');
});

test('a wider haiku keeps the preview away longer, and a title does not', () => {
  const sides = (name: string, columns: number): boolean =>
    (shown(createPostIndex([postOf(name)]), columns, 24)[1] ?? '').includes(' │ ');
  const long = Array.from({ length: 3 }, () => 'a'.repeat(31)).join(' / ');
  expect([160, 175, 178].map(columns => sides(long, columns))).toEqual([false, false, true]);
  expect([129, 130].map(columns => sides('a / b / c', columns))).toEqual([false, true]);
});

test('a haiku that was found is dim, in three lines above the post, and says its line', () => {
  const found = {
    haiku: ['A kettle hums low', 'while the rain walks on the roof', 'and nobody speaks.'],
    line: 7,
  } as const;
  const preview = (each: typeof found | null): readonly Step[] =>
    part ? [{ kind: 'preview', slug, part, found: each }] : [];
  const { rows } = frame(play(createInitialState(postIndex, { columns: 200, rows: 40 }), ...preview(found)));
  const beside = rows.map(row => textOf(row).split(' │ ')[1] ?? '');
  expect(beside.slice(1, 7)).toEqual([...found.haiku.map(line => `  ${line}`), '  found in line 7', '', '  one /']);
  const styles = rows.slice(1, 5).map(row => row.at(-1)?.styles);
  expect(styles).toEqual([['haiku', 'dim'], ['haiku', 'dim'], ['haiku', 'dim'], ['dim']]);
  expect(shown(postIndex, 200, 40, ...preview(null))).toEqual(shown(postIndex, 200, 40));
});
