import { asciidocBlocks } from './asciidoc-blocks.ts';
import { FENCE, type Header, isBlank, type Lines, type Markup } from './convert-markup.ts';
import { ADDRESS, between, code, link, styled } from './markup-rules.ts';

const ATTRIBUTE = /^:(?:page-|jbake-)?(?:rev(?=date))?([\w-]+):\s*/;
/** Lines that may be above the title. */
const ABOVE_TITLE = /^(?:\/\/.*|:[\w!-]+:.*|)$/;

/** Reads the title of an AsciiDoc file, the lines of its author and its version, and its attributes, up to a blank line. */
function asciidocHeader(lines: Lines): Header {
  const start = lines.findIndex(line => !ABOVE_TITLE.test(line));
  const title = lines[start] ?? '';
  if (!title.startsWith('= ')) return { fields: [], length: 0 };
  const below = lines.slice(start + 1);
  const end = below.findIndex(isBlank);
  const rest = [...lines.slice(0, start), ...below.slice(0, end < 0 ? below.length : end)];
  if (rest.every(isBlank)) return { fields: [], length: 0 };
  const attributes = rest.map(line => line.replace(ATTRIBUTE, '$1: '));
  const version = rest.find(line => /^v?\d[\d.]*,\s*\d{4}-/.test(line));
  const date = version === undefined ? [] : [`date: ${version.replace(/^[^,]*,\s*/, '')}`];
  return { fields: [`title: ${title.slice(2)}`, ...date, ...attributes], length: rest.length + 1 };
}

/** The rules of AsciiDoc (docs.asciidoctor.org): headings, lists, delimited blocks, links and text marks. */
export const asciidoc = (): Markup => ({
  header: asciidocHeader,
  prepare: asciidocBlocks,
  lines: [
    { pattern: /^(`{6}.*)$/, to: ([fence = '']) => fence, block: 'code', end: /^`{6}$/ },
    { pattern: /^```(\w*)$/, to: ([language = '']) => FENCE + language, block: 'code', end: /^```$/ },
    { pattern: /^-{4,}$/, to: () => FENCE, block: 'code', end: /^-{4,}$/ },
    { pattern: /^\.{4,}$/, to: () => FENCE, block: 'code', end: /^\.{4,}$/ },
    { pattern: /^\|={3,}$/, to: () => FENCE, block: 'code', end: /^\|={3,}$/ },
    { pattern: /^\/{4,}$/, to: () => '', block: 'hidden', end: /^\/{4,}$/ },
    { pattern: /^_{4,}$/, to: () => '', block: 'quote', end: /^_{4,}$/ },
    {
      pattern: /^(?:={4,}|\*{4,}|\+|<<<|:[\w!-]+:.*|\/\/.*|\[[^\]]*\]|\[\[[^\]]*\]\]|\(\(\([^()]*\)\)\))$/,
      to: () => '',
    },
    { pattern: /^'''$/, to: () => '***' },
    {
      pattern: /^(={1,6}) (\S.*)$/,
      to: ([marks = '', text = ''], inline) => `${'#'.repeat(marks.length)} ${inline(text)}`,
    },
    { pattern: /^\.(\w.*)$/, to: ([text = ''], inline) => `**${inline(text)}**` },
    {
      pattern: /^\s*([*.-]{1,5})\s+(\S.*)$/,
      to: ([marks = '', text = ''], inline) =>
        `${'   '.repeat(marks.length - 1)}${marks.startsWith('.') ? '1.' : '-'} ${inline(text)}`,
    },
  ],
  inline: [
    // Terms of the index, and anchors
    { pattern: /\(\(\([^()]{1,300}\)\)\)|\[\[[^[\]\n]{1,300}\]\]/g, to: () => '' },
    { pattern: /\(\(([^()\n]{1,300})\)\)/g, to: ([text = '']) => text },
    {
      pattern: /\b(link|xref|image)::?([^\s[\]]{1,300})\[([^\]]{0,300})\]/g,
      to: ([kind, address = '', text = '']) => (kind === 'image' ? '!' : '') + link(address, text),
    },
    {
      pattern: /\b((?:https?|mailto):[^\s[\]]{1,300})\[([^\]]{0,300})\]/g,
      to: ([address = '', text = '']) => link(address, text),
    },
    { pattern: /\b(?:kbd|btn):\[([^\]]{1,300})\]/g, to: ([text = '']) => text },
    { pattern: /<<[^,<>]{1,300},\s*([^<>]{1,300})>>/g, to: ([text = '']) => text },
    ADDRESS,
    code(/``([^`\n]{1,300})``/g),
    code(between('`')),
    code(between('\\+')),
    styled(between('\\*'), '**'),
    styled(between('_'), '*'),
  ],
});
