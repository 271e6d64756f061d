import type { Slug } from '../posts/slug.ts';

/**
 * Where posts of a folder were left, of what sessions kept: by its slug, the line of a post's content; 0 is its top. The
 * last word on a post counts.
 */
export function parseBookmarks(kept: readonly string[], folder: string): ReadonlyMap<Slug, number> {
  const places = new Map<Slug, number>();
  for (const line of kept) {
    const place = placeOf(line);
    if (place?.folder === folder) places.set(place.slug, place.line);
  }
  return places;
}

type Bookmark = { readonly folder: string; readonly slug: Slug; readonly line: number };

/** A place as a line that can be kept: `["/home/a/notes","a-/-b-/-c",12]`. */
export const serializeBookmark = ({ folder, slug, line }: Bookmark): string => JSON.stringify([folder, slug, line]);

function placeOf(kept: string): Bookmark | null {
  let data: unknown;
  try {
    data = JSON.parse(kept);
  } catch {
    return null;
  }
  if (!Array.isArray(data) || data.length !== 3) return null;
  const [folder, slug, line]: unknown[] = data;
  const isPlace = typeof folder === 'string' && typeof slug === 'string' && Number.isInteger(line);
  return isPlace ? { folder, slug, line: Math.max(0, line as number) } : null;
}
