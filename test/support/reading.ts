import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The posts of {@link readingFolder}. The second is the longest, with headings, links and wide code. */
export const slugs = [
  'the-newest-of-all-/-says-only-what-it-must-/-and-then-it-is-done',
  'the-log-is-a-lake-/-we-fish-in-it-with-a-spoon-/-the-spoon-has-a-leak',
  'the-oldest-one-here-/-remembers-another-pager-/-that-nobody-heard',
] as const;

const rows = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, at) => `Row ${from + at} of it.\n`).join('\n');

const long = `the log is a lake / we fish in it with a spoon / the spoon has a leak

Title: March 3, 2021 - A day at the lake

${rows(1, 6)}
## The first part

The pager rang, says [the manual](https://example.com/manual).

${rows(7, 20)}
    ${'0123456789'.repeat(12)}THE END

The pager sang, and <https://example.com/other> was down.

## The second part

${rows(21, 40)}
The Pager slept.

${rows(41, 60)}`;

const texts = [
  `the newest of all / says only what it must / and then it is done

Title: May 5, 2022 - New

${Array.from({ length: 9 }, (_, at) => `## Part ${at + 1}\n\n${'It goes on.\n\n'.repeat(9)}`).join('')}`,
  long,
  'the oldest one here / remembers another pager / that nobody heard\n\nTitle: July 7, 2020 - Old\n\nThe pager rang.\n',
] as const;

/** Creates a temporary folder with these posts, and returns its path. The caller removes it. */
export function readingFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-'));
  for (const [index, slug] of slugs.entries()) {
    const file = path.join(folder, `${slug}.md`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, texts[index] ?? '');
  }
  return folder;
}
