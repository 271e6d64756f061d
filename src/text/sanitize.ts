declare const brand: unique symbol;

/** Text that is safe to send to a terminal: every character in it only prints. Only this file makes such a text. */
export type Safe = string & { readonly [brand]: true };

/**
 * Where a text stands. In prose, marks that only steer layout are dropped; in code, names and addresses, where one
 * could hide, they are shown; a name has no line breaks or tabs of its own.
 */
export type TextContext = 'prose' | 'code' | 'name';

type Rule = { readonly characters: string; readonly show: (character: string, place: TextContext) => string };

const caret = (character: string): string => `^${String.fromCharCode(character.charCodeAt(0) ^ 0x40)}`;
const codePoint = (character: string): string =>
  `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;

const invisible = (character: string, place: TextContext): string => (place === 'prose' ? '' : codePoint(character));

/** Characters that leave no trace where they stand, fillers among them (Unicode: Default_Ignorable_Code_Point). */
const untraced = [
  '\\u200b\\u200e\\u200f\\u061c\\u2060-\\u2065\\ufeff\\u00ad\\u034f\\u115f\\u1160\\u3164\\uffa0\\u17b4\\u17b5',
  '\\ufff0-\\ufff8\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0080}-\\u{e00ff}\\u{e01f0}-\\u{e0fff}',
].join('');

/** Every character that does not go to a terminal as it is, and what goes in its place. First match wins. */
const rules: readonly Rule[] = [
  { characters: '\\n', show: (character, place) => (place === 'name' ? caret(character) : character) },
  // Code keeps its tabs, for its layout to set at their stops; in prose one is a blank like any other.
  { characters: '\\t', show: (character, place) => ({ name: caret(character), code: character, prose: ' ' })[place] },
  { characters: '\\0-\\x1f\\x7f', show: caret },
  { characters: '\\x80-\\x9f\\u2028-\\u202e\\u2066-\\u206f\\ufff9-\\ufffb', show: codePoint },
  { characters: untraced, show: invisible },
  { characters: '\\ud800-\\udfff', show: () => '\ufffd' },
];

// Tags spell a hidden text, unless they are the end of a flag: that of England, of Scotland or of Wales.
const flagOrTag = '\\p{RGI_Emoji_Tag_Sequence}|([\\u{e0000}-\\u{e007f}])';

/** Scripts in which a joiner says how the letters around it are drawn (The Unicode Standard, 23.2). */
const joining = 'Arab Syrc Nkoo Mong Phag Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Mymr Khmr Tibt'
  .split(' ')
  .map(script => `\\p{sc=${script}}`)
  .join('');

const selectors = '[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]';

/** Joiners and variation selectors that have a meaning where they stand, or else, as a group, a stray one. */
const joinerOrStray = [
  `(?<=[[${joining}]&&\\p{L}][\\p{M}--${selectors}]{0,8})[\\u200c\\u200d]`,
  // Between two emoji, the first perhaps with a selector or a skin tone (UTS #51, ED-16).
  '(?<=\\p{ExtPict}[\\ufe0f\\p{EMod}]?)\\u200d(?=\\p{ExtPict})',
  '(?<=[\\p{Emoji}--[#*0-9]])[\\ufe0e\\ufe0f]|(?<=[#*0-9])\\ufe0f(?=\\u20e3)',
  '(?<=[\\p{sc=Han}\\p{sc=Mymr}\\p{sc=Phag}\\p{Sm}])[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
  '(?<=[\\p{sc=Mong}&&\\p{L}])[\\u180b-\\u180f]',
  `([\\u200c\\u200d\\u180b-\\u180f]|${selectors})`,
].join('|');

// Made when a text first needs them: nearly every text that is printed into a pipe is plain.
let made: ReturnType<typeof patterns> | undefined;
const patterns = () => ({
  any: new RegExp(`[${rules.map(rule => rule.characters).join('')}]`, 'gu'),
  each: rules.map(rule => ({ ...rule, pattern: new RegExp(`^[${rule.characters}]$`, 'u') })),
  flagOrTag: new RegExp(flagOrTag, 'gv'),
  joinerOrStray: new RegExp(joinerOrStray, 'gv'),
});

/** Latin letters, punctuation, arrows and lines: no rule changes them, so nearly every text needs no other pattern. */
const plain = /^[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u257f]*$/;

/**
 * Makes a text safe to print. Idempotent, and total: any string goes in.
 *
 *   sanitize('\u001b[31mred', 'prose') → '^[[31mred'      sanitize('a\u202eb', 'name') → 'a<U+202E>b'
 */
export function sanitize(text: string, place: TextContext): Safe {
  if (plain.test(text) && !(place === 'name' && text.includes('\n'))) return text as Safe;
  made ??= patterns();
  const { any, each, flagOrTag, joinerOrStray } = made;
  const longMarks = /(\p{M}{8})(\p{M}+)/gu;
  return (place === 'name' ? text : text.replaceAll('\r\n', '\n'))
    .replace(any, character => each.find(rule => rule.pattern.test(character))?.show(character, place) ?? '')
    .replace(flagOrTag, (found, tag?: string) => (tag === undefined ? found : codePoint(tag)))
    .replace(joinerOrStray, (found, stray?: string) => (stray === undefined ? found : invisible(stray, place)))
    .replace(longMarks, (_, kept: string, rest: string) => `${kept}<+${[...rest].length} marks>`) as Safe;
}

/** Maps string literals to themselves, and `string` and template types to `never`. */
type Literal<T extends string> = T extends unknown ? (Record<never, never> extends Record<T, true> ? never : T) : never;

/** Returns a literal of this program's own source as safe text. Its type refuses text that is only known at run time. */
export const trusted = <const T extends string>(text: Literal<T>): Safe => text as string as Safe;

/** Template tag: returns the template with its safe texts and numbers as safe text. */
export const safe = (strings: TemplateStringsArray, ...values: readonly (Safe | number)[]): Safe =>
  String.raw({ raw: strings }, ...values) as Safe;

// Parts of a safe text are safe, and so are safe texts side by side: no rule looks across a boundary it did not cut.

export const sliceSafe = (text: Safe, start: number, end?: number): Safe => text.slice(start, end) as Safe;

export const splitSafe = (text: Safe, separator: string | RegExp): readonly Safe[] => text.split(separator) as Safe[];

/** Concatenates texts, without copying them. */
export const joinSafe = (texts: readonly Safe[]): Safe => texts.reduce((all, text) => all + text, '') as Safe;

export const repeatSafe = (text: Safe, count: number): Safe => text.repeat(Math.max(0, count)) as Safe;

export const blanks = (count: number): Safe => repeatSafe(trusted(' '), count);

/** Bytes as characters of as many: those below U+0100. */
const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

// Well-formed sequences of three bytes and of four (table 3-7 of the Unicode Standard).
const next = '[\\x80-\\xbf]';
const three = `(?!\\xe0[^\\xa0-\\xbf]|\\xed[^\\x80-\\x9f])[\\xe0-\\xef]${next}{2}`;
const four = `(?!\\xf0[^\\x90-\\xbf]|\\xf4[^\\x80-\\x8f])[\\xf0-\\xf4]${next}{3}`;

/** Controls: of ASCII, of C1, and the bytes in no sequence that an eight-bit terminal takes for one of C1. */
const controls = new RegExp(
  [
    '[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]|\\r(?!\\n)',
    '\\xc2[\\x80-\\x9f]',
    // In a sequence is what stands behind the first byte of one that reaches so far.
    `(?<![\\xc2-\\xdf]|(?=${three})[\\xe0-\\xef]${next}?|(?=${four})[\\xf0-\\xf4]${next}{0,2})[\\x80-\\x9f]`,
  ].join('|'),
  'g',
);

function shownControl(control: string): string {
  if (control < '\x80') return caret(control);
  return control.length > 1 ? codePoint(control.charAt(1)) : '\xef\xbf\xbd'; // U+FFFD
}

/**
 * The bytes of a post for a pipe: every byte as it is but for controls, which are shown, because the end of a
 * pipeline is often a terminal. Where there are none (nearly always) the same array comes back, not a copy.
 */
export function sanitizeBytes(bytes: Uint8Array): Uint8Array {
  const text = latin1(bytes);
  const shown = text.replace(controls, shownControl);
  return shown === text ? bytes : Buffer.from(shown, 'latin1');
}

/** What at the end may belong together with what follows: a CR, or the beginning of a sequence. */
const unfinished = /(?:\r|[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})$/;

/** Bytes that are looked at in one go: V8 keeps an object for each control until it has found them all. */
const reach = 65_536;

/** The same of bytes that come piece by piece, wherever they are parted: it gives what the whole would give. */
export function* sanitizePieces(pieces: Iterable<Uint8Array>): Generator<Uint8Array, void> {
  let held: Uint8Array = new Uint8Array();
  for (const piece of parted(pieces)) {
    const bytes = held.length > 0 ? Buffer.concat([held, piece]) : piece;
    const end = bytes.length - (unfinished.exec(latin1(bytes.subarray(-3)))?.[0].length ?? 0);
    held = bytes.subarray(end);
    yield sanitizeBytes(bytes.subarray(0, end));
  }
  yield sanitizeBytes(held);
}

function* parted(pieces: Iterable<Uint8Array>): Generator<Uint8Array, void> {
  for (const piece of pieces)
    for (let from = 0; from < piece.length; from += reach) yield piece.subarray(from, from + reach);
}
