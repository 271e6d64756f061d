import { anatomy, type TitleLine } from '../post/anatomy.ts';
import { type Fields, fieldsOf } from '../post/front-matter.ts';
import type { Slug } from '../post/slug.ts';
import { catCommand } from '../post/slug.ts';
import type { Span } from './line.ts';
import type { Branch } from './markdown.ts';
import { own, sanitize } from './sanitize.ts';
import type { Block } from './tree.ts';

/**
 * A post's content as a tree, in branches: its haiku and its title, then its body. What only the front matter says is
 * set there too.
 */
export async function postTree(content: string, hasLinks: boolean): Promise<readonly Branch[]> {
  const parts = anatomy(content);
  const fields: Fields = await fieldsOf(parts.frontMatter);
  const haiku = parts.haiku ?? fields.haiku;
  const head: Block[] = [];
  if (haiku) head.push({ kind: 'haiku', lines: haiku.map(line => sanitize(line, 'prose')) });
  if (parts.title) head.push({ kind: 'title', spans: titleSpans(parts.title) });
  else if (fields.title)
    head.push({ kind: 'title', spans: [{ text: sanitize(fields.title, 'prose'), styles: ['title'] }] });
  // Loaded with the first post: a list, or a session that has opened none, needs no parser.
  const { parse } = await import('./markdown.ts');
  const highlight = namedCode.test(parts.body) ? (await import('./highlight.ts')).highlight : null;
  const [first, ...rest] = parse(parts.body, { hasLinks, highlight });
  if (!first) return [];
  return [{ ...first, blocks: () => [...head, ...first.blocks()] }, ...rest];
}

/** A fence that names a language. Only then are the grammars loaded. */
const namedCode = /^[ >]*(?:`{3,}|~{3,})[ \t]*\w/m;

const titleSpans = ({ label, dateline, text }: TitleLine): readonly Span[] =>
  [
    { text: sanitize(label + dateline, 'prose'), styles: ['dim'] as const },
    { text: sanitize(text, 'prose'), styles: ['title'] as const },
  ].filter(span => span.text !== '');

/** The line of the fake prompt above a post: `$ cat post/….md`. */
export const promptSpans = (slug: Slug): readonly Span[] => [
  { text: own('$ '), styles: ['accent'] },
  { text: sanitize(catCommand(slug), 'name'), styles: [] },
];
