import type { Block } from '../markdown/ast.ts';
import type { Highlight } from '../markdown/highlight.ts';
import type { LinkOptions } from '../markdown/inline.ts';
import type { BodyChunk } from '../markdown/parser.ts';
import { dateInPath, dateOfParagraph } from '../posts/date.ts';
import type { FrontMatterFields } from '../posts/front-matter-fields.ts';
import { type PostReading, readPost } from '../posts/read-post.ts';
import type { Haiku } from '../posts/slug.ts';
import { hasMarks, toPlainText } from '../posts/strip-inline-marks.ts';
import { syntaxOf } from '../posts/syntax.ts';
import { findHeading } from '../posts/title.ts';
import type { PostRef } from '../posts/types.ts';
import { sanitize } from '../text/sanitize.ts';
import { type Row, type Span, type StyleName, textOf } from '../text/span.ts';

/** Parses the content of a post into blocks. The head comes first: haiku, title, and details from the front matter. */
export async function parsePostBody(ref: PostRef, content: string, links: LinkOptions): Promise<readonly BodyChunk[]> {
  const reading = await readPost(ref, content);
  const { body, lines } = reading.parsed;
  // The parser is loaded with the first post, because lists do not need it.
  const { parse } = await import('../markdown/parser.ts');
  const highlight = await loadHighlight(body);
  const html = mayHaveHtml.test(content) ? await import('../markdown/html.ts') : null;
  const [first, ...rest] = parse(body, { ...links, highlight, html }, lines.body, syntaxOf(ref.path));
  if (!first) return [];
  const readInline = (text: string): Row => {
    const [heading] = parse(`# ${text}`, { ...links, highlight: null, html })[0]?.blocks() ?? [];
    return heading?.kind === 'heading' ? heading.spans : [];
  };
  const head = headBlocks(reading, readInline);
  const setTitle = titleSetter(reading, ref.path);
  const withHead = (blocks: readonly Block[]): readonly Block[] => [...head, ...setTitle(blocks)];
  return [
    {
      ...first,
      line: 1,
      blocks: isColored => withHead(first.blocks(isColored)),
      headings: () => withHead(first.headings()),
    },
    ...rest,
  ];
}

/** Returns the highlighter if a text has code in a language. */
export const loadHighlight = async (text: string): Promise<Highlight | null> =>
  hasLanguage.test(text) ? (await import('../markdown/highlight.ts')).highlight : null;

/** A tag, a comment or a processing instruction. The HTML reader is loaded only for these. */
const mayHaveHtml = /<[a-z!?/]/i;

/** A fence with a language. The grammars of languages are loaded only for these. */
const hasLanguage =
  /^[ \t>]*(?:(?:`{3,}|~{3,})[ \t]*(?:\{ *)?\.?\w|\{%-? *(?:highlight|code)|\{\{[<%] *(?:highlight|code))/m;

/** Parses the inline Markdown of a line, and returns its spans with the style of a heading. */
type ReadInline = (text: string) => Row;

function headBlocks({ parsed, fields, date }: PostReading, readInline: ReadInline): readonly Block[] {
  const { lines, title: own } = parsed;
  // If the haiku is the whole text, the body shows it.
  const haiku = lines.haiku > 0 ? parsed.haiku : parsed.haiku ? null : fields.haiku;
  const isOwn = own !== null && (fields.title === null || isSame(own.text, fields.title));
  // A block from the front matter has the line of the haiku or title above it, or else line 1.
  const line = lines.haiku || 1;
  const ownLine = own && [
    ...dim(own.label + own.datePrefix),
    ...inlineSpans(own.text, isOwn ? 'title' : 'heading1', readInline),
  ];
  const head: Block[] = [];
  if (haiku) head.push({ kind: 'haiku', lines: haikuRows(haiku), line });
  if (isOwn && ownLine) head.push({ kind: 'title', spans: ownLine, line: lines.title || line });
  else if (fields.title) head.push({ kind: 'title', spans: inlineSpans(fields.title, 'title', readInline), line });
  const shownDate = own?.date ?? dateOfParagraph(parsed.body.trimStart());
  const ownDate = fields.date ?? dateInPath(fields.path ?? '') ?? (date === fields.updated ? date : null);
  const details = dim(detailsOf(fields, ownDate === shownDate ? null : ownDate));
  if (details.length > 0) head.push({ kind: 'details', spans: details, line: head.at(-1)?.line ?? line });
  if (!isOwn && ownLine) head.push({ kind: 'heading', level: 1, spans: ownLine, line: lines.title });
  return head;
}

const haikuRows = (haiku: Haiku): readonly Row[] =>
  haiku.map(line => [{ text: sanitize(line, 'prose'), styles: ['haiku'] }]);

const dim = (text: string): Row => (text === '' ? [] : [{ text: sanitize(text, 'prose'), styles: ['dim'] }]);

/** In UTF-16 units. The marks of a longer title are not parsed. */
const MAX_TITLE_LENGTH = 1000;

function inlineSpans(text: string, style: StyleName, readInline: ReadInline): Row {
  const spans = text.length > MAX_TITLE_LENGTH || !hasMarks(text) ? [] : readInline(text);
  const base = spans.length > 0 ? spans : text === '' ? [] : [{ text: sanitize(text, 'prose'), styles: [] }];
  return base.map(span => ({ ...span, styles: [style, ...span.styles.filter(name => name !== 'heading1')] }));
}

/** Returns the details of the front matter: `draft · 2021-05-03 · Ana, Bo · #kettles #steam`, then the description. */
function detailsOf({ draft, authors, tags, description }: FrontMatterFields, date: string | null): string {
  const row = [draft ? 'draft' : '', date ?? '', authors.join(', '), tags.map(tag => `#${tag}`).join(' ')];
  return [row.filter(Boolean).join(' · '), description].filter(Boolean).join('\n');
}

/** Whether two titles differ at most in marks and case. */
const isSame = (a: string, b: string): boolean => toPlainText(a).toLowerCase() === toPlainText(b).toLowerCase();

/** Returns a function that turns the heading with the post's title into a title, or removes it if the head has that title. */
function titleSetter({ parsed, fields }: PostReading, path: string): (blocks: readonly Block[]) => readonly Block[] {
  const title = parsed.title === null ? findHeading(parsed.body, path) : null;
  if (title === null || (fields.title !== null && !isSame(title, fields.title))) return blocks => blocks;
  const isText = syntaxOf(path) !== 'markdown';
  return blocks => {
    const isTitle = (block: Block | undefined): block is Extract<Block, { kind: 'heading' | 'paragraph' }> =>
      (block?.kind === 'heading' || (isText && block?.kind === 'paragraph')) && isSame(textOf(block.spans), title);
    // The title of a plain text is its first line, whatever it is read as.
    const isFirst = isText && isTitle(blocks[0]);
    const at = isFirst ? 0 : blocks.findIndex(({ kind }) => kind === 'heading');
    const block = blocks[at];
    if (!isTitle(block)) return blocks;
    if (fields.title !== null) return blocks.toSpliced(at, 1);
    if (block.kind === 'heading' && block.level > 1 && !isFirst) return blocks;
    const spans = block.spans.map(({ styles, ...span }): Span => {
      return { ...span, styles: ['title', ...styles.filter(style => !/^heading[12]$/.test(style))] };
    });
    return blocks.toSpliced(at, 1, { kind: 'title', spans, line: block.line });
  };
}
