import process from 'node:process';
import type { Terminal } from './stdio.ts';

/** The alternate screen, which is ours until Ink starts. */
export type AlternateScreen = {
  /** Clears the screen and leaves it to Ink; all that `draw` writes appears at once. */
  readonly startInk: <Result>(draw: () => Result) => Result;
  /** Resets the modes of the terminal while another program uses it. */
  readonly suspendWhile: (during: () => Promise<void>) => Promise<void>;
  /** Resets the modes, and leaves the alternate screen unless Ink has it. */
  readonly leave: () => void;
};

/**
 * Shows a first screen in the alternate buffer. The mouse wheel acts as arrow keys (mode 1007 of xterm, whose value is
 * saved and restored). Lines do not wrap (DECAWM off): a terminal that draws a row wider than we count, as with jamo or
 * joined emoji, would push down all rows below it.
 */
export function enterAlternateScreen({ input, output }: Terminal, text: string): AlternateScreen {
  let isOwn = true;
  let isSuspended = false;
  const acquire = (): void => {
    // Turned off first, so that raw mode is set whatever Node believes it to be; and before any output, because in the
    // background it stops the process (SIGTTOU).
    input.setRawMode(false).setRawMode(true);
    output.write(MODES.reset + MODES.app);
  };
  const firstFrame = `\x1b[?1049h${BEGIN_SYNC}${CLEAR}${text}${END_SYNC}`;
  // SIGSTOP gave no chance to reset the terminal, so that a shell may have changed it.
  const onContinue = (): void => {
    if (isSuspended) return;
    acquire();
    output.write(isOwn ? firstFrame : MODES.ink);
  };
  process.on('SIGCONT', onContinue);
  output.write(`\x1b[?1007s${MODES.app}${firstFrame}`);
  return {
    startInk: draw => {
      isOwn = false;
      output.write(BEGIN_SYNC + CLEAR);
      const result = draw();
      output.write(END_SYNC);
      return result;
    },
    suspendWhile: async during => {
      isSuspended = true;
      output.write(MODES.saved);
      try {
        await during();
      } finally {
        isSuspended = false;
        acquire();
      }
    },
    leave: () => {
      process.off('SIGCONT', onContinue);
      output.write(`${MODES.saved}${isOwn ? '\x1b[?1049l' : ''}`);
    },
  };
}

/** A synchronized update (DEC mode 2026). */
const [BEGIN_SYNC, END_SYNC] = ['\x1b[?2026h', '\x1b[?2026l'];
const CLEAR = '\x1b[H\x1b[2J';
const MODES = {
  /** Modes that a killed program may leave on: application keys, mouse, focus events. */
  reset: '\x1b[?1;1000;1002;1003;1004;1006l',
  app: '\x1b[?1007h\x1b[?7l',
  saved: '\x1b[?7h\x1b[?1007r',
  /** The modes that Ink sets: alternate screen, bracketed paste, hidden cursor. */
  ink: '\x1b[?1049h\x1b[?2004h\x1b[?25l',
} as const;
