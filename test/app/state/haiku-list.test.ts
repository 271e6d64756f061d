import { expect, test } from 'vitest';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import type { State } from '../../../src/app/state/state.ts';
import { frame } from '../../../src/app/view/frame.ts';
import { postDocument } from '../../../src/layout/document.ts';
import type { Haiku } from '../../../src/posts/slug.ts';
import { textOf } from '../../../src/text/span.ts';
import { postOf, refOf } from '../../support/library.ts';
import { afterRun, createPostIndex, play, postEntry } from '../../support/state.ts';

const HAIKU: Haiku = ['The printer is warm,', 'and the cat sleeps on its lid.', 'Nobody prints now.'];
const filler = Array.from({ length: 20 }, (_, at) => `Row ${at} of it.`).join('\n\n');
const content = `# Cats\n\n${filler}\n\nIt rained. The printer is warm, and the cat\nsleeps on its *lid*. Nobody prints now.\n\n${filler}\n`;
/** The source line at which the paragraph of the haiku begins. */
const line = 43;

const document = await postDocument(refOf('cats'), content, false, true);
const posts = createPostIndex([postOf('cats', refOf('cats'))]);
const start = afterRun(
  createInitialState(posts, { columns: 80, rows: 12 }),
  postEntry('cat post/cats.md', document, content, 'cats'),
);
const asked = play(start, 'H');
const found = (slug: string, haiku: readonly Haiku[] = [HAIKU]) =>
  ({ kind: 'haiku-found', slug, found: haiku.map(each => ({ haiku: each, line })) }) as const;
const rows = (state: State): readonly string[] => frame(state).rows.map(textOf);

test('H requests the haiku of the post, and lists them, best first', () => {
  expect(asked.request).toMatchObject({ kind: 'find-haiku', post: { slug: 'cats' } });
  const listed = play(asked, found('cats', [HAIKU, ['a', 'b', 'c']]));
  expect(listed.request).toBeNull();
  const labels = listed.mode.kind === 'select' ? listed.mode.items.map(({ label }) => label) : [];
  expect(labels).toEqual([HAIKU.join(' / '), 'a / b / c']);
});

test('Enter scrolls to the haiku and marks its words, and Backspace goes back', () => {
  const there = play(asked, found('cats'), 'enter', { kind: 'choose', index: 0 });
  expect(there.mode).toMatchObject({ kind: 'reading', search: { pattern: HAIKU.join(' ') } });
  const marked = frame(there)
    .rows.flat()
    .filter(({ styles }) => styles.some(style => style.startsWith('match')));
  expect(
    marked
      .map(({ text }) => text.trim())
      .join(' ')
      .replaceAll(/\s+/g, ' '),
  ).toContain('The printer is warm, and the cat');
  expect(rows(play(there, 'backspace')).slice(0, -1)).toEqual(rows(start).slice(0, -1));
});

test('a post without haiku shows a message', () => {
  expect(rows(play(asked, found('cats', []))).at(-1)).toContain('no haiku found in this post');
});

test('ignores the haiku of a post that is no longer open', () => {
  const left = play(asked, 'q');
  expect(play(left, found('cats')).mode).toEqual(left.mode);
  expect(play(asked, found('dogs')).mode).toEqual(asked.mode);
});
