import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import { useLineTable } from '../../src/markdown/line-table.ts';

test('the table of lines is that of markdown-it', () => {
  const whole = new MarkdownIt();
  const { State } = whole.block;
  const { State: Table } = new MarkdownIt().use(useLineTable).block;
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '\t', '\n', '\n', '\r', '>'), maxLength: 40 });
  fc.assert(
    fc.property(text, text => {
      const [own, other] = [new Table(text, whole, {}, []), new State(text, whole, {}, [])];
      for (const name of ['bMarks', 'eMarks', 'tShift', 'sCount', 'bsCount'] as const)
        expect([...own[name]].slice(0, own.lineMax + 1)).toEqual(other[name]);
      expect([own.src, own.lineMax, own.eMarks.length]).toEqual([other.src, other.lineMax, other.eMarks.length]);
    }),
    { numRuns: 2_000 },
  );
});
