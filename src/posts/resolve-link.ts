import { attempt } from '../util/functions.ts';
import { baseName, folderOf, foldName } from './file-names.ts';
import type { LinkIndex } from './link-index.ts';
import { hasPostExtension, normalizeText, pathToSlug } from './slug.ts';

/** The file that a link leads to. `fragment`: a heading or an id in the file; '' for the top. */
export type LinkTarget = { readonly path: string; readonly fragment: string };

/** In UTF-16 units. On Linux, no path is longer. */
const MAX_ADDRESS_LENGTH = 4096;

/**
 * Whether an address may lead into the folder: it has no scheme and no host (RFC 3986, 4.2). The address of a wikilink has
 * its brackets: `[[note#heading]]`.
 */
export const isLocalAddress = (address: string): boolean =>
  address !== '' && !/^(?:(?!file:(?!\/\/))[a-z][a-z\d+.-]*:(?!:)|\/\/)/i.test(address);

/**
 * Resolves an address in a post as generators and vaults do. `from`: the path of the post. The address is only compared with
 * the paths of the index. Returns null if it leads to none of them.
 *
 *   'rice.md', '../tea/green#how', '/about/', '@/rice.md', '/2020/01/02/tea.html', '[[Green tea#How]]', '#how'
 *   '{{< ref "rice" >}}', '{% post_url 2020-01-02-tea %}', '{{ site.baseurl }}/about/'
 */
