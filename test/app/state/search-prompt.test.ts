import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import { selectScrollbackView } from '../../../src/app/state/reader-position.ts';
import { compileSearch, ordinal } from '../../../src/app/state/reader-search.ts';
import type { ScrollbackEntry } from '../../../src/app/state/scrollback.ts';
import { linesFrom } from '../../../src/app/state/scrollback-rows.ts';
import type { ReaderMode, State } from '../../../src/app/state/state.ts';
import { frame } from '../../../src/app/view/frame.ts';
import { postDocument } from '../../../src/layout/document.ts';
import type { LayoutOptions } from '../../../src/layout/layout.ts';
import { textOf } from '../../../src/text/span.ts';
import { codePoint } from '../../support/code-point.ts';
import { refOf } from '../../support/library.ts';
import { topRow } from '../../support/scroll.ts';
import { afterRun, allCounted, createPostIndex, play, postEntry } from '../../support/state.ts';
import { rowsOfDocument } from '../../support/tree.ts';

const size = { columns: 40, rows: 10 };
const opened = (entry: ScrollbackEntry): State => afterRun(createInitialState(createPostIndex([]), size), entry);
const readingIn = (state: State): ReaderMode => {
  if (state.mode.kind !== 'reading') throw new Error(`not reading: ${state.mode.kind}`);
  return state.mode;
};
const bar = (state: State): string => textOf(frame(state).rows.at(-1) ?? []);
/** The position among the matches, as the status bar shows it. */
const place = (state: State): string | undefined =>
  / ([\d?]+ of \d+(?: so far)?(?:, wrapped to the (?:top|bottom))?|\d+ found|not found|searching)(?: {3}(?:\d+%|end))?$/.exec(bar(state))?.[1]; // biome-ignore format: one thought
/** The text of the current match on the screen. */
const matchOnScreen = (state: State): string =>
  frame(state)
    .rows.flatMap(row => row.filter(({ styles }) => styles.includes('found')))
    .map(({ text }) => text)
    .join('');

const paragraphs = Array.from({ length: 30 }, (_, at) => {
  const said = { 3: 'the pager rang', 9: 'The Pager sang', 20: 'a pager slept' }[at] ?? 'nothing was said';
  return `On day ${at} ${said}.`;
});
const short = `${paragraphs.join('\n\n')}\n`;
const post = opened(postEntry('cat post/x.md', await postDocument(refOf('x'), short, false), short));

/** Longer than ten chunks of some 8,000 characters, with a match in some of them. */
const longParagraphs = Array.from(
  { length: 1500 },
  (_, at) => `Day ${at}${at % 150 === 70 ? ' had its needle' : ''} ${'and it goes on '.repeat(5)}so.`,
);
const long = `${longParagraphs.join('\n\n')}\n`;
const longPage = await postDocument(refOf('l'), long, false);
const longPost = opened(postEntry('cat post/l.md', longPage, long, 'l'));
/** The day of the current match. */
const dayOf = (state: State): number => {
  const { top } = readingIn(state);
  const rows = linesFrom(selectScrollbackView(state), top, size.rows).map(({ spans }) => textOf(spans));
  const row = rows.findIndex(each => /needle/.test(each));
  return Number(/Day (\d+)/.exec(rows.slice(0, row + 1).findLast(each => /Day/.test(each)) ?? '')?.[1] ?? Number.NaN);
};

test('the long post has more chunks than one batch counts', () => {
  expect(longPage.length).toBeGreaterThan(10);
});

