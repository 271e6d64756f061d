import { EventEmitter } from 'node:events';
import { flushPending, HOLD_MS, hasPending, INITIAL_INPUT, type InputState, parseInput } from './paste.ts';

/** A terminal's input, as much of it as is needed. */
type Input = Pick<NodeJS.ReadStream, 'on' | 'off' | 'read' | 'ref' | 'unref' | 'setEncoding' | 'setRawMode' | 'isTTY'>;

/**
 * A terminal's input for Ink to read, in which neither a paste nor an answer of the terminal can be taken for keys
 * ({@link parseInput}). It is read for as long as somebody listens, and what is held is forgotten when nobody does:
 * another program has the terminal then.
 *
 * @param now tells the time, in ms since any.
 */
export function createInputStream(input: Input, now: () => number): NodeJS.ReadStream {
  const events = new EventEmitter();
  let typing: InputState = INITIAL_INPUT;
  let ready = '';
  let lastRead = now();
  let timer: NodeJS.Timeout | undefined;

  const hand = ({ text, typing: next }: ReturnType<typeof parseInput>): void => {
    typing = next;
    ready += text;
    if (ready !== '') events.emit('readable');
  };
  const look = (): void => {
    clearTimeout(timer);
    let read = '';
    for (let chunk = input.read(); chunk !== null; chunk = input.read()) read += chunk;
    const silence = now() - lastRead;
    lastRead += silence;
    hand(parseInput(typing, read, silence));
    // A busy process may be late: what has arrived by now is read before an immediate runs.
    if (hasPending(typing)) timer = setTimeout(() => setImmediate(tell, typing), HOLD_MS);
  };
  const tell = (held: InputState): void => {
    if (typing === held) hand(flushPending(held));
  };

  events.on('newListener', name => {
    if (name === 'readable' && events.listenerCount(name) === 0) input.on(name, look);
  });
  events.on('removeListener', name => {
    if (name !== 'readable' || events.listenerCount(name) > 0) return;
    input.off(name, look);
    clearTimeout(timer);
    typing = INITIAL_INPUT;
    ready = '';
  });
  const keyboard = {
    isTTY: input.isTTY,
    setRawMode: (isRaw: boolean) => input.setRawMode(isRaw),
    setEncoding: (encoding: BufferEncoding) => input.setEncoding(encoding),
    ref: () => input.ref(),
    unref: () => input.unref(),
    addListener: (name: string, listener: () => void) => events.on(name, listener),
    removeListener: (name: string, listener: () => void) => events.off(name, listener),
    read: (): string | null => {
      const text = ready;
      ready = '';
      return text === '' ? null : text;
    },
  };
  // All that Ink asks of a stream: it takes no less than the type of a whole one.
  return keyboard as unknown as NodeJS.ReadStream;
}