export function resolveLink(index: LinkIndex, from: string, address: string): LinkTarget | null {
  if (address.length > MAX_ADDRESS_LENGTH || !isLocalAddress(address)) return null;
  const text = decodeAddress(address);
  if (/\p{Cc}/u.test(text)) return null;
  const wiki = /^\[\[(.*)\]\]$/.exec(address)?.[1];
  if (wiki !== undefined) return resolveName(index, from, wiki);
  if (/\{[{%]/.test(text)) return resolveTemplate(index, from, text);
  // Encoded dots and slashes: no generator writes them.
  if (/%(?:2e|2f|5c)/i.test(address)) return null;
  // In Org, `*` begins a heading of the same post, and `::*` a heading of another post.
  const [path, fragment] = splitFragment(address.replace(/^file:/i, '').replace(/^\*|::[*#]?/, '#'));
  return resolvePath(index, from, decodeAddress(path.replace(/\?.*$/s, '')), decodeAddress(fragment));
}

/** Splits an address: `tea.md#how#much` → `tea.md`, `how#much`. */
function splitFragment(text: string): readonly [path: string, fragment: string] {
  const at = text.indexOf('#');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Returns an address for display: decoded, and without its fragment. It is not sanitized. */
export function readAddress(address: string): string {
  const text = address.length > MAX_ADDRESS_LENGTH ? address : decodeAddress(address);
  return /^\[\[|\{[{%]/.test(text) ? text : text.replace(/(?:[?#]|::).*$/s, '');
}

/** Decodes an address. If an escape sequence is broken, returns the address as it is. */
export const decodeAddress = (text: string): string => attempt(() => decodeURIComponent(text)) ?? text;

const toTarget = (path: string | null | undefined, fragment: string): LinkTarget | null =>
  path === null || path === undefined ? null : { path, fragment };

function resolvePath(index: LinkIndex, from: string, path: string, fragment: string): LinkTarget | null {
  if (path === '') return { path: from, fragment };
  const isRooted = /^@?\//.test(path);
  const folders = isRooted ? rootsFor(from) : [folderOf(from), pathToSlug(from), ''];
  const below = path.replace(/^@?\/+/, '');
  // An address that leaves the folder leads nowhere, even if it would stay inside from a deeper folder.
  if (!isRooted && join(folderOf(from), below) === null) return null;
  for (const folder of folders) {
    const joined = join(folder, below);
    const found = joined === null ? null : index.at(joined);
    if (found !== null) return { path: found, fragment };
  }
  // In a vault, an address may leave out the folders.
  return hasPostExtension(path) && !path.includes('/') ? toTarget(nearest(from, index.named(path)), fragment) : null;
}

/** Whether a relative address leads out of the folder. */
export const isOutside = (from: string, address: string): boolean =>
  !/^@?\/|^\[\[/.test(address) && join(folderOf(from), decodeAddress(splitFragment(address)[0])) === null;

/** Returns the folders that may be the root of the site, the most likely first: `a/b/c.md` → '', `a`, `a/b`. */
export const rootsFor = (from: string): readonly string[] =>
  from.split('/').map((_, count, names) => names.slice(0, count).join('/'));

/** Joins paths. Null if the result is above the root. */
function join(folder: string, path: string): string | null {
  const names: string[] = folder === '' ? [] : folder.split('/');
  for (const name of path.split('/')) {
    if (name === '..' && names.pop() === undefined) return null;
    if (name !== '' && name !== '.' && name !== '..') names.push(name);
  }
  return names.join('/');
}

/** Resolves the inside of a wikilink: the name of a file in any folder, or the end of a path. */
function resolveName(index: LinkIndex, from: string, text: string): LinkTarget | null {
  const [whole, fragment] = splitFragment(text);
  const name = whole.trim();
  if (name === '') return fragment === '' ? null : { path: from, fragment };
  if (/^\.{0,2}\//.test(name)) return resolvePath(index, from, name, fragment);
  const stem = pathToSlug(name);
  const names = [name, stem, normalizeText(stem)].map(baseName);
  const named = names.map(index.named).find(paths => paths.length > 0) ?? [];
  if (!name.includes('/')) return toTarget(nearest(from, named), fragment);
  const end = foldName(`/${stem}`);
  const isEnd = (path: string): boolean => foldName(`/${pathToSlug(path)}`).endsWith(end);
  return toTarget(index.at(stem), fragment) ?? toTarget(nearest(from, named.filter(isEnd)), fragment);
}

/** Chooses among files with the same name: the file beside the post, else the file in the fewest folders. */
function nearest(from: string, paths: readonly string[]): string | undefined {
  const depth = (path: string): number => (folderOf(path) === folderOf(from) ? 0 : path.split('/').length);
  return paths.reduce<string | undefined>(
    (best, path) => (best === undefined || depth(path) < depth(best) ? path : best),
    undefined,
  );
}

/** Removes the address of the site: `{{ site.baseurl }}/about/` → `/about/`. */
export const removeSiteUrl = (address: string): string =>
  address.replace(/^(?:\{\{\s?site\.(?:base)?url\s?\}\}){1,9}/, '');

/** Resolves an address that contains a template of Hugo (Go) or Jekyll (Liquid). */
function resolveTemplate(index: LinkIndex, from: string, text: string): LinkTarget | null {
  const site = removeSiteUrl(text);
  const [, fragment = ''] = splitFragment(site.slice(site.lastIndexOf('}') + 1));
  const argument = (tag: RegExp): string | null => tag.exec(site)?.[1]?.replace(/^["'`]|["'`]$/g, '') ?? null;
  const ref = argument(/^\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?("[^"]*"|`[^`]*`|[^\s>%]+)/);
  if (ref !== null) return resolvePath(index, from, ...splitFragment(ref)) ?? resolveName(index, from, ref);
  const post = argument(/^\{%-?\s*post_url\s+([^\s%]+)/);
  if (post !== null) return resolveName(index, from, `${post}#${fragment}`);
  const page = argument(/^\{%-?\s*link\s+([^\s%]+)/) ?? argument(/^\{\{-?\s*("[^"]*"|'[^']*')\s*\|/);
  if (page === null && /[{}]/.test(site)) return null;
  const [path, inside] = splitFragment(page ?? site);
  return resolvePath(index, from, `/${path}`, inside || fragment);
}
