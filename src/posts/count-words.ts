import { replaceData } from './data-addresses.ts';

/** The kinds of characters. A joiner only continues a word. In CJK, two characters are a word. */
const [LETTER, JOINER, CJK, OTHER] = [1, 2, 4, 8] as const;
const KINDS = [
  { kind: CJK, pattern: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u },
  { kind: LETTER, pattern: /[\p{L}\p{N}]/u },
  { kind: JOINER, pattern: /[\p{M}'’.-]/u },
];
/** The kinds of the code points that occurred so far. The others are 0, and the system gives memory only for what is used. */
const known = new Uint8Array(0x110000);

function kindOf(code: number): number {
  const character = String.fromCodePoint(code);
  known[code] = KINDS.find(({ pattern }) => pattern.test(character))?.kind ?? OTHER;
  return known[code];
}

/** Counts the words of prose: not of code, comments, HTML tags or data in addresses. */
export function countWords(body: string): number {
  const prose = removeMarkup(replaceData(body, () => ' '));
  let [words, characters, isInWord] = [0, 0, 0];
  for (let at = 0; at < prose.length; at++) {
    const code = prose.codePointAt(at) as number;
    const kind = known[code] || kindOf(code);
    // Bits, because the processor would guess a branch wrong at every word: that takes as long as all the rest.
    words += kind & LETTER & ~isInWord;
    isInWord = (kind & LETTER) | (isInWord & (kind >> 1));
    characters += (kind >> 2) & 1;
    if (code > 0xffff) at++;
  }
  return words + Math.ceil(characters / 2);
}

const OPENING = /^[ \t>]*(`{3,}|~{3,})|<!--|<(?:script|style)\b|<\/?[a-z][^<>]*>/gim;

/** Removes everything that is not prose. Takes linear time, because a missing closing mark is searched only once. */
function removeMarkup(body: string): string {
  if (!/<|`{3}|~{3}/.test(body)) return body;
  const missing = new Set<string>();
  const closings = new Map<string, RegExp>();
  let [prose, from] = ['', 0];
  const remove = (start: number, end: number): void => {
    prose += `${body.slice(from, start)} `;
    from = end;
    OPENING.lastIndex = end;
  };
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(body); match; match = OPENING.exec(body)) {
    const { 0: found, 1: fence, index } = match;
    const end = OPENING.lastIndex;
    if (fence) {
      // A fence that is not closed ends with the text (CommonMark 4.5).
      const closing = closings.get(fence) ?? new RegExp(`^[ \\t>]*${fence}`, 'gm');
      closings.set(fence, closing);
      closing.lastIndex = end;
      remove(index, closing.test(body) ? closing.lastIndex : body.length);
    } else if (found.endsWith('>')) remove(index, end);
    else {
      const closing = found === '<!--' ? '-->' : '</';
      const at = missing.has(closing) ? -1 : body.indexOf(closing, end);
      if (at < 0) missing.add(closing);
      else remove(index, at + closing.length);
    }
  }
  return prose + body.slice(from);
}
