import { expect, test } from 'vitest';
import { compose, composeWithOffsets } from '../../src/text/nfc.ts';

const words = ['e\u0301\u0302', 'tür', 'ähre', '학점', 'がけ', 'ὀφρῦς', 'tiếng Việt', 'é👩‍👩‍👧ü', 'aé', 'x'];

test.each(words)('%j is the same in every form', word => {
  for (const form of ['NFC', 'NFD'] as const) expect(compose(word.normalize(form))).toBe(word.normalize('NFC'));
});

test.each(words)('the offsets of %j are those of its letters', word => {
  const original = `a${word.normalize('NFD')} ${word.normalize('NFC')}z`;
  const { text, toOriginal } = composeWithOffsets(original);
  expect(text).toBe(original.normalize('NFC'));
  expect(original.slice(toOriginal(1), toOriginal(1 + word.normalize('NFC').length))).toBe(word.normalize('NFD'));
  expect(toOriginal(text.length)).toBe(original.length);
  expect(original.slice(toOriginal(text.length - 1))).toBe('z');
});
