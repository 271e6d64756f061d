import { capitalize } from '../util/format.ts';
import { FENCE, type Header, indentOf, isBlank, type Lines, type Markup } from './convert-markup.ts';
import { link } from './markup-rules.ts';
import { isRule } from './underlined-headings.ts';

/** Reads the title and the fields at the top of a reStructuredText file, as Pelican does. */
function rstHeader(lines: Lines): Header {
  const first = isRule(lines[0]) ? 1 : 0;
  const title = lines[first]?.trim() ?? '';
  if (title === '' || !isRule(lines[first + 1])) return { fields: [], length: 0 };
  const rest = lines.slice(first + 2);
  const end = rest.findIndex(line => line.trim() !== '' && !/^:[\w-]+:\s/.test(line));
  const fields = rest.slice(0, end < 0 ? rest.length : end).filter(line => line.trim() !== '');
  if (fields.length === 0) return { fields, length: 0 };
  return {
    fields: [`title: ${title}`, ...fields.map(line => line.replace(/^:([\w-]+):\s*/, '$1: '))],
    length: first + 2 + (end < 0 ? rest.length : end),
  };
}

/** The rules of reStructuredText (docutils) for single lines. {@link indentedBlocks} converts its blocks. */
export const rst = (): Markup => ({
  header: rstHeader,
  lines: [
    { pattern: /^(`{6}.*)$/, to: ([fence = '']) => fence, block: 'code', end: /^`{6}$/ },
    { pattern: /^\.\. (\[[^\]]{1,40}\] .*)$/, to: ([note = ''], inline) => inline(note) },
    { pattern: /^\.\. (?:_.*|\S.*::.*)$/, to: () => '' },
    { pattern: /^\|(?: (.*[^|]))?$/, to: ([text = ''], inline) => inline(text) },
    { pattern: /^(\s*)#\. (.*)$/, to: ([blank, text = ''], inline) => `${blank}1. ${inline(text)}` },
  ],
  inline: [
    { pattern: /(``[^`]{1,300}``)/g, to: ([text = '']) => text },
    { pattern: /(\[[#*\w]{1,40}\])_(?!\w)/g, to: ([note = '']) => note },
    { pattern: /`([^`<>]{1,300})<([^<>`\s]{1,300})>`__?/g, to: ([text = '', address = '']) => link(address, text) },
    {
      pattern: /:[\w:+.-]{1,40}:`(?:([^`<>]{1,300})<[^`<>\s]{1,300}>|~?([^`]{1,300}))`/g,
      to: ([text = '', plain = '']) => text.replace(/ +$/, '') || plain,
    },
    { pattern: /`([^`]{1,300})`__?/g, to: ([text = '']) => text },
    { pattern: /(?<=^|\s)`([^`]{1,300})`(?=$|[\s.,;:!?)])/g, to: ([text = '']) => `*${text}*` },
  ],
});

const TARGET = /^\.\. _`?([^`:]{1,200})`?:\s+(\S+)$/;
const REFERENCE = /`([^`<>]{1,200})`_(?!_)|(?<![\p{L}\p{N}_`])([\p{L}\p{N}][\p{L}\p{N}.-]{0,80})_(?![\p{L}\p{N}_])/gu;

/** Replaces references by links to their addresses, which are defined elsewhere: `.. _the plan: https://…`. */
export function resolveReferences(lines: Lines): Lines {
  const nameOf = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ');
  const targets = new Map(
    lines.flatMap(line => {
      const [, name, address] = line.startsWith('.. _') ? (TARGET.exec(line) ?? []) : [];
      return name !== undefined && address !== undefined ? [[nameOf(name), address]] : [];
    }),
  );
  if (targets.size === 0) return lines;
  const resolved = lines.join('\n').replace(REFERENCE, (source, phrase?: string, word = '') => {
    const address = targets.get(nameOf(phrase ?? word));
    return address === undefined ? source : link(address, phrase ?? word);
  });
  return resolved.split('\n');
}

// These begin an indented block: a directive with code, a directive with a note, and a paragraph that ends with `::`.
const CODE_DIRECTIVE = /^\s*\.\. (?:code|code-block|sourcecode|parsed-literal)::\s*(\S*)/;
const NOTE_DIRECTIVE =
  /^\s*\.\. (note|warning|tip|hint|important|caution|danger|error|attention|admonition|seealso)::\s*(.*)$/;
const DIRECTIVE = /^\s*\.\. [\w:-]+::/;
const OPTION = /^\s+:[\w-]+:/;
const IMAGE_DIRECTIVE = /^\s*\.\. (?:image|figure):: (\S+)$/;
const COMMENT = /^\s*\.\.(?:\s+(?![_[|]|\S+::).*)?$/;
const LITERAL = /^(?!\s*\.\. )(.*)::\s*$/;

/** Puts indented code of reStructuredText into fences, and turns notes into quotes. */
export function indentedBlocks(lines: Lines): Lines {
  const converted = [...lines];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const language = CODE_DIRECTIVE.exec(line)?.[1];
    const note = NOTE_DIRECTIVE.exec(line);
    const literal = LITERAL.exec(line)?.[1];
    if (COMMENT.test(line)) {
      const [, end] = line.trim() === '..' && isBlank(lines[at + 1]) ? [] : blockBelow(lines, at);
      converted.fill('', at, end ?? at + 1);
      at = (end ?? at + 1) - 1;
      continue;
    }
    if (language === undefined && !note && DIRECTIVE.test(line)) {
      const options = optionsBelow(lines, at);
      const alt = options.map(option => /^\s+:alt:\s+(.*)$/.exec(option)?.[1]).find(Boolean) ?? '';
      const address = IMAGE_DIRECTIVE.exec(line)?.[1];
      if (address !== undefined) converted[at] = `!${link(address, alt)}`;
      converted.fill('', at + 1, at + 1 + options.length);
      continue;
    }
    if (language === undefined && !note && literal === undefined) continue;
    const [start, end] = blockBelow(lines, at);
    const isCode = language !== undefined || literal !== undefined;
    // The fences take the place of blank lines.
    if (start === end || (isCode && (start === at + 1 || !isBlank(lines[end])))) continue;
    converted[at] = note ? `> **${capitalize(`${note[1]} ${note[2]}`.trim())}**` : literal?.trim() ? `${literal}:` : '';
    converted.fill(note ? '>' : '', at + 1, start);
    const indent = Math.min(
      ...lines
        .slice(start, end)
        .filter(each => !isBlank(each))
        .slice(0, 1000)
        .map(indentOf),
    );
    for (let below = start; below < end; below++)
      converted[below] = (note ? '> ' : '') + (lines[below] as string).slice(indent);
    if (isCode) converted[start - 1] = FENCE + (language ?? '');
    if (isCode && end < lines.length) converted[end] = FENCE;
    at = end - 1;
  }
  return converted;
}

/** Returns the options of a directive: `:width: 10`. */
function optionsBelow(lines: Lines, at: number): Lines {
  let end = at + 1;
  while (end < lines.length && OPTION.test(lines[end] as string)) end++;
  return lines.slice(at + 1, end);
}

/** Returns the start (after the options) and the end of the indented block below a line. */
function blockBelow(lines: Lines, at: number): readonly [start: number, end: number] {
  const indent = indentOf(lines[at] as string);
  let start = at + 1;
  while (start < lines.length && (isBlank(lines[start]) || OPTION.test(lines[start] as string))) start++;
  let end = start;
  for (let below = start; below < lines.length; below++) {
    if (isBlank(lines[below])) continue;
    if (indentOf(lines[below] as string) <= indent) break;
    end = below + 1;
  }
  return [start, end];
}
