/** In UTF-16 units. A post without line breaks may be one long title. */
const MAX_LENGTH = 500;

/** Tags of the inline HTML elements that titles have. Other tags are text: `Vec<T>`. */
const TAG =
  /<\/?(?:a|abbr|b|big|br|center|cite|code|del|em|font|i|img|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|tt|u|var)(?:\s[^<>]*|\/)?>/gi;

/** The letters from U+00C0 on, by their names in HTML. */
const LETTERS = (
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ' +
  'ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml ' +
  'eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
).split(' ');

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  middot: '·',
  bull: '•',
  times: '×',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  larr: '←',
  rarr: '→',
  ...Object.fromEntries(LETTERS.map((name, at) => [name, String.fromCharCode(0xc0 + at)])),
};
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi;

const ESCAPE = /\\([!-/:-@[-`{-~])/g;
const CODE = /(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g;
const IMAGE = /!\[[^[\]]*\](?:\([^()]*\)|\[[^[\]]*\])/g;
const WIKILINK = /!?\[\[(?:[^[\]|]*\|)?([^[\]|]+)\]\]/g;
const LINK = /!?\[((?:[^[\]]|\[[^[\]]*\])*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+["'(][^)]*)?\)/g;
const REFERENCE = /!?\[([^[\]]+)\]\[[^[\]]*\]/g;
const NOTE = /\[\^[^[\]\s]+\]/g;
const AUTOLINK = /<((?:https?:\/\/|mailto:)[^<>\s]*)>/g;
const ATTRIBUTES = /\s*\{:?\s*[#.][^{}]*\}\s*$/;
const EMPHASIS = [
  /(?<!\*)(\*{1,3}|~~|==)(?=[^\s*])(.*?[^\s\\*])\1(?!\*)/g,
  /(?<![\p{L}\p{N}_])(_{1,3})(?=[^\s_])(.*?[^\s\\_])\1(?![\p{L}\p{N}_])/gu,
];

// Characters that are not marks are moved to the private use area, so that later rules do not match them.
const PRIVATE = 0xe000;
const protect = (text: string): string =>
  text.replace(/[!-~]/g, character => String.fromCharCode(PRIVATE + character.charCodeAt(0)));
const restore = (text: string): string =>
  text.replace(/[\ue021-\ue07e]/g, character => String.fromCharCode(character.charCodeAt(0) - PRIVATE));

/** Whether a text may have inline marks. For the parser, these include math, comments of Obsidian, and addresses. */
export const hasMarks = (text: string): boolean => /[\\`*_~=[<&{$%@]|:\/\//.test(text);

/**
 * Removes the marks from a line of Markdown. Needs no parser.
 *
 *   'On `ls -l` and **[Ink](https://…)** &amp; co {#ls}' → 'On ls -l and Ink & co'
 */
export function toPlainText(line: string): string {
  const whole = line.slice(0, MAX_LENGTH);
  // The text of an image counts only if there is no other text.
  const others = whole.replace(IMAGE, '');
  const start = /\w|[^\0-\x7f]/.test(others.replace(/\]\([^()]*\)/g, '')) ? others : whole;
  if (!hasMarks(start)) return start.replace(/\s+/g, ' ').trim();
  let text = start
    .replace(CODE, (_, _marks, code: string) => protect(code.trim() || code))
    .replace(ESCAPE, (_, character: string) => protect(character))
    .replace(AUTOLINK, (_, address: string) => protect(address))
    .replace(ATTRIBUTES, '')
    .replace(NOTE, '')
    .replace(WIKILINK, '$1')
    .replace(LINK, '$1')
    .replace(LINK, '$1') // an image in a link
    .replace(REFERENCE, '$1')
    .replace(TAG, '')
    .replace(ENTITY, decodeEntity);
  for (const emphasis of [...EMPHASIS, ...EMPHASIS]) text = text.replace(emphasis, '$2');
  return restore(text).replace(/\s+/g, ' ').trim();
}

function decodeEntity(source: string, decimal?: string, hex?: string, name = ''): string {
  const number = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
  if (number === null) return protect(ENTITIES[name] ?? source);
  // As in CommonMark 6.2. Controls are not decoded, because a terminal may obey them.
  const isCharacter = number >= 0x20 && number <= 0x10ffff && !(number >= 0x7f && number < 0xa0);
  return protect(isCharacter ? String.fromCodePoint(number) : '\ufffd');
}
