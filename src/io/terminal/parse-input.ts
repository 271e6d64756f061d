export type InputState = {
  /** The text of a paste that has not ended; null outside of one. */
  readonly paste: string | null;
  /** The end of the input, if it may be the beginning of a sequence. */
  readonly pending: string;
  /** The beginning of a sequence that was flushed as keys. If the rest follows at once, both are one sequence. */
  readonly flushed: string;
};

export const INITIAL_INPUT: InputState = { paste: null, pending: '', flushed: '' };

/** `text`: keys and whole pastes. `replies` of the terminal. */
export type ParsedInput = { readonly text: string; readonly replies: string; readonly state: InputState };

/** F1 as a character, because Ink drops function keys. AppKit uses the same private-use character. */
export const F1_KEY = '\uf704';

// Bracketed paste, DEC mode 2004 (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html).
const [ESC, PASTE_START, PASTE_END] = ['\u001b', '\u001b[200~', '\u001b[201~'];

// Replies of a terminal: DCS, SOS, OSC, PM and APC strings (ECMA-48, 8.3), which end with ST, or in xterm with BEL.
const [INTRODUCER, PRINTABLE, MAX_REPLY_LENGTH] = [`${ESC}[PX\\]^_]`, '[^\0-\u001f\u007f]', 4096];
const STRING = `${INTRODUCER}${PRINTABLE}{0,${MAX_REPLY_LENGTH}}(?:\u0007|${ESC}\\\\)`;
/** The parameters of the reply to a query for device attributes (DA1). */
const ATTRIBUTES = '\\?[\\d;]{0,64}';
const REPLY = `${STRING}|${ESC}\\[${ATTRIBUTES}c`;
/** F1 of xterm, the VT220 and the Linux console. */
const F1 = `${ESC}(?:OP|\\[11~|\\[\\[A)`;

const CTRL_C = '\u0003';

/** After this time without input, in ms, ^C ends a paste whose end was lost. */
const LOST_END_SILENCE_MS = 1000;

/** Escape in the kitty keyboard protocol. No byte after it can change its meaning. */
const ESCAPE_KEY = `${ESC}[27u`;

/**
 * Separates keys and pastes from replies of the terminal. To Ink, an ESC before a sequence is Alt, so an Escape
 * before a paste would turn the paste into keys. The returned text contains each paste as a whole, without an ESC before
 * it, and F1 as {@link F1_KEY}. Incomplete sequences stay pending. If the end of a paste was lost, ^C alone ends it after
 * a second of `silence` (ms since the last input).
 *
 *   ESC | ESC [200~ q             → Escape; pending: the paste 'q'
 *   ESC [2 | 00~ q ESC [201~ j    → nothing; ESC [200~ q ESC [201~ j
 *   ESC ESC [2 | ~                → nothing; ESC ESC [2~, which is Alt and Insert
 *   ESC ]11;rgb:ff | /ff/ff BEL j → nothing; j
 *   ESC [200~ q | (silence) ^C    → nothing; ESC [200~ q ESC [201~
 */
export function parseInput(state: InputState, read: string, silence = 0): ParsedInput {
  if (state.paste !== null && read === CTRL_C && silence >= LOST_END_SILENCE_MS)
    return { text: PASTE_START + state.paste + state.pending + PASTE_END, replies: '', state: INITIAL_INPUT };
  // A sequence that is typed by hand arrives in several reads.
  const sinceFlushed = state.flushed + read;
  const at = SEQUENCE.exec(sinceFlushed)?.index ?? sinceFlushed.length;
  let { paste } = state;
  let [text, replies] = ['', ''];
  let rest = at < state.flushed.length ? sinceFlushed.slice(at) : state.pending + read;
  for (;;) {
    const match = (paste === null ? SEQUENCE : END).exec(rest);
    if (match === null) break;
    const [sequence] = match;
    const before = rest.slice(0, match.index);
    rest = rest.slice(match.index + sequence.length);
    if (paste !== null) text += PASTE_START + paste + before + PASTE_END;
    else if (FUNCTION_KEY.test(sequence)) text += withoutF1(before) + F1_KEY;
    else {
      text += withoutF1(before).replace(LAST_ESCAPES, escapes => ESCAPE_KEY.repeat(escapes.length));
      if (sequence !== PASTE_START) replies += sequence;
    }
    paste = sequence === PASTE_START ? '' : null;
  }
  const start = (paste === null ? START_OF_SEQUENCE : START_OF_END).exec(rest)?.[0] ?? '';
  const before = rest.slice(0, rest.length - start.length);
  // Otherwise a sequence without an end would be read again with each part of it.
  const pending = start.replace(TOO_LONG, '$1');
  return paste === null
    ? { text: text + withoutF1(before), replies, state: { paste, pending, flushed: '' } }
    : { text, replies, state: { paste: paste + before, pending, flushed: '' } };
}

/** Drops the character of F1 from the input, because it is not the key. */
const withoutF1 = (text: string): string => text.replaceAll(F1_KEY, '');

const [SEQUENCE, END] = [new RegExp(`${ESC}\\[200~|${REPLY}|${F1}`), new RegExp(`${ESC}\\[201~`)];
const FUNCTION_KEY = new RegExp(`^${F1}$`);

// A reply begins with a digit or a sign. Alt-P before a word is a key.
const START_OF_REPLY = `${INTRODUCER}(?:(?![A-Za-z])${PRINTABLE}{1,${MAX_REPLY_LENGTH}}${ESC}?)?`;
/** Shift and an editing key in rxvt, whose last character is not that of other sequences. */
const RXVT_KEY = '[235678]\\$';
// The ESCs before it also stay pending, because each may be Alt. For linear time, only the first of them begins a match.
const START_OF_SEQUENCE = new RegExp(
  `(?<!${ESC})(?:${ESC}*${START_OF_REPLY}|${ESC}+(?:O[\\d;]*|\\[(?:\\[|(?!${RXVT_KEY}$)[ -?]*))?)$`,
);
/** The parameters of no key or reply are longer. */
const TOO_LONG = new RegExp(`(${ESC}[\\[O][ -?]{64})[ -?]+$`);
const START_OF_END = new RegExp(`${ESC}(?:\\[(?:2(?:01?)?)?)?$`);
const LAST_ESC_OF_ROW = new RegExp(`${ESC}(?!${ESC})`);
const LAST_ESCAPES = new RegExp(`(?<!${ESC})${ESC}+$`);

/** How long input may be pending, in ms. Ink waits as long for the rest of a sequence. */
export const HOLD_MS = 20;

/** Whether pending input must be flushed if nothing follows. The end of a paste always follows. */
export const hasPending = ({ paste, pending }: InputState): boolean => paste === null && pending !== '';

/** Returns pending input as keys. ESC is Escape. Other beginnings are dropped, because Alt-[ and Alt-O have no binding. */
export function flushPending(state: InputState): ParsedInput {
  if (!hasPending(state)) return { text: '', replies: '', state };
  const flushed = state.pending.slice(state.pending.search(LAST_ESC_OF_ROW));
  const escapes = state.pending.length - flushed.length;
  const keys = ESCAPE_KEY.repeat(flushed === ESC ? escapes + 1 : escapes);
  return { text: keys, replies: '', state: { ...INITIAL_INPUT, flushed } };
}
