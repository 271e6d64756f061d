import { formatDate, type PostDate } from '../posts/date.ts';
import { contentProblem } from '../posts/post-writer.ts';
import { type Haiku, normalizeText, parseHaiku, type Slug } from '../posts/slug.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Command } from './command.ts';
import { fail } from './errors.ts';

/** Begins a post: a file that holds its haiku, its title and the day, where the haiku says. */
export const newPost: Command = {
  name: 'new',
  operands: '"<l1> / <l2> / <l3>" --to DIR',
  summary: 'begin a post of that haiku, and print the path of its file',
  options: {
    title: { value: 'TITLE', help: 'what it is called' },
    to: { value: 'DIR', help: 'the folder of the posts, which is made if it is not there' },
  },
  needsNoPosts: true,
  async *run({ operands, options: { title, to } }, { writer }) {
    const [typed = '', tooMuch] = operands;
    const haiku = parseHaiku(typed);
    const wrong = misuse(typed, haiku, tooMuch, title) ?? (to ? null : '--to: which folder?');
    if (wrong !== null || haiku === null || !writer)
      return yield* fail('new', wrong ?? '--to: nothing can be written from here');
    const { write, today } = await writer();
    const path = `${slugOfHaiku(haiku)}.md`;
    const content = new TextEncoder().encode(opening(haiku, String(title ?? 'Untitled'), today));
    const problem = contentProblem(content);
    const made = problem === null ? write(String(to), path, content) : { problem };
    if ('problem' in made || made.kind !== 'made')
      return yield* fail('new', `post/${path}: ${'problem' in made ? made.problem : 'File exists'}`, 1);
    yield { kind: 'row', spans: [{ text: sanitize(made.file, 'name'), styles: [] }] };
    return 0;
  },
};

/** What is wrong with what was typed; null where nothing is. */
function misuse(typed: string, haiku: Haiku | null, tooMuch?: string, title?: string | true): string | null {
  if (typed === '') return 'which haiku? "<l1> / <l2> / <l3>"';
  if (tooMuch !== undefined) return `${tooMuch}: one haiku at a time, in quotes`;
  if (haiku === null) return `${typed}: expected three lines, with ' / ' between them`;
  if (haiku.some(line => slugOfLine(line) === '')) return `${typed}: a line of it has no letters`;
  if (!isPrintable(typed)) return `${typed}: has characters in it that do not print`;
  if (title === undefined) return null;
  if (String(title).trim() === '') return '--title: is empty';
  return isPrintable(String(title)) ? null : `--title: ${title}: has characters in it that do not print`;
}

const isPrintable = (text: string): boolean => sanitize(text, 'name') === text;

/**
 * The slug of a haiku, as `haikuOfSlug` reads it: small letters, a hyphen for all that stands between words.
 *
 *   "the intern's laptop / Hamar, at noon / rain"  →  'the-interns-laptop-/-hamar-at-noon-/-rain'
 */
export const slugOfHaiku = (haiku: Haiku): Slug => haiku.map(slugOfLine).join('-/-');

const slugOfLine = (line: string): string => normalizeText(line.replace(/['’]/g, '')).replaceAll(' ', '-');

/** What a post begins with, down to the blank line under which it is to be written. */
const opening = (haiku: Haiku, title: string, today: PostDate): string =>
  `${haiku.join(' / ')}\n\nTitle: ${formatDate(today)} - ${title.trim()}\n\n`;
