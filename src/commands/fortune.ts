import type { Post } from '../posts/types.ts';
import { searchedText } from '../search/hits.ts';
import { compilePattern } from '../search/regex.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Command, Output } from './command.ts';
import { fail } from './errors.ts';
import { NO_POSTS, unreadableFolders } from './post-errors.ts';

/** Tells the haiku of a post, as fortune(6) tells a saying. */
export const fortune: Command = {
  name: 'fortune',
  operands: '',
  summary: 'tell one haiku, by chance, and where it is from',
  options: {
    m: { short: 'm', value: 'PATTERN', help: 'one that matches a regular expression, in capitals or not' },
    seed: { value: 'N', help: 'the same one every time, for as long as the posts are the same' },
  },
  async *run({ operands, options }, { library }) {
    const { m = null, seed = null } = options;
    if (operands.length > 0)
      return yield* fail('fortune', `${operands[0]}: takes no operands; -m PATTERN chooses by what a haiku says`);
    if (seed !== null && !/^\d{1,15}$/.test(String(seed)))
      return yield* fail('fortune', `--seed: ${seed}: expected a whole number`);
    const expression = m === null ? null : compilePattern({ text: String(m), ignoresCase: true });
    if (expression && 'problem' in expression) return yield* fail('fortune', `${m}: ${expression.problem}`);
    const posts = (await library().posts()).filter(
      post => !expression || searchedText(post).search(expression.line) >= 0,
    );
    const missed = unreadableFolders('fortune', library());
    yield* missed;
    if (posts.length === 0 && m === null && missed.length > 0) return 1;
    if (posts.length === 0) return yield* fail('fortune', m === null ? NO_POSTS : `${m}: no haiku matches`, 1);
    const post = posts[Math.floor(posts.length * (seed === null ? Math.random() : scattered(Number(seed))))] as Post;
    for (const line of post.haiku) if (line !== '') yield row(line, 'haiku');
    yield row(`post/${post.slug}.md`, 'dim');
    return missed.length > 0 ? 1 : 0;
  },
};

const row = (text: string, style: 'haiku' | 'dim'): Output => ({
  kind: 'row',
  spans: [{ text: sanitize(text, style === 'dim' ? 'name' : 'prose'), styles: [style] }],
});

/** A number from 0 to before 1 for a whole number; neighbours are far apart (the golden ratio's multiples, modulo 1). */
const scattered = (seed: number): number => (seed * 0.618033988749895) % 1;
