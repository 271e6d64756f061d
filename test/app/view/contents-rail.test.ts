import { describe, expect, test } from 'vitest';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import { selectScrollbackView } from '../../../src/app/state/reader-position.ts';
import { linesFrom, START } from '../../../src/app/state/scrollback-rows.ts';
import type { ReaderMode, State } from '../../../src/app/state/state.ts';
import { frame } from '../../../src/app/view/frame.ts';
import { postDocument, textDocument } from '../../../src/layout/document.ts';
import { trusted } from '../../../src/text/sanitize.ts';
import { textOf } from '../../../src/text/span.ts';
import { spansWidth, width } from '../../../src/text/width.ts';
import { postOf, refOf } from '../../support/library.ts';
import { posts } from '../../support/posts.ts';
import { afterRun, allCounted, createPostIndex, outputEntry, play, postEntry } from '../../support/state.ts';

const open = async (content: string, columns: number, rows = 20, slug = 'x'): Promise<State> => {
  const document = await postDocument(refOf(slug), content, false);
  const state = createInitialState(createPostIndex([postOf('a / b / c')]), { columns, rows });
  return afterRun(state, postEntry(`cat post/${slug}.md`, document, content, slug));
};
const shown = (state: State): readonly string[] => frame(state).rows.map(textOf);
/** Returns the rows of the rail. */
const railOf = (state: State): readonly string[] =>
  shown(state).flatMap(row => {
    const at = row.indexOf(' │ ', state.size.columns / 2);
    return at < 0 ? [] : [row.slice(at + 3)];
  });
const filled = (state: State): readonly string[] => railOf(state).filter(row => row !== '');
const resize = (columns: number, rows = 20) => ({ kind: 'resize', size: { columns, rows } }) as const;

const section = (name: string): string => `${name}\n\n${'The soup was cold again.\n\n'.repeat(12)}`;
const soup = `so / it / goes\n\n# Cold soup\n\n${section('## First course')}${section('### With bread')}${section('## Second course')}`;

test.each([
  [139, false],
  [140, true],
  [200, true],
])('on %i columns a post has a rail: %j', async (columns, hasRail) => {
  const state = await open(soup, columns);
  const rail = ['❯ Cold soup', '    First course', '      With bread', '    Second course'];
  expect(filled(state)).toEqual(hasRail ? rail : []);
  expect(shown(state).filter(row => width(row) > columns)).toEqual([]);
});

test('the rail marks the heading at the top of the screen', async () => {
  const state = await open(soup, 140);
  const marked = (state: State): string | undefined =>
    railOf(state)
      .find(row => row.startsWith('❯'))
      ?.slice(2)
      .trim();
  const steps = [[], [']'], [']', ']'], [']', ']', 'k', 'k', 'k']];
  const headings = steps.map(keys => play(state, ...keys));
  expect(headings.map(marked)).toEqual(['Cold soup', 'First course', 'With bread', 'First course']);
});

test.each([
  ['one heading and a title', '# Cold soup\n\nSo.\n\n## First course\n\nIt goes.\n'],
  ['a title', '# Cold soup\n\nSo.\n'],
  ['no heading', 'So.\n'],
])('a post with %s has no rail', async (_, content) => {
  expect(railOf(await open(content, 200))).toEqual([]);
});

test('a resize brings and takes the rail, and keeps the top', async () => {
  const narrow = play(await open(soup, 139), ']');
  const wide = play(narrow, resize(140));
  expect(railOf(narrow)).toEqual([]);
  expect(railOf(wide)).toContain('❯   First course');
  expect(shown(wide)[0]?.startsWith('  First course ')).toBe(true);
  expect(play(wide, resize(139))).toEqual(narrow);
});

describe('a rail with more headings than rows', () => {
  const names = Array.from({ length: 60 }, (_, at) => `Course ${at}`);
  const content = `# Menu\n\n${names.map(name => section(`## ${name}`)).join('')}`;

  test('shows the current one in the middle', async () => {
    const state = play(await open(content, 140, 20), ...Array<string>(31).fill(']'));
    const rail = railOf(state);
    expect(rail).toHaveLength(19);
    expect(rail[9]).toBe('❯   Course 30');
    expect(rail[0]).toBe('    Course 21');
  });

  test('is full at the end', async () => {
    const rail = filled(play(await open(content, 140, 20), 'G'));
    expect(rail.at(-1)).toBe('❯   Course 59');
    expect(rail).toHaveLength(18);
  });

  test('shows the same headings as the list of contents, in any chunk', async () => {
    const state = play(await open(content, 140, 90), ']', ']');
    const list = play(state, 't').mode;
    const labels = list.kind === 'select' ? list.items.map(({ label }) => label.trim()) : [];
    expect(filled(state).map(row => row.slice(2).trim())).toEqual(labels);
  });
});

test.each([
  [140, 36],
  [160, 46],
  [200, 66],
])('on %i columns a long heading is cut to the %i of the rail', async (columns, railColumns) => {
  const state = await open(`## ${'soup '.repeat(20)}\n\n## Bread\n`, columns);
  expect(railOf(state)[0]).toMatch(/^❯ {3}soup [soup ]+…$/);
  expect(width(railOf(state)[0] ?? '')).toBe(railColumns);
});

test('the source and the help: the source keeps the rail, the help has none', async () => {
  const state = await open(soup, 140);
  expect(filled(play(state, 'm'))).toEqual(filled(state));
  expect(railOf(play(state, 'h'))).toEqual([]);
});

test('output below a post has the whole width', async () => {
  const wide = trusted(
    'a row of output that is exactly as wide as it has to be to reach below the rail of the post above, and then it goes on a bit, and ends',
  );
  const state = afterRun(await open(soup, 140), outputEntry('ls', textDocument([{ text: wide, styles: [] }])));
  const above = play(state, 'escape', ...Array<string>(8).fill('k'));
  const rows = shown(above);
  expect(rows.some(row => row.startsWith('  The soup') && row.includes(' │ '))).toBe(true);
  expect(rows).toContain(wide);
});

test('beside the rail, code is cut and searched at its own width', async () => {
  const code = `${'0123456789'.repeat(12)}NEEDLE`;
  const state = await open(`# A\n\n## B\n\n\`\`\`\n${code}\n\`\`\`\n\n## C\n\nend\n`, 140, 30);
  const codeRow = (state: State): string => shown(state).find(row => /\d{20}/.test(row)) ?? '';
  expect(codeRow(state)).toMatch(/^ {2}│ (\d{96})› │ /);
  const found = allCounted(play(state, ...'/NEEDLE', 'enter'));
  expect(codeRow(found)).toContain('NEEDLE');
  expect(codeRow(play(state, 'right'))).toContain('NEEDLE');
  const wide = play(state, resize(200, 30));
  expect(codeRow(wide)).toContain('NEEDLE');
  expect((play(wide, 'right').mode as ReaderMode).sideways).toBe(0);
});

test('every row of every shipped post leaves the rail its columns', async () => {
  let besideRail = 0;
  for (const { slug, content } of posts) {
    const state = await open(content, 140, 20, slug);
    const columns = railOf(state).length > 0 ? 101 : 140;
    if (columns === 101) besideRail++;
    const widths = linesFrom(selectScrollbackView(state), START, 10_000).map(({ spans }) => spansWidth(spans));
    expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
    expect(shown(state).filter(row => width(row) > 140)).toEqual([]);
  }
  expect(besideRail).toBeGreaterThan(20);
});

test('a terminal of one row has no rail beside the line of a search', async () => {
  const state = play(await open(soup, 140, 1), '/');
  expect(frame(state).rows).toHaveLength(1);
});
