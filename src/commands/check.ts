import { decode } from '../posts/decode.ts';
import type { LinkIndex } from '../posts/link-index.ts';
import type { ParsedPost } from '../posts/parse-post.ts';
import { type Haiku, lettersAndDigits, type Slug } from '../posts/slug.ts';
import { syntaxOf } from '../posts/syntax.ts';
import { isReadError, type PostRef } from '../posts/types.ts';
import { createYielder } from '../util/yield.ts';
import type { Command, Input, Output } from './command.ts';
import { jsonRow, pathSpan, reportUnread, reportUnreadable, row, textSpan } from './output.ts';

/** A part that many posts of a folder may lack. */
type Lack = 'name' | 'title' | 'date';

/** `line`: in the content, from 1. */
export type Fault = { readonly line: number; readonly message: string; readonly lack?: Lack };

export const check: Command = {
  name: 'check',
  operands: '',
  summary: 'check posts for bad names, titles, dates and links',
  options: {
    links: { help: 'check the links only' },
    haiku: { help: 'check only whether haiku have 5, 7 and 5 syllables, in English or kana' },
    json: { help: 'print one JSON object per line, for every fault of every post' },
  },
  async *run({ options }, { library, now, pauseIfDue = createYielder(now) }) {
    const posts = library();
    // Imported here, because no other command needs it.
    const { createFolderIndex } = await import('../posts/dead-link.ts');
    const index = createFolderIndex(posts.files());
    const paths = new Map<Slug, string>();
    const all: PostFault[] = [];
    let total = 0;
    for (const { ref, text } of posts.scan()) {
      await pauseIfDue();
      total++;
      const first = paths.get(ref.slug);
      if (first === undefined) paths.set(ref.slug, ref.path);
      const content = isReadError(text) ? '' : decode(text.content);
      const faults =
        options.links || options.haiku
          ? await selectedFaults(ref, content, index, options)
          : [
              ...(first === undefined ? [] : [fault(1, `${ref.path}: same slug as ${first}`)]),
              ...(isReadError(text) ? [fault(1, text.problem)] : await findFaults(ref, content, index)),
            ];
      for (const found of faults) all.push({ ref, fault: found });
    }
    const rows = options.json ? all.map(jsonFaultRow) : summarize(all, total);
    for (const output of rows) yield output;
    const isPartial = yield* reportUnreadable('check', posts);
    yield* reportUnread('check', posts);
    return all.length === 0 && !isPartial ? 0 : 1;
  },
};

type PostFault = { readonly ref: PostRef; readonly fault: Fault };

const SUMMARIES: Readonly<Record<Lack, (count: number, total: number) => string>> = {
  name: (count, total) => `no haiku in ${count} of ${total} names`,
  title: (count, total) => `no title in ${count} of ${total} posts`,
  date: (count, total) => `no date in ${count} of ${total} posts`,
};

/** More than `MAX_NAMED` posts that lack the same part are counted, not named. So are `MIN_COUNTED` if they are most posts. */
const MAX_NAMED = 20;
const MIN_COUNTED = 3;

/** Formats faults. If many or most posts lack the same part, one row counts them. */
function summarize(all: readonly PostFault[], total: number): readonly Output[] {
  const counts = new Map<Lack, number>();
  for (const { fault } of all) if (fault.lack) counts.set(fault.lack, (counts.get(fault.lack) ?? 0) + 1);
  for (const [lack, count] of counts)
    if (count <= MAX_NAMED && (count < MIN_COUNTED || count * 2 <= total)) counts.delete(lack);
  return [
    ...[...counts].map(([lack, count]) => row(textSpan(SUMMARIES[lack](count, total)))),
    ...all.flatMap(found => (found.fault.lack && counts.has(found.fault.lack) ? [] : faultRow(found))),
  ];
}

