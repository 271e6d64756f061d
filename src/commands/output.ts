import { MAX_CONTENT_BYTES } from '../posts/content.ts';
import type { Library } from '../posts/library.ts';
import { pickMetadata } from '../posts/metadata.ts';
import { postPath } from '../posts/slug.ts';
import type { Post, PostRef } from '../posts/types.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Row, Span, StyleName } from '../text/span.ts';
import type { ListedPost, Option, Output, Question, Run, Status } from './command.ts';

export const row = (...spans: Row): Output => ({ kind: 'row', spans });

export const textSpan = (text: string, ...styles: readonly StyleName[]): Span => ({
  text: sanitize(text, 'name'),
  styles,
});

export const pathSpan = (post: PostRef, ...styles: readonly StyleName[]): Span => textSpan(postPath(post), ...styles);

/** Returns what a pipe gets for a post in a list. */
export const pathRow = ({ hit, before = [] }: ListedPost): Row => [...before, pathSpan(hit.post)];

/** The option of commands whose output is laid out. */
export const widthOption: Option = {
  value: 'N',
  min: 1,
  max: 9999,
  help: 'lay out for N columns, even into a pipe (default: terminal width, else $COLUMNS or 80)',
};

/** Formats JSON. Escapes the characters that {@link sanitize} would change, so that a parser reads the exact value. */
export const jsonSpan = (value: object): Span =>
  textSpan(
    JSON.stringify(value).replace(/[^\x20-\x7e]+/g, run => (isSafe(run) ? run : [...run].map(escapeIfUnsafe).join(''))),
  );

export const jsonRow = (value: object): Output => row(jsonSpan(value));

/** The JSON of a post: `{"slug": …, "haiku": […], "title": …, "date": …, …}`. */
export const postRow = (post: Post): Output => jsonRow({ slug: post.slug, ...pickMetadata(post), path: post.path });

const isSafe = (text: string): boolean => sanitize(text, 'name') === text;

// One combining mark is safe, but too many on one letter are not. So all marks of an unsafe run are escaped.
const escapeIfUnsafe = (character: string): string =>
  isSafe(character) && !/\p{M}/u.test(character) ? character : character.replace(/./gs, escapeUnit);

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** In UTF-16 units. A message may repeat input of any length. */
const MAX_MESSAGE_LENGTH = 1000;

/** Shortens a long message by leaving out its middle. */
export const truncateMiddle = (text: string): string =>
  text.length <= MAX_MESSAGE_LENGTH
    ? text
    : `${text.slice(0, MAX_MESSAGE_LENGTH / 2)}…${text.slice(-MAX_MESSAGE_LENGTH / 2)}`;

/** Returns an error of the form `<command>: <what>: <why>`. `path`: see {@link Output}. */
export const errorOutput = (command: string, message: string, path?: string): Output => ({
  kind: 'error',
  text: truncateMiddle(`${command}: ${message}`),
  ...(path !== undefined && { path }),
});

/** Returns a row below an error, which explains it. */
export const hintOutput = (text: string): Output => ({ kind: 'error', text: truncateMiddle(text), isHint: true });

/** Returns an error about one post or folder. `path`: with `post/`. The command continues with the others. */
export const postError = (command: string, path: string, problem: string): Output =>
  errorOutput(command, `${path}: ${problem}`, path);

/** Returns the question of a list of posts. */
export const questionText = ({ command, typed, posts, isGuess, isName }: Question): string => {
  if (isGuess) return 'Did you mean';
  return isName
    ? `${command}: ${typed}: which haiku is its name?`
    : `${command}: '${typed}' matches ${posts.length} posts. Which one?`;
};

/** Yields an error and ends the command. */
export async function* fail(command: string, message: string, status: Status = 2): Run {
  yield errorOutput(command, message);
  return status;
}

/** Yields an error for each folder that could not be listed, as find(1) does. Returns whether there is one. */
export function* reportUnreadable(command: string, library: Library): Generator<Output, boolean> {
  const folders = library.unreadableFolders();
  for (const { path, problem } of folders) yield postError(command, `post/${path}`, problem);
  return folders.length > 0;
}

/** Yields a message about the files that cannot be read as posts, if there are any. */
export function* reportUnread(command: string, library: Library): Generator<Output, void> {
  const text = library.unread();
  if (text !== null) yield errorOutput(command, text);
}

/** Hint for shell features that the prompt does not support. */
export const USE_THE_SHELL_HINT = "type 'exit', then run it in the shell";

export const noPosts = (program: string): string => `no posts here yet: create one with '${program} new … --to DIR'`;

/** The part of a long post that commands read. */
export const FIRST_PART = `its first ${MAX_CONTENT_BYTES / 2 ** 20} MiB`;
