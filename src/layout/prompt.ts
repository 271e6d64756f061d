import { sanitize, trusted } from '../text/sanitize.ts';
import type { Span } from '../text/span.ts';

/** A command at the prompt: `$ cat post/….md`. */
export const promptSpans = (command: string): readonly Span[] => [
  { text: trusted('$ '), styles: ['accent'] },
  { text: sanitize(command, 'name'), styles: [] },
];
