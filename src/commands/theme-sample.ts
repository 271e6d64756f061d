import { type Document, postDocument, textDocument } from '../layout/document.ts';
import type { LayoutOptions } from '../layout/layout.ts';
import { cutRow } from '../text/fit-row.ts';
import { blanks } from '../text/sanitize.ts';
import type { Line, Row, Span, StyleName } from '../text/span.ts';
import { spansWidth } from '../text/width.ts';
import type { ThemeName } from '../theme/themes.ts';
import { textSpan } from './output.ts';

const MAX_COLUMNS = 80;

const POST = `one lamp on the desk / the letters keep their colors / until you look up

# The lamp on the desk

## At night

The *same* page in **another** light. The option \`--theme\` names it, and
[a link](https://example.com/) leads out of it.

> I turned the screen to the window, and could read nothing.

\`\`\`sh
# one room at a time
for lamp in desk hall; do switch "$lamp" off; done
exit 0
\`\`\`
`;

const span = (text: string, ...styles: readonly StyleName[]): Span => textSpan(text, ...styles);

/** Two rows of a list. The first is selected, and has a match. */
const listRows = (columns: number): readonly Row[] => {
  const name = [span('one '), span('lamp', 'match'), span(' on the desk'), span(' / ', 'slash'), span('the letters keep their colors')]; // biome-ignore format: one thought
  const selected = cutRow([span('❯ ', 'accent'), ...name], columns);
  const other = [span('  a room with no lamp'), span(' / ', 'slash'), span('the letters are there'), span('  #night  2020-10-12', 'dim')]; // biome-ignore format: one thought
  const bar = [...selected, { text: blanks(columns - spansWidth(selected)), styles: [] }];
  return [bar.map(each => ({ ...each, styles: ['selected', ...each.styles] })), cutRow(other, columns)];
};

/** Returns a page and the rows of a list in a theme, below its name. A search does not match in them. */
export async function sampleDocument(theme: ThemeName, hasLinks: boolean): Promise<Document> {
  const [, , ...page] = await postDocument({ slug: 'sample', path: 'sample.md' }, POST, hasLinks);
  const rows = ({ sideways, ...options }: LayoutOptions): readonly Row[] => {
    const columns = Math.min(options.columns, MAX_COLUMNS);
    const text = page.flatMap(chunk => chunk.layout({ sideways, columns, highlights: null }));
    return [[], ...text.map(({ spans }) => spans), [], ...listRows(columns), []].map(row =>
      [...row, { text: blanks(columns - spansWidth(row)), styles: [] }].map(each => ({ ...each, theme })),
    );
  };
  const [name] = textDocument([], [span(`  ${theme}`, 'strong')]);
  if (name === undefined) return [];
  const layout = (options: LayoutOptions): readonly Line[] => [
    ...name.layout(options),
    ...rows(options).map(spans => ({ spans, block: 0, source: 0 })),
  ];
  return [{ ...name, layout, count: () => 0 }];
}
