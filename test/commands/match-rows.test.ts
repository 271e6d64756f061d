import { describe, expect, test } from 'vitest';
import type { PostMatch } from '../../src/commands/command.ts';
import { createMatchGrouper } from '../../src/commands/match-rows.ts';
import type { PostRef } from '../../src/posts/types.ts';
import { matchLines } from '../../src/search/grep.ts';
import { compilePattern } from '../../src/search/regex.ts';
import { type Row, textOf } from '../../src/text/span.ts';
import { spansWidth } from '../../src/text/width.ts';
import { refOf } from '../support/library.ts';

/** Returns the matching lines of a post. */
function matchesOf(ref: PostRef, text: string, pattern: string): readonly PostMatch[] {
  const compiled = compilePattern({ text: pattern });
  if ('problem' in compiled) throw new Error(compiled.problem);
  const content = new TextEncoder().encode(text);
  const lines = text.split('\n').map((line, index) => ({ line: index + 1, text: line, ref, content }));
  return matchLines(lines, compiled).flatMap(match => ('problem' in match ? [] : [match]));
}

/** Returns the rows of batches of matches, as they are arranged for some columns. */
async function rowsOf(columns: number, ...batches: readonly (readonly PostMatch[])[]): Promise<readonly Row[]> {
  const group = createMatchGrouper();
  const rows: Row[] = [];
  for (const batch of batches)
    for (const row of await group(batch)) rows.push(...('arrange' in row ? row.arrange(row.row, columns) : [row]));
  return rows;
}

const marked = (row: Row): string =>
  row.map(({ text, styles }) => (styles.includes('match') ? `[${text}]` : text)).join('');

const poem = 'a fan / hums all / night\n\n# Fans\n\nThe fan.\nA fan and a fan.\n';
const note = `---\ntitle: "Why \`fans\` hum"\n---\n${'No.\n'.repeat(12_000)}One fan.\n`;
const poemRef = refOf('a-fan-/-hums-all-/-night');

test('lines stand below the haiku or title of their post and its path, with a blank row between posts', async () => {
  const rows = await rowsOf(
    60,
    matchesOf(poemRef, poem, '\\bfan\\b'),
    matchesOf({ slug: 'notes/hum', path: 'notes/hum.md' }, note, 'fan'),
  );
  expect(rows.map(marked)).toEqual([
    'a fan / hums all / night',
    'post/a-fan-/-hums-all-/-night.md',
    '   1  a [fan] / hums all / night',
    '   5  The [fan].',
    '   6  A [fan] and a [fan].',
    '',
    'Why fans hum',
    'post/notes/hum.md',
    '    2  title: "Why `[fan]s` hum"',
    '12004  One [fan].',
  ]);
  expect(rows.map(row => row[0]?.styles.join())).toEqual([
    ...['haiku', 'dim', 'dim', 'dim', 'dim', undefined],
    ...['title', 'dim', 'dim', 'dim'],
  ]);
});

test('a post whose lines come in two batches has one heading', async () => {
  const all = matchesOf(poemRef, poem, 'fan');
  expect(await rowsOf(60, all.slice(0, 1), all.slice(1))).toEqual(await rowsOf(60, all));
});

describe('a long line is cut around its first match', () => {
  const lineOf = async (text: string, pattern: string, columns: number): Promise<string> => {
    const rows = await rowsOf(columns, matchesOf(refOf('a'), text, pattern));
    expect(spansWidth(rows[2] ?? [])).toBeLessThanOrEqual(columns);
    return marked(rows[2] ?? []);
  };

  test.each([
    [`${'far '.repeat(90)}kettle${' on'.repeat(90)}`, 'kettle', 36, '   1  … far far [kettle] on on on on …'],
    [`near kettle${' on'.repeat(90)} kettle`, 'kettle', 26, '   1  near [kettle] on on o…'],
    [`${'茶'.repeat(90)}水${'茶'.repeat(90)}`, '水', 20, '   1  …茶茶[水]茶茶茶…'],
    [
      `${'e\u0301'.repeat(90)}x${'e\u0301'.repeat(90)}`,
      'x',
      20,
      `   1  …${'e\u0301'.repeat(4)}[x]${'e\u0301'.repeat(7)}…`,
    ],
    [`${'茶'.repeat(3000)}水${'茶'.repeat(3000)}`, '水', 20, '   1  …茶茶[水]茶茶茶…'],
    ['\t\tkettle on', 'kettle', 36, '   1                  [kettle] on'],
    ['far '.repeat(9), '^', 20, '   1  far far far f…'],
    ['a red\u001b kettle', 'kettle', 15, 'a red^[ [kettle]'],
    ['a red kettle', 'kettle', 8, '… [kettle]'],
    ['a 👩‍🌾 with a pot', '👩', 40, '   1  a [👩‍🌾] with a pot'],
  ])('%j %j in %i', async (text, pattern, columns, expected) => {
    expect(await lineOf(text, pattern, columns)).toBe(expected);
  });

  test('and a match in a line of megabytes takes no longer than one in a short line', async () => {
    const [match] = matchesOf(refOf('a'), `${'far '.repeat(500_000)}kettle${' on'.repeat(500_000)}`, 'kettle');
    if (!match) throw new Error('no match');
    const many = Array.from({ length: 5000 }, () => match);
    // If each took the time of the line, it would be minutes.
    expect((await rowsOf(80, many)).length).toBeGreaterThan(5000);
  });
});

test('a search finds the same matches at every width', async () => {
  const [, , row] = await createMatchGrouper()(matchesOf(refOf('a'), `${'far '.repeat(90)}kettle`, 'kettle'));
  if (!row || !('arrange' in row)) throw new Error('no line');
  const highlighted = row.row.map((span, matchIndex) => ({ ...span, matchIndex }));
  for (const columns of [1, 9, 40, 400])
    expect(
      new Set(row.arrange(highlighted, columns).flatMap(spans => spans.map(({ matchIndex }) => matchIndex))).size,
    ).toBeGreaterThanOrEqual(highlighted.length);
  expect(textOf(row.row)).toContain('kettle');
});
