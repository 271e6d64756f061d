import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keymap } from '../../../src/app/state/keymap.ts';
import { createLine, type EditLine, type EditName, editLine } from '../../../src/app/state/line-editor.ts';

/** `cat po▮st` is a line and its cursor. */
const line = (drawn: string): EditLine => ({ text: drawn.replace('▮', ''), cursor: drawn.indexOf('▮') });
const edit = (name: EditName, line: EditLine): EditLine => editLine(line, { kind: 'edit', edit: name });
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
  ['backward-word', 'cat post/a-fan▮', 'cat post/a-▮fan'],
  ['backward-word', 'cat post/▮', 'cat ▮post/'],
  ['backward-word', 'été ▮', '▮été '],
  ['backward-word', '▮a', '▮a'],
  ['forward-word', '▮cat post/a', 'cat▮ post/a'],
  ['forward-word', 'cat▮ post/a', 'cat post▮/a'],
  ['forward-word', 'a▮e\u0301b c', 'ae\u0301b▮ c'],
  ['forward-word', 'a▮', 'a▮'],
  ['backward-kill-word', 'cat post/a-fan▮', 'cat post/a-▮'],
  ['backward-kill-word', '静か な▮か', '静か ▮か'],
  ['kill-word', 'cat▮ post/a', 'cat▮/a'],
  ['kill-word', 'cat▮', 'cat▮'],
  ['yank', 'a▮b', 'a▮b'],
])('%s turns %j into %j', (name, before, after) => {
  expect(drawn(edit(name, line(before)))).toBe(after);
});

test.each([
  ['a▮b', 'xy', 'axy▮b'],
  ['▮', 'q\r\n\tj', 'q j▮'],
  ['cat ▮', '日本', 'cat 日本▮'],
])('at %j typing %j results in %j', (before, typed, after) => {
  expect(drawn(editLine(line(before), { kind: 'type', text: typed }))).toBe(after);
});

const kills = ['kill-line', 'unix-line-discard', 'unix-word-rubout', 'backward-kill-word', 'kill-word'] as const;

test.each(kills)('yank pastes what %s cut, any number of times', name => {
  const before = line('one two▮ three four');
  const after = edit(name, before);
  expect(after.killed).not.toBe('');
  expect(edit('yank', after).text).toBe(before.text);
  expect(edit('yank', edit('yank', after)).text).toHaveLength(before.text.length + (after.killed?.length ?? 0));
});

test.each(kills)('%s keeps the last cut when it has nothing to cut', name => {
  const empty: EditLine = { text: '', cursor: 0, killed: 'kept' };
  expect(edit(name, empty)).toEqual(empty);
});

test('typing keeps the last cut', () => {
  const cut = edit('unix-line-discard', line('one▮'));
  expect(drawn(edit('yank', editLine(cut, { kind: 'type', text: 'two ' })))).toBe('two one▮');
});

test('the cursor stays in the line, and the line stays one line', () => {
  const edits = keymap.flatMap(({ action }) => (action?.kind === 'edit' ? [action] : []));
  const type = (text: string) => ({ kind: 'type', text }) as const;
  const action = fc.oneof(
    fc.constantFrom(...edits),
    fc.string({ unit: 'grapheme', maxLength: 4 }).map(type),
    fc.constant(type('a\nb\r')),
  );
  fc.assert(
    fc.property(fc.array(action), sequence => {
      const { text, cursor } = sequence.reduce(editLine, createLine('cat post/'));
      expect(cursor >= 0 && cursor <= text.length).toBe(true);
      expect(text).not.toMatch(/[\r\n\t]/);
    }),
  );
});

test('a line takes 10,000 characters of a paste, and no half of a pair', () => {
  const paste = (text: string): EditLine => editLine(createLine('cat '), { kind: 'type', text });
  expect(paste('7'.repeat(1_000_000)).text).toBe(`cat ${'7'.repeat(9_996)}`);
  expect(paste(`7${'👍'.repeat(9_000)}`).text).toBe(`cat 7${'👍'.repeat(4_997)}`);
  expect(editLine(paste('7'.repeat(20_000)), { kind: 'type', text: 'x' }).text).toHaveLength(10_000);
});
