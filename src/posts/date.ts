/** A day, `2020-10-12`, a month, `2017-10`, or a year, `2017`. They sort as text. */
export type PostDate = string;

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const MONTH = `(?<m>${MONTHS.map(name => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}|sept)\\.?`;
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?';
const DAY = '(?<d>\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(?<y>(?:19|20)\\d\\d)';
/** `20201012`, also with a time of 4 or 6 digits, as in a Zettelkasten. */
const COMPACT = `${YEAR}(?<m>\\d\\d)(?<d>\\d\\d)(?:T?\\d{4}(?:\\d\\d)?Z?)?`;

// ASCII only, because a Unicode class takes a millisecond to compile. Days come first: '2020-10-12' also begins with a month.
const NUMBERS = [
  `${YEAR}(?<s>[-/._])(?<m>\\d\\d?)\\k<s>(?<d>\\d\\d?)(?!\\d)`,
  `${YEAR}-(?<m>\\d\\d)(?![\\d-])`,
  `${COMPACT}(?=T\\d|[^\\da-z]|$)`,
  `(?<d>\\d\\d?)\\.(?<m>\\d\\d?)\\.${YEAR}(?!\\d)`,
  `${YEAR} ?[年년] ?(?<m>\\d\\d?) ?[月월](?: ?(?<d>\\d\\d?) ?[日일])?`,
].map(shape => new RegExp(`^${shape}`));
const WORDS = [
  `${WEEKDAY}${MONTH} ${DAY},? ${YEAR}(?![\\da-z])`,
  // RFC 2822: 'Mon, 12 Oct 2020 09:30:00 GMT'.
  `${WEEKDAY}${DAY}(?:[- ]| of )${MONTH},?[- ]${YEAR}(?![\\da-z])`,
  `${MONTH},? ${YEAR}(?![\\da-z])`,
  `${YEAR}[- ]${MONTH}[- ]${DAY}(?![\\da-z])`,
  // C: 'Mon Oct 12 09:30:00 2020'.
  `${WEEKDAY}${MONTH} {1,2}${DAY} \\d\\d?:\\d\\d(?::\\d\\d)?(?: [A-Z]{1,5}| [+-]\\d{4})? ${YEAR}(?!\\d)`,
].map(shape => new RegExp(`^${shape}`, 'i'));
/** A text that begins with none of these begins with no date. */
const BEGINNING = /^(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)/i;

const monthNumber = (text: string): string =>
  /\d/.test(text) ? text : String(MONTHS.findIndex(name => name.startsWith(text.toLowerCase())) + 1);

type Groups = Readonly<Record<string, string | undefined>>;

/** Returns the date of the groups of a match. Null if the calendar has no such date. */
function dateOf({ y, m, d }: Groups): PostDate | null {
  const month = m && monthNumber(m);
  const date = [y, month, d].flatMap(part => part?.padStart(2, '0') ?? []).join('-');
  return isOnCalendar(date) ? date : null;
}

/** Returns the shapes of the dates that a text may begin with. */
function shapesFor(start: string): readonly RegExp[] {
  if (!/^\d/.test(start)) return WORDS;
  return /^\d{4}(?![- ][a-z])/i.test(start) ? NUMBERS : [...NUMBERS, ...WORDS];
}

/** Returns the date at the start of a text: 'October 12, 2020 - A Day' → { date: '2020-10-12', length: 16 }. Null if none. */
export function leadingDate(text: string): { readonly date: PostDate; readonly length: number } | null {
  // 64 characters are longer than any date. A line may have megabytes.
  const start = text.slice(0, 64);
  if (!BEGINNING.test(start)) return null;
  for (const shape of shapesFor(start)) {
    const match = shape.exec(start);
    const date = match?.groups ? dateOf(match.groups) : null;
    if (match && date !== null) return { date, length: match[0].length };
  }
  return null;
}

