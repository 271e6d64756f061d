import { expect, test } from 'vitest';
import { dateInPath, dateOfParagraph, leadingDate, parseDate, removeDate } from '../../src/posts/date.ts';

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
  ['2020/10/12', '2020-10-12'],
  ['2020-1-2', '2020-01-02'],
  ['20201012', '2020-10-12'],
  ['20201012T0930', '2020-10-12'],
  ['Mon, 12 Oct 2020 09:30:00 GMT', '2020-10-12'],
  ['12 Oct 2020', '2020-10-12'],
  ['Mon Oct 12 2020 09:30:00 GMT+0200', '2020-10-12'],
  ['12-Oct-2020', '2020-10-12'],
  ['12.10.2020', '2020-10-12'],
  ['2020年10月12日', '2020-10-12'],
  ['2020年10月', '2020-10'],
  ['2020-10-12 09:30:00 -0700', '2020-10-12'],
  ['2020', '2020'],
  ['1602504000', '2020-10-12'],
  ['2021-02-31', null],
  ['202', null],
  ['20201', null],
  ['<%= now %>', null],
  ['', null],
])('the value %j is the date %j', (value, date) => {
  expect(parseDate(value)).toBe(date);
});

test.each([
  ['May 3, 2021. It hums.', '2021-05-03'],
  ['*2021-05-03*', '2021-05-03'],
  ['_May 3, 2021_', '2021-05-03'],
  ['Date: 2021-05-03', '2021-05-03'],
  ['**Published:** May 3, 2021', '2021-05-03'],
  ['Posted on May 3, 2021', '2021-05-03'],
  ['Datum: 2021-05-03', '2021-05-03'],
  ['It hums since May 3, 2021.', null],
  ['Updated: 2021-05-03', null],
])('the paragraph %j has the date %j', (text, date) => {
  expect(dateOfParagraph(text)).toBe(date);
});

test.each([
  ['2019/03/a-post', '2019-03'],
  ['2019/03/04/a-post', '2019-03-04'],
  ['2019/3/4', '2019-03-04'],
  ['2019/03/04-a-post', '2019-03-04'],
  ['2019-03-04-a-post', '2019-03-04'],
  ['2019-03-04_a_post', '2019-03-04'],
  ['2019-03-04 a post', '2019-03-04'],
  ['2019-03-04.a', '2019-03-04'],
  ['2019-03-04T10:00:00Z', '2019-03-04'],
  ['2019_03_04_a', '2019-03-04'],
  ['2019.03.04 a', '2019-03-04'],
  ['2019-3-4-a', '2019-03-04'],
  ['20190304-a', '2019-03-04'],
  ['201903041230 a', '2019-03-04'],
  ['20190304T123000', '2019-03-04'],
  ['blog/2019/2019-03-04-a/index', '2019-03-04'],
  ['2019/03/2019-03-04-a', '2019-03-04'],
  ['notes/2019-03', '2019-03'],
  ['notes/2019_03 notes', '2019-03'],
  ['2019/a-post', '2019'],
  ['notes/2019', '2019'],
  ['journal/March 4th, 2019', '2019-03-04'],
  ['2019-13-01-a', null],
  ['2019/02/30/a', null],
  ['2021-02-31-a', null],
  ['year-2019', null],
  ['a12019-03-04', null],
  ['1920190304', null],
  ['20190304a', null],
  ['a-/-b-/-c', null],
])('the path %j has the date %j', (path, date) => {
  expect(dateInPath(path)).toBe(date);
});

test.each([
  ['2019-03-04-a-post', 'a-post'],
  ['2019-03-04 a post', 'a post'],
  ['201903041230 a', 'a'],
  ['2019-03-04T10:00:00Z a', 'a'],
  ['2019-03-04', '2019-03-04'],
  ['02 - Projects', '02 - Projects'],
  ['2019-things', '2019-things'],
  ['March 2019 notes', 'March 2019 notes'],
])('the name %j without its date is %j', (name, rest) => {
  expect(removeDate(name)).toBe(rest);
});
