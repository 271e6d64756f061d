import { sanitizeBytes } from '../render/sanitize.ts';
import type { Command, Output } from './command.ts';
import { oneOf } from './one-of.ts';

/** The shells that a completion script can be written for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** A shell that completes. */
export type Shell = (typeof shells)[number];

/** Prints a script with which a shell completes our command lines. */
export const completion: Command = {
  name: 'completion',
  operands: `<${shells.join('|')}>`,
  summary: 'a script with which a shell completes commands, options and posts',
  options: {},
  needsNoPosts: true,
  async *run({ operands }, { completion }) {
    const [name = '', ...more] = operands;
    const shell = shells.find(each => each === name);
    if (shell === undefined || more.length > 0) {
      yield complaint(`${more[0] ?? name}: ${oneOf(shells)}`.replace(/^: /, ''));
      return 2;
    }
    if (completion === undefined) {
      yield complaint('completes the lines of a shell, and is asked for there');
      return 2;
    }
    // Bytes, because a row is broken where the terminal ends, and a shell would read it so.
    yield { kind: 'bytes', bytes: sanitizeBytes(new TextEncoder().encode(await completion(shell))) };
    return 0;
  },
};

const complaint = (what: string): Output => ({ kind: 'complaint', text: `completion: ${what}` });
