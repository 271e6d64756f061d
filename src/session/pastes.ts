/** What has been read of a terminal's input, as far as it says how the rest is to be read. */
export type Typing = {
  /** The beginning of a paste whose end is yet to come; null outside of one. */
  readonly paste: string | null;
  /** At the end of what was read, what may be the beginning of the marker that is looked for: handed on by nobody yet. */
  readonly held: string;
  /** What was held for too long, and told as keys: the rest of a marker after it, if it comes at once, is one all the same. */
  readonly told: string;
};

/** Nothing was read yet. */
export const noTyping: Typing = { paste: null, held: '', told: '' };

/** What is to be read as keys and whole pastes, and what was read after it. */
export type Handed = { readonly text: string; readonly typing: Typing };

// Bracketed paste, DEC mode 2004 (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html).
const [esc, opening, closing] = ['\u001b', '\u001b[200~', '\u001b[201~'];

/** ^C, which nobody pastes alone. */
const interrupt = '\u0003';

/** For how long nothing was read, in ms, where ^C is struck by who finds that no key is answered. */
const longSilence = 1000;

/** Escape, as a key that no byte after it can change: the form that the kitty keyboard protocol has for it. */
const escapeKey = `${esc}[27u`;

/**
 * Parts pastes from the keys before them, for a parser of keys that takes ESC before any sequence for Alt, and so the
 * opening of a paste for a key with Alt, and what was pasted for keys. What comes back holds each paste as a whole, and
 * before its opening no ESC that could be taken for a part of it. What may be an opening is held back until it is one or
 * is none. A paste waits for its end for as long as it takes: whatever comes before that was pasted. But where its end
 * was lost, that would be all that is ever struck, ^C too: one that comes by itself, after a `silence` (in ms, since what
 * was read last), ends the paste, and is no key then. Total.
 *
 *   ESC | ESC [200~ q            → Escape; held: the paste 'q'
 *   ESC [2 | 00~ q ESC [201~ j   → nothing; ESC [200~ q ESC [201~ j
 *   ESC ESC [2 | ~               → nothing; ESC ESC [2~, which is Insert with Alt
 *   ESC [200~ q | (silence) ^C   → nothing; ESC [200~ q ESC [201~
 */
export function readTyping(typing: Typing, read: string, silence = 0): Handed {
  if (typing.paste !== null && read === interrupt && silence >= longSilence)
    return { text: opening + typing.paste + typing.held + closing, typing: noTyping };
  // The rest of an opening arrives in one read; by hand it would be struck key by key.
  const isRest = typing.told !== '' && (typing.told + read).startsWith(opening);
  let { paste } = typing;
  let text = '';
  let rest = (isRest ? typing.told : typing.held) + read;
  for (;;) {
    const at = rest.indexOf(paste === null ? opening : closing);
    if (at < 0) break;
    const before = rest.slice(0, at);
    text += paste === null ? before.replace(lastEscapes, asKeys) : opening + paste + before + closing;
    paste = paste === null ? '' : null;
    rest = rest.slice(at + opening.length);
  }
  const held = (paste === null ? beginning : ending).exec(rest)?.[0] ?? '';
  const before = rest.slice(0, rest.length - held.length);
  return paste === null
    ? { text: text + before, typing: { paste, held, told: '' } }
    : { text, typing: { paste: paste + before, held, told: '' } };
}

// The ESCs before an opening stay with it until it is one: each of them may be Alt. The first alone is looked for, or a
// long row of them would be read once for each.
const beginning = new RegExp(`(?<!${esc})${esc}+(?:\\[(?:2(?:00?)?)?)?$`);
const ending = new RegExp(`${esc}(?:\\[(?:2(?:01?)?)?)?$`);
const lastEscapes = new RegExp(`(?<!${esc})${esc}+$`);

const asKeys = (escapes: string): string => escapeKey.repeat(escapes.length);

/** For how long what is held may be held, in ms: as long as Ink waits for the rest of a sequence. */
export const longestHold = 20;

/** Whether what is held is to be told when nothing follows it; the end of a paste always follows. */
export const isHeld = ({ paste, held }: Typing): boolean => paste === null && held !== '';

/**
 * Hands on what is held, because nothing followed it. ESC is Escape. The beginning of a sequence that goes on is none of
 * our keys, nor is Alt and `[`.
 */
export function tellHeld(typing: Typing): Handed {
  if (!isHeld(typing)) return { text: '', typing };
  const escapes = typing.held.lastIndexOf(esc);
  const told = typing.held.slice(escapes);
  return { text: escapeKey.repeat(told === esc ? escapes + 1 : escapes), typing: { ...noTyping, told } };
}