describe('a search', () => {
  test.each<[readonly string[], string, string]>([
    [[...'/pager'], '1 of 3', 'pager'],
    [[...'/pager', 'enter', 'n'], '2 of 3', 'Pager'],
    [[...'/pager', 'enter', 'n', 'n'], '3 of 3', 'pager'],
    [[...'/pager', 'enter', 'n', 'n', 'n'], '1 of 3, wrapped to the top', 'pager'],
    [[...'/pager', 'enter', 'n', 'n', 'n', 'n'], '2 of 3', 'Pager'],
    [[...'/pager', 'enter', 'N'], '3 of 3, wrapped to the bottom', 'pager'],
    [[...'/pager', 'enter', 'N', 'N'], '2 of 3', 'Pager'],
    [['G', ...'/pager', 'enter'], '1 of 3, wrapped to the top', 'pager'],
    [['G', ...'/pager', 'enter', 'j'], '1 of 3', 'pager'],
    [['G', ...'/pager', 'enter', '/', 'escape'], '1 of 3', 'pager'],
    [['G', ...'?pager', 'enter'], '3 of 3', 'pager'],
    [['G', ...'?pager', 'enter', 'n'], '2 of 3', 'Pager'],
    [['G', ...'?pager', 'enter', 'n', 'N'], '3 of 3', 'pager'],
    [[...'?pager', 'enter'], '3 of 3, wrapped to the bottom', 'pager'],
    [[...'?pager', 'enter', 'N'], '1 of 3, wrapped to the top', 'pager'],
    [[...'/Pager', 'enter'], '1 of 1', 'Pager'],
    [[...'/pager (sang|slept)', 'enter', 'n'], '2 of 2', 'pager slept'],
    [[...'/pager (sang'], 'not found', ''],
    [[...'/\\bs\\w+ng', 'enter'], '1 of 1', 'sang'],
    [[...'/pagerz', 'backspace'], '1 of 3', 'pager'],
    [[...'/pager', 'enter', '/', 'enter'], '2 of 3', 'Pager'],
    [[...'/pager', 'enter', '?', 'enter'], '3 of 3, wrapped to the bottom', 'pager'],
    [[...'/pager', 'enter', ...'G', 'N'], '3 of 3', 'pager'],
    [[...'/pager', 'enter', 'G', 'g', 'n'], '2 of 3', 'Pager'],
    [[...'/pager', 'enter', 'n', 'g', 'n'], '1 of 3', 'pager'],
  ])('after %j the match is %s', (keys, said, match) => {
    const state = play(post, ...keys);
    expect([place(state), matchOnScreen(state)]).toEqual([said, match]);
  });

  test('scrolls to its match, a third of the way down, unless that is on the screen', () => {
    expect(topRow(play(post, ...'/rang'))).toBe(0);
    const far = play(post, ...'/slept');
    const rows = frame(far).rows.map(textOf);
    expect(rows.findIndex(row => row.includes('slept'))).toBe(3);
  });

  test.each([['escape'], ['^g']])('%s goes back to the position and to the search before', key => {
    const at = play(post, ...'/rang', 'enter', 'd');
    expect(play(at, ...'/slept', key)).toEqual(at);
    expect(play(post, 'j', ...'/slept', key)).toEqual(play(post, 'j'));
  });

  test('Backspace on an empty line cancels it', () => {
    expect(play(post, 'd', '/', 'backspace')).toEqual(play(post, 'd'));
    expect(play(post, 'd', ...'/ab', 'backspace', 'backspace', 'backspace')).toEqual(play(post, 'd'));
  });

  test('without a match shows a message and does not scroll', () => {
    const none = play(post, 'd', ...'/xyzzy', 'enter');
    expect(readingIn(none).top).toEqual(readingIn(play(post, 'd')).top);
    expect(none.notice).toBe('no match: xyzzy');
    expect(place(play(none, 'j'))).toBeUndefined();
    expect(play(none, 'n').notice).toBe('no match: xyzzy');
  });

  test('is repeated by n and N after Esc has cleared it, and in the next post', () => {
    const cleared = play(post, ...'/pager', 'enter', 'escape');
    expect(place(play(cleared, 'n'))).toBe('1 of 3');
    const next = afterRun(play(cleared, 'q'), post.entries[0] as ScrollbackEntry);
    expect(place(play(next, 'n'))).toBe('1 of 3');
    expect(place(play(next, 'N'))).toBe('3 of 3, wrapped to the bottom');
  });

  test('takes a count: the match so many further on', () => {
    expect(place(play(post, ...'2/pager', 'enter'))).toBe('2 of 3');
    expect(place(play(post, ...'/pager', 'enter', ...'2n'))).toBe('3 of 3');
    expect(place(play(post, ...'/pager', 'enter', ...'3n'))).toBe('1 of 3, wrapped to the top');
    expect(place(play(post, ...'/pager', 'enter', ...'2N'))).toBe('2 of 3');
  });

  test('Alt-U turns the highlights off and on, at the same place', () => {
    const there = play(post, ...'/pager', 'enter', 'j');
    const off = play(there, 'alt-u');
    expect(readingIn(off).search).toBeNull();
    const on = play(off, 'alt-u');
    expect([readingIn(on).search?.pattern, readingIn(on).top]).toEqual(['pager', readingIn(there).top]);
    expect(play(post, 'alt-u').notice).toBe('nothing to repeat. Press / to search');
  });

  test('cannot be repeated before the first', () => {
    expect(play(post, 'n').notice).toBe('nothing to repeat. Press / to search');
    expect(play(post, 'N').notice).toBe('nothing to repeat. Press / to search');
    expect(readingIn(play(post, '/', 'enter')).search).toBeNull();
  });

  test('Esc ends it, and then goes back to the prompt', () => {
    const searched = play(post, ...'/pager', 'enter');
    expect(readingIn(play(searched, 'escape'))).toEqual({ ...readingIn(searched), search: null });
    expect(play(searched, 'escape', 'escape').mode.kind).toBe('prompt');
  });

  test('takes pasted text on one line', () => {
    expect(matchOnScreen(play(post, '/', { kind: 'type', text: 'pager\nsang' }))).toBe('Pager sang');
  });

  test('^D deletes to the right, and does not leave an empty line', () => {
    expect(play(post, '/', '^d')).toEqual(play(post, '/'));
    expect(readingIn(play(post, ...'/ab', '^a', '^d')).searchPrompt?.line).toEqual({ text: 'b', cursor: 0 });
  });
});

