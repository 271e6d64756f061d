import type { Document } from '../../src/layout/document.ts';
import { layout } from '../../src/layout/layout.ts';
import { parsePostBody } from '../../src/layout/post.ts';
import type { Block } from '../../src/markdown/ast.ts';
import { parse } from '../../src/markdown/parser.ts';
import { textOf } from '../../src/text/span.ts';

const plain = { hasLinks: false, highlight: null };

/** The tree of a body, on a surface with neither links nor colors for code. */
export const treeOf = (body: string): readonly Block[] => parse(body, plain).flatMap(branch => branch.blocks());

/** The tree of a post's content. */
export const treeOfPost = async (content: string): Promise<readonly Block[]> =>
  (await parsePostBody(content, false)).flatMap(branch => branch.blocks());

/** The rows of a body as they are printed, without their looks. */
export const rowsOf = (body: string, columns: number): readonly string[] =>
  layout(treeOf(body), { columns, sideways: null }).map(line => textOf(line.spans));

/** The rows of a page as they are printed. */
export const rowsOfPage = (page: Document, columns: number): readonly string[] =>
  page.flatMap(({ layout }) => layout({ columns, sideways: null })).map(line => textOf(line.spans));
