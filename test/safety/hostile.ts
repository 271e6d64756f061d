const esc = '\u001b';
// The styles that Chalk writes: bold, dim, italic, underline, inverse, struck, palette and true colors, and their ends.
const ownSgr = new RegExp(`${esc}\\[(?:[1-479]|2[2-479]|3[0-79]|9[0-7]|38;5;\\d{1,3}|38;2(?:;\\d{1,3}){3})m`, 'g');
const ownLink = new RegExp(`${esc}\\]8;(?:id=[0-9a-z]+;(?:https?|mailto):[!-~]*|;)${esc}\\\\`, 'gi');

/** Removes the styles and links that the program may write. Concealment is not among them. */
export const unstyled = (printed: string): string => printed.replace(ownSgr, '').replace(ownLink, '');

/** Characters that no text may have: controls except line feeds, lone surrogates, line separators and bidi controls. */
export const live = /(?!\n)\p{Cc}|\p{Cs}|[\u2028-\u202e\u2066-\u206f\ufff9-\ufffb]/u;

/**
 * Sequences that a session never writes: other controls, OSC except links and the query for the background, strings, queries
 * for version, attributes and cursor, and concealment.
 */
export const foreign = new RegExp(
  `\\p{Cc}(?<![\\r\\n${esc}])|${esc}\\](?!8;|11;\\?)|${esc}[PX^_]|${esc}\\[(?:>0q|c|6n|8m)`,
  'u',
);
