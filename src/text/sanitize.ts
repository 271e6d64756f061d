declare const brand: unique symbol;

/** Text that is safe to send to a terminal: every character is printable. Only this file casts to it. */
export type Safe = string & { readonly [brand]: true };

/**
 * Where a text is shown. Prose drops invisible characters. Code and names (paths, addresses) show them, because they
 * could hide something. A name has neither line breaks nor tabs.
 */
export type TextContext = 'prose' | 'code' | 'name';

type Rule = { readonly characters: string; readonly show: (character: string, context: TextContext) => string };

const caret = (character: string): string => `^${String.fromCharCode(character.charCodeAt(0) ^ 0x40)}`;
const codePoint = (character: string): string =>
  `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;

const invisible = (character: string, context: TextContext): string =>
  context === 'prose' ? '' : codePoint(character);

/** Characters without a glyph, among them fillers (Unicode: Default_Ignorable_Code_Point). */
const IGNORABLE = [
  '\\u200b\\u200e\\u200f\\u061c\\u2060-\\u2065\\ufeff\\u00ad\\u034f\\u115f\\u1160\\u3164\\uffa0\\u17b4\\u17b5',
  '\\ufff0-\\ufff8\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0080}-\\u{e00ff}\\u{e01f0}-\\u{e0fff}',
].join('');

/** The characters to replace and their replacements. The first match wins. */
const RULES: readonly Rule[] = [
  { characters: '\\n', show: (character, context) => (context === 'name' ? caret(character) : character) },
  // Code keeps its tabs until they are expanded; in prose a tab is a space.
  {
    characters: '\\t',
    show: (character, context) => ({ name: caret(character), code: character, prose: ' ' })[context],
  },
  { characters: '\\0-\\x1f\\x7f', show: caret },
  { characters: '\\x80-\\x9f\\u2028-\\u202e\\u2066-\\u206f\\ufff9-\\ufffb', show: codePoint },
  { characters: IGNORABLE, show: invisible },
  { characters: '\\ud800-\\udfff', show: () => '\ufffd' },
];

// Tags can spell hidden text. They are valid in the flags of England, Scotland and Wales.
const FLAG_OR_TAG = '\\p{RGI_Emoji_Tag_Sequence}|([\\u{e0000}-\\u{e007f}])';

/** Scripts in which a joiner changes the shape of the letters around it (The Unicode Standard, 23.2). */
const JOINING = 'Arab Syrc Nkoo Mong Phag Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Mymr Khmr Tibt'
  .split(' ')
  .map(script => `\\p{sc=${script}}`)
  .join('');

const SELECTORS = '[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]';

/** Joiners and variation selectors in places where they have a meaning. The group matches all others. */
const JOINER_OR_STRAY = [
  `(?<=[[${JOINING}]&&\\p{L}][\\p{M}--${SELECTORS}]{0,8})[\\u200c\\u200d]`,
  // Between two emoji, the first perhaps with a selector or a skin tone (UTS #51, ED-16).
  '(?<=\\p{ExtPict}[\\ufe0f\\p{EMod}]?)\\u200d(?=\\p{ExtPict})',
  '(?<=[\\p{Emoji}--[#*0-9]])[\\ufe0e\\ufe0f]|(?<=[#*0-9])\\ufe0f(?=\\u20e3)',
  '(?<=[\\p{sc=Han}\\p{sc=Mymr}\\p{sc=Phag}\\p{Sm}])[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
  '(?<=[\\p{sc=Mong}&&\\p{L}])[\\u180b-\\u180f]',
  `([\\u200c\\u200d\\u180b-\\u180f]|${SELECTORS})`,
].join('|');

// Compiled on first use: most text is plain and never needs them.
let patterns: ReturnType<typeof compilePatterns> | undefined;
const compilePatterns = () => ({
  unsafe: new RegExp(`[${RULES.map(rule => rule.characters).join('')}]`, 'gu'),
  rules: RULES.map(rule => ({ ...rule, pattern: new RegExp(`^[${rule.characters}]$`, 'u') })),
  flagOrTag: new RegExp(FLAG_OR_TAG, 'gv'),
  joinerOrStray: new RegExp(JOINER_OR_STRAY, 'gv'),
  longMarks: /(\p{M}{8})(\p{M}+)/gu,
});

/** Latin, Greek and Cyrillic letters, punctuation, arrows and lines. They are safe, one cell wide, and do not combine. */
export const PLAIN =
  '\\x20-\\x7e\\xa0-\\xac\\xae-\\u02ff\\u0370-\\u0482\\u048a-\\u052f\\u2010-\\u2027\\u2030-\\u205e\\u2190-\\u21ff\\u2500-\\u257f\\u276f\\ufffd';
const isPlain = new RegExp(`^[\\n${PLAIN}]*$`);

/**
 * Makes any string safe to print. Idempotent.
 *
 *   sanitize('\u001b[31mred', 'prose') → '^[[31mred'      sanitize('a\u202eb', 'name') → 'a<U+202E>b'
 */
export function sanitize(text: string, context: TextContext): Safe {
  if (isPlain.test(text) && !(context === 'name' && text.includes('\n'))) return text as Safe;
  patterns ??= compilePatterns();
  const { unsafe, rules, flagOrTag, joinerOrStray, longMarks } = patterns;
  return (context === 'name' ? text : text.replaceAll('\r\n', '\n'))
    .replace(unsafe, character => rules.find(rule => rule.pattern.test(character))?.show(character, context) ?? '')
    .replace(flagOrTag, (match, tag?: string) => (tag === undefined ? match : codePoint(tag)))
    .replace(joinerOrStray, (match, stray?: string) => (stray === undefined ? match : invisible(stray, context)))
    .replace(longMarks, (_, first: string, rest: string) => `${first}<+${[...rest].length} marks>`) as Safe;
}

/** Maps string literals to themselves, and `string` and template types to `never`. */
type Literal<T extends string> = T extends unknown ? (Record<never, never> extends Record<T, true> ? never : T) : never;

/** Returns a literal of the source code as safe text. Its type rejects text that is only known at run time. */
export const trusted = <const T extends string>(text: Literal<T>): Safe => text as string as Safe;

/** Template tag: returns a template of safe texts and numbers as safe text. */
export const safe = (strings: TemplateStringsArray, ...values: readonly (Safe | number)[]): Safe =>
  String.raw({ raw: strings }, ...values) as Safe;

// A part of a safe text is safe, and two safe texts side by side are safe.

export const sliceSafe = (text: Safe, start: number, end?: number): Safe => text.slice(start, end) as Safe;

export const splitSafe = (text: Safe, separator: string | RegExp): readonly Safe[] => text.split(separator) as Safe[];

/** Concatenates texts without copying them. */
export const joinSafe = (texts: readonly Safe[]): Safe => texts.reduce((all, text) => all + text, '') as Safe;

export const repeatSafe = (text: Safe, count: number): Safe => text.repeat(Math.max(0, count)) as Safe;

export const blanks = (count: number): Safe => repeatSafe(trusted(' '), count);

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

// Well-formed sequences of three and of four bytes (The Unicode Standard, table 3-7).
const NEXT = '[\\x80-\\xbf]';
const THREE = `(?!\\xe0[^\\xa0-\\xbf]|\\xed[^\\x80-\\x9f])[\\xe0-\\xef]${NEXT}{2}`;
const FOUR = `(?!\\xf0[^\\x90-\\xbf]|\\xf4[^\\x80-\\x8f])[\\xf0-\\xf4]${NEXT}{3}`;

/** Controls of ASCII and C1, and single bytes outside of UTF-8 sequences that an eight-bit terminal reads as C1. */
const CONTROLS = new RegExp(
  [
    '[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]|\\r(?!\\n)',
    '\\xc2[\\x80-\\x9f]',
    `(?<![\\xc2-\\xdf]|(?=${THREE})[\\xe0-\\xef]${NEXT}?|(?=${FOUR})[\\xf0-\\xf4]${NEXT}{0,2})[\\x80-\\x9f]`,
  ].join('|'),
  'g',
);

function showControl(control: string): string {
  if (control < '\x80') return caret(control);
  return control.length > 1 ? codePoint(control.charAt(1)) : '\xef\xbf\xbd'; // U+FFFD
}

/**
 * Returns the bytes of a post for a pipe, which often ends at a terminal. Shows controls, and keeps all other bytes. Returns
 * the same array if there are no controls.
 */
export function sanitizeBytes(bytes: Uint8Array): Uint8Array {
  const text = latin1(bytes);
  const shown = text.replace(CONTROLS, showControl);
  return shown === text ? bytes : Buffer.from(shown, 'latin1');
}

/** The end of a piece that may belong to the next piece: a CR, or the beginning of a sequence. */
const UNFINISHED = /(?:\r|[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})$/;

/** The maximum for one replacement, because V8 keeps an object for each match. */
const SLICE_BYTES = 65_536;

/** Sanitizes a stream of bytes. The result is that of {@link sanitizeBytes} for the whole. */
export function* sanitizePieces(pieces: Iterable<Uint8Array>): Generator<Uint8Array, void> {
  let pending: Uint8Array = new Uint8Array();
  for (const piece of pieces)
    for (let from = 0; from < piece.length; from += SLICE_BYTES) {
      const bytes = Buffer.concat([pending, piece.subarray(from, from + SLICE_BYTES)]);
      const end = bytes.length - (UNFINISHED.exec(latin1(bytes.subarray(-3)))?.[0].length ?? 0);
      pending = bytes.subarray(end);
      yield sanitizeBytes(bytes.subarray(0, end));
    }
  yield sanitizeBytes(pending);
}
