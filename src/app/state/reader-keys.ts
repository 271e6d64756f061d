import type { Action, KeyName } from './actions.ts';
import { actionFor } from './keymap.ts';

/** A count, and the first key of a pair. */
const PENDING = /^([\d.]*)(.*)$/;
const PREFIXES: readonly KeyName[] = ['m', "'", ':', 'Z'];
/** More digits are dropped. */
const MAX_COUNT_LENGTH = 7;

/** The effect of a key in a post: it is pending until the next key, or it completes an action, or it has no meaning. */
type KeyInPost = { readonly pendingKeys: string } | { readonly action: Action } | { readonly unbound: KeyName };

/** Reads a key in a post after the pending keys. As in less, a count comes before a key, and some commands are two keys. */
export function readKeyInPost(pendingKeys: string, key: KeyName): KeyInPost {
  const [, typed = '', first = ''] = PENDING.exec(pendingKeys) ?? [];
  if (pendingKeys !== '' && ['escape', '^g', '^c'].includes(key)) return { pendingKeys: '' };
  if (pendingKeys !== '' && (key === 'backspace' || key === '^h')) return { pendingKeys: pendingKeys.slice(0, -1) };
  if (first === '' && (/^\d$/.test(key) || (key === '.' && /^\d+$/.test(typed))))
    return { pendingKeys: typed.length < MAX_COUNT_LENGTH ? typed + key : typed };
  if (first === '' && PREFIXES.includes(key)) return { pendingKeys: typed + key };
  if (first === 'm') return { action: { kind: 'set-mark', letter: key } };
  if (first === "'") return { action: { kind: 'to-mark', letter: key } };
  const action = actionFor('reading', first + key);
  if (!action) return { unbound: first + key };
  return { action: typed === '' ? action : ({ ...action, count: Number(typed) } as Action) };
}
