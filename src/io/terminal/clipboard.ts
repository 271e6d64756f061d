import type { Safe } from '../../text/sanitize.ts';

/** The smallest limit of a terminal: hterm's (https://github.com/chromium/hterm/blob/master/etc/osc52.sh). */
const MAX_SEQUENCE_BYTES = 100_000;

/** The limit of GNU Screen before 4.2.1, without introducer and terminator. */
const MAX_SCREEN_BYTES = 256 - 4;

/**
 * Returns the escape sequence that copies a text (OSC 52), if the terminal allows it. Null if the text is too long. The
 * text must be safe, because it may be pasted into the terminal.
 */
export function copySequence(text: Safe, env: NodeJS.ProcessEnv): string | null {
  // Ends with BEL, because the ESC of ST would have to be doubled.
  const sequence = `\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`;
  if (sequence.length > MAX_SEQUENCE_BYTES) return null;
  // If both variables are set, tmux is more likely the inner one. It copies only with `set-clipboard on`, so the terminal
  // around it gets the sequence too (`allow-passthrough`). GNU Screen passes on pieces, each in a DCS.
  if (env.TMUX) return sequence + dcs(`tmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}`);
  return env.STY ? pieces(sequence, MAX_SCREEN_BYTES).map(dcs).join('') : sequence;
}

const dcs = (text: string): string => `\x1bP${text}\x1b\\`;

const pieces = (text: string, length: number): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, at) => text.slice(at * length, (at + 1) * length));
