import type { Post } from '../posts/types.ts';
import { searchedText } from '../search/hits.ts';
import { compilePattern } from '../search/regex.ts';
import { hasTimedOut, withRegexTimeout } from '../search/regex-timeout.ts';
import { compose } from '../text/nfc.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Command, Run } from './command.ts';
import { fail, noPosts, pathSpan, reportUnreadable, row } from './output.ts';

export const fortune: Command = {
  name: 'fortune',
  operands: '',
  summary: 'print a random haiku, also one found in a sentence, and the path of its post',
  options: {
    m: { short: 'm', value: 'PATTERN', help: 'choose among haiku matching PATTERN (case-insensitive)' },
    seed: { value: 'N', min: 0, help: 'pick the same haiku for the same N' },
  },
  async *run({ options: { m = null, seed = null } }, context) {
    const { library, random } = context;
    const pattern = m === null ? null : compilePattern({ text: String(m), ignoresCase: true });
    if (pattern && 'problem' in pattern) return yield* fail('fortune', `${m}: ${pattern.problem}`);
    const chance = seed === null ? random() : scatter(Number(seed));
    // One post of a large folder is checked sooner than all. The same number is to pick the same one also after a change.
    const picked = pattern === null && seed === null ? library().pick(chance) : null;
    if (picked?.haiku) return yield* printPost(picked);
    const all = await library().posts();
    const posts = pattern ? matching(all, pattern.line) : all;
    if (posts === null) return yield* fail('fortune', `${m}: pattern takes too long to match`);
    const isPartial = yield* reportUnreadable('fortune', library());
    if (posts.length === 0 && m === null && isPartial) return 1;
    if (posts.length === 0)
      return yield* fail('fortune', m === null ? noPosts(context.program) : `${m}: no haiku matches`, 1);
    const index = Math.floor(posts.length * chance);
    if (m === null && posts.every(({ haiku }) => haiku === null)) {
      const { printRandomHaiku } = await import('./found-haiku.ts');
      if (yield* printRandomHaiku(posts, index, chance, context)) return isPartial ? 1 : 0;
    }
    yield* printPost(posts[index] as Post);
    return isPartial ? 1 : 0;
  },
};

async function* printPost(post: Post): Run {
  const style = post.haiku ? 'haiku' : 'title';
  for (const line of post.haiku ?? [post.title]) yield row({ text: sanitize(line, 'prose'), styles: [style] });
  yield row(pathSpan(post, 'dim'));
  return 0;
}

/** The number of posts that are matched together, because each call of the time limit takes a while to begin. */
const BATCH_POSTS = 500;

/** Returns the posts of which the searched text matches. Null if that takes too long. */
function matching(posts: readonly Post[], pattern: RegExp): readonly Post[] | null {
  const found: Post[] = [];
  for (let from = 0; from < posts.length && !hasTimedOut(pattern); from += BATCH_POSTS) {
    const batch = posts.slice(from, from + BATCH_POSTS);
    const matches = (): readonly Post[] => batch.filter(post => compose(searchedText(post)).search(pattern) >= 0);
    found.push(...withRegexTimeout(pattern, matches, []));
  }
  return hasTimedOut(pattern) ? null : found;
}

/** Maps a whole number to [0, 1) so that neighbors are far apart (multiples of the golden ratio, modulo 1). */
const scatter = (seed: number): number => (seed * 0.618033988749895) % 1;
