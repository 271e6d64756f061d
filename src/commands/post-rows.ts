import { folderOf } from '../posts/file-names.ts';
import { haikuFromSlug } from '../posts/slug.ts';
import type { Post } from '../posts/types.ts';
import { sanitize, trusted } from '../text/sanitize.ts';
import type { Row, Span, StyleName } from '../text/span.ts';
import { appendSpans } from '../text/style-runs.ts';
import type { Output } from './command.ts';
import { pathSpan, textSpan } from './output.ts';

/** How a post stands in lists. `graphemes` is needed for matches only. */
type NameOptions = {
  /** Offsets into `searchedText`. */
  readonly matched?: readonly number[];
  readonly graphemes?: (text: string) => readonly string[];
  readonly base?: readonly StyleName[];
};

/** The haiku of a post, with its slashes in their own style, or else its title. */
export function nameSpans({ haiku, title }: Post, options: NameOptions = {}): Row {
  const { matched = [], graphemes = text => [text], base = [] } = options;
  const isMatched = new Set(matched);
  const split = matched.length > 0 ? graphemes : (text: string) => [text];
  const spans: Span[] = [];
  let at = 0;
  for (const [number, line] of (haiku ?? [title]).entries()) {
    if (number > 0) {
      spans.push({ text: trusted(' / '), styles: ['slash'] });
      at += ' / '.length;
    }
    for (const piece of split(line)) {
      const styles: readonly StyleName[] = isMatched.has(at) ? [...base, 'match'] : base;
      appendSpans(spans, [{ text: sanitize(piece, 'name'), styles }]);
      at += piece.length;
    }
  }
  return spans;
}

/** What stands after the name of a post: `  draft  blog/trains  2020-10-12`. A post whose path is a haiku has no folder. */
export function detailSpans({ slug, path, draft, date }: Post, hasDate = true): Row {
  const folder = haikuFromSlug(slug) ? '' : folderOf(path);
  const details = [draft ? 'draft' : '', folder, hasDate ? date : ''].filter(Boolean);
  return details.length === 0 ? [] : [textSpan(`  ${details.join('  ')}`, 'dim')];
}

/** A post in a list: its name on a screen, and its path for another program, both with the same `before`. */
export const listed = (post: Post, options: NameOptions & { readonly before?: Row } = {}): Output => ({
  kind: 'listed',
  toRow: () => [...(options.before ?? []), ...nameSpans(post, options), ...detailSpans(post, !options.before)],
  toPathRow: () => [...(options.before ?? []), pathSpan(post)],
});
