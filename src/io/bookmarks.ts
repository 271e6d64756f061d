import type { Slug } from '../posts/slug.ts';

type Bookmark = { readonly folder: string; readonly slug: Slug; readonly line: number };

/** The line of its content at which each post of a folder was left, 0 for its top. The last bookmark of a post counts. */
export const parseBookmarks = (lines: readonly string[], folder: string): ReadonlyMap<Slug, number> =>
  new Map(
    lines
      .map(parseBookmark)
      .filter(bookmark => bookmark?.folder === folder)
      .map(bookmark => [bookmark?.slug ?? '', bookmark?.line ?? 0]),
  );

/** A bookmark as a line of JSON: `["/home/a/notes","a-/-b-/-c",12]`. */
export const serializeBookmark = ({ folder, slug, line }: Bookmark): string => JSON.stringify([folder, slug, line]);

function parseBookmark(text: string): Bookmark | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(data) || data.length !== 3) return null;
  const [folder, slug, line]: unknown[] = data;
  const isBookmark = typeof folder === 'string' && typeof slug === 'string' && Number.isInteger(line);
  return isBookmark ? { folder, slug, line: Math.max(0, line as number) } : null;
}