/** The expression of a valid pattern. */
function expressionOf(text: string): RegExp {
  const expression = compileSearch(text);
  if ('problem' in expression) throw new Error(expression.problem);
  return expression;
}

test.each<[string, readonly string[]]>([
  ['pag(er|ing)', ['pager', 'Paging']],
  ['Paging', ['Paging']],
  ['\\Sager', ['pager']],
  ['f(', ['f(']],
  ['a[', ['a[']],
  ['*', ['*']],
  ['a.b', ['a-b']],
  ['é', ['É', 'é']],
])('%j finds %j', (text, matches) => {
  const line = 'the pager, Paging f( a[ * a-b É é';
  expect(Array.from(line.matchAll(expressionOf(text)), ([match]) => match)).toEqual(matches);
});

test('any text compiles to an expression', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: codePoint }), (a, b) => {
      for (const text of [a, b]) expect(expressionOf(text).flags).toContain('g');
    }),
  );
});

describe('with a longer entry above', () => {
  const above = afterRun(longPost, post.entries[0] as ScrollbackEntry);

  test.each([
    ['n', '1 of 3'],
    ['N', '3 of 3, wrapped to the bottom'],
  ])('%s from there goes to match %s of the searched entry', (key, said) => {
    expect(place(play(above, ...'/pager', 'enter', 'b', 'b', 'b', 'b', 'b', 'b', key))).toBe(said);
  });

  test('a search that begins there searches that entry', () => {
    expect(place(allCounted(play(above, 'b', ...'?needle', 'enter')))).toBe('10 of 10');
  });
});

test('searches from the end of the text on a screen of one row', () => {
  const tiny = play(post, { kind: 'resize', size: { columns: 40, rows: 2 } }, 'G', ...'/pager', 'enter');
  expect([place(tiny), matchOnScreen(tiny)]).toEqual(['1 of 3, wrapped to the top', 'pager']);
});

