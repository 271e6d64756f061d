import { type Row, textOf } from './span.ts';

/** The end of a word and the start of the next one, if the space between them may be one of those below. */
const mayKeepSpace = /[\d.§«] | [^A-Za-z]/;
/** A space before a mark, as in French, a dash, an ellipsis or the slash of a haiku; or between a number and its unit. */
const isBeforeMarkOrUnit =
  /^. [!?;:,.…»)\]}/—–-]+$|^« |^\d (?:[%€£°]|°[CF]|[KMGT]i?B|[kMG]?(?:Hz|bit|W)|[cdkmµn]?[mgsl]|km\/h|V|px|[ap]\.?m|percent|min|h|kr)\W*$/;
/** A name and its number, a day and its month, or a title or an abbreviation and what follows it. */
const isOneName =
  /^[("“]?(?:(?:\d{1,2} )?[A-ZÀ-Þ][\p{L}.]*\p{L} \d[\d.]*|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|(?:(?:Mrs?|Ms|Dr|St|No|Fig|pp?)\.|§) [\p{L}\d]+)\W*$/u;

/** Whether no row breaks at the space between two words. */
export function keepsSpace(before: Row, after: Row): boolean {
  const end = before.at(-1)?.text.slice(-1);
  // For most words this is all.
  if (!mayKeepSpace.test(`${end} ${after[0]?.text[0]}`)) return false;
  const next = textOf(after);
  return isBeforeMarkOrUnit.test(`${end} ${next}`) || isOneName.test(`${textOf(before)} ${next}`);
}
