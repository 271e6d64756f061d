import { expect, test } from 'vitest';
import { postDocument } from '../../src/layout/document.ts';
import { textOf } from '../../src/text/span.ts';
import { refOf } from '../support/library.ts';
import { many } from '../support/sample.ts';

const pageOf = async (content: string) => {
  const page = await postDocument(refOf('s'), content, true);
  const lines = page.slice(2).flatMap(({ layout }) => layout({ columns: 59, sideways: null }));
  return {
    rows: lines.map(({ spans }) => textOf(spans)),
    links: page.flatMap(({ links }) => links().map(({ address }) => address)),
  };
};

const short = 'iVBORw0KGgoAAA+/';

test.each([['short', short] as const, ['megabytes of', 'iVBORw0KGg'.repeat(many(500_000))] as const])(
  'of a picture as %s data the alternative text and the type are shown',
  async (_, data) => {
    const address = `data:image/png;base64,${data}`;
    for (const [content, rows] of [
      [`a ![tin](${address}) b`, ['a [tin] <data:image/png…> b']],
      [`a\n\n![](${address})`, ['a', '', '[image] <data:image/png…>']],
      [`a\n\n<img alt="tin" src="${address}">`, ['a', '', '[tin] <data:image/png…>']],
      [`a <img src=${address} alt=tin> b`, ['a [tin] <data:image/png…> b']],
      [`a ![tin][t] b\n\n[t]: ${address} "lid"`, ['a [tin] <data:image/png…> b']],
      [`a [![tin](${address})](http://x.y/)`, ['a [tin] <data:image/png…>']],
      [`| a |\n|---|\n| ![tin](${address}) | b |`, ['a', `${'─'.repeat(23)}  ─`, '[tin] <data:image/png…>  b']],
      [`# ![tin](${address}) lid`, ['[tin] <data:image/png…> lid', '───────────────────────────']],
    ] as const) {
      const page = await pageOf(content);
      expect(page.rows).toEqual(rows);
      expect(page.links).toEqual(content.includes('http:') ? ['http://x.y/'] : []);
    }
  },
);

test('a link to data shows its text and the type, and opens nothing', async () => {
  const { rows, links } = await pageOf('a [tin](data:text/html,lid) and <data:image/svg+xml,lid>');
  expect(rows).toEqual(['a tin <data:text/html…> and data:image/svg+xml…']);
  expect(links).toEqual([]);
});

test('the lines below a picture of several lines keep their numbers', async () => {
  const content = `a\n\n<p><img alt="tin" src="data:image/png;base64,${`${short.repeat(4)}\n`.repeat(40)}"></p>\n\nb`;
  const page = await postDocument(refOf('s'), content, false);
  const last = page.flatMap(({ layout }) => layout({ columns: 59, sideways: null })).at(-1);
  expect([last && textOf(last.spans), last?.source]).toEqual(['b', 45]);
});
