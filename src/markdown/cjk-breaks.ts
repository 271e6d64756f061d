import type { Token } from 'markdown-it';

/** Chinese and Japanese letters and punctuation. Korean has spaces between its words. */
const CJK =
  '[\\u2e80-\\u2fdf\\u3000-\\u30ff\\u3105-\\u312f\\u31a0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff01-\\uff9f\\u{20000}-\\u{3fffd}]';
/** Punctuation that Chinese shares with other scripts. */
const SHARED = '[“”‘’…—·]{0,2}';
const MARKS = '[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]?';
const endsCjk = new RegExp(`${CJK}${MARKS}${SHARED}$`, 'u');
const startsCjk = new RegExp(`^${SHARED}${CJK}`, 'u');
/** The maximum number of characters that the expressions match. */
const MAX_LENGTH = 8;

/** Hides the soft breaks within Chinese and Japanese text, where a line end is not a space (CSS Text 4, 4.1.3). */
export function hideCjkBreaks(children: readonly Token[]): void {
  let before = '';
  let open: Token | null = null;
  for (const token of children) {
    if (token.type === 'softbreak') open = token;
    if (token.content === '') continue;
    if (open && endsCjk.test(before) && startsCjk.test(token.content.slice(0, MAX_LENGTH))) open.hidden = true;
    open = null;
    before = token.content.slice(-MAX_LENGTH);
  }
}
