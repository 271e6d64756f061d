import { type FoundHaiku, findHaiku } from '../haiku/find-haiku.ts';
import { createReader } from '../haiku/words.ts';
import { passages } from '../markdown/prose.ts';
import { countLineEnds, MAX_CONTENT_BYTES, type PostContent, toContent } from '../posts/content.ts';
import { decode } from '../posts/decode.ts';
import { findPosts } from '../posts/find-post.ts';
import type { PostWriter } from '../posts/post-writer.ts';
import { readPost } from '../posts/read-post.ts';
import { pathToSlug, postPath } from '../posts/slug.ts';
import { syntaxOf } from '../posts/syntax.ts';
import { splitTranscript } from '../posts/transcript.ts';
import { isReadError, type PostRef, type ReadError } from '../posts/types.ts';
import { sanitize } from '../text/sanitize.ts';
import { createYielder } from '../util/yield.ts';
import { printAll } from './cat.ts';
import type { Context, Input, Output, Run, Status } from './command.ts';
import { errorOutput, FIRST_PART, fail, jsonRow, row, textSpan } from './output.ts';

type Pause = () => Promise<void> | null;

/** A haiku in a post, and the line of the content at which it begins. */
type PlacedHaiku = FoundHaiku & { readonly line: number };

/** A haiku with a lower score is a fragment. It is printed only if there is no better one, or if it is asked for. */
export const GOOD_SCORE = 40;

/** Prints the haiku in the sentences of posts, and of other files. `max`: the number of good ones to print. */
export async function* listHaiku({ operands, options }: Input, context: Context, max: number): Run {
  const { library, now, pauseIfDue = createYielder(now) } = context;
  const found: Located[] = [];
  const search = async function* (location: Location, content: PostContent | ReadError): Run {
    const { name } = location;
    if (isReadError(content)) return yield* fail('haiku', `${name}: ${content.problem}`, 1);
    if (content.isTruncated) yield errorOutput('haiku', `${name}: only ${FIRST_PART} are searched`);
    const results = await haikuOfPost(location.ref, decode(content.content), pauseIfDue);
    for (const result of results) found.push({ ...result, ...location });
    if (results.length === 0) yield errorOutput('haiku', `${name}: no haiku found`);
    return results.length === 0 || content.isTruncated ? 1 : 0;
  };
  const searchPost = (_: string, ref: PostRef): Run => search({ name: postPath(ref), ref }, library().read(ref));
  let status: Status = 0;
  for (const typed of operands) {
    const isPost = (await findPosts(library(), typed)).length > 0;
    const file = isPost ? null : await readFile(await context.writer(), typed);
    const isFile = file !== null && !isReadError(file);
    const run = isFile ? search(fileLocation(typed, file), file) : printAll('haiku', [typed], searchPost, context);
    const result = yield* run;
    if (result > status) status = result;
  }
  const best = bestFirst(found);
  const good = best.filter(({ score }, at) => at === 0 || score >= GOOD_SCORE).slice(0, max);
  for (const output of format(options.n ? best.slice(0, Number(options.n)) : good, options.json === true)) yield output;
  return status;
}

/** The number of posts that are searched for a random haiku. */
const MAX_SEARCHED = 100;

/**
 * Prints a good haiku of the sentences of a post. Searches the posts from `first` on. `chance`: from 0 to below 1, selects one
 * of several. Returns whether it found any.
 */
export async function* printRandomHaiku(
  posts: readonly PostRef[],
  first: number,
  chance: number,
  { library, now, pauseIfDue = createYielder(now) }: Context,
): AsyncGenerator<Output, boolean> {
  for (let step = 0; step < Math.min(posts.length, MAX_SEARCHED); step++) {
    const ref = posts[(first + step) % posts.length] as PostRef;
    const text = library().read(ref);
    if (isReadError(text)) continue;
    const found = await haikuOfPost(ref, decode(text.content), pauseIfDue);
    const good = found.filter(({ score }) => score >= GOOD_SCORE);
    const chosen = good[Math.floor(good.length * chance)];
    if (!chosen) continue;
    yield* format([{ ...chosen, ref, name: postPath(ref) }], false);
    return true;
  }
  return false;
}

/** Returns the haiku in the sentences of a post, best first. Awaits `pause` between paragraphs. */
export async function haikuOfPost(ref: PostRef, content: string, pause: Pause): Promise<readonly PlacedHaiku[]> {
  const { parsed } = await readPost(ref, content);
  const readWord = createReader();
  const found: PlacedHaiku[] = [];
  for (const { text, line } of passages(parsed.body, parsed.lines.body, syntaxOf(ref.path))) {
    await pause();
    for (const each of findHaiku(text, readWord))
      found.push({ ...each, line: line + countLineEnds(text.slice(0, each.offset)) });
  }
  return bestFirst(found);
}

/** Sorts haiku by score. Of those with the same words, keeps the first. */
function bestFirst<Each extends FoundHaiku>(found: readonly Each[]): readonly Each[] {
  const distinct = new Map<string, Each>();
  for (const each of found) {
    const key = each.haiku.join(' ').toLowerCase();
    if (!distinct.has(key)) distinct.set(key, each);
  }
  return [...distinct.values()].sort((a, b) => b.score - a.score);
}

/** A post or a file, and its name in messages. */
type Location = { readonly name: string; readonly ref: PostRef };
type Located = PlacedHaiku & Location;

/** Reads a file that the user names. */
async function readFile(writer: PostWriter, file: string): Promise<PostContent | ReadError> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of writer.chunks(file)) {
    if (isReadError(piece)) return piece;
    pieces.push(piece);
    length += piece.length;
    if (length > MAX_CONTENT_BYTES) break;
  }
  return toContent(Buffer.concat(pieces).subarray(0, MAX_CONTENT_BYTES + 1));
}

const fileLocation = (file: string, { file: bytes }: PostContent): Location => ({
  name: file,
  ref: { slug: splitTranscript(bytes).slug ?? pathToSlug(file), path: file },
});

function* format(found: readonly Located[], isJson: boolean): Generator<Output> {
  for (const [at, { haiku, line, name, ref }] of found.entries()) {
    if (isJson) {
      yield jsonRow({ haiku, line, path: ref.path, slug: ref.slug });
      continue;
    }
    if (at > 0) yield row();
    for (const text of haiku) yield row({ text: sanitize(text, 'prose'), styles: ['haiku'] });
    yield row(textSpan(`${name}:${line}`, 'dim'));
  }
}
