import type { Output, Run, Status } from './command.ts';

/** In UTF-16 units: a message may repeat input of any length. */
const MAX_MESSAGE_LENGTH = 1000;

/** Truncates a long text in the middle. */
export const truncateMiddle = (text: string): string =>
  text.length <= MAX_MESSAGE_LENGTH
    ? text
    : `${text.slice(0, MAX_MESSAGE_LENGTH / 2)}…${text.slice(-MAX_MESSAGE_LENGTH / 2)}`;

/** An error in the form `<command>: <what>: <why>`. */
export const errorOutput = (command: string, message: string): Extract<Output, { kind: 'error' }> => ({
  kind: 'error',
  text: truncateMiddle(`${command}: ${message}`),
});

/** An error about one post or folder, by its path below `post/`. The command continues with the others. */
export const postError = (command: string, path: string, problem: string): Output => ({
  ...errorOutput(command, `post/${path}: ${problem}`),
  path,
});

/** Yields an error and returns an exit status: 2 for a usage error. */
export async function* fail(command: string, message: string, status: Status = 2): Run {
  yield errorOutput(command, message);
  return status;
}

/** Hint for shell features that the prompt does not support. */
export const USE_THE_SHELL_HINT = "type 'exit', then run it in the shell";
