import type { Output, Run, Status } from './command.ts';

/** What is wrong, in the name of the command that says it. */
export const complaint = (command: string, what: string): Output => ({
  kind: 'complaint',
  text: `${command}: ${what}`,
});

/** Complains, and ends with a status: 2 is that of a command line that was wrong. */
export async function* refused(command: string, what: string, status: Status = 2): Run {
  yield complaint(command, what);
  return status;
}
