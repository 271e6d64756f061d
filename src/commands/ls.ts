import { bySlug, postPath, toSlug } from '../posts/slug.ts';
import type { Post } from '../posts/types.ts';
import { compose } from '../text/nfc.ts';
import { maximum } from '../util/functions.ts';
import type { Command, Output } from './command.ts';
import { fail, noPosts, postError, postRow, reportUnread, textSpan, widthOption } from './output.ts';

export const ls: Command = {
  name: 'ls',
  operands: '[<prefix>]',
  summary: 'list posts, or those under a folder or prefix',
  options: {
    l: { short: 'l', help: 'show the date, words and minutes of each post' },
    t: { short: 't', help: 'sort by date, newest first' },
    r: { short: 'r', help: 'reverse order' },
    width: widthOption,
    json: { help: 'print one JSON object per line' },
  },
  async *run({ operands: [typed = ''], options }, { library, program }) {
    const prefix = compose(toSlug(typed));
    const all = await library().posts();
    const below = (start: string): readonly Post[] =>
      all.filter(({ slug, path }) => compose(slug).startsWith(start) || compose(path).startsWith(start));
    const found = below(prefix);
    // The typed `post/` may be a folder with that name.
    const posts = found.length > 0 ? found : below(compose(typed));
    const folders = library().unreadableFolders();
    const problems = [
      ...folders.flatMap(({ path, problem }) =>
        path.startsWith(prefix) || prefix.startsWith(`${path}/`) ? { path: `post/${path}`, problem } : [],
      ),
      ...posts.flatMap(post => (post.problem === undefined ? [] : { path: postPath(post), problem: post.problem })),
    ];
    for (const { path, problem } of problems) yield postError('ls', path, problem);
    if (prefix === '') yield* reportUnread('ls', library());
    if (posts.length === 0) {
      if (prefix === '') return problems.length > 0 ? 1 : yield* fail('ls', noPosts(program), 0);
      return yield* fail('ls', `post/${prefix}: No such file or directory`, 1);
    }
    const sorted = options.t ? posts : posts.toSorted(bySlug);
    const details = options.l ? createDetails(sorted) : null;
    const listed = (): readonly Post[] => sorted;
    const toRow = (post: Post): Output => {
      if (options.json) return postRow(post);
      const hit = { post, matched: [], fields: [] };
      return { kind: 'listed', hit, all: listed, ...(details && { before: [textSpan(details(post), 'dim')] }) };
    };
    for (const post of options.r ? sorted.toReversed() : sorted) yield toRow(post);
    return problems.length > 0 ? 1 : 0;
  },
};

/** Formats details with aligned numbers: `2020-10-12   612 words   3 min  `. */
function createDetails(posts: readonly Post[]): (post: Post) => string {
  const digits = (count: (post: Post) => number): number => maximum(posts.map(post => String(count(post)).length));
  const [words, minutes] = [digits(post => post.words), digits(post => post.minutes)];
  const unit = (post: Post): string => (post.words === 1 ? 'word ' : 'words');
  return post =>
    `${(post.date ?? '').padEnd(10)}  ${String(post.words).padStart(words)} ${unit(post)}  ${String(post.minutes).padStart(minutes)} min  `;
}
