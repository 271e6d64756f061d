/** 43120 → 43,120. */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** `oneOf(['bash', 'zsh', 'fish'])` = 'bash, zsh or fish' */
export const oneOf = (words: readonly string[]): string =>
  [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' or ');

/** A date of ISO 8601 in words: 2020-10-12 → October 12, 2020. */
export const formatDate = (date: string): string =>
  new Date(date).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });

export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
