import { expect, test } from 'vitest';
import type { Syntax } from '../../src/posts/syntax.ts';
import { textOf } from '../../src/text/span.ts';
import { rowsOf, treeOf, trimmedRowsOf } from '../support/tree.ts';

/** Returns the kind of each block and its lines; prose has one. */
const outline = (body: string, syntax: Syntax = 'text'): readonly (readonly string[])[] =>
  treeOf(body, syntax).map(block =>
    'spans' in block ? [block.kind, ...textOf(block.spans).split('\n')] : [block.kind],
  );

const stanza = 'the last tram is gone\nrain fills the rails with small lights\nI walk between them';
const wrapped = [
  'The tram is the oldest vehicle in the depot, and nobody has ever asked',
  'why it still runs. It runs because the man who knows how to stop it has',
  'retired, and his notes were kept in a drawer that was thrown away with',
  'the desk.',
].join('\n');
const joined = wrapped.replaceAll('\n', ' ');

test.each<[string, string, readonly (readonly string[])[]]>([
  ['three short lines', stanza, [['paragraph', ...stanza.split('\n')]]],
  [
    'stanzas',
    `${stanza}\n\n\n${stanza}\n`,
    [
      ['paragraph', ...stanza.split('\n')],
      ['paragraph', ...stanza.split('\n')],
    ],
  ],
  ['prose that is wrapped', wrapped, [['paragraph', joined]]],
  [
    'prose that is wrapped, and an indented first line',
    `   ${wrapped}\n\n${wrapped}`,
    [
      ['paragraph', joined],
      ['paragraph', joined],
    ],
  ],
  [
    'paragraphs that begin with an indentation',
    `    ${wrapped}\n    ${wrapped}`,
    [
      ['paragraph', joined],
      ['paragraph', joined],
    ],
  ],
  [
    'a line above wrapped prose that is indented',
    `NAME\n${wrapped.replace(/^/gm, '  ')}`,
    [
      ['heading', 'NAME'],
      ['paragraph', joined],
    ],
  ],
  [
    'two lines of usual width in a text of short lines',
    `${stanza}\n${stanza}\n\n${wrapped.split('\n').slice(0, 2).join('\n')}`,
    [
      ['paragraph', ...stanza.split('\n'), ...stanza.split('\n')],
      ['paragraph', wrapped.split('\n').slice(0, 2).join(' ')],
    ],
  ],
  [
    'a stanza between wrapped prose',
    `${wrapped}\n\n${stanza}\n\n${wrapped}`,
    [
      ['paragraph', joined],
      ['paragraph', ...stanza.split('\n')],
      ['paragraph', joined],
    ],
  ],
  [
    'a heading, a blank line and a stanza',
    `Night Lines\n\n${stanza}`,
    [
      ['heading', 'Night Lines'],
      ['paragraph', ...stanza.split('\n')],
    ],
  ],
  [
    'long verse of capitals',
    'Of trams I sing, and of the man who in the rain had never\nLearned to stand below the roof of any stop beside\nThe river road, but walked from one lamp to the next, and there\nConsidered what the timetable had not foreseen or hidden.',
    [
      [
        'paragraph',
        'Of trams I sing, and of the man who in the rain had never',
        'Learned to stand below the roof of any stop beside',
        'The river road, but walked from one lamp to the next, and there',
        'Considered what the timetable had not foreseen or hidden.',
      ],
    ],
  ],
  [
    'numbers at the margin',
    'we waited at the stop until the rain had gone\nand then we waited more because it had come back    5\nas everybody knew it would',
    [
      [
        'paragraph',
        'we waited at the stop until the rain had gone',
        'and then we waited more because it had come back    5',
        'as everybody knew it would',
      ],
    ],
  ],
  [
    'indented lines',
    'so it goes\n\n    a line that is set in\n      and one that is more\n\tand one with a tab',
    [
      ['paragraph', 'so it goes'],
      ['paragraph', '    a line that is set in', '      and one that is more', '    and one with a tab'],
    ],
  ],
  [
    'columns',
    'Lines:\n\ntram    street   time\nfour    Hill     0:12\nnine    River    0:40',
    [
      ['paragraph', 'Lines:'],
      ['code', 'tram    street   time', 'four    Hill     0:12', 'nine    River    0:40'],
    ],
  ],
  [
    'a drawing',
    '┌──────┐\n▎ tram ▎\n└──────┘\n\n  /\\_/\\\n ( o.o )\n  =\\^/=',
    [
      ['code', '┌──────┐', '▎ tram ▎', '└──────┘'],
      ['code', '  /\\_/\\', ' ( o.o )', '  =\\^/='],
    ],
  ],
  [
    'long lines, each a paragraph',
    `The Depot\n${'It hums and hums. '.repeat(9)}\nShort one.`,
    [
      ['heading', 'The Depot'],
      ['paragraph', 'It hums and hums. '.repeat(9).trim()],
      ['paragraph', 'Short one.'],
    ],
  ],
  [
    'letters that mean something in Markdown',
    'C:\\_new &amp; <b> one.\n\n[a]: http://a.example\n---\nfour',
    [
      ['paragraph', 'C:\\_new &amp; <b> one.'],
      ['paragraph', '[a]: http://a.example', '---', 'four'],
    ],
  ],
  ['a rule', 'one\n\n* * *\n\n---\n\ntwo', [['paragraph', 'one'], ['rule'], ['rule'], ['paragraph', 'two']]],
  ['a list and a quote', '- one that goes\n  on\n- two\n\n> a stanza\n> of two', [['list'], ['quote']]],
])('plain text: %s', (_, body, blocks) => {
  expect(outline(body)).toEqual(blocks);
  expect(outline(body.replaceAll('\n', '\r\n'))).toEqual(blocks);
});

