import { type Key, useInput, usePaste } from 'ink';
import { useEffect } from 'react';
import type { KeyFlow, KeyInput } from '../../io/terminal/input.ts';
import { F1_KEY } from '../../io/terminal/parse-input.ts';
import type { KeyName } from '../state/actions.ts';
import type { Mode } from '../state/state.ts';
import type { AppContext } from './use-app-state.ts';

/** How a mode gets keys once it is rendered. */
const KEY_FLOWS: Readonly<Record<Mode['kind'], KeyFlow>> = {
  prompt: 'text',
  reading: 'all',
  exited: 'all',
  // Keys are held for the next mode.
  running: 'held',
  // A list renders after each key.
  select: 'one-by-one',
};

/** Dispatches keys and pastes, and lets keys through once their mode is rendered. Effects of children run first. */
export function useKeys({ state: { mode }, latest, dispatch, services }: AppContext, { setFlow }: KeyInput): void {
  useInput((input, key) => {
    services.notifyKeyPress();
    const names = keyNames(input, key);
    if (names.length > 1 && latest.current.mode.kind === 'prompt') dispatch({ kind: 'type', text: input });
    else for (const name of names) dispatch({ kind: 'key', name });
  });
  usePaste(text => dispatch({ kind: 'type', text }));
  // After every render: a mode may come back before another one was rendered. A command may end before its mode is
  // rendered, so the flow is set only if the rendered mode is still the latest.
  useEffect(() => {
    if (latest.current.mode === mode) setFlow(KEY_FLOWS[mode.kind]);
  });
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
