import type { Block } from '../markdown/ast.ts';
import type { BodyChunk } from '../markdown/parser.ts';
import { readFields } from '../posts/front-matter.ts';
import { parsePost, type TitleLine } from '../posts/parse-post.ts';
import type { Haiku } from '../posts/slug.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Row } from '../text/span.ts';

/** Parses a post's content. The haiku and the title come first, from the front matter if the text has none. */
export async function parsePostBody(content: string, hasLinks: boolean): Promise<readonly BodyChunk[]> {
  const { lines, frontMatter, body, ...parts } = parsePost(content);
  const fields = await readFields(frontMatter);
  const haiku = parts.haiku ?? fields.haiku;
  const title = parts.title ?? (fields.title ? { label: '', datePrefix: '', text: fields.title } : null);
  const head: Block[] = [];
  // A field of the front matter has the line of the front matter or, if that is greater, of the block above.
  if (haiku) head.push({ kind: 'haiku', lines: haikuRows(haiku), line: lines.haiku || 1 });
  if (title) head.push({ kind: 'title', spans: titleSpans(title), line: lines.title || lines.haiku || 1 });
  // Loaded with the first post: lists don't need the parser.
  const { parse } = await import('../markdown/parser.ts');
  const highlight = hasLanguage.test(body) ? (await import('../markdown/highlight.ts')).highlight : null;
  const [first, ...rest] = parse(body, { hasLinks, highlight }, lines.body);
  if (!first) return [];
  return [{ ...first, line: 1, blocks: isColored => [...head, ...first.blocks(isColored)] }, ...rest];
}

/** A fence with a language. The grammars are loaded only for these. */
const hasLanguage = /^[ >]*(?:`{3,}|~{3,})[ \t]*\w/m;

const haikuRows = (haiku: Haiku): readonly Row[] =>
  haiku.map(line => [{ text: sanitize(line, 'prose'), styles: ['haiku'] }]);

const titleSpans = ({ label, datePrefix, text }: Omit<TitleLine, 'date'>): Row =>
  [
    { text: sanitize(label + datePrefix, 'prose'), styles: ['dim'] as const },
    { text: sanitize(text, 'prose'), styles: ['title'] as const },
  ].filter(span => span.text !== '');
