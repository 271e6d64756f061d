import nodePath from 'node:path';
import { decode } from '../posts/encoding.ts';
import type { Library } from '../posts/library.ts';
import { metadata } from '../posts/metadata.ts';
import { parsePost } from '../posts/parse-post.ts';
import { normalizeText, type Slug } from '../posts/slug.ts';
import { isReadError, type PostRef } from '../posts/types.ts';
import { safe, sanitize } from '../text/sanitize.ts';
import { createYielder } from '../util/yield.ts';
import type { Command, Output } from './command.ts';
import { fail } from './errors.ts';
import { jsonRow } from './json-row.ts';
import { unreadableFolders } from './post-errors.ts';

/** Something wrong with a post, and the line of its content, from 1, where it is. */
export type Fault = { readonly line: number; readonly message: string };

/** Says what is wrong with the posts, in order of path. Status 1 where anything is. */
export const check: Command = {
  name: 'check',
  operands: '',
  summary: 'say what is wrong with the posts: their names, titles, dates and links',
  options: { json: { help: 'one JSON object a line' } },
  async *run({ operands, options }, { library, pauseIfDue = createYielder() }) {
    if (operands.length > 0)
      return yield* fail('check', `${operands[0]}: takes no operands; --posts DIR says which posts`);
    const posts = library();
    const paths = new Map<Slug, string>();
    let isClean = true;
    for (const { ref, text } of posts.scan()) {
      await pauseIfDue();
      const first = paths.get(ref.slug);
      if (first === undefined) paths.set(ref.slug, ref.path);
      const faults = [
        ...(first === undefined ? [] : [fault(1, `${ref.path}: the slug is that of ${first} too`)]),
        ...(isReadError(text) ? [fault(1, text.problem)] : await faultsOf(ref, decode(text.content), posts)),
      ];
      for (const each of faults) yield options.json ? jsonRow({ slug: ref.slug, ...each }) : row(ref, each);
      isClean &&= faults.length === 0;
    }
    const missed = unreadableFolders('check', posts);
    yield* missed;
    return isClean && missed.length === 0 ? 0 : 1;
  },
};

/** What is wrong with a post by itself, in order of line. */
export async function faultsOf(entry: PostRef, content: string, library: Library): Promise<readonly Fault[]> {
  const { slug } = entry;
  const parts = parsePost(content);
  const { title, date, haiku } = await metadata(slug, content);
  const faults = [
    ...haikuFaults(slug, parts.haiku ?? haiku, parts.lines.haiku || 1),
    ...(title === slug ? [fault(parts.lines.title || 1, 'no title')] : []),
    ...(date === null ? [fault(parts.lines.title || 1, 'no date')] : []),
    ...(control.test(slug) ? [fault(1, `the slug has a control character: ${named(slug)}`)] : []),
    ...content
      .split('\n')
      .flatMap((text, at) => (control.test(text) ? [fault(at + 1, `control character: ${named(text)}`)] : [])),
    ...(await linkFaults(entry, parts.body, parts.lines.body, library)),
  ];
  return faults.toSorted((a, b) => a.line - b.line);
}

const fault = (line: number, message: string): Fault => ({ line, message });

/** A haiku and a slug agree in their letters and digits: a slug says nothing of capitals, marks and apostrophes. */
function haikuFaults(slug: Slug, haiku: readonly string[], line: number): readonly Fault[] {
  const names = slug.split('-/-');
  if (names.length !== 3 || names.some(name => letters(name) === ''))
    return [fault(1, 'the slug is no haiku: three lines, with -/- between them')];
  return names.flatMap((name, at) =>
    letters(name) === letters(haiku[at] ?? '') ? [] : [fault(line, `the haiku has '${haiku[at]}', the slug '${name}'`)],
  );
}

const letters = (text: string): string => normalizeText(text).replaceAll(' ', '');

// All of C0 and C1 but a tab and the end of a line, and what turns the direction of a text round.
const control = /(?!\t|\r$)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** The first control character of a text, as `U+001B`. */
const named = (text: string): string =>
  `U+${(control.exec(text)?.[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

async function linkFaults({ path }: PostRef, body: string, first: number, library: Library): Promise<readonly Fault[]> {
  if (!body.includes('](') && !body.includes(']:')) return []; // else the parser would be loaded for posts without links
  const { relativeLinks } = await import('../markdown/relative-links.ts');
  return relativeLinks(body, first).flatMap(({ target, line }) => {
    const problem = linkProblem(nodePath.posix.join(nodePath.posix.dirname(path), target), library);
    return problem === null ? [] : [fault(line, `link to ${target}: ${problem}`)];
  });
}

/** Why a link leads nowhere; null where there is a file. */
function linkProblem(path: string, library: Library): string | null {
  if (path === '..' || path.startsWith('../')) return 'leads out of the folder';
  if (path.includes('\0')) return 'No such file or directory';
  const found = library.read({ slug: path, path });
  return isReadError(found) ? found.problem : null;
}

const row = ({ slug }: PostRef, { line, message }: Fault): Output => ({
  kind: 'row',
  spans: [
    { text: sanitize(`post/${slug}.md`, 'name'), styles: ['code'] },
    { text: safe`:${line}: `, styles: ['dim'] },
    { text: sanitize(message, 'name'), styles: [] },
  ],
});
