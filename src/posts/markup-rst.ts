import type { Header, Lines, Markup } from './markup.ts';
import { isRule } from './markup-lines.ts';
import { link } from './markup-rules.ts';

/** The title and the fields at the top of a reStructuredText file, as Pelican reads them. */
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

/** reStructuredText (docutils): what is not done line by line is in markup-lines.ts. */
export const rst = (): Markup => ({
  header: rstHeader,
  lines: [
    { pattern: /^(`{6}.*)$/, to: ([fence = '']) => fence, block: 'code', end: /^`{6}$/ },
    { pattern: /^\.\. (?:image|figure):: (\S+)$/, to: ([address = '']) => `!${link(address, '')}` },
    { pattern: /^\.\. (?:_.*|\S.*::.*)$/, to: () => '' },
    { pattern: /^\|(?: (.*[^|]))?$/, to: ([text = ''], inline) => inline(text) },
    { pattern: /^(\s*)#\. (.*)$/, to: ([blank, text = ''], inline) => `${blank}1. ${inline(text)}` },
  ],
  inline: [
    { pattern: /(``[^`]{1,300}``)/g, to: ([text = '']) => text },
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

/** Returns lines with links for the references to addresses that are elsewhere: `.. _the plan: https://…`. */
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
