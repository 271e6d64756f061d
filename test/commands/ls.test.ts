import { expect, test } from 'vitest';
import type { Output } from '../../src/commands/command.ts';
import { ls } from '../../src/commands/ls.ts';
import { pathRow } from '../../src/commands/output.ts';
import type { Library } from '../../src/posts/library.ts';
import type { Post } from '../../src/posts/types.ts';
import { textOf } from '../../src/text/span.ts';
import { collect, plainText, SERVICES } from '../support/command.ts';
import { libraryOf, postOf } from '../support/library.ts';

const library = libraryOf({
  'a-fan-/-hums-all-/-night.md': 'A fan / hums all / night\n\n# May 3, 2021 - Fans\n\nIt hums.\n',
  'trains/2021-03-04-steam/index.md': '---\ntitle: "Why `steam` is **loud**"\n---\nIt is loud.\n',
  'trains/_drafts/soon.md': 'Soon.\n',
  '02 - Lists/Shelf - for the hall.txt': 'Planks.',
  'whistle.md': '---\ntitle: Whistles\ndate: 2031-01-01\ndraft: true\n---\nTo do.\n',
});

async function runLs(options: Record<string, true>, toText: (output: Output) => string) {
  const run = ls.run({ operands: [], options }, { library: () => library, history: () => [], ...SERVICES });
  return (await collect(run)).outputs.map(toText);
}

test('ls names each post on a screen by its date and its haiku or title, then says draft and folder', async () => {
  expect(await runLs({}, plainText)).toEqual([
    '            Shelf - for the hall  02 - Lists',
    '2021-05-03  A fan / hums all / night',
    '2021-03-04  Why steam is loud  trains/2021-03-04-steam',
    '            soon  draft  trains/_drafts',
    '2031-01-01  Whistles  draft',
  ]);
});

test('ls -l says the date first', async () => {
  expect(await runLs({ l: true, t: true }, plainText)).toEqual([
    '2021-05-03  2 words  1 min  A fan / hums all / night',
    '2021-03-04  3 words  1 min  Why steam is loud  trains/2021-03-04-steam',
    '            1 word   1 min  Shelf - for the hall  02 - Lists',
    '            1 word   1 min  soon  draft  trains/_drafts',
    '2031-01-01  2 words  1 min  Whistles  draft',
  ]);
});

test('ls lists paths for another program, with drafts last by date', async () => {
  const toPath = (output: Output): string => (output.kind === 'listed' ? textOf(pathRow(output)) : '');
  expect(await runLs({ t: true }, toPath)).toEqual([
    'post/a-fan-/-hums-all-/-night.md',
    'post/trains/2021-03-04-steam/index.md',
    'post/02 - Lists/Shelf - for the hall.txt',
    'post/trains/_drafts/soon.md',
    'post/whistle.md',
  ]);
});

test('case 95: ls -l lists more posts than a call takes arguments', async () => {
  const posts = Array<Post>(150_000).fill(postOf('a / b / c'));
  const huge: Library = { ...library, posts: async () => posts };
  const run = ls.run({ operands: [], options: { l: true } }, { library: () => huge, history: () => [], ...SERVICES });
  const { outputs, status } = await collect(run);
  expect([outputs.length, status]).toEqual([150_000, 0]);
});
