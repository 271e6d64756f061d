import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copySequence } from '../../../src/io/terminal/clipboard.ts';
import { sanitize, trusted } from '../../../src/text/sanitize.ts';
import { asSafe } from '../../support/safe.ts';

const tmux = { TMUX: '/tmp/tmux-1000/default,7,0', STY: '' };
const screen = { STY: '7.pts-0.host' };

test.each([
  ['ls', '\x1b]52;c;bHM=\x07'],
  ['', '\x1b]52;c;\x07'],
  ['a\n', '\x1b]52;c;YQo=\x07'],
  ['café 🐟', '\x1b]52;c;Y2Fmw6kg8J+Qnw==\x07'],
])('the sequence for %j is %j', (text, sequence) => expect(copySequence(asSafe(text), {})).toBe(sequence));

test('in tmux the sequence is sent to tmux and to the terminal around it', () => {
  expect(copySequence(trusted('ls'), tmux)).toBe('\x1b]52;c;bHM=\x07\x1bPtmux;\x1b\x1b]52;c;bHM=\x07\x1b\\');
});

test('in GNU Screen the sequence is wrapped in a DCS', () => {
  expect(copySequence(trusted('ls'), screen)).toBe('\x1bP\x1b]52;c;bHM=\x07\x1b\\');
});

test('in GNU Screen a long sequence is sent in pieces within its limit', () => {
  const text = asSafe('x'.repeat(10_000));
  const sent = copySequence(text, screen) ?? '';
  const strings = sent.split('\x1b\\').slice(0, -1);
  for (const string of strings) expect(string.length + 2).toBeLessThanOrEqual(256);
  expect(strings.map(string => string.replace('\x1bP', '')).join('')).toBe(copySequence(text, {}));
});

describe('the limit of terminals', () => {
  test.each([
    [74_994, true],
    [74_995, false],
    [10_000_000, false],
  ])('%i bytes of text are copied: %j', (length, isTaken) => {
    for (const env of [{}, tmux, screen]) expect(copySequence(asSafe('x'.repeat(length)), env) !== null).toBe(isTaken);
  });

  test('counts bytes, not characters', () => {
    expect(copySequence(asSafe('é'.repeat(37_497)), {})).not.toBeNull();
    expect(copySequence(asSafe('é'.repeat(37_498)), {})).toBeNull();
  });
});

test('a terminal decodes the copied text and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), typed => {
      const text = sanitize(typed, 'code');
      const sequence = copySequence(text, {}) ?? '';
      const base64 = sequence.slice('\x1b]52;c;'.length, -1);
      expect(sequence).toBe(`\x1b]52;c;${base64}\x07`);
      expect(base64).toMatch(/^[A-Za-z0-9+/=]*$/);
      expect(Buffer.from(base64, 'base64').toString()).toBe(text);
    }),
  );
});
