import process from 'node:process';
import type { Size } from '../../text/width.ts';
import { setRawModeAgain, type Terminal } from './tty.ts';

export type AlternateScreen = {
  /** Starts Ink. When the first frame of Ink is complete, it replaces the frame on the screen in one update. */
  readonly startInk: <Ink extends { readonly clear: () => void }>(startOn: (output: NodeJS.WriteStream) => Ink) => Ink;
  /** Sets the size for Ink. If `size` is another object than before, Ink draws the whole next frame. */
  readonly resizeTo: (size: Size) => void;
  /** Resets the modes of the terminal while another program uses it. */
  readonly suspendWhile: (during: () => Promise<void>) => Promise<void>;
  /** Resets the modes. Leaves the alternate screen, unless Ink does. */
  readonly leave: () => void;
};

/**
 * Switches to the alternate screen and shows a first frame. The mouse wheel sends arrow keys (xterm's mode 1007). Lines do
 * not wrap (DECAWM off): if a terminal draws a row wider than we count, as with jamo, it would push down the rows below.
 */
export function enterAlternateScreen({ input, output }: Terminal, initialSize: Size, frame: string): AlternateScreen {
  let owner: 'app' | 'ink' | 'other-program' = 'app';
  let size = initialSize;
  let forgetFrame = (): void => {};
  let isForgetting = false;
  /** Output to write before the next frame. */
  let pending = '';
  /** The output of Ink until its first frame is complete. React renders it in the background. */
  let start: string | null = null;

  const firstFrame = `${MODES.screen}${BEGIN_SYNC}${CLEAR}${frame}${END_SYNC}`;
  const acquire = (): void => {
    // Before any output, because SIGTTOU must stop a background process.
    setRawModeAgain(input);
    output.write(MODES.reset + MODES.app + (owner === 'app' ? firstFrame : MODES.screen + MODES.ink));
  };
  // After SIGSTOP a shell may have changed the modes.
  const onContinue = (): void => {
    if (owner !== 'other-program') acquire();
  };
  const flushStart = (done?: () => void): boolean => {
    const text = start ?? '';
    start = null;
    return output.write(text, done);
  };
  const write = (text: string, done?: () => void): boolean => {
    if (start !== null) {
      start += text;
      if (text === END_SYNC) return flushStart(done);
      if (done) queueMicrotask(done);
      return true;
    }
    if (isForgetting) {
      pending += text;
      return true;
    }
    if (pending === '' || text === '') return output.write(text, done);
    const before = pending;
    pending = '';
    // In the synchronized update. Otherwise the empty screen would be visible.
    return output.write(text === BEGIN_SYNC ? text + before : before + text, done);
  };
  const inkOutput: NodeJS.WriteStream = Object.create(output, {
    columns: { get: () => size.columns },
    rows: { get: () => size.rows },
    write: { value: write },
    // Ink listens only to `resize`. It would draw the old rows at the new size, and then only the differences.
    on: { value: () => inkOutput },
    off: { value: () => inkOutput },
  });

  process.on('SIGCONT', onContinue);
  output.write(`\x1b[?1007s${MODES.app}${firstFrame}`);
  return {
    startInk: startOn => {
      owner = 'ink';
      start = BEGIN_SYNC + CLEAR;
      const ink = startOn(inkOutput);
      forgetFrame = ink.clear;
      return ink;
    },
    resizeTo: next => {
      if (next === size) return;
      size = next;
      // Ink draws a whole frame when it resumes.
      if (owner !== 'ink') return;
      isForgetting = true;
      forgetFrame();
      isForgetting = false;
      pending += CLEAR;
    },
    suspendWhile: async during => {
      owner = 'other-program';
      output.write(MODES.saved);
      try {
        await during();
      } finally {
        owner = 'ink';
        acquire();
      }
    },
    leave: () => {
      process.off('SIGCONT', onContinue);
      if (start !== null) flushStart();
      output.write(`${MODES.saved}${owner === 'app' ? '\x1b[?1049l' : ''}`);
    },
  };
}

/** A synchronized update (DEC mode 2026), as Ink writes it. */
const [BEGIN_SYNC, END_SYNC] = ['\x1b[?2026h', '\x1b[?2026l'];
const CLEAR = '\x1b[H\x1b[2J';
const MODES = {
  /**
   * Modes that a killed program may leave on: application keys, reverse video, margins, mouse, focus events; inserting,
   * modifyOtherKeys (xterm), line drawing letters, styles.
   */
  reset: '\x1b[?1;5;69;1000;1002;1003;1004;1006l\x1b[4l\x1b[>4m\x1b(B\x0f\x1b[m',
  /** This saves the cursor. Resetting origin mode and the scrolling region moves it. */
  screen: '\x1b[?1049h\x1b[?6l\x1b[r',
  app: '\x1b[?1007h\x1b[?7l',
  saved: '\x1b[?7h\x1b[?1007r',
  /** The other modes that Ink sets: bracketed paste, hidden cursor. */
  ink: '\x1b[?2004h\x1b[?25l',
} as const;
