import {
  F1_KEY,
  flushPending,
  HOLD_MS,
  hasPending,
  INITIAL_INPUT,
  type InputState,
  parseInput,
} from './parse-input.ts';

/**
 * When Ink gets keys. `all`: at once. `text`: at once, and printable characters together. `one-by-one`: one in each turn of the
 * event loop, so that React renders after each. `held`: only ^C, ^L and ^Z. ^C drops the held keys, as a terminal does.
 */
export type KeyFlow = 'all' | 'text' | 'one-by-one' | 'held';

/** An input stream for Ink, whose flow the app controls. */
export type KeyInput = { readonly stream: NodeJS.ReadStream; readonly setFlow: (flow: KeyFlow) => void };

/** The maximum length of a terminal's line on Linux (N_TTY). More characters are dropped. */
const MAX_HELD = 4096;

/** A key, or a whole paste. Ink joins the parts of a sequence. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: ESC begins a sequence
const KEY = /\u001b\[200~[\s\S]*?\u001b\[201~|\u001b+(?:\[\[?[ -?]*|O[\d;]*)?.|./gsu;
/** Text, or a key. Without its ESC, a sequence of Ink begins with `[` or `O`. */
const TEXT_OR_KEY = new RegExp(`(?![[O])[^\\p{Cc}${F1_KEY}]{2,}|${KEY.source}`, KEY.flags);
const CTRL_C = '\u0003';
const PASSING_KEYS: readonly string[] = [CTRL_C, '\u000c', '\u001a'];

/**
 * Wraps the input of a terminal for Ink. Pastes and replies of the terminal are never read as keys ({@link parseInput}).
 * If the keys are `tjj`, `t` may open a list, and `jj` are for the list, so the app holds them until the list listens.
 * When Ink stops listening, another program gets the terminal, and pending input is dropped. `now`: a clock, in ms.
 */
export function createInputStream(
  input: NodeJS.ReadStream,
  now: () => number,
  onReplies: (replies: string) => void = () => {},
): KeyInput {
  let listener: (() => void) | null = null;
  let state: InputState = INITIAL_INPUT;
  let flow: KeyFlow = 'all';
  let ready = '';
  let isWaiting = false;
  let lastRead = now();
  let timer: NodeJS.Timeout | undefined;

  const notify = (): void => {
    if (ready !== '') listener?.();
  };
  const push = ({ text, replies, state: next }: ReturnType<typeof parseInput>): void => {
    state = next;
    if (replies !== '') onReplies(replies);
    if (flow !== 'held' || ready.length < MAX_HELD || PASSING_KEYS.some(key => text.includes(key))) ready += text;
    notify();
  };
  const flush = (pending: InputState): void => {
    if (state === pending) push(flushPending(pending));
  };
  const readInput = (): void => {
    clearTimeout(timer);
    let text = '';
    for (let chunk = input.read(); chunk !== null; chunk = input.read()) text += chunk;
    const silence = now() - lastRead;
    lastRead += silence;
    push(parseInput(state, text, silence));
    // On a busy machine, input that has arrived is read before an immediate runs.
    if (hasPending(state)) timer = setTimeout(() => setImmediate(flush, state), HOLD_MS);
  };
  const take = (): string | null => {
    for (const { 0: key, index } of ready.matchAll(flow === 'text' ? TEXT_OR_KEY : KEY)) {
      if (flow === 'held' && !PASSING_KEYS.includes(key)) continue;
      ready = (key === CTRL_C ? '' : ready.slice(0, index)) + ready.slice(index + key.length);
      return key;
    }
    return null;
  };
  const read = (): string | null => {
    if (isWaiting) return null;
    const key = take();
    if (key !== null && flow === 'one-by-one') {
      isWaiting = true;
      setImmediate(() => {
        isWaiting = false;
        notify();
      });
    }
    return key;
  };

  // Ink adds one listener, for 'readable', and calls `read`.
  const stream: NodeJS.ReadStream = Object.create(input, {
    read: { value: read },
    addListener: {
      value: (_: 'readable', added: () => void) => {
        listener = added;
        input.on('readable', readInput);
      },
    },
    removeListener: {
      value: () => {
        listener = null;
        input.off('readable', readInput);
        clearTimeout(timer);
        state = INITIAL_INPUT;
        if (flow !== 'held') ready = '';
      },
    },
  });
  return {
    stream,
    setFlow: next => {
      flow = next;
      if (flow !== 'held') setImmediate(notify);
    },
  };
}
