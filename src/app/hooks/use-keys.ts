import { type Key, useInput, usePaste } from 'ink';
import { useEffect } from 'react';
import type { KeyFlow, KeyInput } from '../../io/terminal/input.ts';
import { F1_KEY } from '../../io/terminal/parse-input.ts';
import type { KeyName } from '../state/actions.ts';
import type { Mode } from '../state/state.ts';
import type { AppContext } from './use-app-state.ts';

/** How a mode gets keys. While a command runs, keys are held for the next mode. A list renders after each key. */
const keyFlow = ({ kind }: Mode): KeyFlow => (kind === 'running' ? 'held' : kind === 'select' ? 'one-by-one' : 'all');

/**
 * Dispatches keys and pastes. After a key that opens a list or runs a command, keys are held until the new mode is
 * rendered, because its components do not listen before. Effects of children run first.
 */
export function useKeys({ state: { mode }, latest, dispatch, services }: AppContext, { setFlow }: KeyInput): void {
  useInput((input, key) => {
    services.notifyKeyPress();
    for (const name of keyNames(input, key)) dispatch({ kind: 'key', name });
    if (latest.current.mode.kind !== mode.kind && keyFlow(latest.current.mode) !== 'all') setFlow('held');
  });
  usePaste(text => dispatch({ kind: 'type', text }));
  // A command may end before its mode is rendered. So the flow is set only if the rendered mode is still the latest.
  useEffect(() => {
    if (latest.current.mode === mode) setFlow(keyFlow(mode));
  }, [mode, latest, setFlow]);
}

const NAMED_KEYS: readonly (readonly [flag: keyof Key, name: KeyName])[] = [
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

/** A sequence that Ink does not know, without its ESC (ECMA-48, 5.4), such as one of a function key. */
const UNKNOWN_SEQUENCE = /^(?:\[[\x20-\x3f]*[\x40-\x7e]|\[\[.|O.)$/;

/** The names of the keys in an input of Ink: none for an unknown sequence. */
export function keyNames(input: string, key: Key): readonly KeyName[] {
  const name = NAMED_KEYS.find(([flag]) => key[flag] === true)?.[1];
  // Ink reports Alt for Escape itself, because Alt is sent as ESC.
  if (name === 'escape') return ['escape'];
  if (name !== undefined) return [key.ctrl ? `^${name}` : key.meta ? `alt-${name}` : name];
  if (UNKNOWN_SEQUENCE.test(input)) return [];
  if (key.ctrl) return [`^${input}`];
  return [...input].map(character => (key.meta ? `alt-${characterName(character)}` : characterName(character)));
}

const characterName = (character: string): KeyName => {
  if (character === F1_KEY) return 'f1';
  if (character === '\r' || character === '\n') return 'enter';
  if (character === '\t') return 'tab';
  if (character === '\x7f') return 'backspace';
  return character < ' ' ? `^${String.fromCharCode(character.charCodeAt(0) + 0x60)}` : character;
};
