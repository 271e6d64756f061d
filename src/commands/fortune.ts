import type { Post } from '../posts/types.ts';
import { searchedText } from '../search/hits.ts';
import { compilePattern } from '../search/regex.ts';
import { compose } from '../text/nfc.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Command } from './command.ts';
import { fail, NO_POSTS, pathSpan, reportUnreadable, row } from './output.ts';

export const fortune: Command = {
  name: 'fortune',
  operands: '',
  summary: 'print a random haiku and the path of its post',
  options: {
    m: { short: 'm', value: 'PATTERN', help: 'choose among haiku matching PATTERN (case-insensitive)' },
    seed: { value: 'N', min: 0, help: 'pick the same haiku for the same N' },
  },
  async *run({ options: { m = null, seed = null } }, { library, random }) {
    const pattern = m === null ? null : compilePattern({ text: String(m), ignoresCase: true });
    if (pattern && 'problem' in pattern) return yield* fail('fortune', `${m}: ${pattern.problem}`);
    const posts = (await library().posts()).filter(
      post => !pattern || compose(searchedText(post)).search(pattern.line) >= 0,
    );
    const isPartial = yield* reportUnreadable('fortune', library());
    if (posts.length === 0 && m === null && isPartial) return 1;
    if (posts.length === 0) return yield* fail('fortune', m === null ? NO_POSTS : `${m}: no haiku matches`, 1);
    const post = posts[Math.floor(posts.length * (seed === null ? random() : scatter(Number(seed))))] as Post;
    const style = post.haiku ? 'haiku' : 'title';
    for (const line of post.haiku ?? [post.title]) yield row({ text: sanitize(line, 'prose'), styles: [style] });
    yield row(pathSpan(post, 'dim'));
    return isPartial ? 1 : 0;
  },
};

/** Maps a whole number to [0, 1) so that neighbors are far apart (multiples of the golden ratio, modulo 1). */
const scatter = (seed: number): number => (seed * 0.618033988749895) % 1;
