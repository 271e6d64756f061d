import { expect, test } from 'vitest';
import { breakCode } from '../../src/text/break-row.ts';
import { sanitize } from '../../src/text/sanitize.ts';
import { textOf } from '../../src/text/span.ts';

const rows = (code: string, columns: number): readonly string[] =>
  breakCode([{ text: sanitize(code, 'prose'), styles: [] }], columns).map(textOf);

test.each([
  ['boil(kettle, cup)', 13, ['boil(kettle, ', '  cup)']],
  ['{"boil":1,"wait":2,"pour":3}', 12, ['{"boil":1,', '  "wait":2,', '  "pour":3}']],
  ["path: '/var/kettles/old.log'", 22, ["path: '/var/kettles/", "  old.log'"]],
  ['kettle.lid().openSlowly(1)', 18, ['kettle.lid()', '  .openSlowly(1)']],
  ['kettle.openSlowly(cup)', 20, ['kettle.openSlowly(', '  cup)']],
  ['boil_the_old_kettle', 12, ['boil_the_', '  old_kettle']],
  ['openTheKettle()', 14, ['openTheKettle(', '  )']],
  ['(kettle){1,20}|(cup){1,3}', 14, ['(kettle){1,20}', '  |(cup){1,3}']],
  ['aaaaaaaaaaaa', 8, ['aaaaaaaa', '  aaaa']],
])(
  'code breaks at blanks, else after a comma, within a path, or between names: %j in %i columns is %j',
  (code, columns, expected) => {
    expect(rows(code, columns)).toEqual(expected);
  },
);

test.each([
  ['boil kettle --to 95 --for 2m', 18, ['boil kettle ', '  --to 95 --for 2m']],
  ['boil -q -t 95 -f now', 16, ['boil -q -t 95 ', '  -f now']],
  ['boil --slowly --once', 15, ['boil --slowly ', '  --once']],
  ['boil kettle < water', 15, ['boil kettle ', '  < water']],
  ['a = kettle -1 cup', 14, ['a = kettle -1 ', '  cup']],
])('code does not break between an option and its value: %j in %i columns is %j', (code, columns, expected) => {
  expect(rows(code, columns)).toEqual(expected);
});

test.each([
  ['a = fetch(kettle) ?? cup', 17, ['a = fetch(kettle)', '  ?? cup']],
  ['kettle   boil', 7, ['kettle ', '  boil']],
  ['    kettle.boil cup', 15, ['    kettle.boil', '      cup']],
])(
  'the blanks at a break are part of the indent of the next row: %j in %i columns is %j',
  (code, columns, expected) => {
    expect(rows(code, columns)).toEqual(expected);
  },
);

test.each([
  ['boil,\u0301cup,x', 6],
  ['boil, \u0301kettle', 6],
  ['boil,ำcup,x', 6],
])('code does not break before a mark: %j in %i columns', (code, columns) => {
  expect(rows(code, columns).filter(row => /^ *[\u0301ำ]/.test(row))).toEqual([]);
});
