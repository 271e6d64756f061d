import type { Readable } from 'node:stream';
import { BACKGROUND_QUERY, readReplies } from '../../theme/background-reply.ts';
import type { Rgb } from '../../theme/color.ts';

/** Asks the terminal of the app for its background. */
export type BackgroundQuestion = {
  /**
   * Asks, and after `meanwhile` waits for the reply. Resolves to null without a reply in time. Keys that are pressed meanwhile
   * stay in the input.
   */
  readonly ask: (timeoutMs: number, meanwhile?: Promise<unknown>) => Promise<Rgb | null>;
  /** Takes replies that arrived later, among the keys. Returns the background if it was asked for and becomes known. */
  readonly receive: (replies: string) => Rgb | null;
  /** Reads until the terminal has replied. Otherwise the next program would get the reply as keys. */
  readonly drain: () => Promise<void>;
};

/** The longest wait for a reply. */
const MAX_REPLY_MS = 1500;

export type Keyboard = Readable & { readonly setRawMode: (isRaw: boolean) => unknown };

/** `ask` needs raw mode. `now`: a clock, in ms. `onBackground` is called when the background is known. */
export function createBackgroundQuestion(
  stdin: Keyboard,
  stdout: { readonly write: (text: string) => unknown },
  now: () => number,
  onBackground: (background: Rgb) => void,
): BackgroundQuestion {
  let deadline: number | null = null; // null: no reply is expected
  let received = '';
  let [isAsked, isKnown] = [false, false];
  const receive = (replies: string): Rgb | null => {
    received += replies;
    const { background, isAnswered } = readReplies(received);
    if (background) onBackground(background);
    if (isAnswered) deadline = null;
    const isNew = isAsked && !isKnown && background !== null;
    isKnown ||= isNew;
    return isNew ? background : null;
  };
  const wait = async (timeoutMs: number): Promise<void> => {
    const text = await readReply(stdin, timeoutMs, received);
    const { typed, pending } = readReplies(text);
    receive(text.slice(0, text.length - pending.length));
    putBack(stdin, typed + pending);
  };
  return {
    ask: async (timeoutMs, meanwhile) => {
      stdout.write(BACKGROUND_QUERY);
      isAsked = true;
      deadline = now() + MAX_REPLY_MS;
      await meanwhile;
      await wait(timeoutMs);
      return readReplies(received).background;
    },
    receive,
    drain: async () => {
      const isOpen = !stdin.readableEnded && !stdin.destroyed;
      if (isOpen && deadline !== null && now() < deadline) {
        // Ink has left raw mode, in which nothing is echoed.
        stdin.setRawMode(true);
        await wait(deadline - now());
        stdin.setRawMode(false);
      }
      deadline = null;
    },
  };
}

/** Reads until the last reply, the timeout, or the end of input. Returns one character per byte. */
function readReply(stdin: Readable, timeoutMs: number, received: string): Promise<string> {
  return new Promise(resolve => {
    let text = '';
    const read = (chunk: Buffer | string): void => {
      text += Buffer.from(chunk).toString('latin1');
      if (readReplies(received + text).isAnswered) done();
    };
    const done = (): void => {
      clearTimeout(timer);
      stdin.off('data', read);
      for (const end of ends) stdin.off(end, done);
      stdin.pause();
      resolve(text);
    };
    const ends = ['end', 'close', 'error'];
    // On a busy machine, input that has arrived is read before an immediate runs.
    const timer = setTimeout(() => setImmediate(done), timeoutMs);
    for (const end of ends) stdin.on(end, done);
    // 'data', because only a flowing stream stops reading when it is paused.
    stdin.on('data', read).resume();
  });
}

function putBack(stdin: Readable, typed: string): void {
  if (typed === '' || stdin.readableEnded || stdin.destroyed) return;
  const bytes = Buffer.from(typed, 'latin1');
  stdin.unshift(stdin.readableEncoding ? bytes.toString(stdin.readableEncoding) : bytes);
}

/** Whether a terminal replies. GNU Screen replies to DA1 first; tmux, whose TERM may be `screen`, does not. */
export function mayAsk(env: NodeJS.ProcessEnv): boolean {
  if (env.TERM === 'dumb' || env.TERM === 'linux') return false;
  return Boolean(env.TMUX) || !(env.STY || env.TERM?.startsWith('screen'));
}
