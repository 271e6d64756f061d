import type { Key } from 'ink';
import type { KeyName } from '../state/types.ts';

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
export function keyNames(input: string, key: Key): readonly KeyName[] {
  const named = flags.find(([name]) => key[name] === true)?.[1];
  // Alt is ESC before a key, and so ESC itself has it; an arrow has it as a modifier, as it has Control.
  if (named === 'escape') return ['escape'];
  if (named !== undefined) return [key.ctrl ? `^${named}` : key.meta ? `alt-${named}` : named];
  if (key.ctrl) return [`^${input}`];
  if (key.meta) return [...input].map(character => `alt-${controlName(character)}`);
  return [...input].map(controlName);
}

/** The name of a key that Ink knows, but does not tell of: of what a terminal sends for F1 (xterm, VT220, Linux). */
export const functionKey = (sequence: string): KeyName | null =>
  ['\u001bOP', '\u001b[11~', '\u001b[[A'].includes(sequence) ? 'f1' : null;

const controlName = (character: string): KeyName => {
  if (character === '\r' || character === '\n') return 'enter';
  if (character === '\t') return 'tab';
  if (character === '\x7f') return 'backspace';
  return character < ' ' ? `^${String.fromCharCode(character.charCodeAt(0) + 0x60)}` : character;
};
