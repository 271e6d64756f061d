import type { Block } from '../markdown/ast.ts';
import type { BodyChunk } from '../markdown/parser.ts';
import { type FrontMatterFields, readFields } from '../posts/front-matter.ts';
import { parsePost, type TitleLine } from '../posts/parse-post.ts';
import type { Haiku } from '../posts/slug.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Span } from '../text/span.ts';

/**
 * A post's content as a tree, in branches: its haiku and its title, then its body. What only the front matter says is
 * set there too.
 */
export async function parsePostBody(content: string, hasLinks: boolean): Promise<readonly BodyChunk[]> {
  const parts = parsePost(content);
  const { lines } = parts;
  const fields: FrontMatterFields = await readFields(parts.frontMatter);
  const haiku = parts.haiku ?? fields.haiku;
  const title = parts.title ?? (fields.title ? { label: '', datePrefix: '', text: fields.title } : null);
  const head: Block[] = [];
  // What only the front matter says begins where that does, but not above what it stands below.
  if (haiku) head.push({ kind: 'haiku', lines: haikuSpans(haiku), line: lines.haiku || 1 });
  if (title) head.push({ kind: 'title', spans: titleSpans(title), line: lines.title || lines.haiku || 1 });
  // Loaded with the first post: a list, or a session that has opened none, needs no parser.
  const { parse } = await import('../markdown/parser.ts');
  const highlight = namedCode.test(parts.body) ? (await import('../markdown/highlight.ts')).highlight : null;
  const [first, ...rest] = parse(parts.body, { hasLinks, highlight }, lines.body);
  if (!first) return [];
  const whole: BodyChunk = {
    ...first,
    line: 1,
    blocks: () => [...head, ...first.blocks()],
    plainBlocks: () => [...head, ...first.plainBlocks()],
  };
  return [whole, ...rest];
}

/** A fence that names a language. Only then are the grammars loaded. */
const namedCode = /^[ >]*(?:`{3,}|~{3,})[ \t]*\w/m;

const haikuSpans = (haiku: Haiku): readonly (readonly Span[])[] =>
  haiku.map(line => [{ text: sanitize(line, 'prose'), styles: ['haiku'] }]);

const titleSpans = ({ label, datePrefix, text }: Omit<TitleLine, 'date'>): readonly Span[] =>
  [
    { text: sanitize(label + datePrefix, 'prose'), styles: ['dim'] as const },
    { text: sanitize(text, 'prose'), styles: ['title'] as const },
  ].filter(span => span.text !== '');
