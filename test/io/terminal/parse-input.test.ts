import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInputParser, type InputEvent } from '../../../node_modules/ink/build/input-parser.js';
import { F1_KEY, flushPending, INITIAL_INPUT, parseInput } from '../../../src/io/terminal/parse-input.ts';

const [esc, opening, closing] = ['\u001b', '\u001b[200~', '\u001b[201~'];
const escapeKey = `${esc}[27u`;
/** F1 in xterm and the VT220, and on the Linux console. */
const F1 = new RegExp(`${esc}(?:OP|\\[11~|\\[\\[A)`, 'g');
const pasted = `${opening}q\n\u0003${closing}`;

/** The text after each read; null is a timeout. */
const textAfterReads = (...reads: readonly (string | null)[]): readonly string[] => {
  let state = INITIAL_INPUT;
  return reads.map(read => {
    const { text, state: next } = read === null ? flushPending(state) : parseInput(state, read);
    state = next;
    return text;
  });
};

/** The events that Ink reads after each read. */
const events = (...reads: readonly (string | null)[]): readonly InputEvent[] => {
  const parser = createInputParser();
  return textAfterReads(...reads).flatMap(text => parser.push(text));
};

describe('the text for Ink', () => {
  test.each<[string, readonly (string | null)[], readonly string[]]>([
    ['keys', ['jk', '\u0003'], ['jk', '\u0003']],
    ['a paste', [pasted], [pasted]],
    ['Escape and a timeout', [esc, null], ['', escapeKey]],
    ['Escape twice and a timeout', [esc, esc, null], ['', '', escapeKey + escapeKey]],
    ['Alt and a letter', [esc, 'b'], ['', `${esc}b`]],
    ['Alt and a letter at once', [`${esc}b`], [`${esc}b`]],
    ['an arrow in two', [`${esc}[`, 'A'], ['', `${esc}[A`]],
    ['Alt and Insert in two', [`${esc}${esc}[2`, '~'], ['', `${esc}${esc}[2~`]],
    ['Alt and [, and a timeout', [`${esc}[`, null], ['', '']],
    ['Escape and a paste', [esc + pasted], [escapeKey + pasted]],
    ['Escape thrice and a paste', [esc.repeat(3) + pasted], [escapeKey.repeat(3) + pasted]],
    ['Escape, and a paste in time', [esc, pasted], ['', escapeKey + pasted]],
    ['Escape, and a paste later', [esc, null, pasted], ['', escapeKey, pasted]],
    ['Alt and a letter, and a paste', [`${esc}b${pasted}`], [`${esc}b${pasted}`]],
    ['pastes', [pasted + esc + pasted], [pasted + escapeKey + pasted]],
    ['F1 of xterm', [`j${esc}OPk`], [`j${F1_KEY}k`]],
    ['F1 of a VT220, in pieces', [`${esc}[1`, '1', '~'], ['', '', F1_KEY]],
    ['F1 of Linux, in pieces', [esc, '[[', 'A'], ['', '', F1_KEY]],
    ['F1 whose end is late', [`${esc}O`, null, 'P'], ['', '', F1_KEY]],
    ['the character of F1', [`j${F1_KEY}k`], ['jk']],
    ['the character of F1 in a paste', [`${opening}${F1_KEY}${closing}`], [`${opening}${F1_KEY}${closing}`]],
    ['a paste in pieces', [...pasted], [...''.padEnd(pasted.length - 1)].map(() => '').concat(pasted)],
    ['a paste whose beginning is late', [esc, null, pasted.slice(1)], ['', escapeKey, pasted]],
    ['a paste whose beginning is interrupted', [`${esc}[20`, null, pasted.slice(4)], ['', '', pasted]],
    ['the beginning of a paste, typed by hand', [esc, null, '[', '2', '00~q'], ['', escapeKey, '[', '2', '00~q']],
    ['a reply', [`j${esc}]11;rgb:0000/0000/0000${esc}\\k`], ['jk']],
    ['a reply with attributes', [`j${esc}[?62;22ck`], ['jk']],
    ['a reply with attributes, in pieces', [`${esc}[`, '?6', '2;22', 'cj'], ['', '', '', 'j']],
    ['a reply with attributes, whose rest is late', [`${esc}[?62`, null, ';22cj'], ['', '', 'j']],
    ['a reply to another query', [`${esc}P1+r544e=787465726d${esc}\\`], ['']],
    ['a reply in pieces', [`${esc}]11;rgb:ff`, 'ff/ffff/ffff', esc, '\\j'], ['', '', '', 'j']],
    ['a reply whose rest is late', [`${esc}]11;rgb:ff`, null, 'ff/ffff/ffff\u0007j'], ['', '', 'j']],
    ['a reply whose end is late', [`${esc}]11;rgb:ff${esc}`, null, '\\j'], ['', '', 'j']],
    ['a reply of which all but ESC is late', [esc, null, ']11;rgb:ff\u0007j'], ['', escapeKey, 'j']],
    ['Escape and a reply', [`${esc}${esc}]11;rgb:ff\u0007`], [escapeKey]],
    ['Escape and half a reply', [`${esc}${esc}]11;rgb:ff`, null], ['', escapeKey]],
    ['Alt and ], and a timeout', [`${esc}]`, null], ['', '']],
    ['Alt and ], and Escape', [`${esc}]${esc}`, null], [`${esc}]`, escapeKey]],
    ['Alt and P before a word', [`${esc}Post`, `${esc}P`, 'ost'], [`${esc}Post`, '', `${esc}Post`]],
    ['Alt and ] before a control character', [`${esc}]1\u0003`], [`${esc}]1\u0003`]],
    ['a text that is too long for a reply', [`${esc}]1${'1'.repeat(4096)}`], [`${esc}]1${'1'.repeat(4096)}`]],
    ['half a reply and a paste', [`${esc}]11;rgb:ff${pasted}`], [`${esc}]11;rgb:ff${pasted}`]],
    ['a reply in a paste', [`${opening}${esc}]11;?\u0007${closing}`], [`${opening}${esc}]11;?\u0007${closing}`]],
    ['a paste without an end', [opening, 'q\u0003', null, `${esc}[2`, null, 'q'], ['', '', '', '', '', '']],
    ['a paste with ESC in it', [`${opening}${esc}[201${esc}${opening}${esc}`, closing], ['', `${opening}${esc}[201${esc}${opening}${esc}${closing}`]], // biome-ignore format: a case a line
  ])('%s', (_, reads, expected) => {
    expect(textAfterReads(...reads)).toEqual(expected);
  });

  test('replies are told apart from keys and pastes', () => {
    const replies = [`${esc}]11;rgb:0000/0000/0000${esc}\\`, `${esc}[?62;22c`];
    expect(parseInput(INITIAL_INPUT, `j${replies[0]}k${pasted}${replies[1]}`)).toMatchObject({
      text: `jk${pasted}`,
      replies: replies.join(''),
    });
  });

  test.each<[string, string, string, number, string]>([
    ['^C after a silence', 'q', '\u0003', 1000, pasted.replace('\n\u0003', '')],
    ['^C after a silence, and half an end', `q${esc}[201`, '\u0003', 1000, `${opening}q${esc}[201${closing}`],
    ['^C at once', 'q', '\u0003', 999, ''],
    ['^C among others after a silence', 'q', '\u0003\n', 5000, ''],
    ['another key after a silence', 'q', '\u0004', 5000, ''],
  ])('%s in a paste without an end', (_, begun, read, silence, expected) => {
    const { state } = parseInput(INITIAL_INPUT, opening + begun);
    const after = parseInput(state, read, silence);
    expect(after.text).toBe(expected);
    expect(after.state.paste === null).toBe(expected !== '');
  });

  test('a long row of ESC takes linear time', () => {
    expect(textAfterReads(`${esc.repeat(300_000)}j`)[0]).toHaveLength(300_001);
  });
});

