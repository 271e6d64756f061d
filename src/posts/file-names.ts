/** Returns the folder of a path, without a slash at its end: `a/b/c.md` → `a/b`; '' at the top. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Returns the last part of a path: `a/b/c.md` → `c.md`. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * Whether a file is the page of its folder. `name`: without the ending.
 *
 *   'index'   '_index'   'README'
 */
export const isIndexName = (name: string): boolean => /^(?:_?index|readme)$/i.test(name);

/** Returns a name in lower case and NFC, for comparison. */
export const foldName = (name: string): string => name.normalize('NFC').toLowerCase();
