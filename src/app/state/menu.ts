import { postPath, toSlug } from '../../posts/slug.ts';
import type { PostRef } from '../../posts/types.ts';
import { NO_HITS } from '../../search/hits.ts';
import type { GrepPattern } from '../../search/regex.ts';
import { catQuery, parseGrepLine } from './cat-and-grep-lines.ts';
import { type GrepResults, type LineMatch, NO_LINES } from './grep-results.ts';
import { offerFor } from './offers.ts';
import type { PostIndex } from './post-index.ts';
import type { Menu, PostsMenu, PromptMode, State } from './state.ts';
import { startTextSearch } from './text-results.ts';
import { lineQueries } from './typed-command.ts';

/** The number of hits that are checked for the post with exactly the typed name. */
const EXACT_MATCH_HITS = 100;

export type Searched = Pick<State, 'postIndex' | 'history' | 'program'>;

/** Creates the menu of a line. Until the text of posts is searched, it keeps the lines of the menu `before` that match. */
export function createMenu({ postIndex, history, program }: Searched, text: string, before?: Menu): Menu {
  if (before?.kind === 'commands') return { ...before, hits: findCommands(history, text) };
  const pattern = parseGrepLine(text)?.pattern;
  if (!pattern) {
    const [query, ...others] = lineQueries(text, program.name);
    return query === undefined
      ? { kind: 'none', hits: NO_HITS }
      : createPostsMenu(postIndex, [query, ...others], before);
  }
  const isEmpty = pattern.text === '';
  const results = before?.kind === 'lines' && !isEmpty ? before : NO_LINES;
  return { ...results, kind: 'lines', pattern, status: isEmpty ? 'done' : 'stale', next: null, searched: null };
}

/** The menu of the first query that has hits, or of the last one. */
function createPostsMenu(
  postIndex: PostIndex,
  [query, ...others]: readonly [string, ...string[]],
  before: Menu | undefined,
): PostsMenu {
  const hits = postIndex.search(query);
  const [next, ...rest] = others;
  if (hits.length === 0 && next !== undefined) return createPostsMenu(postIndex, [next, ...rest], before);
  const text = startTextSearch(query, hits, before?.kind === 'posts' ? before : null);
  return withOffer(postIndex, { kind: 'posts', query, hits, text, offer: null });
}

/** Offers other posts, if nothing matches and nothing more is searched. */
export function withOffer(postIndex: PostIndex, menu: PostsMenu): PostsMenu {
  if (itemCount(menu) > 0 || !menu.text.isDone || postIndex.count === 0) return menu;
  const offer = offerFor(postIndex, menu.query);
  return offer ? { ...menu, hits: offer.hits, offer: offer.label } : menu;
}

function findCommands(history: readonly string[], text: string): readonly string[] {
  const words = text.toLowerCase().split(/\s+/);
  const commands = [...new Set(history.toReversed())];
  return commands.filter(command => words.every(word => command.toLowerCase().includes(word)));
}

/** The number of rows that can be selected. */
export const itemCount = (menu: Menu): number => menu.hits.length + (menu.kind === 'posts' ? menu.text.hits.length : 0);

/** The number of matches, of which a `grep` menu lists the first. */
export const matchCount = (menu: Menu): number => (menu.kind === 'lines' ? menu.count : itemCount(menu));

/** The selected line of a text; undefined if something else is selected. */
export const textHit = ({ menu, selected, command }: PromptMode): LineMatch | undefined =>
  menu.kind === 'posts' && !command?.isSelected ? menu.text.hits[selected - menu.hits.length] : undefined;

/** The pattern that matches the selected line; null if it is the name of a post. */
export function selectedPattern(mode: PromptMode): GrepPattern | null {
  const { menu } = mode;
  if (menu.kind === 'lines') return menu.pattern;
  return menu.kind === 'posts' && textHit(mode) ? (menu.text.query?.pattern ?? null) : null;
}

export function selectedPost(mode: PromptMode): (PostRef & { readonly line: number | null }) | null {
  const { command, menu, selected } = mode;
  if (command?.isSelected) return null;
  if (menu.kind === 'lines') return menu.hits[selected] ?? null;
  const post = menu.kind === 'commands' ? null : menu.hits.at(selected)?.post;
  return post ? { slug: post.slug, path: post.path, line: null } : (textHit(mode) ?? null);
}

/** The post that a line names in full, if it is among the first of a menu. */
export function namedPost(menu: Menu, line: string): PostRef | undefined {
  const query = catQuery(line.trim());
  if (menu.kind !== 'posts' || query === null) return undefined;
  return menu.hits.slice(0, EXACT_MATCH_HITS).find(({ post }) => isNamed(post, query))?.post;
}

/** Whether a name, without `post/` and `.md`, is the slug or the path of a post. */
export const isNamed = (post: PostRef, name: string | null): boolean =>
  name === post.slug || name === toSlug(postPath(post));

export const isSearched = ({ status }: GrepResults): boolean => status === 'done' || status === 'over';
