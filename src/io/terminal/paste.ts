/** What has been read of a terminal's input, as far as it says how the rest is to be read. */
export type InputState = {
  /** The beginning of a paste whose end is yet to come; null outside of one. */
  readonly paste: string | null;
  /** At the end of what was read, what may be the beginning of a sequence that is looked for: handed on by nobody yet. */
  readonly pending: string;
  /** What was held for too long, and told as keys: its rest, if it comes at once, makes one of it all the same. */
  readonly flushed: string;
};

/** Nothing was read yet. */
export const INITIAL_INPUT: InputState = { paste: null, pending: '', flushed: '' };

/** What is to be read as keys and whole pastes, and what was read after it. */
export type ParsedInput = { readonly text: string; readonly typing: InputState };

// Bracketed paste, DEC mode 2004 (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html).
const [esc, opening, closing] = ['\u001b', '\u001b[200~', '\u001b[201~'];

// What a terminal answers in: DCS, SOS, OSC, PM and APC strings (ECMA-48, 8.3), ended by ST, or by BEL as xterm does it.
// A control character, as a key may be, ends none.
const [introducer, printable, longest] = [`${esc}[PX\\]^_]`, '[^\0-\u001f\u007f]', 4096];
const answer = `${introducer}${printable}{0,${longest}}(?:\u0007|${esc}\\\\)`;

/** ^C, which nobody pastes alone. */
const interrupt = '\u0003';

/** For how long nothing was read, in ms, where ^C is struck by who finds that no key is answered. */
const longSilence = 1000;

/** Escape, as a key that no byte after it can change: the form that the kitty keyboard protocol has for it. */
const escapeKey = `${esc}[27u`;

/**
 * Parts pastes from the keys before them, for a parser of keys that takes ESC before any sequence for Alt, and so the
 * opening of a paste for a key with Alt, and what was pasted for keys. What comes back holds each paste as a whole, and
 * before its opening no ESC that could be taken for a part of it. It holds nothing of what a terminal answers, perhaps to
 * another program, or to us when we no longer wait. What may be the beginning of either is held back until it is one or is
 * none. A paste waits for its end for as long as it takes: whatever comes before that was pasted. But where its end was
 * lost, so would be all that is ever struck: ^C by itself, after a `silence` (in ms, since what was read last), is no key
 * then, but the end of the paste. Total.
 *
 *   ESC | ESC [200~ q             → Escape; held: the paste 'q'
 *   ESC [2 | 00~ q ESC [201~ j    → nothing; ESC [200~ q ESC [201~ j
 *   ESC ESC [2 | ~                → nothing; ESC ESC [2~, which is Insert with Alt
 *   ESC ]11;rgb:ff | /ff/ff BEL j → nothing; j
 *   ESC [200~ q | (silence) ^C    → nothing; ESC [200~ q ESC [201~
 */
export function parseInput(typing: InputState, read: string, silence = 0): ParsedInput {
  if (typing.paste !== null && read === interrupt && silence >= longSilence)
    return { text: opening + typing.paste + typing.pending + closing, typing: INITIAL_INPUT };
  // The rest of a sequence arrives in one read; by hand it would be struck key by key.
  const begun = typing.flushed + read;
  const at = sequence.exec(begun)?.index ?? begun.length;
  let { paste } = typing;
  let text = '';
  let rest = at < typing.flushed.length ? begun.slice(at) : typing.pending + read;
  for (;;) {
    const found = (paste === null ? sequence : end).exec(rest);
    if (found === null) break;
    const before = rest.slice(0, found.index);
    text += paste === null ? before.replace(lastEscapes, asKeys) : opening + paste + before + closing;
    paste = found[0] === opening ? '' : null;
    rest = rest.slice(found.index + found[0].length);
  }
  const pending = (paste === null ? beginning : ending).exec(rest)?.[0] ?? '';
  const before = rest.slice(0, rest.length - pending.length);
  return paste === null
    ? { text: text + before, typing: { paste, pending, flushed: '' } }
    : { text, typing: { paste: paste + before, pending, flushed: '' } };
}

const [sequence, end] = [new RegExp(`${esc}\\[200~|${answer}`), new RegExp(`${esc}\\[201~`)];

// Answers begin with a digit or a sign; Alt and P before a word are keys.
const halfAnswer = `${introducer}(?:(?![A-Za-z])${printable}{1,${longest}}${esc}?)?`;
// The ESCs before an opening stay with it until it is one: each of them may be Alt. The first alone is looked for, or a
// long row of them would be read once for each.
const beginning = new RegExp(`(?<!${esc})(?:${esc}*${halfAnswer}|${esc}+(?:\\[(?:2(?:00?)?)?)?)$`);
const ending = new RegExp(`${esc}(?:\\[(?:2(?:01?)?)?)?$`);
const lastOfRow = new RegExp(`${esc}(?!${esc})`);
const lastEscapes = new RegExp(`(?<!${esc})${esc}+$`);

const asKeys = (escapes: string): string => escapeKey.repeat(escapes.length);

/** For how long what is held may be held, in ms: as long as Ink waits for the rest of a sequence. */
export const HOLD_MS = 20;

/** Whether what is held is to be told when nothing follows it; the end of a paste always follows. */
export const hasPending = ({ paste, pending }: InputState): boolean => paste === null && pending !== '';

/**
 * Hands on what is held, because nothing followed it. ESC is Escape. The beginning of a sequence that goes on is none of
 * our keys, nor is Alt and `[`, or what an answer begins with.
 */
export function flushPending(typing: InputState): ParsedInput {
  if (!hasPending(typing)) return { text: '', typing };
  const flushed = typing.pending.slice(typing.pending.search(lastOfRow));
  const escapes = typing.pending.length - flushed.length;
  return { text: escapeKey.repeat(flushed === esc ? escapes + 1 : escapes), typing: { ...INITIAL_INPUT, flushed } };
}
