import type { Safe } from '../../text/sanitize.ts';
import type { Env } from '../../util/env.ts';

/**
 * The longest sequence, in bytes, that is sent: what hterm takes, and its osc52.sh sends
 * (https://github.com/chromium/hterm/blob/master/etc/osc52.sh). xterm takes 600 KB, kitty 256 KB, tmux 1 MB; Alacritty
 * and WezTerm know no limit. 74,994 bytes of text fit.
 */
const longest = 100_000;

/** GNU Screen's limit of a string, in bytes, before 4.2.1, less the four of its introducer and its terminator. */
const screenful = 256 - 4;

/**
 * What asks the terminal to put a text on the clipboard (OSC 52), or null for one that is too long to be sent. No
 * terminal answers: it may do so, or ask its user, or ignore it.
 *
 *   copySequence('ls', {}) → ESC ] 52 ; c ; bHM= BEL
 *
 * tmux heeds it with `set-clipboard on` alone; as it is set up, with `external`, it takes none from a program. So there
 * it goes to the terminal around tmux as well, which needs `allow-passthrough`. GNU Screen hands on what it is sent in
 * pieces, each in a DCS of its own.
 *
 * @param text is safe, because what is pasted into a shell was sent to a terminal too.
 */
export function copySequence(text: Safe, env: Env): string | null {
  // BEL, which every terminal takes for an end, and which, unlike ST, has no ESC to be doubled or cut.
  const sequence = `\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`;
  if (sequence.length > longest) return null;
  // Where both are set nobody knows which is inside which; tmux is the likelier to be asked.
  if (env.TMUX) return sequence + dcs(`tmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}`);
  return env.STY ? pieces(sequence, screenful).map(dcs).join('') : sequence;
}

const dcs = (text: string): string => `\x1bP${text}\x1b\\`;

const pieces = (text: string, length: number): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, at) => text.slice(at * length, (at + 1) * length));
