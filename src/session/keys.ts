import type { Key } from 'ink';
import type { KeyName } from './keymap.ts';

const flags: readonly (readonly [flag: keyof Key, name: KeyName])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'page-up'],
  ['pageDown', 'page-down'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

/**
 * The names of the keys in what Ink calls an input. Keys struck in one read of the terminal come as one text, and are
 * told apart here, so that a fast typist's Enter is an Enter.
 */
export function keysOf(input: string, key: Key): readonly KeyName[] {
  const flag = flags.find(([name]) => key[name] === true);
  if (flag) return [flag[1]];
  if (key.ctrl) return [`^${input}`];
  if (key.meta) return [];
  return [...input].map(controlName);
}

const controlName = (character: string): KeyName => {
  if (character === '\r' || character === '\n') return 'enter';
  if (character === '\t') return 'tab';
  if (character === '\x7f') return 'backspace';
  return character < ' ' ? `^${String.fromCharCode(character.charCodeAt(0) + 0x60)}` : character;
};