/** Returns the faults of one post, sorted by line. */
export async function findFaults(ref: PostRef, content: string, index: LinkIndex): Promise<readonly Fault[]> {
  const { slug } = ref;
  const { readPost } = await import('../posts/read-post.ts');
  const { parsed, problem, haiku, title, date } = await readPost(ref, content);
  const { lines } = parsed;
  const faults = [
    ...(problem ? [fault(problem.line, `front matter: ${problem.reason}`)] : []),
    ...haikuFaults(slug, parsed.haiku ?? haiku, lines.haiku || 1),
    ...(title === null ? [fault(lines.title || 1, 'no title', 'title')] : []),
    ...(date === null ? [fault(lines.title || 1, 'no date', 'date')] : []),
    ...controlFaults(slug, 'control character in the path'),
    ...content.split('\n').flatMap((text, index) => controlFaults(text, 'control character', index + 1)),
    ...(await linkFaults(ref, parsed, index)),
  ];
  return faults.toSorted((a, b) => a.line - b.line);
}

const fault = (line: number, message: string, lack?: Lack): Fault => ({ line, message, ...(lack && { lack }) });

/** Compares only letters and digits: a slug has no capitals, punctuation or apostrophes. */
function haikuFaults(slug: Slug, haiku: Haiku | null, line: number): readonly Fault[] {
  const names = slug.split('-/-');
  if (names.length !== 3 || names.some(name => lettersAndDigits(name) === ''))
    return [fault(1, 'not a haiku path: expected line-1-/-line-2-/-line-3.md', 'name')];
  return names.flatMap((name, at) =>
    lettersAndDigits(name) === lettersAndDigits(haiku?.[at] ?? '')
      ? []
      : [fault(line, `${ORDINALS[at]} line says '${haiku?.[at] ?? ''}', path says '${name}'`)],
  );
}

const ORDINALS = ['first', 'second', 'third'];

// C0 and C1 controls except tabs and line ends, and the bidirectional controls.
const CONTROL = /(?!\t|\r$)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

function controlFaults(text: string, message: string, line = 1): readonly Fault[] {
  const codePoint = CONTROL.exec(text)?.[0].codePointAt(0);
  if (codePoint === undefined) return [];
  return [fault(line, `${message}: U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`)];
}

async function linkFaults({ path }: PostRef, { body, lines }: ParsedPost, index: LinkIndex): Promise<readonly Fault[]> {
  const syntax = syntaxOf(path);
  // The parser is not loaded for a post without links.
  if (syntax === 'markdown' && !/\]\(|\]:|\[\[|<(?:a|img)\b/i.test(body)) return [];
  const [{ localLinks }, { linkFault }] = await Promise.all([
    import('../markdown/local-links.ts'),
    import('../posts/dead-link.ts'),
  ]);
  return localLinks(body, lines.body, syntax).flatMap(({ address, line }) => {
    const message = linkFault(index, path, address);
    return message === null ? [] : [fault(line, message)];
  });
}

/** Returns the faults that `--links` and `--haiku` select. */
async function selectedFaults(
  ref: PostRef,
  content: string,
  index: LinkIndex,
  { links, haiku: checksHaiku }: Input['options'],
): Promise<readonly Fault[]> {
  const { readPost } = await import('../posts/read-post.ts');
  const { parsed, haiku } = await readPost(ref, content);
  return [
    ...(links ? await linkFaults(ref, parsed, index) : []),
    ...(checksHaiku && haiku ? await scanFaults(haiku, parsed.lines.haiku || 1) : []),
  ];
}

/** Counts the syllables of a haiku. */
async function scanFaults(haiku: Haiku, line: number): Promise<readonly Fault[]> {
  const { scanProblem } = await import('../haiku/scan.ts');
  const message = scanProblem(haiku);
  return message === null ? [] : [fault(line, message)];
}

const jsonFaultRow = ({ ref: { slug }, fault: { line, message } }: PostFault): Output =>
  jsonRow({ slug, line, message });

const faultRow = ({ ref, fault: { line, message } }: PostFault): Output =>
  row(pathSpan(ref, 'name'), textSpan(`:${line}: `, 'dim'), textSpan(message));
