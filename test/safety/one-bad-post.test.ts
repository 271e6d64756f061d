import { afterEach, expect, test, vi } from 'vitest';
import { createPostOpener } from '../../src/app/services/open-post.ts';
import { mapLine } from '../../src/app/state/replace-post.ts';
import type { PostMatch } from '../../src/commands/command.ts';
import { createMatchGrouper } from '../../src/commands/match-rows.ts';
import { outputDocument, postDocument } from '../../src/layout/document.ts';
import { type PostContent, toContent } from '../../src/posts/content.ts';
import { readName, readPost } from '../../src/posts/read-post.ts';
import type { FittedRow } from '../../src/text/fit-row.ts';
import { textOf } from '../../src/text/span.ts';
import { libraryOf, refOf } from '../support/library.ts';
import { many } from '../support/sample.ts';

afterEach(() => vi.restoreAllMocks());

/** From now on the expressions that contain `part` fail on a text with `trigger`, as at the limits of V8. */
function failIn(part: string, trigger: string): void {
  const { exec } = RegExp.prototype;
  vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text: string) {
    if (this.source.includes(part) && text.includes(trigger)) throw new RangeError('Maximum call stack size exceeded');
    return exec.call(this, text);
  });
}

const shown = async (content: string): Promise<string> => {
  const document = await postDocument(refOf('bad'), content, false);
  return document
    .flatMap(chunk => chunk.layout({ columns: 60, sideways: 0 }).map(({ spans }) => textOf(spans)))
    .join('\n');
};

test('case 97: a post that cannot be described is listed by its name, with the reason, among the others', async () => {
  failIn('<|`{3}', 'honey');
  const folder = { 'a.md': '# Ants\n', 'b-roll.md': '# Bees\n\nThey make honey.\n', 'c.md': '# Crows\n' };
  const posts = await libraryOf(folder).posts();
  expect(posts.map(({ title }) => title).sort()).toEqual(['Ants', 'Crows', 'b roll']);
  expect(posts.find(({ slug }) => slug === 'b-roll')?.problem).toBe(
    'Cannot be read as a post: Maximum call stack size exceeded',
  );
});

test('case 97: a post that cannot be parsed is shown as source, with the reason', async () => {
  failIn('highlight|code', 'honey');
  const text = await shown('# Bees\n\nThey make *honey*.\n');
  expect(text).toContain('shown as source, because it cannot be laid out: Maximum');
  expect(text).toMatch(/^ *# Bees\n *\n *They make \*honey\*\.$/m);
  expect(await shown('# Ants\n\nThey make *hills*.\n')).not.toContain('*');
});

test('case 97: only the part of a post that cannot be laid out is shown as source, and is searched too', async () => {
  failIn('[ xX]', 'honey');
  const filler = 'Some words *lean* over.\n\n'.repeat(400);
  const content = `# Bees\n\n${filler}- They make **honey**.\n\n${filler}The *end*.\n`;
  const text = await shown(content);
  expect(text).toContain('- They make **honey**.');
  expect(text).toContain('The end.');
  expect(text.split('because it cannot be laid out')).toHaveLength(2);
  const document = await postDocument(refOf('bad'), content, false);
  expect(document.reduce((sum, chunk) => sum + chunk.count(/honey/g), 0)).toBe(1);
  expect(document.flatMap(chunk => [...chunk.headings(), ...chunk.links()])).toHaveLength(1);
});

test('case 96: a tag of megabytes is shown as source, and what follows is laid out', async () => {
  const text = await shown(`# Bees\n\n<a ${'b=c d=c '.repeat(many(600_000))}\n\nThe *end*.\n`);
  expect(text).toContain('<a b=c d=c');
  expect(text).toMatch(/The end\.$/);
});

test('case 101: the fields of a post are bounded, however long they are in front matter', async () => {
  const long = 'ants run, '.repeat(many(80_000));
  const read = async (source: string) => (await readPost(refOf('bad'), `---\n${source}\n---\n\ntext\n`)).fields;
  const keys = ['description', 'authors', 'tags', 'path'];
  const fields = await read(keys.map(key => `${key}: ${long}`).join('\n'));
  expect(JSON.stringify(fields).length).toBeLessThan(10_000 * keys.length);
  const { title } = await readName(refOf('bad'), `---\ntitle: ${long}\n---\n\ntext\n`);
  expect(title.length).toBeLessThanOrEqual(500);
  expect(fields.description).toMatch(/^ants run, ants/);
  expect((await read(`haiku: ants run / and run / ${long}`)).haiku).toBeNull();
  expect((await read(`haiku: [ants run, and run, "${long}"]`)).haiku).toBeNull();
});

test('case 112: the columns of a wide table shrink only if the table can fit', async () => {
  const row = (cell: string): string => `|${` ${cell} |`.repeat(many(4000))}\n`;
  const max = vi.spyOn(Math, 'max');
  const text = await shown(
    `# Bees\n\n${row('head')}${row('-')}${row('some words of a cell, and more words. '.repeat(2))}`,
  );
  expect(text).toContain('head: some words of a cell');
  // A table that cannot fit is not measured, and its columns do not shrink cell by cell.
  expect(max.mock.calls.length).toBeLessThan(many(4000) * 3);
});

test('case 100: a match in a line of megabytes is a row of bounded length, which is searched and laid out as usual', async () => {
  const text = 'ants run '.repeat(many(1_000_000));
  const match = { line: 1, text, column: 1, ranges: [{ start: 0, end: 4 }] };
  const content = new TextEncoder().encode('# Ants\n');
  const rows = await createMatchGrouper()([{ ...match, ref: refOf('bad'), content } as PostMatch]);
  const [chunk] = outputDocument(rows);
  expect(chunk?.count(/run/g)).toBeLessThan(1000);
  expect(chunk?.layout({ columns: 60, sideways: 0 })).toHaveLength(3);
});

test('case 150: a place among many blank lines is found in linear time', () => {
  const lines = many(100_000);
  const min = vi.spyOn(Math, 'min');
  expect(mapLine('\n'.repeat(lines), '\n'.repeat(lines + 9), lines / 2)).toBe(lines / 2);
  expect(min.mock.calls.length).toBeLessThan(4 * lines);
});

test('case 150: a post that grows while it is open is rendered once for a change, and rarely if that takes long', async () => {
  let [text, time] = ['one', 0];
  const read = () => toContent(new TextEncoder().encode(text)) as PostContent;
  const open = createPostOpener(
    () => ({ read }),
    false,
    () => (time += 10),
  );
  const first = await open(refOf('log'));
  expect(await open(refOf('log'))).toBe(first);
  text = 'one\n\ntwo';
  const second = open(refOf('log'));
  // It is read when the rest is over.
  text = 'one\n\ntwo\n\nthree';
  expect((await second)?.post?.content).toBe(text);
  expect(await open(refOf('log'))).toBe(await second);
});

test('case 151: matches side by side are one span', async () => {
  const ranges = Array.from({ length: 40 }, (_, start) => ({ start, end: start + 1 }));
  const match = { line: 1, text: 'a'.repeat(40), column: 1, ranges, ref: refOf('bad') };
  const rows = await createMatchGrouper()([{ ...match, content: new TextEncoder().encode('# Ants\n') }]);
  const row = rows.at(-1) as FittedRow;
  expect(row.row.slice(1)).toEqual([{ text: 'a'.repeat(40), styles: ['match'] }]);
});
