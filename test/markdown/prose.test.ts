import { expect, test } from 'vitest';
import { passages } from '../../src/markdown/prose.ts';
import type { Syntax } from '../../src/posts/syntax.ts';

const texts = (body: string, syntax: Syntax = 'markdown'): readonly string[] =>
  [...passages(body, 1, syntax)].map(({ text, line }) => `${line}: ${text}`);

test.each<[string, string, readonly string[]]>([
  ['paragraphs, with their lines', 'One\ntwo.\n\nThree.\n', ['1: One\ntwo.', '4: Three.']],
  ['list items and notes', '- One.\n- Two.\n\nA[^1].\n\n[^1]: Three.\n', ['1: One.', '2: Two.', '4: A.', '6: Three.']],
  ['the text of links and emphasis', '*One* [two](a.md) **three**.', ['1: One two three.']],
  ['no heading, but what is below it', '# One\n\nTwo\n===\n\nThree.', ['6: Three.']],
  ['no quote, table or code', '> One\n\n| a |\n| - |\n| b |\n\n```\nc\n```\n\n    d\n\nTwo.', ['13: Two.']],
  ['a mark for code, images and addresses', '`a` ![b](c.png) <https://d.example>.', ['1: \ufffc \ufffc \ufffc.']],
])('a body has as passages %s', (_, body, found) => {
  expect(texts(body)).toEqual(found);
});

test('a plain text has the paragraphs below its bare headings', () => {
  const body = 'First heading\n\nOne long line of text that is a paragraph of its own, because it goes on.\n';
  expect(texts(body, 'text').at(-1)).toContain('One long line');
  // The only paragraph of a post may begin with a short line that is a heading.
  expect(texts('It rained. The kettle is warm, and the dog\nis on the mat. Nobody is here now.\n')).toHaveLength(1);
});
