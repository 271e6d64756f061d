import { toSlug } from '../posts/slug.ts';
import type { Post } from '../posts/types.ts';
import type { Hit } from '../search/hits.ts';
import { quoteWords } from '../util/shell-words.ts';
import type { Command } from './command.ts';
import { errorOutput, fail, hintOutput, postRow, reportUnread, reportUnreadable, widthOption } from './output.ts';

export const find: Command = {
  name: 'find',
  operands: '<query>...',
  summary: 'find posts by words or letters of haiku, title, date, tags or path, best first',
  options: {
    n: { short: 'n', value: 'N', min: 1, help: 'print at most N posts (default: all)' },
    width: widthOption,
    json: { help: 'print one JSON object per line' },
  },
  async *run({ operands, options: { n, json } }, { library, program }) {
    const query = toSlug(operands.join(' '));
    if (query === '') return yield* fail('find', `empty query: list all posts with '${program} ls'`);
    const { createSearch } = await import('../search/fuzzy-search.ts');
    const hits = createSearch(await library().posts())(query);
    const isPartial = yield* reportUnreadable('find', library());
    yield* reportUnread('find', library());
    if (hits.length === 0) {
      const typed = operands.join(' ');
      yield errorOutput('find', `${typed}: no match`);
      const grep = quoteWords([program, 'grep', '-iF', ...(typed.startsWith('-') ? ['--'] : []), typed]);
      yield hintOutput(`try \`${grep}\` to search the text`);
      return 1;
    }
    const count = n === undefined ? hits.length : Math.min(hits.length, Number(n));
    const all = (): readonly Post[] => hits.posts().slice(0, count);
    for (let rank = 0; rank < count; rank++) {
      const hit = hits.at(rank) as Hit;
      yield json ? postRow(hit.post) : { kind: 'listed', hit, all };
    }
    return isPartial ? 1 : 0;
  },
};
