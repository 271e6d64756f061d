import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EditLine, type EditName, edits, insert, lineOf } from '../../src/session/edit.ts';

/** `cat po▮st` is a line and its cursor. */
const line = (drawn: string): EditLine => ({ text: drawn.replace('▮', ''), cursor: drawn.indexOf('▮') });
const drawn = ({ text, cursor }: EditLine): string => `${text.slice(0, cursor)}▮${text.slice(cursor)}`;

test.each<[EditName, string, string]>([
  ['backward-char', 'ab▮', 'a▮b'],
  ['backward-char', '▮ab', '▮ab'],
  ['backward-char', 'a👩‍👧▮', 'a▮👩‍👧'],
  ['forward-char', '▮e\u0301b', 'e\u0301▮b'],
  ['forward-char', 'ab▮', 'ab▮'],
  ['beginning-of-line', 'a b▮', '▮a b'],
  ['end-of-line', '▮a b', 'a b▮'],
  ['backward-delete-char', 'a日▮b', 'a▮b'],
  ['backward-delete-char', '▮b', '▮b'],
  ['delete-char', 'a▮日b', 'a▮b'],
  ['delete-char', 'a▮', 'a▮'],
  ['kill-line', 'cat ▮post', 'cat ▮'],
  ['unix-line-discard', 'cat ▮post', '▮post'],
  ['unix-word-rubout', 'cat post/a-/-b c▮', 'cat post/a-/-b ▮'],
  ['unix-word-rubout', 'cat post/a-/▮', 'cat post/▮'],
  ['unix-word-rubout', 'cat post/▮x', 'cat ▮x'],
  ['unix-word-rubout', '▮', '▮'],
])('%s makes of %j %j', (name, before, after) => {
  expect(drawn(edits[name](line(before)))).toBe(after);
});

test.each([
  ['a▮b', 'xy', 'axy▮b'],
  ['▮', 'q\r\n\tj', 'q j▮'],
  ['cat ▮', '日本', 'cat 日本▮'],
])('at %j typing %j makes %j', (before, typed, after) => {
  expect(drawn(insert(typed)(line(before)))).toBe(after);
});

test('the cursor never leaves the line, which stays one line', () => {
  const edit = fc.oneof(
    fc.constantFrom(...Object.values(edits)),
    fc.string({ unit: 'grapheme', maxLength: 4 }).map(insert),
    fc.constant(insert('a\nb\r')),
  );
  fc.assert(
    fc.property(fc.array(edit), sequence => {
      const { text, cursor } = sequence.reduce((line, edit) => edit(line), lineOf('cat post/'));
      expect(cursor >= 0 && cursor <= text.length).toBe(true);
      expect(text).not.toMatch(/[\r\n\t]/);
    }),
  );
});
