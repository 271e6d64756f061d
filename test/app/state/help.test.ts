import { expect, test } from 'vitest';
import { helpDocument, helpEntry } from '../../../src/app/state/help.ts';
import type { Document } from '../../../src/layout/document.ts';
import { textOf } from '../../../src/text/span.ts';

const rowsOf = (page: Document, columns: number): readonly string[] =>
  page.flatMap(({ layout }) => layout({ columns, sideways: null }).map(({ spans }) => textOf(spans)));

test('wraps a description below itself', () => {
  const rows = rowsOf(helpDocument, 80);
  const at = rows.findIndex(row => row.startsWith('  find <query>'));
  expect(rows.slice(at, at + 2)).toEqual([
    '  find <query>...             find posts by words or letters of haiku, title,',
    '                              date, tags or path, best first',
  ]);
});

test('the command lists commands first, the key lists keys first, and both list the same', () => {
  const [typed, opened] = [helpDocument, helpEntry.document].map(page => rowsOf(page, 80));
  const order = (rows: readonly string[] = []): boolean => rows.indexOf('Commands') < rows.indexOf('In a post');
  expect([order(typed), order(opened)]).toEqual([true, false]);
  expect(typed?.toSorted()).toEqual(opened?.toSorted());
});
