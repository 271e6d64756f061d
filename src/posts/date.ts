/** A day, `2020-10-12`, or a month, `2017-10`. Both sort as text. */
export type PostDate = string;

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const month = `(${MONTHS.map(name => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}|sept)\\.?`;
const day = '(\\d{1,2})(?:st|nd|rd|th)?';
const year = '((?:19|20)\\d\\d)';
const written = (source: string): RegExp => new RegExp(`^${source}\\b`, 'i');

type Shape = { readonly pattern: RegExp; readonly read: (groups: readonly string[]) => readonly string[] };

// Days first: '2020-10-12' also begins with a month.
const SHAPES: readonly Shape[] = [
  { pattern: /^((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)/, read: ([y = '', m = '', d = '']) => [y, m, d] },
  { pattern: /^((?:19|20)\d\d)-(\d\d)(?![\d-])/, read: ([y = '', m = '']) => [y, m] },
  { pattern: written(`${month} ${day},? ${year}`), read: ([m = '', d = '', y = '']) => [y, monthNumber(m), d] },
  { pattern: written(`${day} ${month},? ${year}`), read: ([d = '', m = '', y = '']) => [y, monthNumber(m), d] },
  { pattern: written(`${month},? ${year}`), read: ([m = '', y = '']) => [y, monthNumber(m)] },
];

const monthNumber = (name: string): string => String(MONTHS.findIndex(full => full.startsWith(name.toLowerCase())) + 1);

/**
 * The date at the start of a text, and its length there in UTF-16 units; null if it is none of the calendar.
 *
 *   'October 12, 2020 - A Day' → { date: '2020-10-12', length: 16 }     'October 2017 was …' → { date: '2017-10', … }
 */
export function leadingDate(text: string): { readonly date: PostDate; readonly length: number } | null {
  for (const { pattern, read } of SHAPES) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [y, ...rest] = read(match.slice(1));
    const date = [y, ...rest.map(part => part.padStart(2, '0'))].join('-');
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
