import { folderOf } from '../posts/file-names.ts';
import { haikuFromSlug } from '../posts/slug.ts';
import type { Post } from '../posts/types.ts';
import { sanitize, trusted } from '../text/sanitize.ts';
import type { Row, Span, StyleName } from '../text/span.ts';
import { appendSpans } from '../text/style-runs.ts';
import type { Output } from './command.ts';
import { pathSpan, textSpan } from './output.ts';

/** How to format the name of a post. `graphemes`: needed only with `matched`. */
type NameOptions = {
  /** Offsets of the highlighted letters in `searchedText`. */
  readonly matched?: readonly number[];
  readonly graphemes?: (text: string) => readonly string[];
  readonly base?: readonly StyleName[];
};

/** Returns the haiku of a post, with its slashes in their own style, or else its title. */
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

/** Returns the details after the name: `  draft  blog/trains  2020-10-12`. If the path is a haiku, it shows no folder. */
export function detailSpans({ slug, path, draft, date }: Post, hasDate = true): Row {
  const folder = haikuFromSlug(slug) ? '' : folderOf(path);
  const details = [draft ? 'draft' : '', folder, hasDate ? date : ''].filter(Boolean);
  return details.length === 0 ? [] : [textSpan(`  ${details.join('  ')}`, 'dim')];
}

/** Returns a post in a list: its name for a terminal, and its path for a pipe. `before` is in front of both. */
export const listed = (post: Post, options: NameOptions & { readonly before?: Row } = {}): Output => ({
  kind: 'listed',
  toRow: () => [...(options.before ?? []), ...nameSpans(post, options), ...detailSpans(post, !options.before)],
  toPathRow: () => [...(options.before ?? []), pathSpan(post)],
});
