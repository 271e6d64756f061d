import { findHaiku } from '../../src/haiku/find-haiku.ts';
import { createReader } from '../../src/haiku/words.ts';
import { passages } from '../../src/markdown/prose.ts';
import { posts } from '../support/posts.ts';
import { median, spread, target, timed } from './measure.ts';
import type { Part, Row } from './table.ts';

// The time to find haiku. The text is the bodies of the shipped posts, repeated.

const all = posts.map(({ content }) => content.replace(/^(---|\+\+\+)\n[\s\S]*?\n\1\n/, '')).join('\n\n');

function countHaiku(text: string): number {
  const readWord = createReader();
  return [...passages(text, 1, 'markdown')].reduce((sum, passage) => sum + findHaiku(passage.text, readWord).length, 0);
}

export const measure: Part = async () => {
  const rows: Row[] = [];
  let before: number | null = null;
  for (const size of [250, 500, 1_000, 2_000, 4_000]) {
    const text = all.repeat(Math.ceil((size * 1_000) / all.length)).slice(0, size * 1_000);
    const times = await timed(7, () => countHaiku(text));
    const row = {
      text: `${size} KB`,
      haiku: countHaiku(text),
      ...spread(times),
      growth: before && median(times) / before,
    };
    rows.push({ ...row, ...target(row, size === 1_000 ? ['median ms', 300] : undefined) });
    before = median(times);
  }
  return [{ title: 'Haiku in the sentences of a post', notes: 'With its parsing. Growth is to twice the size.', rows }];
};
