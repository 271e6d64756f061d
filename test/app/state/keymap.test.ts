import type { Key } from 'ink';
import { expect, test } from 'vitest';
import { keyNames } from '../../../src/app/hooks/use-keys.ts';
import { actionFor, keymap, keySections } from '../../../src/app/state/keymap.ts';

test('every printable key is text at the prompt', () => {
  const printing = [...Array(95).keys()].map(code => String.fromCharCode(code + 0x20)).concat('é', '日', '👍🏽', '^');
  expect(printing.map(key => actionFor('prompt', key))).toEqual(printing.map(text => ({ kind: 'type', text })));
});

test.each(['prompt', 'history-search', 'search', 'reading', 'select'] as const)(
  'no key has two bindings in the context %s',
  context => {
    const keys = keymap
      .filter(each => each.context === context || each.context === 'anywhere')
      .flatMap(({ keys }) => keys);
    expect(keys).toEqual([...new Set(keys)]);
  },
);

test.each([
  ['prompt', '^x'],
  ['prompt', '\u001b'],
  ['reading', 'x'],
  ['reading', 'tab'],
] as const)('in the context %s the key %j has no action', (context, key) => {
  expect(actionFor(context, key)).toBeUndefined();
});

const section = (title: string) => keySections.find(each => each.title === title)?.keys ?? [];

test('the help labels keys as readers know them', () => {
  expect(section('In a post').slice(0, 3)).toEqual([
    ['j e ↓ Enter ^N ^E', 'row down'],
    ['k y ↑ ^K ^Y ^P', 'row up'],
    ['space f PgDn ^F ^V', 'page down'],
  ]);
});

test('the help lists the keys that edit a line once', () => {
  const editing = section('In any line');
  expect(editing).toHaveLength(14);
  for (const title of ['At the prompt', 'In the history search (^R)', 'In the search line'])
    expect(section(title).filter(([keys]) => editing.some(([others]) => others === keys))).toEqual([]);
  const keys = keymap.filter(({ context }) => context === 'history-search').flatMap(each => each.keys);
  const listed = [...section('In the history search (^R)'), ...editing].flatMap(([names]) => names.split(' '));
  expect(listed).toHaveLength(keys.length);
});

test.each<[string, Partial<Key>, readonly string[]]>([
  ['', { upArrow: true }, ['up']],
  ['\r', { return: true }, ['enter']],
  ['d', { ctrl: true }, ['^d']],
  ['f', { meta: true }, ['alt-f']],
  ['', { meta: true, backspace: true }, ['alt-backspace']],
  ['', { leftArrow: true, ctrl: true }, ['^left']],
  ['', { escape: true, meta: true }, ['escape']],
  ['ls\r', {}, ['l', 's', 'enter']],
  ['a\t\x7f\x15é', {}, ['a', 'tab', 'backspace', '^u', 'é']],
  ['\uf704', {}, ['f1']],
  // Sequences that Ink does not know.
  ['[25~', {}, []],
  ['[I', {}, []],
  ['[<0;1;1M', {}, []],
  ['[[F', {}, []],
  ['OX', {}, []],
  ['[', {}, ['[']],
  ['O', { meta: true }, ['alt-O']],
])('the input %j with %j is the keys %j', (input, flags, keys) => {
  expect(keyNames(input, flags as Key)).toEqual(keys);
});
