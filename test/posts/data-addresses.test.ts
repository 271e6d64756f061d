import { expect, test } from 'vitest';
import { cutLongData, shownAddress } from '../../src/posts/data-addresses.ts';

const long = 'iVBORw0KGgo+/'.repeat(100);

test.each([
  [`![tin](data:image/png;base64,${long}==) lid`, '![tin](data:image/png;base64,…) lid'],
  [`![tin](data:image/png;base64, ${long}) lid`, '![tin](data:image/png;base64,…) lid'],
  [`![tin](DATA:image/png;BASE64,${long} "lid") lid`, '![tin](DATA:image/png;BASE64,… "lid") lid'],
  [`[tin]: <data:;charset=utf-8,${long}>\nlid`, '[tin]: <data:;charset=utf-8,…>\nlid'],
  [
    `<img src="data:image/png;base64,${long}\n${long} ${long}" alt="tin">`,
    '<img src="data:image/png;base64,…\n…" alt="tin">',
  ],
  [`<img src=data:image/png;base64,${long} alt=tin>`, '<img src=data:image/png;base64,… alt=tin>'],
  [`<img src='data:image/svg+xml,<svg w="1">${long}'>`, "<img src='data:image/svg+xml,…'>"],
])('long data is cut: %#', (text, cut) => {
  expect(cutLongData(text)).toBe(cut);
});

test.each([
  '',
  'the data: 5, 6 and 7',
  'metadata:a/b,x',
  `"data:, ${'The tin is on the lid. '.repeat(100)}"`,
  '![tin](data:image/png;base64,iVBORw0KGgo=)',
  'const tin = "data:image/png;base64, " + lid;',
  `"data:text/plain, he said.\n\n${'The tin is on the lid. '.repeat(100)}"`,
  `"data:text/plain, he said.\r\n\r\n${'The tin is on the lid. '.repeat(100)}"`,
])('%j stays', text => {
  expect(cutLongData(text)).toBe(text);
});

test('only the type of data is shown of an address', () => {
  expect(shownAddress('data:image/png;base64,iVBO')).toBe('data:image/png…');
  expect(shownAddress('data:,a\nb')).toBe('data:…');
  expect(shownAddress(`data:${'a'.repeat(9000)}`)).toBe(`data:${'a'.repeat(100)}…`);
  expect(shownAddress('https://data.example/?data:,a')).toBe('https://data.example/?data:,a');
});
