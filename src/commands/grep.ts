import { findPost } from '../posts/find-post.ts';
import type { Library, ScanResult } from '../posts/library.ts';
import { toSlug } from '../posts/slug.ts';
import { isReadError, type PostRef } from '../posts/types.ts';
import { candidateLines, type GrepMatch, type Line, matchLines } from '../search/grep.ts';
import { compilePattern } from '../search/regex.ts';
import { withRegexTimeout } from '../search/regex-timeout.ts';
import { type Safe, safe, sanitize, sliceSafe, trusted } from '../text/sanitize.ts';
import type { Span } from '../text/span.ts';
import { createYielder } from '../util/yield.ts';
import type { Answer, Command, Output, PostMatch } from './command.ts';
import { errorOutput, fail, postError } from './errors.ts';
import { EMPTY_NAME, FIRST_PART, postNotFound, unreadableFolders } from './post-errors.ts';
import { jsonSpan, pathSpan, row } from './rows.ts';

/** Characters that are matched together: enough that starting the time limit costs little beside it. */
const BATCH_LENGTH = 100_000;

type PostLine = Line & { readonly ref: PostRef };

/** Searches the text of all posts, or of one. Exit statuses as in grep(1): 0 found, 1 not found, 2 error. */
export const grep: Command = {
  name: 'grep',
  operands: '<pattern> [<post>]',
  summary: 'search the text of all posts, or of one, for a regular expression',
  options: {
    i: { short: 'i', help: 'ignore case' },
    F: { short: 'F', help: 'match the pattern literally, not as a regex' },
    w: { short: 'w', help: 'match whole words only' },
    l: { short: 'l', help: 'print only the paths of matching posts' },
    c: { short: 'c', help: 'print only the number of matching lines in each post' },
    n: { short: 'n', help: 'show line numbers' },
    json: { help: 'print one JSON object per line' },
  },
  async *run({ operands: [text = '', typed], options }, { library, pauseIfDue }) {
    if (options.json && (options.l || options.c))
      return yield* fail('grep', '--json: cannot be combined with -l or -c');
    const flags = { isWord: options.w === true, ignoresCase: options.i === true };
    const pattern = compilePattern({ text, isFixed: options.F === true, ...flags });
    if ('problem' in pattern) {
      yield errorOutput('grep', `${text}: ${pattern.problem}`);
      if (!('problem' in compilePattern({ text, isFixed: true, ...flags })))
        yield { kind: 'error', text: "try 'haiku-posts grep -F' to match it literally" };
      return 2;
    }
    const isOne = typed !== undefined;
    const posts = isOne ? yield* findOne(typed, library()) : library().scan();
    if (posts === null) return 2;

    const pause = pauseIfDue ?? createYielder();
    /** Matches lines, within the time limit where there is one; null if it is exceeded. */
    const matchInTime = (lines: readonly PostLine[]) => {
      const match = () => matchLines(lines, pattern);
      return pauseIfDue ? withRegexTimeout(pattern.line, match, null) : match();
    };
    const toRow = (found: PostMatch): readonly Span[] =>
      options.json
        ? [jsonSpan({ slug: found.ref.slug, line: found.line, column: found.column, text: found.text })]
        : [...location(isOne ? null : found.ref, options.n ? found.line : null), ...highlighted(found)];

    let failed = false;
    let isFound = false;
    let failing: PostRef | null = null;
    let [lines, length]: [PostLine[], number] = [[], 0];
    let count = 0; // matching lines of the post
    /** Matches the lines read so far. Returns false if that takes too long. */
    async function* flush(): AsyncGenerator<Output, boolean, Answer> {
      const results = matchInTime(lines);
      [lines, length] = [[], 0];
      if (results === null) return false;
      const matches: PostMatch[] = [];
      for (const result of results) {
        if (!('problem' in result)) matches.push(result);
        else if (result.ref !== failing) yield postError('grep', `${result.ref.slug}.md`, result.problem);
        if ('problem' in result) [failed, failing] = [true, result.ref];
      }
      count += matches.length;
      isFound ||= matches.length > 0;
      if (matches.length > 0 && !options.l && !options.c) yield { kind: 'matches', matches, toRow };
      return true;
    }
    for (const { ref, text: content } of posts) {
      await pause();
      if (isReadError(content) || content.isTruncated) {
        failed = true;
        const problem = isReadError(content) ? content.problem : `only ${FIRST_PART} are searched`;
        yield postError('grep', `${ref.slug}.md`, problem);
      }
      if (isReadError(content)) continue;
      count = 0;
      for (const line of candidateLines(content.content, pattern)) {
        lines.push({ ref, ...line });
        length += line.text.length + 1;
        if (length < BATCH_LENGTH) continue;
        if (!(yield* flush())) return yield* fail('grep', `${text}: ${TOO_SLOW}`);
        if (options.l && count > 0) break;
        await pause();
      }
      // Several posts make one batch only where the time limit is to be shared.
      if (pauseIfDue && !options.l && !options.c) continue;
      if (!(yield* flush())) return yield* fail('grep', `${text}: ${TOO_SLOW}`);
      if (options.l && count > 0) yield row(pathSpan(ref.slug, 'code'));
      else if (options.c && (count > 0 || isOne)) yield row(...location(isOne ? null : ref, null), countSpan(count));
    }
    if (!(yield* flush())) return yield* fail('grep', `${text}: ${TOO_SLOW}`);
    const unreadable = isOne ? [] : unreadableFolders('grep', library());
    yield* unreadable;
    if (failed || unreadable.length > 0) return 2;
    return isFound ? 0 : 1;
  },
};

const TOO_SLOW = 'pattern takes too long to match';

/** The post that was named, as a scan would return it; null after an error. */
async function* findOne(typed: string, library: Library): AsyncGenerator<Output, readonly ScanResult[] | null, Answer> {
  const found = toSlug(typed) === '' ? null : await findPost(library, typed);
  if (found === null) yield errorOutput('grep', EMPTY_NAME);
  else if (found.kind === 'one') return [{ ref: found.entry, text: library.read(found.entry) }];
  else if (found.kind === 'none') yield* postNotFound('grep', typed, library);
  else {
    yield errorOutput('grep', `'${typed}' matches ${found.posts.length} posts:`);
    for (const post of found.posts) yield { kind: 'error', text: `  post/${post.slug}.md` };
  }
  return null;
}

const countSpan = (count: number, ...styles: Span['styles']): Span => ({ text: safe`${count}`, styles });
const colon: Span = { text: trusted(':'), styles: ['dim'] };

/** What precedes a line: `post/….md:12:`, or as much of it as was asked for. */
const location = (ref: PostRef | null, line: number | null): readonly Span[] => [
  ...(ref ? [pathSpan(ref.slug, 'code'), colon] : []),
  ...(line === null ? [] : [countSpan(line, 'dim'), colon]),
];

/** A line with its matches highlighted. */
function highlighted({ text, ranges }: GrepMatch): readonly Span[] {
  const spans: Span[] = [];
  // Nearly every line is safe as it is, and then so are its parts.
  const whole = sanitize(text, 'code');
  const part = (from: number, to: number): Safe =>
    whole === text ? sliceSafe(whole, from, to) : sanitize(text.slice(from, to), 'code');
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
