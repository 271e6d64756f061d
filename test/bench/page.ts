import MarkdownIt from 'markdown-it';
import { type Document, postDocument } from '../../src/layout/document.ts';
import { refOf } from '../support/library.ts';
import { posts } from '../support/posts.ts';
import { against, alternate, median, percentile, spread, startNode, timed, timeOf } from './measure.ts';
import type { Part, Row } from './table.ts';

// The layout time of a page. Its text is the bodies of the shipped posts, repeated.

const bodies = posts.map(({ content }) => content.replace(/^(---|\+\+\+)\n[\s\S]*?\n\1\n/, ''));
const all = bodies.join('\n\n');
/** Returns a text of `length` characters. */
const textOf = (length: number): string => all.repeat(Math.ceil(length / all.length)).slice(0, length);

const setting = { columns: 80, sideways: 0 };
const setAll = (page: Document): number => page.reduce((rows, { layout }) => rows + layout(setting).length, 0);
const open = (text: string): Promise<Document> => postDocument(refOf('a-/-b-/-c'), text, true);

const [KB, MB] = [1_000, 1_000_000];

export const measure: Part = async () => {
  const html = new MarkdownIt();
  const rows: Row[] = [];
  const small = textOf(5 * KB);
  await timed(30, async () => setAll(await open(small)));
  let before: number | null = null;
  for (const size of [5, 125, 250, 500, 1_000, 2_000, 4_000]) {
    const text = textOf(size * KB);
    const { own, peer } = await alternate(size < 100 ? 31 : 7, {
      own: () => timeOf(async () => setAll(await open(text))),
      peer: () => timeOf(() => html.render(text)),
    });
    rows.push({
      text: `${size} KB`,
      ...spread(own),
      'markdown-it ms': median(peer),
      ...against(peer, own),
      growth: before && median(own) / before,
    });
    before = size < 100 ? null : median(own);
  }

  const huge = textOf(5 * MB);
  const { node, first, last } = await alternate(11, {
    node: startNode,
    first: () => timeOf(async () => (await open(huge)).slice(0, 2).map(({ layout }) => layout(setting))),
    last: () => timeOf(async () => (await open(huge)).at(-1)?.layout(setting)),
  });
  const page = await open(huge);
  const stretches: number[] = [];
  for (const { layout } of page) stretches.push(await timeOf(() => layout(setting)));
  const row = (what: string, times: readonly number[]): Row => ({
    what,
    ...spread(times),
    'slowest ms': percentile(times, 1),
    ...against(node, times),
  });
  return [
    {
      title: 'A page, all of it parsed and laid out in 80 columns',
      notes: 'Warm, beside markdown-it making HTML of the same text. Growth is to twice the size.',
      rows,
    },
    {
      title: 'Of a page of 5 MB',
      notes: 'Beside node -e 0.',
      rows: [
        row('node -e 0', node),
        row('the first screen', first),
        row('its last screen, opened there', last),
        row('one stretch', stretches),
      ],
    },
  ];
};
