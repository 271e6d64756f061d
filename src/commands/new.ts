import { formatDate, type PostDate } from '../posts/date.ts';
import { contentProblem } from '../posts/post-writer.ts';
import { type Haiku, normalizeText, parseHaiku, type Slug } from '../posts/slug.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Command } from './command.ts';
import { fail } from './errors.ts';
import { textRow } from './rows.ts';

/** Creates a post: a file with its haiku, its title and the day, at the path that the haiku gives. */
export const newPost: Command = {
  name: 'new',
  operands: '<haiku>',
  summary: 'create a post named after a haiku ("one / two / three") and print its path',
  options: {
    title: { value: 'TITLE', help: 'the title (default: Untitled)' },
    to: { value: 'DIR', isRequired: true, help: 'the posts folder, created if missing' },
  },
  needsNoPosts: true,
  async *run({ operands: [typed = ''], options: { title = 'Untitled', to } }, { writer }) {
    const haiku = parseHaiku(typed);
    if (haiku === null) return yield* fail('new', `${typed}: expected three lines, with ' / ' between them`);
    const problem = usageProblem(typed, haiku, String(title)) ?? (writer ? null : '--to: posts cannot be written here');
    if (problem !== null || !writer) return yield* fail('new', problem ?? '');
    const { write, today } = await writer();
    const path = `${slugOfHaiku(haiku)}.md`;
    const content = new TextEncoder().encode(newContent(haiku, String(title), today));
    const contentError = contentProblem(content);
    const result = contentError === null ? write(String(to), path, content) : { problem: contentError };
    if ('problem' in result || result.kind !== 'made')
      return yield* fail('new', `post/${path}: ${'problem' in result ? result.problem : 'File exists'}`, 1);
    yield textRow(result.file);
    return 0;
  },
};

/** What is wrong with a haiku or a title; null if nothing is. */
function usageProblem(typed: string, haiku: Haiku, title: string): string | null {
  if (haiku.some(line => slugOfLine(line) === '')) return `${typed}: a line has no letters`;
  if (!isPrintable(typed)) return `${typed}: contains unprintable characters`;
  if (title.trim() === '') return '--title: is empty';
  return isPrintable(title) ? null : `--title: ${title}: contains unprintable characters`;
}

const isPrintable = (text: string): boolean => sanitize(text, 'name') === text;

/**
 * The slug of a haiku: lower case, with hyphens for everything between words.
 *
 *   "the intern's laptop / Hamar, at noon / rain"  →  'the-interns-laptop-/-hamar-at-noon-/-rain'
 */
export const slugOfHaiku = (haiku: Haiku): Slug => haiku.map(slugOfLine).join('-/-');

const slugOfLine = (line: string): string => normalizeText(line.replace(/['’]/g, '')).replaceAll(' ', '-');

/** A new post's content, down to the blank line below which the author writes. */
const newContent = (haiku: Haiku, title: string, today: PostDate): string =>
  `${haiku.join(' / ')}\n\nTitle: ${formatDate(today)} - ${title.trim()}\n\n`;