/** Parses the date of a front matter field: a date at its start, a year alone, or a time in seconds or ms since 1970. */
export function parseDate(value: string): PostDate | null {
  if (/^(?:19|20)\d\d$/.test(value)) return value;
  if (/^1\d{9}(?:\d{3})?$/.test(value)) return new Date(Number(value.padEnd(13, '0'))).toISOString().slice(0, 10);
  // YAML may name the type. Org writes `<2020-10-12 Mon>`, and a vault links to the note of the day: `[[2020-10-12]]`.
  const text = value.replace(/^(?:!!\w+ )?[<[@"']*/, '');
  return leadingDate(text)?.date ?? dateWithSlashes(text);
}

/** Reads `30/12/2020` and `12/30/2020`. Of `10/12/2020` only the year is sure. */
function dateWithSlashes(text: string): PostDate | null {
  const [, first = '', second = '', y] = /^(\d\d?)\/(\d\d?)\/((?:19|20)\d\d)(?!\d)/.exec(text) ?? [];
  if (y === undefined) return null;
  const isSure = Math.max(Number(first), Number(second)) > 12 || Number(first) === Number(second);
  const [m, d] = Number(first) > 12 ? [second, first] : [first, second];
  return isSure ? dateOf({ y, m, d }) : y;
}

/** Text that may be before the date of a first paragraph: `*`, `Date: `, `**Published:** `. */
const DATE_LABEL =
  /^[*_]{0,3}(?:(?:date|datum|data|fecha|published|posted|written|created)(?: on)?:?[*_]{0,3}:? )?[*_]?/i;

/** Returns the date at the start of a first paragraph: `May 3, 2021. We moved.`, `*2021-05-03*`, `Date: 2021-05-03`. */
export const dateOfParagraph = (text: string): PostDate | null =>
  leadingDate(text.slice(DATE_LABEL.exec(text)?.[0].length ?? 0))?.date ?? null;

// No letter or digit is before a date in a path, and no digit after it. The separator may be a slash between folders.
const [START, END] = ['(?<![A-Za-z\\d])', '(?!\\d)'];
const PATH_SHAPES = [
  `${START}${YEAR}(?<s>[-/._])(?<m>\\d\\d?)(?:\\k<s>|(?<=/\\d\\d?)[-_])(?<d>\\d\\d?)${END}`,
  `${START}${COMPACT}(?![A-Za-z\\d])`,
  `${START}${YEAR}[-/._](?<m>\\d\\d)(?![A-Za-z\\d])`,
  `(?<=^|/)${YEAR}(?=/|$)`,
].map(shape => new RegExp(shape));

/**
 * Returns the first date in a path, a day if there is one: `2019/03/04/a-post`, `2019_03_04 a post`, `20190304`,
 * `2019/a-post`. Otherwise the date in words at the start of its last part: `March 4th, 2019`.
 */
export function dateInPath(path: string): PostDate | null {
  if (!/\d{4}/.test(path)) return null;
  for (const shape of PATH_SHAPES) {
    const groups = shape.exec(path)?.groups;
    if (groups) return dateOf(groups);
  }
  return leadingDate(path.slice(path.lastIndexOf('/') + 1))?.date ?? null;
}

/** Removes the date at the start of a file's name, unless nothing else is left: `2019-03-04-a-post` → `a-post`. */
export function removeDate(name: string): string {
  const { length = 0 } = /^\d/.test(name) ? (leadingDate(name) ?? {}) : {};
  const [, rest = ''] = /^(?:T\d\d[:.\-\dZ]*)?[-_.\s]+(.+)$/s.exec(name.slice(length)) ?? [];
  return length > 0 && rest !== '' ? rest : name;
}

function isOnCalendar(date: string): boolean {
  const [y = 0, m = 1, d = 1] = date.split('-').map(Number);
  const real = new Date(Date.UTC(y, m - 1, d));
  return real.getUTCMonth() === m - 1 && real.getUTCDate() === d;
}