test('highlights a match across the end of its row', async () => {
  const text = `lead\n\n${'so '.repeat(10)}the spoon has a leak.\n`;
  const state = play(
    opened(postEntry('', await postDocument(refOf('x'), text, false), text)),
    ...'/spoon has',
    'enter',
  );
  expect(frame(state).rows.filter(row => row.some(({ styles }) => styles.includes('found')))).toHaveLength(2);
  expect([place(state), matchOnScreen(state)]).toEqual(['1 of 1', 'spoonhas']);
});

describe('truncated code', async () => {
  const code = `lead\n\n    ${'0123456789'.repeat(8)}END\n    short\n\nThe END of it.\n`;
  const cut = opened(postEntry('', await postDocument(refOf('x'), code, false), code));

  test('scrolls sideways to a match in it, and back for a match at its start', () => {
    const there = play(cut, ...'/END', 'enter');
    expect(matchOnScreen(there)).toBe('END');
    expect(readingIn(there).sideways).toBeGreaterThan(0);
    const back = play(there, ...'/^0123', 'enter');
    expect(matchOnScreen(back)).toBe('0123');
  });

  test('reaches a match at the end of a very long line in a few layouts', async () => {
    const long = `~~~\n${'let kelp = 1; '.repeat(6000)}KETTLE\n~~~\n`;
    let layouts = 0;
    const document = (await postDocument(refOf('x'), long, false)).map(chunk => ({
      ...chunk,
      layout: (options: LayoutOptions) => {
        layouts++;
        return chunk.layout(options);
      },
    }));
    const there = play(opened(postEntry('', document, long)), ...'/KETTLE', 'enter');
    expect(matchOnScreen(there)).toBe('KETTLE');
    expect(layouts).toBeLessThan(40);
  });

  test('reaches a match in narrow code of a list in a quote', async () => {
    const nested = `${'> - '.repeat(12)}~~~\n${'> - '.repeat(11)}>   ${'0123456789'.repeat(8)}END\n`;
    const there = play(
      opened(postEntry('', await postDocument(refOf('x'), nested, false), nested)),
      ...'/END',
      'enter',
    );
    expect(matchOnScreen(there)).toContain('E');
  });

  test('scrolls back when the search is canceled', () => {
    expect(play(cut, ...'/END', 'escape')).toEqual(cut);
  });
});

describe('in a long post', () => {
  const search = (keys: string): State => play(longPost, ...keys, 'enter');

  test('counts matches in several batches', () => {
    const begun = search('/needle');
    expect(place(begun)).toBe('1 of 2 so far');
    const done = allCounted(begun);
    expect([place(done), dayOf(done)]).toEqual(['1 of 10', 70]);
    expect(readingIn(done).top).toEqual(readingIn(begun).top);
  });

  test('shows ? as the number of a match until the matches before it are counted', () => {
    const begun = play(longPost, 'G', ...'?needle', 'enter');
    expect(place(begun)).toMatch(/^\? of \d so far$/);
    expect([place(allCounted(begun)), dayOf(begun)]).toEqual(['10 of 10', 1420]);
  });

  test('shows that there is no match only when all is searched', () => {
    const begun = search('/xyzzy');
    expect([place(begun), begun.notice]).toEqual(['searching', null]);
    const done = allCounted(begun);
    expect(done.notice).toBe('no match: xyzzy');
    expect(readingIn(done).top).toEqual(readingIn(longPost).top);
    expect(place(play(done, 'j'))).toBeUndefined();
  });

  test('Esc stops counting', () => {
    expect(play(longPost, ...'/needle', 'escape', { kind: 'count-more' })).toEqual(longPost);
  });

  test('n and N go to the same match before all is counted as after', () => {
    const moves = fc.array(fc.constantFrom('n', 'N'), { maxLength: 14 });
    const where = (state: State) => [place(state), dayOf(state)];
    fc.assert(
      fc.property(fc.constantFrom('/', '?'), fc.constantFrom('g', 'G'), moves, (by, end, keys) => {
        const begun = play(longPost, end, by, ...'needle', 'enter');
        const late = keys.reduce((state, key) => allCounted(play(state, key)), allCounted(begun));
        expect(where(allCounted(play(begun, ...keys)))).toEqual(where(late));
      }),
      { numRuns: 25 },
    );
  });
});

