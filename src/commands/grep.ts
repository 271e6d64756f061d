import { findPost } from '../posts/find-post.ts';
import type { Library, ScanResult } from '../posts/library.ts';
import { toSlug } from '../posts/slug.ts';
import { isReadError, type PostRef } from '../posts/types.ts';
import { createMatcher, type GrepMatch } from '../search/grep.ts';
import { type Safe, safe, sanitize, sliceSafe, trusted } from '../text/sanitize.ts';
import type { Span } from '../text/span.ts';
import { createYielder } from '../util/yield.ts';
import type { Answer, Command, Input, Output } from './command.ts';
import { errorOutput, fail } from './errors.ts';
import { jsonRow } from './json-row.ts';
import { EMPTY_NAME, FIRST_PART, postNotFound, unreadableFolders } from './post-errors.ts';

/** Searches the text of every post, or of one. Status as of grep(1): 0 found, 1 not found, 2 something went wrong. */
export const grep: Command = {
  name: 'grep',
  operands: '<pattern> [<post>]',
  summary: 'search the text of all posts, or of one, for a regular expression',
  options: {
    i: { short: 'i', help: 'take capitals and small letters for the same' },
    F: { short: 'F', help: 'the pattern is no regular expression, but a text to find as it stands' },
    w: { short: 'w', help: 'whole words only' },
    l: { short: 'l', help: 'only the paths of the posts that match' },
    c: { short: 'c', help: 'only how many lines match: of each post that has any, or of the one named' },
    n: { short: 'n', help: 'number the lines, from the first after the prompt line' },
    json: { help: 'one JSON object a line' },
  },
  isLong: true,
  async *run({ operands, options }, { library }) {
    const wrong = misuse({ operands, options });
    const [pattern = '', typed] = operands;
    if (wrong !== null) return yield* fail('grep', wrong);
    const wanted = {
      text: pattern,
      isFixed: options.F === true,
      isWord: options.w === true,
      ignoresCase: options.i === true,
    };
    const hitsIn = createMatcher(wanted);
    if ('problem' in hitsIn) {
      yield errorOutput('grep', `${pattern}: ${hitsIn.problem}`);
      if (!('problem' in createMatcher({ ...wanted, isFixed: true })))
        yield { kind: 'error', text: "'haiku-posts grep -F' takes a pattern as it stands" };
      return 2;
    }
    const isOne = typed !== undefined;
    const posts = isOne ? yield* named(typed, library()) : library().scan();
    let failed = posts === null;
    let found = false;
    const pauseIfDue = createYielder();
    for (const { ref, text } of posts ?? []) {
      await pauseIfDue();
      if (isReadError(text)) {
        failed = true;
        yield errorOutput('grep', `post/${ref.slug}.md: ${text.problem}`);
        continue;
      }
      if (text.isTruncated) {
        failed = true;
        yield errorOutput('grep', `post/${ref.slug}.md: only ${FIRST_PART} are searched`);
      }
      let lines = 0;
      for (const hit of hitsIn(text.content)) {
        const pause = pauseIfDue();
        if (pause) await pause; // not at every hit: of these there may be many
        if ('problem' in hit) {
          failed = true;
          yield errorOutput('grep', `post/${ref.slug}.md: ${hit.problem}`);
          continue;
        }
        lines++;
        if (options.l) break;
        if (options.c) continue;
        yield options.json
          ? jsonRow({ slug: ref.slug, line: hit.line, column: hit.column, text: hit.text })
          : row([...place(isOne ? null : ref, options.n ? hit : null), ...marked(hit)]);
      }
      found ||= lines > 0;
      if (options.l && lines > 0) yield row([path(ref)]);
      else if (options.c && (lines > 0 || isOne))
        yield row([...place(isOne ? null : ref, null), plain(safe`${lines}`)]);
    }
    const missed = isOne ? [] : unreadableFolders('grep', library());
    yield* missed;
    if (failed || missed.length > 0) return 2;
    return found ? 0 : 1;
  },
};

/** What is wrong with a command line, pattern aside. */
function misuse({ operands, options }: Input): string | null {
  const [pattern, , tooMuch] = operands;
  if (pattern === undefined) return "which pattern? 'haiku-posts grep --help' says what there is";
  if (tooMuch !== undefined) return `${tooMuch}: one post at a time, or all`;
  return options.json && (options.l || options.c) ? '--json: lists lines, and -l and -c do not' : null;
}

/** The one post that a reader means, as a scan would give it; null where it is complained of. */
async function* named(typed: string, library: Library): AsyncGenerator<Output, readonly ScanResult[] | null, Answer> {
  if (toSlug(typed) === '') {
    yield errorOutput('grep', EMPTY_NAME);
    return null;
  }
  const found = await findPost(library, typed);
  if (found.kind === 'one') return [{ ref: found.entry, text: library.read(found.entry) }];
  if (found.kind === 'none') yield* postNotFound('grep', typed, library);
  else {
    yield errorOutput('grep', `${typed}: ${found.posts.length} posts fit that:`);
    for (const post of found.posts) yield { kind: 'error', text: `  post/${post.slug}.md` };
  }
  return null;
}

const row = (spans: readonly Span[]): Output => ({ kind: 'row', spans });

const plain = (text: Safe): Span => ({ text, styles: [] });
const colon: Span = { text: trusted(':'), styles: ['dim'] };

const path = ({ slug }: PostRef): Span => ({ text: sanitize(`post/${slug}.md`, 'name'), styles: ['code'] });

/** What stands before a line: `post/….md:12:`, or as much of it as was asked for. */
const place = (entry: PostRef | null, hit: GrepMatch | null): readonly Span[] => [
  ...(entry ? [path(entry), colon] : []),
  ...(hit ? [{ text: safe`${hit.line}`, styles: ['dim'] } as const, colon] : []),
];

/** A line with its matches marked. */
function marked({ text, ranges }: GrepMatch): readonly Span[] {
  const spans: Span[] = [];
  // Nearly every line is safe as it is, and then so are its parts.
  const safe = sanitize(text, 'code');
  const part = (from: number, to: number): Safe =>
    safe === text ? sliceSafe(safe, from, to) : sanitize(text.slice(from, to), 'code');
  const add = (from: number, to: number, styles: Span['styles']): void => {
    if (to > from) spans.push({ text: part(from, to), styles });
  };
  let at = 0;
  for (const { start, end } of ranges) {
    add(at, start, []);
    add(start, end, ['match']);
    at = end;
  }
  add(at, text.length, []);
  return spans;
}
