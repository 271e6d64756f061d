import type { Safe } from '../../src/text/sanitize.ts';

/** Casts a text of a test to safe text. */
export const asSafe = (text: string): Safe => text as Safe;