describe('against a search of the whole text', () => {
  const alphabet = ['ab ', 'b ', 'a', 'B ', 'cab ', '静 ', 'é '];
  const bodies = fc.array(fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 30 }), { minLength: 2, maxLength: 12 }); // biome-ignore format: one thought
  const patterns = fc.constantFrom('a', 'ab', 'b', 'B', 'c?ab', '静', 'é', 'b a', '(', 'zz');

  /** The paragraph that each match is in. */
  const naive = (texts: readonly string[], expression: RegExp): readonly number[] =>
    texts.flatMap((text, at) => Array.from(text.matchAll(expression), () => at));

  test('finds all matches in their order, in both directions', async () => {
    await fc.assert(
      fc.asyncProperty(
        bodies,
        patterns,
        fc.array(fc.constantFrom('n', 'N'), { maxLength: 9 }),
        async (words, pattern, moves) => {
          const texts = words.map(each => `x${each.join('')}`.trim());
          const content = `${texts.join('\n\n')}\n`;
          const page = await postDocument(refOf('x'), content, false);
          const state = opened(postEntry('', page, content));
          const all = naive(texts, expressionOf(pattern));
          const step = (way: string) => (way === 'n' ? 1 : -1);
          const searched = allCounted(play(state, ...`/${pattern}`, 'enter'));
          const { search } = readingIn(searched);
          // A search that found nothing is over.
          const total = search?.counts.reduce<number>((sum, count) => sum + (count ?? 0), 0) ?? 0;
          expect(total).toBe(all.length);
          if (all.length === 0) return;
          let wanted = 0;
          let at = searched;
          for (const key of [...moves]) {
            const { search } = readingIn(at);
            expect(search && ordinal(search)).toBe(wanted + 1);
            expect(matchOnScreen(at)).not.toBe('');
            at = play(at, key);
            wanted = (wanted + step(key) + all.length) % all.length;
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('the first match is the nearest one from the top of the screen on, or above it', () => {
    const rows = rowsOfDocument(post.entries[0]?.document ?? [], size.columns);
    const last = topRow(play(post, 'G')) ?? 0;
    fc.assert(
      fc.property(fc.nat(last), fc.constantFrom('/', '?'), (down, by) => {
        const at = play(post, ...Array<string>(down).fill('j'), by, ...'pager', 'enter');
        const found = rows.flatMap((row, index) => (/pager/i.test(row) ? [index] : []));
        const [first, wrapped] =
          by === '/'
            ? [found.find(row => row >= down) ?? found[0], !found.some(row => row >= down)]
            : [found.findLast(row => row < down) ?? found.at(-1), !found.some(row => row < down)];
        const number = found.indexOf(first as number) + 1;
        expect(place(at)).toBe(`${number} of 3${wrapped ? `, wrapped to the ${by === '/' ? 'top' : 'bottom'}` : ''}`);
      }),
    );
  });
});

test('a pattern that is too long shows a message, typed and entered', () => {
  const typed = play(post, '/', { kind: 'type', text: 'a'.repeat(33_000) });
  for (const state of [typed, play(typed, 'enter')]) {
    expect(state.notice).toBe('invalid pattern: longer than 1000 characters');
    expect(readingIn(state).search).toBeNull();
  }
});

test('a pattern that takes too long times out with a message', async () => {
  const wordy = 'a word and another '.repeat(200);
  const state = opened(postEntry('', await postDocument(refOf('x'), wordy, false), wordy));
  const given = play(state, ...'/(\\w+\\s?)+;;', 'enter');
  expect(given.notice).toBe('search timed out: try a simpler pattern');
  expect(readingIn(given).search).toBeNull();
});
