import { expect, test } from 'vitest';
import { dateInPath, leadingDate } from '../../src/posts/date.ts';

test.each([
  ['2020-10-12', '2020-10-12', 10],
  ['2020-10-12T09:30:00Z', '2020-10-12', 10],
  ['2017-10', '2017-10', 7],
  ['October 12, 2020 - A Day', '2020-10-12', 16],
  ['December 28, 2020. The office is dark.', '2020-12-28', 17],
  ['September 26th, 2016. All green.', '2016-09-26', 20],
  ['October 2017 was long.', '2017-10', 12],
  ['March, 2018', '2018-03', 11],
  ['May 1 1999', '1999-05-01', 10],
  ['Sep. 3rd, 2021', '2021-09-03', 14],
  ['Sept. 3rd, 2021', '2021-09-03', 15],
  ['Sep 3, 2021', '2021-09-03', 11],
  ['jan. 2nd 2003', '2003-01-02', 13],
  ['DECEMBER 31, 1999', '1999-12-31', 17],
  ['7 June 2022', '2022-06-07', 11],
  ['21st August, 2022', '2022-08-21', 17],
  ['February 29, 2020', '2020-02-29', 17],
])('%j begins with the date %j, %i characters long', (text, date, length) => {
  expect(leadingDate(text)).toEqual({ date, length });
});

test.each([
  ['February 29, 2021'],
  ['February 30, 2020'],
  ['April 31st, 2019'],
  ['October 0, 2020'],
  ['2020-13-01'],
  ['2020-02-30'],
  ['2020-00'],
  ['2020-10-12345'],
  ['May we, 2020'],
  ['October'],
  ['Marchioness 2020'],
  ['On October 12, 2020'],
  ['October 12, 1820'],
  ['October 20171'],
  ['12/10/2020'],
  ['2020'],
  [''],
])('%j begins with no date', text => {
  expect(leadingDate(text)).toBeNull();
});

test.each([
  ['2019/03/a-post', '2019-03'],
  ['2019/03/04/a-post', '2019-03-04'],
  ['2019-03-04-a-post', '2019-03-04'],
  ['notes/2019-03', '2019-03'],
  ['2019-13-01-a', null],
  ['2019/02/30/a', null],
  ['year-2019', null],
  ['a12019-03-04', null],
  ['a-/-b-/-c', null],
])('the path %j has the date %j', (path, date) => {
  expect(dateInPath(path)).toBe(date);
});
