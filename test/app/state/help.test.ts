import { expect, test } from 'vitest';
import { helpDocument, helpEntry } from '../../../src/app/state/help.ts';
import type { Document } from '../../../src/layout/document.ts';
import { textOf } from '../../../src/text/span.ts';

const rowsOf = (page: Document, columns: number): readonly string[] =>
  page.flatMap(({ layout }) => layout({ columns, sideways: null }).map(({ spans }) => textOf(spans)));

test('what does not fit beside its name goes on below itself', () => {
  const rows = rowsOf(helpDocument, 80);
  const at = rows.findIndex(row => row.startsWith('  find <query>'));
  expect(rows.slice(at, at + 2)).toEqual([
    '  find <query>...             find posts by a few words or letters of their',
    '                              haiku, best first',
  ]);
});

test('the command tells of commands first, and the key of keys: otherwise both tell the same', () => {
  const [typed, struck] = [helpDocument, helpEntry.document].map(page => rowsOf(page, 80));
  const order = (rows: readonly string[] = []): boolean => rows.indexOf('Commands') < rows.indexOf('In a post');
  expect([order(typed), order(struck)]).toEqual([true, false]);
  expect(typed?.toSorted()).toEqual(struck?.toSorted());
});
