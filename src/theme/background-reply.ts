import type { Rgb } from './color.ts';

/** The parsed input since the terminal was asked for its background. */
export type Replies = {
  /** The color of the first OSC 11 reply that is readable. */
  readonly background: Rgb | null;
  /** Whether the DA1 reply has arrived, which is the last reply. */
  readonly isAnswered: boolean;
  /** The other input, in order: keys that were pressed meanwhile. */
  readonly typed: string;
  /** The end of the input if a reply may begin there. Empty once answered: an Esc is then a key. */
  readonly pending: string;
};

/** Asks for the background (OSC 11), then for the terminal's type (DA1), because every terminal replies to DA1. */
export const BACKGROUND_QUERY = '\x1b]11;?\x1b\\\x1b[c';

// A reply ends with BEL or ST (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html); old rxvt-unicode omits the
// backslash of ST.
const [BEL, ESC] = ['\x07', '\x1b'];
const OSC11 = `${ESC}\\]11;([^${BEL}${ESC}]*)(?:${BEL}|${ESC}\\\\|${ESC}(?=${ESC}))`;
const DA1 = `${ESC}\\[\\?[\\d;]*c`;
const REPLY = new RegExp(`${OSC11}|${DA1}`, 'g');
const UNFINISHED = new RegExp(`${ESC}(?:\\](?:1(?:1(?:;[^${BEL}${ESC}]*${ESC}?)?)?)?|\\[(?:\\?[\\d;]*)?)?$`);

/**
 * Separates the terminal's replies from keys in the input since the query. Pass later input together with all that came
 * before it, or with the last `pending`. Accepts any string.
 *
 *   'l' ESC ]11;rgb:ffff/ffff/ffff BEL 's' ESC [?62c → background [255, 255, 255], answered, typed 'ls'
 *   'l' ESC ]11;rgb:ff                               → background null, not answered, typed 'l', the rest pending
 */
export function readReplies(text: string): Replies {
  const replies = [...text.matchAll(REPLY)];
  const isAnswered = replies.some(([, color]) => color === undefined);
  // A reply may begin only after the last one.
  const last = replies.at(-1);
  const tail = text.slice(last ? last.index + last[0].length : 0);
  const pending = isAnswered ? '' : (UNFINISHED.exec(tail)?.[0] ?? '');
  return {
    background: replies.map(([, color]) => readColor(color ?? '')).find(color => color !== null) ?? null,
    isAnswered,
    typed: text.slice(0, text.length - pending.length).replace(REPLY, ''),
    pending,
  };
}

const CHANNEL = '([\\da-f]{1,4})';
const COLOR = new RegExp(`^rgba?:${CHANNEL}/${CHANNEL}/${CHANNEL}(?:/[\\da-f]{1,4})?$`, 'i');

/** Parses a color as XParseColor(3) does: n hexadecimal digits are a fraction of the largest number with n digits. */
function readColor(text: string): Rgb | null {
  const [, red, green, blue] = COLOR.exec(text) ?? [];
  return red && green && blue ? [scaled(red), scaled(green), scaled(blue)] : null;
}

const scaled = (digits: string): number => Math.round((parseInt(digits, 16) / (16 ** digits.length - 1)) * 255);