test.each<[string, string, readonly (readonly string[])[]]>([
  ['three short lines', stanza, [['paragraph', ...stanza.split('\n')]]],
  [
    'three short lines below a heading',
    `# Night\n\n${stanza}`,
    [
      ['heading', 'Night'],
      ['paragraph', ...stanza.split('\n')],
    ],
  ],
  [
    'three short lines of two paragraphs',
    `${stanza}\n\nAnd more.`,
    [
      ['paragraph', stanza.replaceAll('\n', ' ')],
      ['paragraph', 'And more.'],
    ],
  ],
  [
    'three lines that an editor wrapped',
    'The tram had been standing in the\nrain since the morning, but no\nperson who saw it had asked why.',
    [
      [
        'paragraph',
        'The tram had been standing in the rain since the morning, but no person who saw it had asked why.',
      ],
    ],
  ],
  [
    'three sentences of which one is longer than a line of a haiku',
    'It rains.\nThe tram is late, and so is everybody who is in it.\nWe wait.',
    [['paragraph', 'It rains. The tram is late, and so is everybody who is in it. We wait.']],
  ],
  ['four lines', `${stanza}\nall night`, [['paragraph', `${stanza}\nall night`.replaceAll('\n', ' ')]]],
  ['prose that is wrapped', wrapped, [['paragraph', joined]]],
  [
    'headings and paragraphs without blank lines',
    'The Tram\nIt is late.\nWe wait. It rains.\nThe End\nWe walk.',
    [
      ['heading', 'The Tram'],
      ['paragraph', 'It is late.'],
      ['paragraph', 'We wait. It rains.'],
      ['heading', 'The End'],
      ['paragraph', 'We walk.'],
    ],
  ],
])('Markdown: %s', (_, body, blocks) => {
  expect(outline(body, 'markdown')).toEqual(blocks);
});

test.each([['“It is late.”'], ['"Is it?"'], ["'No!'"], ['(It is.)']])('the short line %j is no heading', line => {
  expect(outline(`${line}\n\nHe nodded.`, 'markdown')[0]).toEqual(['paragraph', line]);
});

test('verse whose long lines go on further in keeps its lines', () => {
  const lines = [
    'The last tram of the evening leaves the depot without any passengers,',
    'And nobody in the whole town remembers who drives it, or what it is',
    '    paid for,',
    'Or why the lights are on.',
  ];
  expect(outline(lines.join('\n'))).toEqual([['paragraph', ...lines]]);
});

test.each<[Syntax, string, readonly string[]]>([
  ['text', '> Is it late?\n> Yes.\nNo.', ['▎ Is it late?', '▎ Yes.', '', 'No.']],
  ['gemini', '* tram\nIt runs.\n> It ran.\nNo.', ['• tram', '', 'It runs.', '', '▎ It ran.', '', 'No.']],
  ['asciidoc', '- a tram\nruns', ['• a tram runs']],
])('in %s a quote, and in Gemini an item, ends with its line: %j', (syntax, body, rows) => {
  expect(trimmedRowsOf(body, 40, syntax)).toEqual(rows);
});

test('a line of verse that is too long goes on below its indentation', () => {
  const body = '  the rain fills the rails\nwith lights';
  expect(rowsOf(body, 16, 'text')).toEqual(['  the rain fills', '    the rails', 'with lights']);
});

test('the rows of verse have the lines of the source', () => {
  const [block] = treeOf(`\n${stanza}`, 'text');
  expect(block).toMatchObject({ kind: 'paragraph', keepsLines: true, line: 2 });
});
