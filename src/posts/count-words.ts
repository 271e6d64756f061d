import { replaceData } from './data-addresses.ts';

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu;

/** Counts the words of prose: not of code, comments, HTML tags or data in addresses. In CJK, two characters are a word. */
export function countWords(body: string): number {
  const prose = removeMarkup(replaceData(body, () => ' '));
  const characters = prose.match(CJK)?.length ?? 0;
  const rest = characters > 0 ? prose.replace(CJK, ' ') : prose;
  let words = Math.ceil(characters / 2);
  WORD.lastIndex = 0;
  while (WORD.test(rest)) words++; // not match(): a folder has millions of words
  return words;
}

const OPENING = /^[ \t>]*(`{3,}|~{3,})|<!--|<(?:script|style)\b|<\/?[a-z][^<>]*>/gim;

/** Removes everything that is not prose. Takes linear time, because a missing closing mark is searched only once. */
function removeMarkup(body: string): string {
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
