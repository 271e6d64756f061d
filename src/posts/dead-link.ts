import { createLinkIndex, type LinkIndex } from './link-index.ts';
import { isOutside, readAddress, removeSiteUrl, resolveLink, rootsFor } from './resolve-link.ts';
import { isSkippedFile, isSkippedFolder } from './skipped-files.ts';

/** Indexes all files of a folder and its subfolders, because a generator may make a page for a folder without an index. */
export function createFolderIndex(files: Iterable<string>): LinkIndex {
  const paths = new Set(['/']);
  for (const file of files) {
    paths.add(file);
    for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1)) {
      const folder = file.slice(0, at + 1);
      if (paths.has(folder)) break;
      paths.add(folder);
    }
  }
  return createLinkIndex(paths);
}

/** Returns the fault of a dead link. Null if the address leads to a file of the folder, or may lead to one elsewhere. */
export function linkFault(index: LinkIndex, from: string, address: string): string | null {
  if (resolveLink(index, from, address) !== null) return null;
  const target = readAddress(address);
  if (isOutside(from, address)) return `link to ${target}: outside the posts folder`;
  return isElsewhere(index, from, target) ? null : `link to ${target}: No such file or directory`;
}

/** Whether an address may lead to a file that is not in the index: a page that a generator makes, or a skipped file. */
function isElsewhere(index: LinkIndex, from: string, address: string): boolean {
  const site = removeSiteUrl(address);
  if (/[{}]/.test(site)) return !/^\{\{[<%]\s*(?:rel)?ref\s|^\{%-?\s*(?:post_url|link)\s/.test(site);
  const names = site.split('/').filter(Boolean);
  if (names.some(isSkippedFolder) || isSkippedFile(names.at(-1) ?? '')) return true;
  // The root of the site may be another folder, unless the first folder of the address is in this one.
  const [first = ''] = names;
  const isFolder = (root: string): boolean => [first, `_${first}`].some(name => index.at(`${root}/${name}`) !== null);
  return site.startsWith('/') && (names.length < 2 || !rootsFor(from).some(isFolder));
}
