import type { PostDate } from './date.ts';
import type { Haiku } from './slug.ts';

export type Metadata = {
  readonly haiku: Haiku | null;
  /** Without inline marks. */
  readonly title: string;
  readonly date: PostDate | null;
  readonly tags: readonly string[];
  readonly draft: boolean;
  /** The number of words. In Chinese and Japanese, two characters count as a word. */
  readonly words: number;
  /** Reading time at 230 words a minute (238 for English non-fiction in Brysbaert 2019), at least 1. */
  readonly minutes: number;
};

export const isText = (value: unknown): value is string => typeof value === 'string';
const isTextList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);
const isCount = (value: unknown): boolean => typeof value === 'number' && value >= 0;

/** For each field, whether a value can be that field. The fields are printed and cached in this order. */
const FIELDS: { readonly [Field in keyof Metadata]: (value: unknown) => boolean } = {
  haiku: value => value === null || (isTextList(value) && value.length === 3),
  title: isText,
  date: value => value === null || isText(value),
  tags: isTextList,
  draft: value => typeof value === 'boolean',
  words: isCount,
  minutes: isCount,
};
const NAMES = Object.keys(FIELDS) as readonly (keyof Metadata)[];

export const pickMetadata = (post: Metadata): Metadata =>
  Object.fromEntries(NAMES.map(name => [name, post[name]])) as unknown as Metadata;

export const metadataValues = (post: Metadata): readonly unknown[] => NAMES.map(name => post[name]);

/** Returns metadata from the values of {@link metadataValues}. Null if their number or a type is wrong. */
export function parseMetadata(values: readonly unknown[]): Metadata | null {
  if (values.length !== NAMES.length) return null;
  // Not Object.fromEntries, with which a cache of 10,000 posts takes a tenth longer to read.
  const metadata: Partial<Record<keyof Metadata, unknown>> = {};
  for (let at = 0; at < NAMES.length; at++) {
    const name = NAMES[at] as keyof Metadata;
    if (!FIELDS[name](values[at])) return null;
    metadata[name] = values[at];
  }
  return metadata as Metadata;
}
