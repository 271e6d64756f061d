import { describe, expect, test } from 'vitest';
import { lineOfFragment } from '../../src/posts/link-fragment.ts';

const content = `# Tea

## It's how *we* brew: C++ & co.

Water first. ^water

## Steps

### Über Kannen

## Steps

### Über Kannen

## Named {#leaves .x}

{: #cup}
## Of cups

<a id="steam"></a>
text

A paragraph.
^below

[[anchored]]
## An AsciiDoc section

.. _target:

## A section of reStructuredText
`;
const headings = content
  .split('\n')
  .flatMap((line, at) => (line.startsWith('#') ? [{ text: line.replace(/^#+ |[*]| \{.*/g, ''), source: at + 1 }] : []));

const textOfLine = (line: number | null): string | null =>
  line === null ? null : (content.split('\n')[line - 1] ?? '');

test.each([
  ['tea', '# Tea'],
  ['its-how-we-brew-c--co', "## It's how *we* brew: C++ & co."],
  ['its-how-we-brew-c-co', "## It's how *we* brew: C++ & co."],
  ["It's how we brew: C++ & co.", "## It's how *we* brew: C++ & co."],
  ['leaves', '## Named {#leaves .x}'],
  ['named', '## Named {#leaves .x}'],
  ['cup', '## Of cups'],
  ['steam', '<a id="steam"></a>'],
  ['^water', 'Water first. ^water'],
  ['^below', '^below'],
  ['anchored', '## An AsciiDoc section'],
  ['target', '## A section of reStructuredText'],
  ['über-kannen', '### Über Kannen'],
  ['STEPS', '## Steps'],
])('the fragment %j names the line %j', (fragment, line) => {
  expect(textOfLine(lineOfFragment(fragment, headings, content))).toBe(line);
});

test.each([
  ['steps', 7],
  ['steps-1', 11],
  ['Steps#Über Kannen', 9],
  ['über-kannen-1', 13],
])('the fragment %j names line %i', (fragment, line) => {
  expect(lineOfFragment(fragment, headings, content)).toBe(line);
});

test.each(['', '#', '-', 'gone', 'Steps#Gone', 'Steps#Tea', '^gone', 'leave', '__proto__'])(
  'nothing is named %j',
  fragment => {
    expect(lineOfFragment(fragment, headings, content)).toBeNull();
  },
);

describe('many headings', () => {
  test('of the same text take linear time', () => {
    const same = Array.from({ length: 500_000 }, (_, at) => ({ text: at % 2 ? 'a' : 'a 1', source: at + 1 }));
    // In quadratic time it would be minutes.
    expect(lineOfFragment('b', same, 'x\n'.repeat(500_000))).toBeNull();
  });
});
