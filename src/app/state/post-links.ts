import type { Chunk, Link } from '../../layout/document.ts';
import { lineOfFragment } from '../../posts/link-fragment.ts';
import { createLinkIndex } from '../../posts/link-index.ts';
import { readAddress, resolveLink } from '../../posts/resolve-link.ts';
import { catCommand, hasPostExtension, postPath } from '../../posts/slug.ts';
import type { Post } from '../../posts/types.ts';
import { type Safe, safe, sanitize, trusted } from '../../text/sanitize.ts';
import { memoizeWeak } from '../../util/functions.ts';
import { headingsOf } from './contents.ts';
import type { Visit } from './job.ts';
import type { PostIndex } from './post-index.ts';
import { postsOf } from './post-index.ts';
import { runJob } from './prompt.ts';
import { type PlacedPost, scrollToSource } from './reader-position.ts';
import type { OpenPost } from './scrollback.ts';
import type { ReaderMode, State } from './state.ts';
import { notify } from './state.ts';
import { extendTrail, scrollToVisit } from './trail.ts';

/** The links of a chunk, cached because finding them parses the chunk. */
export const linksIn: (chunk: Chunk) => readonly Link[] = memoizeWeak(chunk => chunk.links());

const indexOf = memoizeWeak((postIndex: PostIndex) => {
  const byPath = new Map(postsOf(postIndex).map(post => [post.path, post]));
  return { byPath, links: createLinkIndex(byPath.keys()) };
});

type Target = { readonly post: Post; readonly fragment: string };

function resolve({ postIndex }: State, from: OpenPost, address: string): Target | null {
  const { byPath, links } = indexOf(postIndex);
  const target = resolveLink(links, from.path, address);
  const post = target && byPath.get(target.path);
  return post ? { post, fragment: target.fragment } : null;
}

/** Returns the item of a link in the list: its text, and its target or the reason why it leads nowhere. */
export function linkItem(
  state: State,
  from: OpenPost,
  { text, address, local }: Link,
): { readonly label: Safe; readonly target?: Safe } {
  const target = local === null ? null : resolve(state, from, local);
  const fragment = target?.fragment ? `#${target.fragment}` : '';
  const place = target
    ? sanitize(`${target.post.path === from.path ? '' : postPath(target.post)}${fragment}`, 'name')
    : local === null || state.postIndex.loading
      ? address
      : safe`${address}  (${deadText(local)})`;
  if (place === '') return { label: text };
  return text === address || text === place || text === '' ? { label: place } : { label: text, target: place };
}

/** Returns the reason why a link leads to no post: the link is dead, or leads to another file. */
const deadText = (local: string): Safe =>
  /^\[\[|[{}]/.test(local) || isPage(readAddress(local)) ? trusted('no such post') : trusted('not a post');

const isPage = (path: string): boolean =>
  !/[^/]\.[^./]+$/.test(path) || hasPostExtension(path) || /\.html?$/i.test(path);

/** Opens the post that a link leads to, with a `cat` command, or scrolls to a place in the same post. */
export function followLink(state: State, mode: ReaderMode, placed: PlacedPost, address: string): State {
  const { post, index } = placed;
  const target = resolve(state, post, address);
  const isLoading = state.postIndex.loading !== null;
  const problem = isLoading ? 'not among the posts that are loaded so far' : deadText(address);
  if (!target) return notify(state, sanitize(`${problem}: ${readAddress(address)}`, 'name'));
  const trail = extendTrail(state, mode, placed);
  const { fragment } = target;
  if (target.post.path !== post.path)
    return runJob(state, { command: catCommand(target.post), trail, ...(fragment !== '' && { openAt: fragment }) });
  const source = lineInPost(post, fragment);
  return source === null
    ? notify(state, noHeading(fragment))
    : scrollToSource(state, { ...mode, trail }, index, source);
}

/** Scrolls a post that was opened to the place of a visit, or to the line that the fragment of a link names. */
export function scrollToTarget(state: State, mode: ReaderMode, part: number, target: Visit | string): State {
  if (typeof target !== 'string') return scrollToVisit(state, mode, part, target);
  const post = state.entries.at(-1)?.parts[part]?.post;
  const line = post ? lineInPost(post, target) : null;
  if (line === null) return notify({ ...state, mode }, noHeading(target));
  return scrollToSource(state, mode, part, line);
}

const lineInPost = ({ rendered, content }: OpenPost, fragment: string): number | null =>
  lineOfFragment(fragment, headingsOf(rendered), content);

const noHeading = (fragment: string): Safe => sanitize(`no heading here is named ${fragment}`, 'name');
