import { layoutPost, type Page } from '../../src/render/page.ts';
import { posts } from '../support/posts.ts';
import { bareNode, median, percentile, timed } from './measure.ts';

// How long a page takes: `npm run bench`. Times are medians of several runs.

const bodies = posts.map(({ content }) => content.replace(/^(---|\+\+\+)\n[\s\S]*?\n\1\n/, ''));
const all = bodies.join('\n\n');
/** Text of so many characters, as posts are. */
const textOf = (length: number): string => all.repeat(Math.ceil(length / all.length)).slice(0, length);

const setting = { columns: 80, sideways: 0 };
const setAll = (page: Page): number => page.reduce((rows, { set }) => rows + set(setting).length, 0);
const open = (text: string): Promise<Page> => layoutPost('a-/-b-/-c', text, true);

const [KB, MB] = [1_000, 1_000_000];
const node = await bareNode();
const show = (what: string, ms: number): void =>
  console.log(`${what.padEnd(58)}${ms.toFixed(1).padStart(9)} ms${(ms / node).toFixed(2).padStart(9)} ×`);
console.log(`${' '.repeat(72)}of node -e 0`);
show('node -e 0', node);

const small = textOf(5 * KB);
await timed(30, async () => setAll(await open(small)));
show('5 KB, warm: parsed and laid out', median(await timed(31, async () => setAll(await open(small)))));

for (const size of [125, 250, 500, 1_000, 2_000, 4_000]) {
  const text = textOf(size * KB);
  show(`${size} KB: all of it parsed and laid out`, median(await timed(5, async () => setAll(await open(text)))));
}

const huge = textOf(5 * MB);
show(
  '5 MB: the first screen',
  median(await timed(11, async () => (await open(huge)).slice(0, 2).map(({ set }) => set(setting)))),
);
show(
  '5 MB: its last screen, opened there',
  median(await timed(11, async () => (await open(huge)).at(-1)?.set(setting))),
);
const page = await open(huge);
const stretches: number[] = [];
for (const { set } of page) stretches.push(...(await timed(1, () => set(setting))));
show(`5 MB: one stretch of ${page.length}, median`, median(stretches));
show('5 MB: one stretch, 99th percentile', percentile(stretches, 0.99));
show('5 MB: one stretch, the slowest', percentile(stretches, 1));
