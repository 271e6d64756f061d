import type { Output, Run, Status } from './command.ts';

/** As much of a text as is told of what a reader typed, which may be pages; paths of posts are shorter. */
const MAX_MESSAGE_LENGTH = 1000;

/** A text, of whose middle there is left out what is too much. */
export const truncateMiddle = (text: string): string =>
  text.length <= MAX_MESSAGE_LENGTH
    ? text
    : `${text.slice(0, MAX_MESSAGE_LENGTH / 2)}…${text.slice(-MAX_MESSAGE_LENGTH / 2)}`;

/** What is wrong, in the name of the command that says it. */
export const errorOutput = (command: string, what: string): Extract<Output, { kind: 'error' }> => ({
  kind: 'error',
  text: truncateMiddle(`${command}: ${what}`),
});

/** An error about one post or folder, by its path below `post/`, with which the command does not end. */
export const postError = (command: string, path: string, problem: string): Output => ({
  ...errorOutput(command, `post/${path}: ${problem}`),
  path,
});

/** Complains, and ends with a status: 2 is that of a command line that was wrong. */
export async function* fail(command: string, what: string, status: Status = 2): Run {
  yield errorOutput(command, what);
  return status;
}

/** Where a session sends those who ask it for what only a shell does. */
export const USE_THE_SHELL_HINT = "leave with 'exit', and ask in the shell";
