import type { Output, Run, Status } from '../../src/commands/command.ts';
import { textOf } from '../../src/text/span.ts';

/** The time and chance that commands get. */
export const CLOCK = { now: () => performance.now(), random: Math.random };

/** What a command put out, from first to last, nobody answering what it asks; and its status. */
export async function taken(run: Run): Promise<{ readonly outputs: readonly Output[]; readonly status: Status }> {
  const outputs: Output[] = [];
  for (;;) {
    const step = await run.next();
    if (step.done) return { outputs, status: step.value };
    outputs.push(step.value);
  }
}

/** The text of an output's rows, without styles: of a row, of matches, of an error, of bytes; else its kind. */
export function said(output: Output): string {
  if (output.kind === 'row') return textOf(output.spans);
  if (output.kind === 'matches') return output.matches.map(match => textOf(output.toRow(match))).join('\n');
  if (output.kind === 'bytes') return new TextDecoder().decode(output.bytes);
  return output.kind === 'error' ? output.text : output.kind;
}
