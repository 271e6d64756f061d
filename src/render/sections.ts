/** A stretch of a body that can be parsed by itself. `goesOn`: its first block is the rest of the one before. */
export type Section = { readonly text: string; readonly goesOn: boolean };

/** A body cut into sections, and what a section must know of the others. */
export type Sections = {
  readonly sections: readonly Section[];
  /** The paragraphs that define link references, wherever they stand; none where there is but one section. */
  readonly definitions: string;
  /** The labels of all footnotes, likewise. */
  readonly notes: readonly string[];
  readonly hasHeadings: boolean;
};

/** Characters that a section has, about. At some 0.3 ms for 1,000 characters no section holds up a key. */
const sectionLength = 8_000;
/** A block longer than this is cut where it does least harm, and longer than that, at any line. */
const longBlock = 2 * sectionLength;
const hugeBlock = 8 * sectionLength;

/** The lines between which one may not cut: those of code and of the HTML that may hold blank lines (CommonMark 4.6). */
type Enclosure = { readonly opening: string; readonly end: RegExp; readonly isCode: boolean };

const fence = /^ {0,3}(`{3,}|~{3,})/;
const openHtml: readonly (readonly [start: RegExp, end: RegExp])[] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
];

function enclosureOf(line: string): Enclosure | null {
  const marks = fence.exec(line)?.[1];
  // A backtick in the info string makes it inline code.
  if (marks && !(marks[0] === '`' && line.slice(line.indexOf(marks) + marks.length).includes('`')))
    return { opening: line, end: new RegExp(`^ {0,3}\\${marks[0]}{${marks.length},}\\s*$`), isCode: true };
  const html = openHtml.find(([start]) => start.test(line));
  return html && !html[1].test(line) ? { opening: line, end: html[1], isCode: false } : null;
}

/** A line without one of these near its start is text; most lines are, and are looked at no further. */
const marked = /^[\s>]{0,12}[-`~<[#=*+\d|]/;
const listItem = /^(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
const noted = /^[ >]*\[\^([^\s\]]+)\]:/;
const defined = /^[ >]*(?:[-*+]\s+)?\[(?!\^)[^\]\n]+\]:/;
const atxHeading = /^ {0,3}#{1,6}(?:\s|$)/;
const setextLine = /^ {0,3}(?:=+|-+)\s*$/;
const tableRule = /^[ >]*\|?\s*:?-+:?\s*(?:\||$)/;

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
  let goesOn = false;
  let enclosure: Enclosure | null = null;
  let block: string[] = []; // the first lines of the block so far, empty after a blank line
  let previous = '';
  let isInList = false;
  let isDefining = false;

  const cut = (at: number, repeated: string, rest: boolean): void => {
    sections.push({ text: head + body.slice(from, at), goesOn });
    from = at;
    head = repeated;
    goesOn = rest;
  };
  const table = (): string => (tableRule.test(block[1] ?? '') && previous.includes('|') ? `${block.join('\n')}\n` : '');

  for (let at = 0; at < body.length; ) {
    const newline = body.indexOf('\n', at);
    const end = newline === -1 ? body.length : newline + 1;
    const line = body.slice(at, newline === -1 ? end : newline);
    const isBlank = line.trim() === '';
    const length = at - from;

    if (length >= sectionLength) {
      const isNewBlock = block.length === 0 || isTight;
      if (enclosure) {
        if (length >= longBlock && enclosure.isCode) cut(at, `${enclosure.opening}\n`, true);
      } else if (!isBlank && isNewBlock && !/^\s/.test(line) && !listItem.test(line)) {
        // A bare heading is one by the paragraph below it.
        if (!isBareHeading(previous)) cut(at, '', false);
      } else if (length >= longBlock && isInList && listItem.test(line)) cut(at, '', block.length > 0);
      else if (length >= hugeBlock && !isBlank) cut(at, block.length > 0 ? table() : '', block.length > 0);
    }

    if (enclosure) {
      if (enclosure.end.test(line)) enclosure = null;
    } else if (isDefining || marked.test(line)) {
      enclosure = enclosureOf(line);
      hasHeadings ||= atxHeading.test(line) || (block.length > 0 && !isTight && setextLine.test(line));
      const note = noted.exec(line)?.[1];
      if (note !== undefined) notes.push(note);
      isDefining = !isBlank && (isDefining || (block.length === 0 && defined.test(line)));
      if (isDefining) definitions.push(line.replace(/^[ >]*(?:[-*+]\s+(?=\[))?/, ''), '\n');
      else if (definitions.at(-1) === '\n') definitions.push('\n');
    }
    if (isBlank) block = [];
    else {
      if (!/^\s/.test(line)) isInList = listItem.test(line) || (isInList && block.length > 0);
      if (block.length < 2) block.push(line);
      previous = line;
    }
    at = end;
  }
  cut(body.length, '', false);
  return { sections, definitions: definitions.join(''), notes, hasHeadings };
}
