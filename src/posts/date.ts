/** A day, `2020-10-12`, or a month, `2017-10`. Both sort as text. */
export type PostDate = string;

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const MONTH = `(?<m>${MONTHS.map(name => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}|sept)\\.?`;
const DAY = '(?<d>\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(?<y>(?:19|20)\\d\\d)';

// Days first: '2020-10-12' also begins with a month.
const SHAPES = [
  `${YEAR}-(?<m>\\d\\d)-(?<d>\\d\\d)(?!\\d)`,
  `${YEAR}-(?<m>\\d\\d)(?![\\d-])`,
  `${MONTH} ${DAY},? ${YEAR}\\b`,
  `${DAY} ${MONTH},? ${YEAR}\\b`,
  `${MONTH},? ${YEAR}\\b`,
].map(shape => new RegExp(`^${shape}`, 'i'));

const monthNumber = (text: string): string =>
  /\d/.test(text) ? text : String(MONTHS.findIndex(name => name.startsWith(text.toLowerCase())) + 1);

/** 'October 12, 2020 - A Day' → { date: '2020-10-12', length: 16 }. Null if the calendar has no such date. */
export function leadingDate(text: string): { readonly date: PostDate; readonly length: number } | null {
  for (const shape of SHAPES) {
    const match = shape.exec(text);
    if (!match?.groups) continue;
    const { y = '', m = '', d } = match.groups;
    const date = [y, monthNumber(m), d].flatMap(part => part?.padStart(2, '0') ?? []).join('-');
    if (isOnCalendar(date)) return { date, length: match[0].length };
  }
  return null;
}

/** The first date in a path: `2019/03/a-post` or `2019-03-04-a-post`. */
export function dateInPath(path: string): PostDate | null {
  const found = /(?:^|[/-])((?:19|20)\d\d)[/-](\d\d)(?:[/-](\d\d))?(?=[/-]|$)/.exec(path);
  if (!found) return null;
  const date = found.slice(1).filter(Boolean).join('-');
  return isOnCalendar(date) ? date : null;
}

function isOnCalendar(date: string): boolean {
  const [y = 0, m = 1, d = 1] = date.split('-').map(Number);
  const real = new Date(Date.UTC(y, m - 1, d));
  return real.getUTCMonth() === m - 1 && real.getUTCDate() === d;
}

export const formatDate = (date: PostDate): string =>
  new Date(date).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
