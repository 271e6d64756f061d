import { type Slug, toSlug } from '../posts/slug.ts';
import { type Hit, searchedText } from '../search/hits.ts';
import { safe, sanitize, trusted } from '../text/sanitize.ts';
import type { Span } from '../text/span.ts';
import type { Command, Output } from './command.ts';
import { fail } from './errors.ts';
import { postRow } from './json-row.ts';
import { unreadableFolders } from './post-errors.ts';

/** Finds posts as the session's menu does while one types, best first. */
export const find: Command = {
  name: 'find',
  operands: '<query>',
  summary: 'find posts by a few words or letters of their haiku, best first',
  options: {
    n: { short: 'n', value: 'N', help: 'the first N posts' },
    json: { help: 'one JSON object a line' },
  },
  async *run({ operands, options }, { library }) {
    const query = toSlug(operands.join(' '));
    if (query === '') return yield* fail('find', "what for? 'haiku-posts ls' lists every post");
    const { n = null, json } = options;
    if (n !== null && !/^[1-9]\d*$/.test(String(n)))
      return yield* fail('find', `-n: ${n}: expected a number of posts, 1 or more`);
    const [{ createSearch }, { graphemes }] = await Promise.all([
      import('../search/index.ts'),
      import('../text/width.ts'),
    ]);
    const hits = createSearch(await library().posts())(query);
    const missed = unreadableFolders('find', library());
    yield* missed;
    if (hits.length === 0) return yield* fail('find', `${operands.join(' ')}: no post matches`, 1);
    const wanted = n === null ? hits.length : Math.min(hits.length, Number(n));
    for (let rank = 0; rank < wanted; rank++) {
      const { post, matched } = hits.at(rank) as Hit;
      yield json ? postRow(post) : path(graphemes(post.slug), isSpelt(post.slug, searchedText(post)) ? matched : []);
    }
    return missed.length > 0 ? 1 : 0;
  },
};

/** Whether a slug is the text char for char, so that offsets into one are offsets into the other. */
const isSpelt = (slug: Slug, text: string): boolean =>
  slug.length === text.length && slug.toLowerCase() === text.toLowerCase().replaceAll(' ', '-');

/** The path of a post, of its slug in graphemes; those that begin at an offset in `matched` are marked. */
function path(slug: readonly string[], matched: readonly number[]): Output {
  const isMatched = new Set(matched);
  const spans: Span[] = [{ text: trusted('post/'), styles: [] }];
  let at = 0;
  for (const grapheme of slug) {
    const styles: Span['styles'] = isMatched.has(at) ? ['match'] : [];
    const text = sanitize(grapheme, 'name');
    const last = spans.at(-1);
    if (last && last.styles.length === styles.length) spans.splice(-1, 1, { text: safe`${last.text}${text}`, styles });
    else spans.push({ text, styles });
    at += grapheme.length;
  }
  return { kind: 'row', spans: [...spans, { text: trusted('.md'), styles: [] }] };
}
