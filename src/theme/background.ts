import type { Rgb } from './luminance.ts';

/** What a terminal that was asked for its background has sent so far. */
export type Replies = {
  /** The color of the first OSC 11 reply that could be read. */
  readonly background: Rgb | null;
  /** Whether the DA1 reply came, after which no other is awaited. */
  readonly isAnswered: boolean;
  /** What was no reply, in the order in which it came: the keys that were struck meanwhile. */
  readonly typed: string;
  /** What may be the beginning of a reply, at the end of the text. Once answered there is none, and Esc is Esc. */
  readonly pending: string;
};

/** Asks for the background (OSC 11), then for what the terminal is (DA1), which even one that knows no OSC 11 answers. */
export const BACKGROUND_QUERY = '\x1b]11;?\x1b\\\x1b[c';

// Ended by BEL or ST (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html); old rxvt-unicode sends an ESC that
// lacks its backslash.
const [bel, esc] = ['\x07', '\x1b'];
const osc11 = `${esc}\\]11;([^${bel}${esc}]*)(?:${bel}|${esc}\\\\|${esc}(?=${esc}))`;
const da1 = `${esc}\\[\\?[\\d;]*c`;
const reply = new RegExp(`${osc11}|${da1}`, 'g');
const unfinished = new RegExp(`${esc}(?:\\](?:1(?:1(?:;[^${bel}${esc}]*${esc}?)?)?)?|\\[(?:\\?[\\d;]*)?)?$`);

/**
 * Tells the terminal's replies from keys, in all that has arrived since the question, one character a byte or decoded.
 * Text in pieces is read as a whole each time, or as the last `pending` and what came after it. Total.
 *
 *   'l' ESC ]11;rgb:ffff/ffff/ffff BEL 's' ESC [?62c → background [255, 255, 255], answered, typed 'ls'
 *   'l' ESC ]11;rgb:ff                               → background null, not answered, typed 'l', the rest pending
 */
export function readReplies(text: string): Replies {
  const found = [...text.matchAll(reply)];
  const isAnswered = found.some(([, color]) => color === undefined);
  // Only what follows the last reply may begin one: what it parted does not grow together.
  const last = found.at(-1);
  const tail = text.slice(last ? last.index + last[0].length : 0);
  const pending = isAnswered ? '' : (unfinished.exec(tail)?.[0] ?? '');
  return {
    background: found.map(([, color]) => readColor(color ?? '')).find(color => color !== null) ?? null,
    isAnswered,
    typed: text.slice(0, text.length - pending.length).replace(reply, ''),
    pending,
  };
}

const channel = '([\\da-f]{1,4})';
const colorForm = new RegExp(`^rgba?:${channel}/${channel}/${channel}(?:/[\\da-f]{1,4})?$`, 'i');

/** XParseColor(3): a channel of n hexadecimal digits is a fraction of the largest number that has n of them. */
function readColor(text: string): Rgb | null {
  const [, red, green, blue] = colorForm.exec(text) ?? [];
  return red && green && blue ? [scaled(red), scaled(green), scaled(blue)] : null;
}

const scaled = (digits: string): number => Math.round((parseInt(digits, 16) / (16 ** digits.length - 1)) * 255);
