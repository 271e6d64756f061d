import { stripVTControlCharacters } from 'node:util';
import stringWidth, { type Options } from 'string-width';
import { width } from '../text/width.ts';

/**
 * What Ink and its packages take for string-width when the program is bundled: the program's own width function. Without
 * options escape sequences take no cells.
 */
export default function widthForInk(text: string, options?: Options): number {
  if (options) return stringWidth(text, options);
  return width(text.includes('\u001b') ? stripVTControlCharacters(text) : text);
}
