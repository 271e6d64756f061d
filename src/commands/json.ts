import type { Post } from '../post/library.ts';
import { own } from '../render/sanitize.ts';
import type { Output } from './command.ts';

/**
 * A value as one row of JSON. JSON escapes C0 itself; the rest of what a terminal might obey is escaped as JSON too,
 * so that nothing is lost to whoever reads it.
 */
export const jsonRow = (value: object): Output => {
  const text = JSON.stringify(value).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { kind: 'row', spans: [{ text: own(text), styles: [] }] };
};

/** What lists of posts say of one, as JSON: `{"slug": …, "haiku": […], "title": …, "date": …, …}`. */
export const postRow = ({ slug, haiku, title, date, words, minutes, path }: Post): Output =>
  jsonRow({ slug, haiku, title, date, words, minutes, path });
