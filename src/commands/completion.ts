import { sanitizeBytes } from '../text/sanitize.ts';
import type { Command, Shell } from './command.ts';
import { fail } from './output.ts';

const shells: readonly Shell[] = ['bash', 'zsh', 'fish'];

export const completion: Command = {
  name: 'completion',
  operands: `<${shells.join('|')}>`,
  summary: 'print a shell script that completes commands, options and posts',
  options: {},
  needsNoPosts: true,
  async *run({ operands: [shell] }, { completion, program }) {
    if (completion === undefined)
      return yield* fail('completion', `no shell to complete for: run '${program} completion ${shell}' in yours`);
    // Bytes, because on a terminal rows would be wrapped.
    yield { kind: 'bytes', bytes: sanitizeBytes(new TextEncoder().encode(await completion(shell as Shell))) };
    return 0;
  },
};
