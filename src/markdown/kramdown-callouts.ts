import type { StateCore, Token } from 'markdown-it';
import { titleOf } from './callouts.ts';
import { MAX_DEPTH } from './limits.ts';

/** The type of the token for a line of attributes with the class of a callout: `{: .note }`, `{: .prompt-tip }`. */
export const CALLOUT_CLASS = 'callout_class';

/** The class of a callout whose first paragraph is the title (Just the Docs). */
const TITLED = /-title$/;

/** Turns blocks into callouts if a line of attributes gives them a class: the block above the line, else the block below. */
export function nameCallouts(tokens: Token[], create: StateCore['Token']): Token[] {
  if (!tokens.some(({ type }) => type === CALLOUT_CLASS)) return tokens;
  const kinds = kindsOfBlocks(tokens);
  const named: Token[] = [];
  /** The number of open tokens. `quotes`: this number at the start of each open quote that was put around a block. */
  let open = 0;
  const quotes: number[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.type === CALLOUT_CLASS) continue;
    const kind = kinds.get(at);
    token.level += quotes.length;
    const { level, map } = token;
    const push = (type: string, tag: string, nesting: -1 | 0 | 1, changes: Partial<Token>): void => {
      named.push(Object.assign(new create(type, tag, nesting), { block: true, map }, changes));
    };
    const isQuote = token.type === 'blockquote_open';
    const isNamed = kind !== undefined && level < MAX_DEPTH;
    if (isNamed && !isQuote) {
      push('blockquote_open', 'blockquote', 1, { level });
      quotes.push(open);
      token.level++;
    } else named.push(token);
    if (isNamed) {
      const isTitled = isQuote && TITLED.test(kind) && tokens[at + 1]?.type === 'paragraph_open';
      const title = isTitled ? (tokens[at + 2]?.content ?? '') : '';
      push('callout_title_open', 'p', 1, { level: level + 1 });
      push('inline', '', 0, { level: level + 2, content: titleOf(kind.replace(TITLED, ''), title), children: [] });
      push('callout_title_close', 'p', -1, { level: level + 1, map: null });
      if (!isQuote) named.push(token);
      if (isTitled) at += 3;
    }
    open += token.nesting;
    if (token.nesting <= 0 && open === quotes.at(-1)) {
      quotes.pop();
      push('blockquote_close', 'blockquote', -1, { level: level - 1, map: null });
    }
  }
  return named;
}

/** The kinds of callouts by the index of the first token of their block. */
function kindsOfBlocks(tokens: readonly Token[]): ReadonlyMap<number, string> {
  const kinds = new Map<number, string>();
  /** The index of the last block at each level. */
  const last: number[] = [];
  for (const [at, { type, level, nesting, map, meta }] of tokens.entries()) {
    if (nesting < 0) last.length = Math.min(last.length, level + 1);
    else if (type !== CALLOUT_CLASS) last[level] = at;
    if (type !== CALLOUT_CLASS) continue;
    const above = last[level] ?? -1;
    const isAbove = tokens[above]?.map?.[1] === map?.[0];
    const below = tokens[at + 1];
    const isBelow = below?.level === level && below.nesting >= 0 && below.type !== CALLOUT_CLASS;
    if (isAbove) kinds.set(above, String(meta?.kind));
    else if (isBelow) kinds.set(at + 1, String(meta?.kind));
  }
  return kinds;
}