/** Bytes of keys; none is in a paste alone. */
const key = fc.constantFrom(esc, esc, '[', 'O', ']', '1', '2', '0', '~', ';', 'b', 'A', '\r', '\u0003', '\u007f');
const garbage = fc.array(key, { maxLength: 8 }).map(keys => keys.join(''));
/** The same in a paste, with a mark, and without the end of a paste. */
const paste = garbage.map(text => `<${text.replaceAll(closing, '')}>`);
const typed = fc.array(fc.tuple(garbage, paste), { maxLength: 4 });

/** A text in pieces. */
const pieces = (text: string, cuts: readonly number[]): readonly string[] => {
  const at = [0, ...cuts.map(cut => cut % (text.length + 1)).sort((one, other) => one - other), text.length];
  return at.slice(1).map((end, index) => text.slice(at[index], end));
};

test('a paste is never read as keys, whatever keys precede it and however it is cut', () => {
  fc.assert(
    fc.property(typed, garbage, fc.array(fc.nat(), { maxLength: 6 }), (all, last, cuts) => {
      const text = all.map(([before, pasted]) => before + opening + pasted + closing).join('') + last;
      // The keys do not begin a paste.
      fc.pre(text.split(opening).length === all.length + 1);
      const read = events(...pieces(text, cuts));
      expect(read.flatMap(event => (typeof event === 'string' ? [] : [event.paste]))).toEqual(all.map(([, pasted]) => pasted)); // biome-ignore format: one thought
      expect(read.filter(event => typeof event === 'string' && /[<>]/.test(event))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

/** A reply of a terminal, with a mark. */
const answer = fc
  .tuple(
    fc.constantFrom('P', 'X', ']', '^', '_'),
    fc.array(fc.constantFrom('1', ';', 'b', ' ')),
    fc.constantFrom('\u0007', `${esc}\\`),
  )
  .map(([kind, text, end]) => `${esc}${kind}<${text.join('')}>${end}`);

test('a reply of the terminal is never read as keys, however it is cut, even with a timeout', () => {
  const cutAt = fc.array(fc.nat(), { maxLength: 6 });
  fc.assert(
    fc.property(garbage, answer, garbage, cutAt, fc.nat(), (before, answer, after, cuts, late) => {
      fc.pre(!(before + after).includes(opening));
      expect(textAfterReads(...pieces(before + answer + after, cuts)).join('')).not.toMatch(/[<>]/);
      const at = before.length + (late % answer.length);
      const text = before + answer;
      expect(textAfterReads(text.slice(0, at), null, text.slice(at)).join('')).not.toMatch(/[<>]/);
    }),
    { numRuns: 2000 },
  );
});

test('keys arrive unchanged where there is no paste', () => {
  fc.assert(
    fc.property(garbage, fc.array(fc.nat(), { maxLength: 6 }), (text, cuts) => {
      fc.pre(!text.includes(opening));
      let state = INITIAL_INPUT;
      let arrived = '';
      for (const piece of pieces(text, cuts)) {
        const { text, state: next } = parseInput(state, piece);
        arrived += text;
        state = next;
      }
      expect(arrived + state.pending).toBe(text.replaceAll(F1, F1_KEY));
    }),
  );
});
