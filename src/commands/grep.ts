import type { ScanResult } from '../posts/library.ts';
import { postPath } from '../posts/slug.ts';
import { isReadError, type PostRef } from '../posts/types.ts';
import { candidateLines, type GrepMatch, type Line, matchLines } from '../search/grep.ts';
import { compilePattern } from '../search/regex.ts';
import { hasTimedOut, mayBacktrack, withRegexTimeout } from '../search/regex-timeout.ts';
import { safe, sanitize, trusted } from '../text/sanitize.ts';
import type { Span } from '../text/span.ts';
import { formatCount } from '../util/format.ts';
import { createYielder } from '../util/yield.ts';
import type { Answer, Command, Context, Input, Output, PostMatch } from './command.ts';
import { findNamed } from './find-named.ts';
import {
  errorOutput,
  FIRST_PART,
  fail,
  hintOutput,
  jsonSpan,
  pathSpan,
  postError,
  reportUnreadable,
  row,
  widthOption,
} from './output.ts';

/** The number of characters that are matched together. In smaller batches, starting the time limit would cost too much. */
const [MIN_BATCH_LENGTH, MAX_BATCH_LENGTH] = [1000, 100_000] as const;
/** The time for a batch. Keys wait for it, so a slow pattern gets smaller batches. */
const BATCH_MS = 8;

/** Exit statuses as in grep(1): 0 found, 1 not found, 2 error. */
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
    n: { short: 'n', help: 'show line numbers (on a terminal: always)' },
    width: widthOption,
    json: { help: 'print one JSON object per line' },
  },
  async *run(input, context) {
    const { operands, options } = input;
    const [text = '', typed] = operands;
    const { library, now, pauseIfDue, program } = context;
    if (options.json && (options.l || options.c))
      return yield* fail('grep', '--json: cannot be combined with -l or -c');
    const flags = { isWord: options.w === true, ignoresCase: options.i === true };
    const pattern = compilePattern({ text, isFixed: options.F === true, ...flags });
    if ('problem' in pattern) {
      yield errorOutput('grep', `${text}: ${pattern.problem}`);
      if (!('problem' in compilePattern({ text, isFixed: true, ...flags })))
        yield hintOutput(`try '${program} grep -F' to match it literally`);
      return 2;
    }
    const isOne = typed !== undefined;
    const posts = isOne ? yield* readNamed(typed, context) : library().scan();
    if (posts === null) return 2;

    const isLimited = pauseIfDue !== undefined || mayBacktrack(pattern.line);
    const pause = pauseIfDue ?? createYielder(now);
    const toRow = (match: PostMatch): readonly Span[] =>
      options.json
        ? [jsonSpan({ slug: match.ref.slug, line: match.line, column: match.column, text: match.text })]
        : [...location(isOne ? null : match.ref, options.n ? match.line : null), lineSpan(match)];

    let hasFailed = false;
    let hasMatches = false;
    let failing: PostRef | null = null;
    let lines: (Line & Pick<PostMatch, 'ref' | 'content'>)[] = [];
    let length = 0;
    let maxLength = MAX_BATCH_LENGTH / 10;
    /** The number of matching lines, by post; and the posts of which all lines were read. */
    const counts = new Map<PostRef, number>();
    let read: PostRef[] = [];
    /** Matches the lines read so far. A pattern that exceeds the time limit matches nothing more. */
    const flush = async function* (): AsyncGenerator<Output, void, Answer> {
      const match = () => matchLines(lines, pattern);
      const start = now();
      const results = withRegexTimeout(pattern.line, match, []);
      const lengthInTime = (length * BATCH_MS) / (now() - start);
      if (length >= maxLength) maxLength = Math.min(Math.max(MIN_BATCH_LENGTH, lengthInTime), MAX_BATCH_LENGTH);
      [lines, length] = [[], 0];
      const matches: PostMatch[] = [];
      for (const result of results) {
        if (!('problem' in result)) matches.push(result);
        else if (result.ref !== failing) {
          failing = result.ref;
          yield postError('grep', postPath(failing), result.problem);
        }
      }
      for (const { ref } of matches) counts.set(ref, (counts.get(ref) ?? 0) + 1);
      hasMatches ||= matches.length > 0;
      if (matches.length > 0 && !options.l && !options.c)
        yield { kind: 'matches', matches, toRow, isGrouped: !options.json };
      for (const ref of read) {
        const count = counts.get(ref) ?? 0;
        counts.delete(ref);
        if (options.l && count > 0) yield row(pathSpan(ref, 'name'));
        else if (options.c && (count > 0 || isOne)) yield row(...location(isOne ? null : ref, null), countSpan(count));
      }
      read = [];
    };
    for (const { ref, text: content } of posts) {
      await pause();
      if (isReadError(content) || content.isTruncated) {
        hasFailed = true;
        const problem = isReadError(content) ? content.problem : `only ${FIRST_PART} are searched`;
        yield postError('grep', postPath(ref), problem);
      }
      if (isReadError(content)) continue;
      for (const line of candidateLines(content.content, pattern)) {
        lines.push({ ref, content: content.content, ...line });
        length += line.text.length + 1;
        if (length < maxLength) continue;
        yield* flush();
        if (options.l && counts.has(ref)) break;
        await pause();
      }
      read.push(ref);
      // With a time limit, several posts make one batch.
      if (!isLimited) yield* flush();
      if (hasTimedOut(pattern.line)) break;
    }
    yield* flush();
    if (hasTimedOut(pattern.line)) return yield* fail('grep', `${text}: pattern takes too long to match`);
    const isPartial = !isOne && (yield* reportUnreadable('grep', library()));
    if (hasFailed || failing || isPartial) return 2;
    if (hasMatches) return 0;
    // The menu of the app ignores case, so its user may expect a match.
    if (pauseIfDue && !flags.ignoresCase) yield* hintAtCase(input, context);
    return 1;
  },
};

/** Yields how many lines match if case is ignored, unless none does. */
async function* hintAtCase({ operands, options }: Input, context: Context): AsyncGenerator<Output, void, Answer> {
  const { l, c, json, ...others } = options;
  let count = 0;
  for await (const output of grep.run({ operands, options: { ...others, i: true } }, context))
    if (output.kind === 'matches') count += output.matches.length;
  const lines = count === 1 ? '1 line matches' : `${formatCount(count)} lines match`;
  if (count > 0) yield errorOutput('grep', `${operands[0]}: no match; with -i ${lines}`);
}

/** Returns the named post in the form of a scan. Null after an error. */
async function* readNamed(
  typed: string,
  context: Context,
): AsyncGenerator<Output, readonly ScanResult[] | null, Answer> {
  const found = yield* findNamed('grep', typed, context);
  if (found.length === 1) return found.map(ref => ({ ref, text: context.library().read(ref) }));
  if (found.length > 1) yield errorOutput('grep', `'${typed}' matches ${found.length} posts:`);
  for (const post of found) yield hintOutput(`  ${postPath(post)}`);
  return null;
}

/** Only a pipe gets this text, so its matches are not highlighted. */
const lineSpan = ({ text }: GrepMatch): Span => ({ text: sanitize(text, 'code'), styles: [] });
const countSpan = (count: number, ...styles: Span['styles']): Span => ({ text: safe`${count}`, styles });
const colon: Span = { text: trusted(':'), styles: ['dim'] };

/** Returns the start of a row, `post/….md:12:`, without the parts that are null. */
const location = (ref: PostRef | null, line: number | null): readonly Span[] => [
  ...(ref ? [pathSpan(ref, 'name'), colon] : []),
  ...(line === null ? [] : [countSpan(line, 'dim'), colon]),
];
