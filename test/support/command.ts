import type { ListedPost, Output, Run, Status } from '../../src/commands/command.ts';
import { listedRow } from '../../src/commands/list-rows.ts';
import { textOf } from '../../src/text/span.ts';

/** The time and chance that commands get, and a writer for those that write nothing. */
export const SERVICES = {
  now: () => performance.now(),
  random: Math.random,
  writer: (): Promise<never> => Promise.reject(new Error('nothing is to be written')),
  namedFolder: null,
  program: 'haiku-posts',
};

/** Runs a command, without answers to its questions. Returns its outputs and its exit status. */
export async function collect(run: Run): Promise<{ readonly outputs: readonly Output[]; readonly status: Status }> {
  const outputs: Output[] = [];
  for (;;) {
    const step = await run.next();
    if (step.done) return { outputs, status: step.value };
    outputs.push(step.value);
  }
}

/** The rows of a post in a list on a screen of some columns. */
export function rowsAt(post: ListedPost, columns: number): readonly string[] {
  const { row, arrange } = listedRow(post);
  return arrange(row, columns).map(textOf);
}

/** The text of an output without styles, or the kind of one without text. */
export function plainText(output: Output): string {
  if (output.kind === 'row') return textOf(output.spans);
  if (output.kind === 'listed') return rowsAt(output, 200).join('\n');
  if (output.kind === 'matches') return output.matches.map(match => textOf(output.toRow(match))).join('\n');
  if (output.kind === 'bytes') return new TextDecoder().decode(output.bytes);
  return output.kind === 'error' ? output.text : output.kind;
}
