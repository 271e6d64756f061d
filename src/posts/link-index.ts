import { baseName, folderOf, foldName, isIndexName } from './file-names.ts';
import { hasPostExtension, normalizeText, pathToSlug } from './slug.ts';

/** The maximum number of files that are found by the same name. A link must check all of them. */
const MAX_SAME_NAME = 1000;

/** The files of a folder by the names and addresses that links use. */
export type LinkIndex = {
  /** Returns the file that a path leads to, on the site or on the disk. Null if there is none. */
  readonly at: (path: string) => string | null;
  /** Returns the files with a name, in any case and any folder: `tea.md`, `tea`, or `green tea` for `Green-Tea.md`. */
  readonly named: (name: string) => readonly string[];
};

/**
 * Indexes paths below a folder. The path of a folder ends with a slash. A file that is not a post is found by its full name.
 *
 *   at: 'tea/green.md', 'tea/green', 'tea/green.html', 'tea/' → 'tea/index.md', '2020/01/02/tea.html' → '_posts/2020-01-02-tea.md'
 */
export function createLinkIndex(paths: Iterable<string>): LinkIndex {
  /** Files by exact path, and by folded path if no other file has exactly that path. */
  const byPath = new Map<string, string>();
  const byAlias = new Map<string, string>();
  const byName = new Map<string, string[]>();
  const addAlias = (alias: string, path: string): void => {
    if (!byAlias.has(alias)) byAlias.set(alias, path);
  };
  const addName = (name: string, path: string): void => {
    const paths = byName.get(name);
    if (!paths) byName.set(name, [path]);
    else if (paths.length < MAX_SAME_NAME && paths.at(-1) !== path) paths.push(path);
  };
  const folders = new Set<string>();
  const indexes: string[] = [];
  for (const path of paths) {
    if (path.endsWith('/')) {
      folders.add(foldName(path.slice(0, -1)));
      continue;
    }
    const stem = pathToSlug(path);
    for (const key of [path, stem]) byPath.set(key, path);
    for (const key of [path, stem]) if (!byPath.has(foldName(key))) byPath.set(foldName(key), path);
    addName(foldName(baseName(path)), path);
    if (!hasPostExtension(path)) continue;
    for (const name of namesOf(baseName(isIndex(stem) ? folderOf(stem) : stem))) addName(name, path);
    if (isIndex(stem)) indexes.push(path);
    else for (const alias of aliasesOf(stem)) addAlias(alias, path);
  }
  // Index files come last: `tea.md` is the page at `tea/`, even beside `tea/index.md`.
  for (const path of indexes) for (const alias of aliasesOf(folderOf(path))) addAlias(alias, path);

  /** Returns the page of an address with a date, `blog/2020/03/tea`, if the date is only in its front matter. */
  const undated = (stem: string): string | undefined => {
    const name = /(?:^|\/)\d{4}\/\d\d?(?:\/\d\d?)?\/([^/]+)$/.exec(stem)?.[1];
    const pages =
      name === undefined ? [] : (byName.get(foldName(name)) ?? []).filter(page => !/\d{4}-\d\d-\d\d/.test(page));
    return new Set(pages.map(pathToSlug)).size === 1 ? pages[0] : undefined;
  };
  const lookUp = (path: string): string | undefined =>
    byPath.get(path) ?? byPath.get(foldName(path)) ?? byAlias.get(foldName(path));
  return {
    at: path => {
      const page = path.replace(/^\/|\/$/g, '');
      const stem = page.replace(/\.html?$/i, '');
      const found = lookUp(page) ?? lookUp(stem) ?? (isIndex(stem) ? lookUp(folderOf(stem)) : undefined);
      return (
        found ??
        byAlias.get(datedAlias(stem) ?? page) ??
        undated(stem) ??
        (folders.has(foldName(page)) ? `${page}/` : null)
      );
    },
    named: name => byName.get(foldName(name)) ?? [],
  };
}

const isIndex = (stem: string): boolean => isIndexName(baseName(stem));

/** A date or a number before a name, which generators leave out of the address. */
const PREFIX = /^(?:\d{4}-\d\d-\d\d|\d{1,3}|\d{8}|\d{12}|\d{14})[-_. ]+(?=.)/;

/** Returns the names of a page: `Green-Tea` → `green-tea`, `green tea`; `202101021530 Tea` → itself, `tea`, its number. */
function namesOf(name: string): ReadonlySet<string> {
  const number = /^\d{8,14}(?=\D)/.exec(name)?.[0] ?? name;
  return new Set([name, name.replace(PREFIX, ''), number].flatMap(each => [foldName(each), normalizeText(each)]));
}

/** Returns the addresses of a page: `_posts/2020-01-02-tea` → itself, `posts/tea`, and its dated alias. */
function aliasesOf(stem: string): readonly string[] {
  const path = foldName(stem);
  const name = baseName(path);
  const folder = path.slice(0, path.length - name.length);
  const short = folder + name.replace(PREFIX, '');
  const dated = datedAlias(name.replace(/^(\d{4})-(\d\d)-(\d\d)-/, '$1/$2/$3/'));
  const ofCollection = [path, short].flatMap(alias => [
    alias.replace(/(^|\/)_/g, '$1'),
    alias.replace(/^_[^/]+\//, ''),
  ]);
  return [path, short, ...ofCollection, ...(dated === null ? [] : [dated])];
}

/** Returns an alias for an address with a date: `blog/2020/1/2/tea` → `//2020-01-02-tea`, which cannot be a path. */
function datedAlias(stem: string): string | null {
  const [, y, m = '', d = '', name = ''] = /(?:^|\/)(\d{4})\/(\d\d?)\/(\d\d?)\/([^/]+)$/.exec(stem) ?? [];
  return y === undefined ? null : `//${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}-${foldName(name)}`;
}
