import { sanitizeBytes } from '../text/sanitize.ts';
import { oneOf } from '../util/format.ts';
import type { Command, Shell } from './command.ts';
import { fail } from './errors.ts';

/** The shells that a completion script can be written for. */
const shells: readonly Shell[] = ['bash', 'zsh', 'fish'];
/** Prints a script with which a shell completes our command lines. */
export const completion: Command = {
  name: 'completion',
  operands: `<${shells.join('|')}>`,
  summary: 'a script with which a shell completes commands, options and posts',
  options: {},
  needsNoPosts: true,
  async *run({ operands }, { completion }) {
    const [name, tooMuch] = operands;
    const shell = shells.find(each => each === name);
    if (shell === undefined || tooMuch !== undefined) return yield* fail('completion', misuse(name, tooMuch));
    if (completion === undefined)
      return yield* fail(
        'completion',
        `there is no shell here to complete for: type 'haiku-posts completion ${shell}' in yours`,
      );
    // Bytes, because a row is broken where the terminal ends, and a shell would read it so.
    yield { kind: 'bytes', bytes: sanitizeBytes(new TextEncoder().encode(await completion(shell))) };
    return 0;
  },
};

function misuse(name?: string, tooMuch?: string): string {
  if (name === undefined) return `which shell? ${oneOf(shells)}`;
  return tooMuch === undefined ? `${name}: expected ${oneOf(shells)}` : `${tooMuch}: one shell at a time`;
}
