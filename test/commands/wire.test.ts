import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Output } from '../../src/commands/command.ts';
import { unwired, wired } from '../../src/commands/wire.ts';
import { sanitize } from '../../src/text/sanitize.ts';
import type { StyleName } from '../../src/text/span.ts';

const span = fc.record(
  {
    text: fc.string({ unit: 'binary' }).map(text => sanitize(text, 'code')),
    styles: fc.array(fc.constantFrom<StyleName>('dim', 'match', 'code', 'accent'), { maxLength: 2 }),
    href: fc.webUrl().map(url => sanitize(url, 'code')),
  },
  { requiredKeys: ['text', 'styles'] },
);
const outputs: fc.Arbitrary<Output> = fc.oneof(
  fc.array(span).map((spans): Output => ({ kind: 'row', spans })),
  fc.string().map((text): Output => ({ kind: 'error', text })),
);

test('what is sent arrives as it was', () => {
  fc.assert(
    fc.property(fc.array(outputs), sent => {
      expect(JSON.parse(JSON.stringify(sent.map(wired))).map(unwired)).toEqual(sent);
    }),
  );
});

test('a row is sent without the names of its fields', () => {
  const row: Output = { kind: 'row', spans: [{ text: sanitize('a', 'code'), styles: ['dim', 'match'] }] };
  expect(wired(row)).toEqual(['a', 'dim match']);
});
