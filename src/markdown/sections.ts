import { countLineEnds } from '../posts/parse-post.ts';
import { type Enclosure, enclosureOf, holds } from './enclosure.ts';

/**
 * A stretch of a body that can be parsed by itself. `goesOn`: its first block is the rest of the one before; where that
 * is a numbered list, `ordinal` is the number of its first item. `line` is the line of the body, from 0, at which it
 * begins; before that `repeated` lines from further up stand in its text again.
 */
export type Section = {
  readonly text: string;
  readonly goesOn: boolean;
  readonly ordinal: number | null;
  readonly line: number;
  readonly repeated: number;
};

/** A body cut into sections, and what a section must know of the others. */
export type Sections = {
  readonly sections: readonly Section[];
  /** The paragraphs that define link references, wherever they stand. */
  readonly definitions: string;
  /** The labels of all footnotes. */
  readonly notes: readonly string[];
  readonly hasHeadings: boolean;
};

/** Characters that a section has, about. At some 0.3 ms for 1,000 characters no section holds up a key. */
const sectionLength = 8_000;
/** A block longer than this is cut where it does least harm; one longer than that, between any lines, or words. */
const longBlock = 2 * sectionLength;
const hugeBlock = 4 * sectionLength;

/** A line without one of these near its start is text; most lines are, and are looked at no further. */
const marked = /^[\s>]{0,12}[-`~<[#=*+\d|]/;
const listItem = /^ *(?:[-*+]|(\d{1,9})[.)])(?: +|$)/;
const noted = /^(?: {0,3}>)* {0,3}\[\^([^\s\]]+)\]:/;
const defined = /^(?: {0,3}>)* {0,3}(?:[-*+] +)?\[(?!\^)[^\]\n]+\]:/;
const atxHeading = /^ {0,3}#{1,6}(?:\s|$)/;
const setextLine = /^ {0,3}(?:=+|-+)\s*$/;
const tableRule = /^[ >]*(?:\|\s*)?:?-+:?\s*(?:\||$)/;

/**
 * Cuts a body at blank lines, outside fences and never within a list, into sections of some 8,000 characters; a list,
 * a fence, a table or a paragraph that goes on and on is cut between its lines. Of a body in which `isTight`, where
 * every line is a paragraph, any line may begin a section.
 */
export function sectionsOf(body: string, isTight: boolean, isBareHeading: (line: string) => boolean): Sections {
  const sections: Section[] = [];
  const definitions: string[] = [];
  const notes: string[] = [];
  let hasHeadings = false;
  let from = 0; // where the section begins
  let head = ''; // lines repeated at its start, as the fence that it goes on in
  let rest: Omit<Section, 'text'> = { goesOn: false, ordinal: null, line: 0, repeated: 0 };
  let enclosure: Enclosure | null = null;
  let block: string[] = []; // the first two lines of the block so far, empty after a blank line
  let previous = '';
  let itemIndent = 0; // where the text of the list item begins that a line may belong to
  let ordinal: number | null = null;
  let isDefining = false;

  const cut = (at: number, goesOn: boolean, repeated = '', number: number | null = null): void => {
    const own = body.slice(from, at);
    sections.push({ text: head + own, ...rest });
    from = at;
    head = repeated;
    rest = { goesOn, ordinal: number, line: rest.line + countLineEnds(own), repeated: countLineEnds(repeated) };
  };

  /** Cuts before the line that begins at `at`, if the section is long enough and may end there. */
  const cutBefore = (at: number, line: string, isBlank: boolean, enclosure: Enclosure | null): void => {
    const length = at - from;
    const isNewBlock = block.length === 0 || isTight;
    if (enclosure) {
      const isTop = enclosure.indent === 0 && !enclosure.isQuoted && enclosure.opening.length < 200;
      if (isTop && length >= (enclosure.isCode ? longBlock : hugeBlock)) cut(at, true, `${enclosure.opening}\n`);
    } else if (isBlank) {
      if (isNewBlock && length >= longBlock) cut(at, false);
    } else if (isNewBlock && noted.test(line)) {
      if (length >= longBlock) cut(at, true);
    } else if (isNewBlock && !/^\s/.test(line) && !listItem.test(line)) {
      // A bare heading is one by the paragraph below it.
      if (!isBareHeading(previous)) cut(at, false);
    } else if (length >= longBlock) {
      const isTable = tableRule.test(block[1] ?? '') && previous.includes('|');
      if (itemIndent > 0 && !/^\s/.test(line) && listItem.test(line)) cut(at, !isNewBlock, '', ordinalOf(line));
      else if (isTable) cut(at, true, `${block.join('\n')}\n`);
      else if (length >= hugeBlock) cut(at, !isNewBlock);
    }
  };

  /** The number of an item of the list that is under way, whatever its author wrote. */
  const ordinalOf = (line: string): number | null => {
    const written = listItem.exec(line)?.[1];
    if (written === undefined) return null;
    return ordinal === null ? Number(written) : ordinal + 1;
  };

  /** Learns what a line says of the body; what it opens comes back. */
  const look = (line: string, isBlank: boolean): Enclosure | null => {
    const opened = enclosureOf(line, itemIndent, block.length === 0);
    if (opened) return opened;
    hasHeadings ||=
      atxHeading.test(line) || (!isTight && isText(previous) && block.length > 0 && setextLine.test(line));
    const note = noted.exec(line)?.[1];
    if (note !== undefined) notes.push(note);
    isDefining = !isBlank && (isDefining || (block.length === 0 && defined.test(line)));
    if (isDefining) definitions.push(line.replace(/^[ >]*(?:[-*+] +(?=\[))?/, ''), '\n');
    else if (definitions.at(-1) === '\n') definitions.push('\n');
    return null;
  };

  for (let at = 0; at < body.length; ) {
    const newline = body.indexOf('\n', at);
    const end = newline === -1 ? body.length : newline + 1;
    const line = body.slice(at, newline === -1 ? end : newline - (body[newline - 1] === '\r' ? 1 : 0));
    const isBlank = line.trim() === '';

    if (enclosure && !holds(enclosure, line)) enclosure = null;
    if (at - from >= sectionLength) cutBefore(at, line, isBlank, enclosure);
    if (enclosure) enclosure = enclosure.end.test(line) ? null : enclosure;
    else if (isDefining || marked.test(line)) enclosure = look(line, isBlank);

    if (isBlank) block = [];
    else {
      const item = listItem.exec(line);
      if (item && !enclosure?.isCode) {
        if (!/^\s/.test(line)) ordinal = ordinalOf(line);
        itemIndent = item[0].length;
      } else if (!/^\s/.test(line) && block.length === 0) {
        itemIndent = 0;
        ordinal = null;
      }
      if (block.length < 2) block.push(line);
      previous = line;
    }
    if (!enclosure)
      for (let word = wordAfter(body, from, end); word > 0; word = wordAfter(body, from, end)) cut(word, true);
    at = end;
  }
  cut(body.length, false);
  return { sections, definitions: definitions.join(''), notes, hasHeadings };
}

/** Whether a line can be the text of a setext heading: below an item or a quote the same line is a rule. */
const isText = (line: string): boolean => !listItem.test(line) && !/^ {0,3}>/.test(line);

/** Where to cut a section whose last line has grown too long: before its last word in reach; 0 where it has not. */
function wordAfter(body: string, from: number, end: number): number {
  if (end - from <= 2 * hugeBlock) return 0;
  const reach = body.slice(from, from + sectionLength);
  const blank = Math.max(reach.lastIndexOf(' '), reach.lastIndexOf('\n'));
  if (blank > sectionLength / 2) return from + blank + 1;
  // Text without blanks is cut between two characters of which neither combines with the other.
  const last = reach.length - 50;
  const letters = /[\p{L}\p{N}](?=[\p{L}\p{N}])/u.exec(reach.slice(last));
  return from + (letters ? last + letters.index + letters[0].length : sectionLength);
}
