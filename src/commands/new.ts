import { writePost } from '../posts/post-writer.ts';
import { type Haiku, MAX_HAIKU_LENGTH, normalizeText, parseHaiku, pathOfSlug, type Slug } from '../posts/slug.ts';
import { sanitize } from '../text/sanitize.ts';
import { formatDate } from '../util/format.ts';
import type { Command } from './command.ts';
import { fail, row, textSpan } from './output.ts';

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
    const problem = usageProblem(typed, haiku, String(title));
    if (problem !== null) return yield* fail('new', problem);
    const opened = await writer();
    const slug = slugOfHaiku(haiku);
    // The blank line at the end is where the author begins.
    const content = `${haiku.join(' / ')}\n\nTitle: ${formatDate(opened.today)} - ${String(title).trim()}\n\n`;
    const result = writePost(opened, String(to), slug, new TextEncoder().encode(content));
    if ('problem' in result || result.kind !== 'made')
      return yield* fail('new', `${pathOfSlug(slug)}: ${'problem' in result ? result.problem : 'File exists'}`, 1);
    yield row(textSpan(result.file));
    return 0;
  },
};

/** Returns what is wrong with a haiku or a title. Null if nothing is. */
function usageProblem(typed: string, haiku: Haiku, title: string): string | null {
  if (haiku.some(line => slugOfLine(line) === '')) return `${typed}: a line has no letters`;
  if (haiku.join(' / ').length > MAX_HAIKU_LENGTH) return `${typed}: is longer than ${MAX_HAIKU_LENGTH} characters`;
  if (!isPrintable(typed)) return `${typed}: contains unprintable characters`;
  if (title.trim() === '') return '--title: is empty';
  return isPrintable(title) ? null : `--title: ${title}: contains unprintable characters`;
}

const isPrintable = (text: string): boolean => sanitize(text, 'name') === text;

/** "The intern's laptop / at noon, / rain" → the-interns-laptop-/-at-noon-/-rain */
export const slugOfHaiku = (haiku: Haiku): Slug => haiku.map(slugOfLine).join('-/-');

const slugOfLine = (line: string): string => normalizeText(line.replace(/['’]/g, '')).replaceAll(' ', '-');
