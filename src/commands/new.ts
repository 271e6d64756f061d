import { countLineEnds } from '../posts/content.ts';
import type { PostDate } from '../posts/date.ts';
import { writePost } from '../posts/post-writer.ts';
import { type Haiku, MAX_HAIKU_LENGTH, normalizeText, parseHaiku, pathOfSlug, type Slug } from '../posts/slug.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Command, Option } from './command.ts';
import { errorOutput, fail, row, textSpan } from './output.ts';

/** The folder to which posts are written. */
export const to: Option = {
  value: 'DIR',
  help: 'the folder, created if missing (default: --posts or $HAIKU_POSTS_DIR)',
};

export const NO_FOLDER = "--to: missing option: name the folder by '--to DIR'";

export const newPost: Command = {
  name: 'new',
  operands: '<haiku>',
  summary: 'create a post named after a haiku ("one / two / three") and print its path',
  options: {
    title: { value: 'TITLE', help: 'the title (default: Untitled)' },
    to,
    edit: { help: 'open the post in $VISUAL or $EDITOR' },
  },
  needsNoPosts: true,
  asksForOperand: true,
  async *run({ operands, options: { title = 'Untitled', edit, ...options } }, { writer, namedFolder }) {
    const opened = await writer();
    const [operand] = operands;
    const ask = operand === undefined ? opened.askHaiku : async () => operand;
    if ('problem' in ask) return yield* fail('new', `<haiku>: ${ask.problem}`);
    const folder = options.to ?? namedFolder;
    if (!folder) return yield* fail('new', NO_FOLDER);
    const typed = await ask();
    if (typed === null) return 1;
    const haiku = parseHaiku(typed);
    if (haiku === null) return yield* fail('new', `${typed}: ${NOT_A_HAIKU}`);
    const problem = haikuProblem(haiku, typed) ?? titleProblem(String(title));
    if (problem !== null) return yield* fail('new', problem);
    const editor = edit ? opened.editor : null;
    if (editor && 'problem' in editor) return yield* fail('new', `--edit: ${editor.problem}`);
    const slug = slugOfHaiku(haiku);
    const content = newContent(haiku, String(title).trim(), opened.today);
    const result = writePost(opened, String(folder), `${slug}.md`, new TextEncoder().encode(content));
    if ('problem' in result || result.kind !== 'made')
      return yield* fail('new', `${pathOfSlug(slug)}: ${'problem' in result ? result.problem : 'File exists'}`, 1);
    const editProblem = editor && (await editor(result.file, countLineEnds(content)));
    yield row(textSpan(result.file));
    const { scanProblem } = await import('../haiku/scan.ts');
    const scan = scanProblem(haiku);
    if (scan !== null) yield errorOutput('new', scan);
    return editProblem === null ? 0 : yield* fail('new', `--edit: ${editProblem}`, 1);
  },
};

export const NOT_A_HAIKU = "expected three lines, with ' / ' between them";

/** The blank line at the end is where the author begins. */
const newContent = (haiku: Haiku, title: string, date: PostDate): string =>
  `---\ndate: ${date}\n---\n\n${haiku.join(' / ')}\n\n# ${escapeHeading(title)}\n\n`;

/** Keeps `#`s at the end, which would close the heading, and a label, which would not be shown. */
const escapeHeading = (title: string): string => title.replace(/(?<=^|\s)#+$/, '\\$&').replace(/^title(?=:)/i, '$&\\');

/** Returns what is wrong with a haiku that is to name a post. Null if nothing is. */
export function haikuProblem(haiku: Haiku, typed = haiku.join(' / ')): string | null {
  if (haiku.some(line => slugOfLine(line) === '')) return `${typed}: a line has no letters`;
  if (haiku.join(' / ').length > MAX_HAIKU_LENGTH) return `${typed}: is longer than ${MAX_HAIKU_LENGTH} characters`;
  return isPrintable(typed) ? null : `${typed}: contains unprintable characters`;
}

function titleProblem(title: string): string | null {
  if (title.trim() === '') return '--title: is empty';
  return isPrintable(title) ? null : `--title: ${title}: contains unprintable characters`;
}

const isPrintable = (text: string): boolean => sanitize(text, 'name') === text;

/** "The intern's laptop / at noon, / rain" → the-interns-laptop-/-at-noon-/-rain */
export const slugOfHaiku = (haiku: Haiku): Slug => haiku.map(slugOfLine).join('-/-');

const slugOfLine = (line: string): string => normalizeText(line.replace(/['’]/g, '')).replaceAll(' ', '-');
