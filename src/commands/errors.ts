import type { Output, Run, Status } from './command.ts';

/** As much of a text as is told of what a reader typed, which may be pages; paths of posts are shorter. */
const most = 1000;

/** A text, of whose middle there is left out what is too much. */
export const shortened = (text: string): string =>
  text.length <= most ? text : `${text.slice(0, most / 2)}…${text.slice(-most / 2)}`;

/** What is wrong, in the name of the command that says it. */
export const complaint = (command: string, what: string): Output => ({
  kind: 'complaint',
  text: shortened(`${command}: ${what}`),
});

/** Complains, and ends with a status: 2 is that of a command line that was wrong. */
export async function* refused(command: string, what: string, status: Status = 2): Run {
  yield complaint(command, what);
  return status;
}

/** Where a session sends those who ask it for what only a shell does. */
export const askThere = "leave with 'exit', and ask in the shell";
