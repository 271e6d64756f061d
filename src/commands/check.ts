import nodePath from 'node:path';
import { decode } from '../posts/content.ts';
import type { Library } from '../posts/library.ts';
import { readPost } from '../posts/metadata.ts';
import { type Haiku, normalizeText, type Slug } from '../posts/slug.ts';
import { isReadError, type PostRef } from '../posts/types.ts';
import { createYielder } from '../util/yield.ts';
import type { Command, Output } from './command.ts';
import { jsonRow, pathSpan, reportUnread, reportUnreadable, row, textSpan } from './output.ts';

/** `line`: in the content, from 1. */
export type Fault = { readonly line: number; readonly message: string };

export const check: Command = {
  name: 'check',
  operands: '',
  summary: 'check posts for bad names, titles, dates and links',
  options: { json: { help: 'print one JSON object per line' } },
  async *run({ options }, { library, now, pauseIfDue = createYielder(now) }) {
    const posts = library();
    const paths = new Map<Slug, string>();
    let isClean = true;
    for (const { ref, text } of posts.scan()) {
      await pauseIfDue();
      const first = paths.get(ref.slug);
      if (first === undefined) paths.set(ref.slug, ref.path);
      const faults = [
        ...(first === undefined ? [] : [fault(1, `${ref.path}: same slug as ${first}`)]),
        ...(isReadError(text) ? [fault(1, text.problem)] : await findFaults(ref, decode(text.content), posts)),
      ];
      for (const found of faults) yield options.json ? jsonRow({ slug: ref.slug, ...found }) : faultRow(ref, found);
      isClean &&= faults.length === 0;
    }
    const isPartial = yield* reportUnreadable('check', posts);
    yield* reportUnread('check', posts);
    return isClean && !isPartial ? 0 : 1;
  },
};

/** The faults of one post, in order of line. */
export async function findFaults(ref: PostRef, content: string, library: Library): Promise<readonly Fault[]> {
  const { slug } = ref;
  const { parsed, problem, haiku, title, date } = await readPost(ref, content);
  const { lines, body } = parsed;
  const faults = [
    ...(problem ? [fault(problem.line, `front matter: ${problem.reason}`)] : []),
    ...haikuFaults(slug, parsed.haiku ?? haiku, lines.haiku || 1),
    ...(title === null ? [fault(lines.title || 1, 'no title')] : []),
    ...(date === null ? [fault(lines.title || 1, 'no date')] : []),
    ...controlFaults(slug, 'control character in the path'),
    ...content.split('\n').flatMap((text, index) => controlFaults(text, 'control character', index + 1)),
    ...(await linkFaults(ref, body, lines.body, library)),
  ];
  return faults.toSorted((a, b) => a.line - b.line);
}

const fault = (line: number, message: string): Fault => ({ line, message });

/** Compares only letters and digits: a slug has no capitals, punctuation or apostrophes. */
function haikuFaults(slug: Slug, haiku: Haiku | null, line: number): readonly Fault[] {
  const names = slug.split('-/-');
  if (names.length !== 3 || names.some(name => letters(name) === ''))
    return [fault(1, 'not a haiku path: expected line-1-/-line-2-/-line-3.md')];
  return names.flatMap((name, at) =>
    letters(name) === letters(haiku?.[at] ?? '')
      ? []
      : [fault(line, `${ORDINALS[at]} line says '${haiku?.[at] ?? ''}', path says '${name}'`)],
  );
}

const ORDINALS = ['first', 'second', 'third'];

const letters = (text: string): string => normalizeText(text).replaceAll(' ', '');

// C0 and C1 controls except tabs and line ends, and the bidirectional controls.
const CONTROL = /(?!\t|\r$)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

function controlFaults(text: string, message: string, line = 1): readonly Fault[] {
  const codePoint = CONTROL.exec(text)?.[0].codePointAt(0);
  if (codePoint === undefined) return [];
  return [fault(line, `${message}: U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`)];
}

async function linkFaults({ path }: PostRef, body: string, first: number, library: Library): Promise<readonly Fault[]> {
  if (!body.includes('](') && !body.includes(']:')) return []; // loads no parser for posts without links
  const { relativeLinks } = await import('../markdown/relative-links.ts');
  return relativeLinks(body, first).flatMap(({ target, line }) => {
    const problem = linkProblem(nodePath.posix.join(nodePath.posix.dirname(path), target), library);
    return problem === null ? [] : [fault(line, `link to ${target}: ${problem}`)];
  });
}

function linkProblem(path: string, library: Library): string | null {
  if (path === '..' || path.startsWith('../')) return 'outside the posts folder';
  if (path.includes('\0')) return 'No such file or directory';
  const found = library.read({ slug: path, path });
  return isReadError(found) ? found.problem : null;
}

const faultRow = (post: PostRef, { line, message }: Fault): Output =>
  row(pathSpan(post, 'code'), textSpan(`:${line}: `, 'dim'), textSpan(message));
