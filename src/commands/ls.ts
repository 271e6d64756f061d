import { bySlug, toSlug } from '../posts/slug.ts';
import type { Post } from '../posts/types.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Span } from '../text/span.ts';
import type { Command, Output } from './command.ts';
import { errorOutput, fail } from './errors.ts';
import { postRow } from './json-row.ts';
import { NO_POSTS } from './post-errors.ts';

/** Lists posts by path, or those whose slug starts with a prefix: a folder, or the start of a name. */
export const ls: Command = {
  name: 'ls',
  operands: '[<prefix>]',
  summary: 'list posts, or those under a folder or a prefix',
  options: {
    l: { short: 'l', help: 'date, words and minutes before each' },
    t: { short: 't', help: 'newest first' },
    r: { short: 'r', help: 'the other way round' },
    json: { help: 'one JSON object a line' },
  },
  async *run({ operands, options }, { library }) {
    const [typed = '', ...more] = operands;
    if (more.length > 0) return yield* fail('ls', `${more[0]}: one prefix at a time`);
    const prefix = toSlug(typed);
    const posts = (await library().posts()).filter(post => post.slug.startsWith(prefix));
    const troubles = [
      ...library()
        .unreadableFolders()
        .filter(({ path }) => path.startsWith(prefix) || prefix.startsWith(`${path}/`)),
      ...posts.flatMap(({ slug, problem }) => (problem === undefined ? [] : { path: `${slug}.md`, problem })),
    ];
    for (const { path, problem } of troubles) yield errorOutput('ls', `post/${path}: ${problem}`);
    if (posts.length === 0) {
      if (prefix === '' && troubles.length > 0) return 1;
      if (prefix === '') return yield* fail('ls', NO_POSTS, 0);
      return yield* fail('ls', `post/${prefix}: No such file or directory`, 1);
    }
    const sorted = options.t ? posts : posts.toSorted(bySlug);
    const wanted = options.r ? sorted.toReversed() : sorted;
    const row = options.json ? postRow : options.l ? long(wanted) : path;
    for (const post of wanted) yield row(post);
    return troubles.length > 0 ? 1 : 0;
  },
};

const path = (post: Post): Output => ({ kind: 'row', spans: pathSpans(post) });

const pathSpans = (post: Post): readonly Span[] => [{ text: sanitize(`post/${post.slug}.md`, 'name'), styles: [] }];

/** `2020-10-12   612 words   3 min  post/….md`, numbers aligned over all the rows. */
function long(posts: readonly Post[]): (post: Post) => Output {
  const digits = (of: (post: Post) => number): number => Math.max(...posts.map(post => String(of(post)).length));
  const [words, minutes] = [digits(post => post.words), digits(post => post.minutes)];
  return post => {
    const facts = `${(post.date ?? '').padEnd(10)}  ${String(post.words).padStart(words)} words  ${String(post.minutes).padStart(minutes)} min  `;
    return { kind: 'row', spans: [{ text: sanitize(facts, 'name'), styles: ['dim'] }, ...pathSpans(post)] };
  };
}
