import type { Key } from 'ink';
import { expect, test } from 'vitest';
import { keyNames } from '../../../src/app/hooks/key-names.ts';
import { actionFor, keyHelp, keymap } from '../../../src/app/state/keymap.ts';

test('every key that prints is text at the prompt', () => {
  const printing = [...Array(95).keys()].map(code => String.fromCharCode(code + 0x20)).concat('é', '日', '👍🏽', '^');
  expect(printing.map(key => actionFor('prompt', key))).toEqual(printing.map(text => ({ kind: 'type', text })));
});

test.each(['prompt', 'reading'] as const)('no key means two things at once while %s', mode => {
  const keys = keymap.filter(({ context }) => context === mode || context === 'anywhere').flatMap(({ keys }) => keys);
  expect(keys).toEqual([...new Set(keys)]);
});

test.each([
  ['prompt', '^x'],
  ['prompt', '\u001b'],
  ['reading', 'x'],
  ['reading', 'tab'],
] as const)('at the %s the key %j means nothing', (mode, key) => {
  expect(actionFor(mode, key)).toBeNull();
});

test('help names keys as a reader does', () => {
  expect(keyHelp('reading').slice(0, 3)).toEqual([
    ['j ↓ Enter ^N', 'a row down'],
    ['k ↑ ^P', 'a row up'],
    ['space f PgDn ^F', 'a page down'],
  ]);
});

test('help tells once what edits a line, wherever one is typed', () => {
  const told = keyHelp('editing');
  expect(told).toHaveLength(14);
  for (const part of ['prompt', 'history', 'search'] as const)
    expect(keyHelp(part).filter(([keys]) => told.some(([others]) => others === keys))).toEqual([]);
  const keys = keymap.filter(({ context }) => context === 'history').flatMap(each => each.keys);
  expect([...keyHelp('history'), ...told].flatMap(([names]) => names.split(' '))).toHaveLength(keys.length);
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
])('the input %j with %j is the keys %j', (input, flags, keys) => {
  expect(keyNames(input, flags as Key)).toEqual(keys);
});
