import type { Safe } from '../../text/sanitize.ts';
import type { Env } from '../../util/env.ts';

/**
 * Maximum length of a sequence, in bytes: the limit of hterm (https://github.com/chromium/hterm/blob/master/etc/osc52.sh).
 * kitty takes 256 KB, xterm 600 KB, tmux 1 MB.
 */
const MAX_SEQUENCE_BYTES = 100_000;

/** Maximum length of a string in GNU Screen before 4.2.1, without introducer and terminator, in bytes. */
const MAX_SCREEN_BYTES = 256 - 4;

/**
 * Returns the sequence that copies a text to the clipboard (OSC 52); null for a text that is too long. The terminal may
 * copy it, ask its user, or ignore it, and does not reply.
 *
 *   copySequence('ls', {}) → ESC ] 52 ; c ; bHM= BEL
 *
 * tmux copies only with `set-clipboard on`, which is not its default. So the sequence is also sent to the terminal around
 * tmux, which needs `allow-passthrough`. GNU Screen passes on pieces, each in a DCS.
 *
 * @param text is safe, because pasting it sends it to a terminal.
 */
export function copySequence(text: Safe, env: Env): string | null {
  // Ended by BEL: unlike ST it contains no ESC, which would have to be doubled, and could be cut.
  const sequence = `\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`;
  if (sequence.length > MAX_SEQUENCE_BYTES) return null;
  // If both are set, tmux is the likelier inner one.
  if (env.TMUX) return sequence + dcs(`tmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}`);
  return env.STY ? pieces(sequence, MAX_SCREEN_BYTES).map(dcs).join('') : sequence;
}

const dcs = (text: string): string => `\x1bP${text}\x1b\\`;

const pieces = (text: string, length: number): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, at) => text.slice(at * length, (at + 1) * length));
