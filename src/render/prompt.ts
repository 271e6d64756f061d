import type { Span } from './line.ts';
import { own, sanitize } from './sanitize.ts';

/** A command at the prompt: `$ cat post/….md`. */
export const promptSpans = (command: string): readonly Span[] => [
  { text: own('$ '), styles: ['accent'] },
  { text: sanitize(command, 'name'), styles: [] },
];
