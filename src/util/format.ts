/** 43120 → 43,120. */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** `oneOf(['bash', 'zsh', 'fish'])` = 'bash, zsh or fish' */
export const oneOf = (words: readonly string[]): string => words.join(', ').replace(/, ([^,]*)$/, ' or $1');
