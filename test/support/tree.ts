import type { Document } from '../../src/layout/document.ts';
import { layout } from '../../src/layout/layout.ts';
import { parsePostBody } from '../../src/layout/post-blocks.ts';
import type { Block } from '../../src/markdown/ast.ts';
import * as html from '../../src/markdown/html.ts';
import { parse } from '../../src/markdown/parser.ts';
import type { Syntax } from '../../src/posts/syntax.ts';
import { textOf } from '../../src/text/span.ts';

const plain = { hasLinks: false, highlight: null, html };

/** Returns the blocks of a body, without live links and syntax colors. */
export const treeOf = (body: string, syntax: Syntax = 'markdown'): readonly Block[] =>
  parse(body, plain, 1, syntax).flatMap(chunk => chunk.blocks());

/** Returns the blocks of a post's content. */
export const treeOfPost = async (content: string): Promise<readonly Block[]> =>
  (await parsePostBody({ slug: 's', path: 's.md' }, content, { hasLinks: false })).flatMap(chunk => chunk.blocks());

/** Returns the printed rows of a body, without styles. */
export const rowsOf = (body: string, columns: number, syntax: Syntax = 'markdown'): readonly string[] =>
  layout(treeOf(body, syntax), { columns, sideways: null }).map(line => textOf(line.spans));

/** Returns the same rows without the blanks at their ends. */
export const trimmedRowsOf = (body: string, columns: number, syntax?: Syntax): readonly string[] =>
  rowsOf(body, columns, syntax).map(row => row.trimEnd());

/** Returns the printed rows of a document, without styles. */
export const rowsOfDocument = (document: Document, columns: number): readonly string[] =>
  document.flatMap(({ layout }) => layout({ columns, sideways: null })).map(line => textOf(line.spans));
