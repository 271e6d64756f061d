import { postPath, type Slug, toSlug } from '../posts/slug.ts';
import type { Post } from '../posts/types.ts';
import { type Hit, searchedText } from '../search/hits.ts';
import { sanitize, trusted } from '../text/sanitize.ts';
import type { Span } from '../text/span.ts';
import { appendSpans } from '../text/style-runs.ts';
import type { Command, Output } from './command.ts';
import { fail, postRow, reportUnread, reportUnreadable, row, textSpan } from './output.ts';

export const find: Command = {
  name: 'find',
  operands: '<query>...',
  summary: 'find posts by a few words or letters of their haiku, best first',
  options: {
    n: { short: 'n', value: 'N', min: 1, help: 'print at most N posts (default: all)' },
    json: { help: 'print one JSON object per line' },
  },
  async *run({ operands, options: { n, json } }, { library }) {
    const query = toSlug(operands.join(' '));
    if (query === '') return yield* fail('find', "empty query: list all posts with 'haiku-posts ls'");
    const [{ createSearch }, { graphemes }] = await Promise.all([
      import('../search/index.ts'),
      import('../text/width.ts'),
    ]);
    const hits = createSearch(await library().posts())(query);
    const isPartial = yield* reportUnreadable('find', library());
    yield* reportUnread('find', library());
    if (hits.length === 0) return yield* fail('find', `${operands.join(' ')}: no match`, 1);
    const count = n === undefined ? hits.length : Math.min(hits.length, Number(n));
    for (let rank = 0; rank < count; rank++) {
      const { post, matched } = hits.at(rank) as Hit;
      if (json) yield postRow(post);
      else
        yield highlightedPath(post, graphemes(post.slug), hasSameOffsets(post.slug, searchedText(post)) ? matched : []);
    }
    return isPartial ? 1 : 0;
  },
};

/** Whether a slug differs from the searched text only in case and hyphens, so that offsets are the same in both. */
const hasSameOffsets = (slug: Slug, text: string): boolean =>
  slug.length === text.length && slug.toLowerCase() === text.toLowerCase().replaceAll(' ', '-');

/** Highlights the graphemes of a slug that start at an offset in `matched`. */
function highlightedPath(post: Post, slug: readonly string[], matched: readonly number[]): Output {
  const isMatched = new Set(matched);
  const spans: Span[] = [{ text: trusted('post/'), styles: [] }];
  let at = 0;
  for (const grapheme of slug) {
    appendSpans(spans, [{ text: sanitize(grapheme, 'name'), styles: isMatched.has(at) ? ['match'] : [] }]);
    at += grapheme.length;
  }
  return row(...spans, textSpan(postPath(post).slice('post/'.length + at)));
}
