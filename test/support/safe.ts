import type { Safe } from '../../src/text/sanitize.ts';

/** Passes a text of a test as safe, without a change. */
export const asSafe = (text: string): Safe => text as Safe;
