import { pickMetadata } from '../posts/metadata.ts';
import { postPath } from '../posts/slug.ts';
import type { Post } from '../posts/types.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Row, Span, StyleName } from '../text/span.ts';
import type { Output } from './command.ts';

export const row = (...spans: Row): Output => ({ kind: 'row', spans });

/** A row of one text in one style. */
export const textRow = (text: string, ...styles: readonly StyleName[]): Output =>
  row({ text: sanitize(text, 'name'), styles });

/** A post's path. */
export const pathSpan = (slug: string, ...styles: readonly StyleName[]): Span => ({
  text: sanitize(postPath(slug), 'name'),
  styles,
});

/**
 * Formats a value as one line of JSON. Characters that {@link sanitize} would change are JSON escapes, so that a parser
 * reads the exact value and a terminal obeys nothing.
 *
 *   { slug: 'a\u202eb' } → {"slug":"a\u202eb"}, in ASCII
 */
export const jsonSpan = (value: object): Span => {
  const text = JSON.stringify(value).replace(/[^\x20-\x7e]+/g, run =>
    isSafe(run) ? run : [...run].map(escapeIfUnsafe).join(''),
  );
  return { text: sanitize(text, 'name'), styles: [] };
};

export const jsonRow = (value: object): Output => row(jsonSpan(value));

/** The JSON of a post: `{"slug": …, "haiku": […], "title": …, "date": …, …}`. */
export const postRow = (post: Post): Output => jsonRow({ slug: post.slug, ...pickMetadata(post), path: post.path });

const isSafe = (text: string): boolean => sanitize(text, 'name') === text;

// One combining mark is safe, too many on one letter are not: all marks of an unsafe run are escaped.
const escapeIfUnsafe = (character: string): string =>
  isSafe(character) && !/\p{M}/u.test(character) ? character : character.replace(/./gs, escapeUnit);

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
