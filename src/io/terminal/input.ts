import { EventEmitter } from 'node:events';
import { flushPending, HOLD_MS, hasPending, INITIAL_INPUT, type InputState, parseInput } from './paste.ts';

/** The part of a terminal's input stream that is used. */
type Input = Pick<NodeJS.ReadStream, 'on' | 'off' | 'read' | 'ref' | 'unref' | 'setEncoding' | 'setRawMode' | 'isTTY'>;

/**
 * How keys are handed on: all at once; one in each turn of the event loop, so that React renders after each; or held
 * until the flow changes. ^C, ^L and ^Z pass while the others are held, and ^C drops those, as a terminal does.
 */
export type KeyFlow = 'all' | 'one-by-one' | 'held';

/** An input stream for Ink, whose flow the app controls. */
export type KeyInput = { readonly stream: NodeJS.ReadStream; readonly setFlow: (flow: KeyFlow) => void };

/** Characters that are held at most: a line of Linux's terminals (N_TTY). What is typed after them is dropped. */
const MAX_HELD = 4096;

/** A key, or a whole paste. Ink puts together a sequence that is cut. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: ESC begins a sequence
const KEY = /\u001b\[200~[\s\S]*?\u001b\[201~|\u001b+(?:\[\[?|O)?[\d;]*.|./suy;
// biome-ignore lint/suspicious/noControlCharactersInRegex: keys that pass are control characters
const PASSING_KEYS = /[\u0003\u000c\u001a]/;

/**
 * Returns the input of a terminal as Ink reads it: neither a paste nor a reply of the terminal can be taken for keys
 * ({@link parseInput}), and keys come one by one. Ink would hand on `tjj` as one text, although `t` may open a list that
 * reads the other two; so the app holds the keys after it until the list listens. The terminal is read only while
 * somebody listens; what is pending is dropped when nobody does, because another program has the terminal then.
 *
 * @param now returns the time, in ms.
 */
export function createInputStream(input: Input, now: () => number): KeyInput {
  const events = new EventEmitter();
  let state: InputState = INITIAL_INPUT;
  let flow: KeyFlow = 'all';
  let ready = '';
  let isWaiting = false;
  let lastRead = now();
  let timer: NodeJS.Timeout | undefined;

  const push = (parsed: ReturnType<typeof parseInput>): void => {
    state = parsed.state;
    if (flow !== 'held' || ready.length < MAX_HELD || PASSING_KEYS.test(parsed.text)) ready += parsed.text;
    if (ready !== '') events.emit('readable');
  };
  const readInput = (): void => {
    clearTimeout(timer);
    let read = '';
    for (let chunk = input.read(); chunk !== null; chunk = input.read()) read += chunk;
    const silence = now() - lastRead;
    lastRead += silence;
    push(parseInput(state, read, silence));
    // What has arrived while the process was busy is read before an immediate runs.
    if (hasPending(state)) timer = setTimeout(() => setImmediate(flush, state), HOLD_MS);
  };
  const flush = (pending: InputState): void => {
    if (state === pending) push(flushPending(pending));
  };
  const take = (at: number): string => {
    KEY.lastIndex = at;
    const [key = ''] = KEY.exec(ready) ?? [];
    ready = (key === '\u0003' ? '' : ready.slice(0, at)) + ready.slice(at + key.length);
    return key;
  };
  const takePassing = (): string | null => {
    for (let at = 0; at < ready.length; at = KEY.lastIndex) {
      KEY.lastIndex = at;
      const [key = ''] = KEY.exec(ready) ?? [];
      if (PASSING_KEYS.test(key) && key.length === 1) return take(at);
    }
    return null;
  };

  events.on('newListener', name => {
    if (name === 'readable' && events.listenerCount(name) === 0) input.on(name, readInput);
  });
  events.on('removeListener', name => {
    if (name !== 'readable' || events.listenerCount(name) > 0) return;
    input.off(name, readInput);
    clearTimeout(timer);
    state = INITIAL_INPUT;
    if (flow !== 'held') ready = '';
  });
  const stream = {
    isTTY: input.isTTY,
    setRawMode: (isRaw: boolean) => input.setRawMode(isRaw),
    setEncoding: (encoding: BufferEncoding) => input.setEncoding(encoding),
    ref: () => input.ref(),
    unref: () => input.unref(),
    addListener: (name: string, listener: () => void) => events.on(name, listener),
    removeListener: (name: string, listener: () => void) => events.off(name, listener),
    read: (): string | null => {
      if (ready === '' || isWaiting) return null;
      if (flow === 'held') return takePassing();
      if (flow === 'one-by-one') {
        isWaiting = true;
        setImmediate(() => {
          isWaiting = false;
          if (ready !== '') events.emit('readable');
        });
      }
      return take(0);
    },
  };
  return {
    // The cast is for the rest of the type: this is all that Ink uses.
    stream: stream as unknown as NodeJS.ReadStream,
    setFlow: next => {
      flow = next;
      if (ready !== '' && flow !== 'held') setImmediate(() => events.emit('readable'));
    },
  };
}
