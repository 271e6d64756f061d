import type { Slug } from '../post/slug.ts';
import { air, layout, measure, type Setting } from './layout.ts';
import type { Line, Span } from './line.ts';
import { postTree, promptSpans } from './post.ts';
import type { Safe } from './sanitize.ts';
import { width } from './width.ts';
import { cutHard, wrapPaths } from './wrap.ts';

/**
 * A part of a page that is set by itself, as often as one likes, and when it is looked at: what is far below costs
 * nothing. `length` says how much of the page it is, in characters of its source.
 */
export type Stretch = { readonly set: (setting: Setting) => readonly Line[]; readonly length: number };

/** What a command put out: something that can be set at any width, from top to bottom. */
export type Page = readonly Stretch[];

/** A post as `cat` shows it: the command at the prompt, cut where a terminal would cut it, then the post. */
export async function layoutPost(slug: Slug, content: string, hasLinks: boolean): Promise<Page> {
  const branches = await postTree(content, hasLinks);
  const body = branches.map(({ blocks, goesOn, length }, index): Stretch => {
    const set = (setting: Setting): readonly Line[] => {
      const tree = blocks();
      const [first] = tree;
      const above = index === 0 || goesOn || !first ? [] : air(first, undefined);
      const lines = layout(tree, { ...setting, columns: Math.min(setting.columns, measure) });
      return [...above.map(spans => ({ spans, block: 0 })), ...lines];
    };
    return { set, length };
  });
  return [...commandPage(promptSpans(slug)), ...body];
}

/** A command at its prompt, cut where the columns end. */
export const commandPage = (spans: readonly Span[]): Page => rowsPage(columns => cutHard(spans, columns), 1);

/** Rows of a command's output, each wrapped at blanks and slashes; a tab in one goes to the next stop of eight. */
export const rowPage = (...rows: readonly (readonly Span[])[]): Page =>
  rowsPage(columns => rows.flatMap(spans => wrapPaths(withoutTabs(spans), columns, 2)), rows.length);

function withoutTabs(spans: readonly Span[]): readonly Span[] {
  if (!spans.some(span => span.text.includes('\t'))) return spans;
  let column = 0;
  return spans.map(span => {
    const parts = span.text.split(/(\t)/).map(part => {
      const shown = part === '\t' ? ' '.repeat(8 - (column % 8)) : part;
      column += width(shown);
      return shown;
    });
    return { ...span, text: parts.join('') as Safe };
  });
}

const rowsPage = (rows: (columns: number) => readonly (readonly Span[])[], length: number): Page => [
  { set: ({ columns }) => rows(columns).map(spans => ({ spans, block: 0 })), length },
];
