import { expect, test } from 'vitest';
import { INITIAL_INPUT, parseInput } from '../../src/io/terminal/parse-input.ts';
import { windowSize } from '../../src/io/terminal/tty.ts';

const esc = '\u001b';

test.each([
  [5000, 5000, 200],
  [65_535, 65_535, 15],
  [2, 65_535, 65_535],
  [500, 200, 200],
])('case 114: on a terminal that claims %i×%i cells, %i rows are drawn', (columns, rows, drawn) => {
  expect(windowSize({ columns, rows })).toEqual({ columns, rows: drawn });
});

test.each([
  ['CSI', `${esc}[`, '1;', 'u'],
  ['CSI of blanks', `${esc}[`, '  ', 'u'],
  ['a reply', `${esc}[?`, '1;', 'h'],
  ['SS3', `${esc}O`, '1;', 'P'],
  ['CSI with Alt', `${esc}${esc}[`, '1;', 'u'],
])('case 115: a sequence (%s) that does not end is kept in part, and a key after its end is read', (_, ...parts) => {
  const [introducer, parameters, end] = parts;
  let state = parseInput(INITIAL_INPUT, introducer).state;
  for (let read = 0; read < 20; read++) {
    const parsed = parseInput(state, parameters.repeat(1000));
    expect(parsed.text).toBe('');
    expect(parsed.state.pending.length).toBeLessThan(100);
    state = parsed.state;
  }
  const { text, state: last } = parseInput(state, `${end}j`);
  expect(text.slice(-2)).toBe(`${end}j`);
  expect(text.length).toBeLessThan(100);
  expect(last).toEqual(INITIAL_INPUT);
});
