/** `oneOf(['bash', 'zsh', 'fish'])` = 'bash, zsh or fish' */
export const oneOf = (words: readonly string[]): string => words.join(', ').replace(/, ([^,]*)$/, ' or $1');
