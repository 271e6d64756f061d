import { expect, test } from 'vitest';
import { helpDocument, helpEntry } from '../../../src/app/state/help.ts';
import { keySections } from '../../../src/app/state/keymap.ts';
import type { Document } from '../../../src/layout/document.ts';
import { textOf } from '../../../src/text/span.ts';
import { width } from '../../../src/text/width.ts';

const rowsOf = (page: Document, columns: number): readonly string[] =>
  page.flatMap(({ layout }) => layout({ columns, sideways: null }).map(({ spans }) => textOf(spans)));
const program = { name: 'haiku-posts', about: 'posts about tea' };
const typed = helpDocument(program);
const opened = { reading: helpEntry('reading', program).document, prompt: helpEntry('prompt', program).document };

test('wraps a description below itself', () => {
  const rows = rowsOf(typed, 80);
  const at = rows.findIndex(row => row.startsWith('    find <query>'));
  expect(rows.slice(at, at + 2)).toEqual([
    '    find <query>...             find posts by words or letters of haiku, title,',
    '                                date, tags or path, best first',
  ]);
});

test('indents a wrapped description if there is no room below itself', () => {
  const rows = rowsOf(typed, 40);
  const at = rows.findIndex(row => row.startsWith('  find <query>'));
  expect(rows[at + 1]).toMatch(/^ {4}\S/);
});

test('leaves no short last word alone on a row', () => {
  for (const columns of [80, 120, 200]) expect(rowsOf(typed, columns).join('\n')).not.toMatch(/^ {6,}\S{1,6}$/m);
});

test('lists the commands in one column rather than below their names', () => {
  const rows = rowsOf(typed, 120);
  const at = rows.findIndex(row => row.startsWith('    completion'));
  expect(rows.slice(at, at + 2)).toEqual([
    '    completion <bash|zsh|fish>  print a shell script that completes commands, options and posts',
    '    clear                       clear the scrollback',
  ]);
});

test('the help of a mode begins with its keys, and all list the same', () => {
  expect([rowsOf(opened.reading, 80)[0], rowsOf(opened.prompt, 80)[0]]).toEqual(['  In a post', '  At the prompt']);
  expect(rowsOf(typed, 80)[0]).toBe('  haiku-posts');
  const listed = (page: Document): readonly string[] => rowsOf(page, 80).toSorted();
  expect(listed(opened.reading)).toEqual(listed(typed));
  expect(listed(opened.prompt)).toEqual(listed(typed));
});

test.each([
  [80, 1],
  [120, 2],
  [200, 3],
  [240, 4],
])('in %i columns the keys are in %i, aligned, and no row is too wide', (columns, count) => {
  const rows = rowsOf(opened.reading, columns);
  const [own] = keySections.filter(({ context }) => context === 'reading');
  const end = rows.indexOf('');
  expect(rows.slice(1, end).length).toBeLessThan(own ? own.keys.length / count + 10 : 0);
  const starts = (own?.keys ?? []).map(([, description]) => {
    const row = rows.find(each => each.includes(`  ${description.slice(0, 20)}`)) ?? '';
    return row.indexOf(description.slice(0, 20));
  });
  expect(new Set(starts).size).toBe(count);
  for (const row of rows) expect(width(row)).toBeLessThanOrEqual(columns);
});

test('no letter of the help is lost at any width, and a search finds as much', () => {
  const letters = (page: Document, columns: number): string =>
    [...rowsOf(page, columns).join('').replaceAll(' ', '')].toSorted().join('');
  const found = (columns: number): number => {
    const highlights = /search/g;
    const all = opened.prompt.flatMap(({ layout }, chunk) =>
      layout({ columns, sideways: null, highlights }).flatMap(({ spans }) =>
        spans.flatMap(({ matchIndex }) => (matchIndex === undefined ? [] : [`${chunk}.${matchIndex}`])),
      ),
    );
    return new Set(all).size;
  };
  const count = opened.prompt.reduce((sum, chunk) => sum + chunk.count(/search/g), 0);
  for (const columns of [10, 40, 113, 114, 180, 500]) {
    expect(letters(opened.prompt, columns)).toBe(letters(opened.prompt, 80));
    expect(found(columns)).toBe(count);
  }
});
