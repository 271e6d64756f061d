import { folderOf } from '../posts/file-names.ts';
import { haikuFromSlug } from '../posts/slug.ts';
import type { Post } from '../posts/types.ts';
import type { Hit, MatchedField } from '../search/hits.ts';
import { sanitize, trusted } from '../text/sanitize.ts';
import type { Row, Span, StyleName } from '../text/span.ts';
import { appendSpans } from '../text/style-runs.ts';
import { graphemes } from '../text/width.ts';
import { textSpan } from './output.ts';

/** How to format a post in a list. */
type NameOptions = Partial<Pick<Hit, 'matched' | 'fields'>> & {
  readonly base?: readonly StyleName[];
};

/** Returns the haiku of a post, with its slashes in their own style, or else its title. */
export function nameSpans({ haiku, title }: Pick<Post, 'haiku' | 'title'>, options: NameOptions = {}): Row {
  const { matched = [] } = options;
  const spans: Span[] = [];
  let at = 0;
  for (const [number, line] of (haiku ?? [title]).entries()) {
    if (number > 0) {
      spans.push({ text: trusted(' / '), styles: ['slash'] });
      at += ' / '.length;
    }
    const start = at;
    appendSpans(spans, markedSpans(line, { ...options, matched: matched.map(offset => offset - start) }));
    at += line.length;
  }
  return spans;
}

function markedSpans(text: string, { matched = [], base = [] }: NameOptions): Row {
  const isMatched = new Set(matched);
  const spans: Span[] = [];
  let [start, at] = [0, 0];
  const add = (): void => {
    const styles: readonly StyleName[] = isMatched.has(start) ? [...base, 'match'] : base;
    spans.push({ text: sanitize(text.slice(start, at), 'name'), styles });
    start = at;
  };
  for (const piece of matched.length > 0 ? graphemes(text) : [text]) {
    if (isMatched.has(at) !== isMatched.has(start)) add();
    at += piece.length;
  }
  add();
  return spans;
}

const fieldRows = (kind: MatchedField['kind'], { fields = [], ...options }: NameOptions): readonly Row[] =>
  fields
    .filter(field => field.kind === kind)
    .map(({ text, matched }) => markedSpans(text, { ...options, matched, base: ['dim'] }));

/** The columns of a list for dates, and for the gap after them. */
export const DATE_COLUMNS = 12;

/** Returns the date of a post, with its matches highlighted. */
export const dateSpans = ({ date }: Post, options: NameOptions = {}): Row =>
  fieldRows('date', options)[0] ?? (date === null ? [] : [textSpan(date, 'dim')]);

/**
 * Returns the details of a post, which follow its name: fields that match, then `  draft`, `  blog/trains` and `  2020-10-12`.
 * Shows no folder if the path is a haiku.
 */
export function detailRows(post: Post, options: NameOptions & { readonly hasDate: boolean }): readonly Row[] {
  const folder = haikuFromSlug(post.slug) ? '' : folderOf(post.path);
  const folders = fieldRows('folder', options);
  const details: readonly Row[] = [
    ...fieldRows('title', options),
    ...fieldRows('tag', options),
    ...fieldRows('file', options),
    ...(post.draft ? [[textSpan('draft', 'dim')]] : []),
    ...(folders.length > 0 || folder === '' ? folders : [[textSpan(folder, 'dim')]]),
    ...(options.hasDate ? [dateSpans(post, options)] : []),
  ];
  return details.filter(row => row.length > 0).map(row => [textSpan('  ', 'dim'), ...row]);
}
