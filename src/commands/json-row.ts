import { pickMetadata } from '../posts/metadata.ts';
import type { Post } from '../posts/types.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Span } from '../text/span.ts';
import type { Output } from './command.ts';

/**
 * A value as one row of JSON, which {@link sanitize} would pass as it is. What it would not pass is escaped as JSON, so
 * that whoever parses the row is given all of it, and a terminal nothing to obey. JSON itself escapes C0 and lone
 * surrogates.
 *
 *   { slug: 'a\u202eb' } → {"slug":"a\u202eb"}, in ASCII
 */
export const jsonSpan = (value: object): Span => {
  const text = JSON.stringify(value).replace(/[^\x20-\x7e]+/g, run =>
    passes(run) ? run : [...run].map(shown).join(''),
  );
  return { text: sanitize(text, 'name'), styles: [] };
};

export const jsonRow = (value: object): Output => ({ kind: 'row', spans: [jsonSpan(value)] });

const passes = (text: string): boolean => sanitize(text, 'name') === text;

/** Marks pass one by one, and too many on one letter do not: where one run has these, all in it are escaped. */
const shown = (character: string): string =>
  passes(character) && !/\p{M}/u.test(character) ? character : character.replace(/./gs, escaped);

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** What lists of posts say of one, as JSON: `{"slug": …, "haiku": […], "title": …, "date": …, …}`. */
export const postRow = (post: Post): Output => jsonRow({ slug: post.slug, ...pickMetadata(post), path: post.path });
