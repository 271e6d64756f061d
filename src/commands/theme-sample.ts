import { type Document, POST_HEAD_CHUNKS, postDocument, textDocument } from '../layout/document.ts';
import type { LayoutOptions } from '../layout/layout.ts';
import { barRow, cutRow, padRow } from '../text/fit-row.ts';
import type { Line, Row } from '../text/span.ts';
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

const SLASH = textSpan(' / ', 'slash');
const SELECTED: Row = [
  textSpan('❯ ', 'accent'),
  textSpan('one '),
  textSpan('lamp', 'match'),
  textSpan(' on the desk'),
  SLASH,
  textSpan('the letters keep their colors'),
];
const OTHER: Row = [
  textSpan('  a room with no lamp'),
  SLASH,
  textSpan('the letters are there'),
  textSpan('  #night  2020-10-12', 'dim'),
];

/** Two rows of a list. The first is selected, and has a match. */
const listRows = (columns: number): readonly Row[] => [
  barRow(cutRow(SELECTED, columns), columns),
  cutRow(OTHER, columns),
];

/** Returns a page and the rows of a list in a theme, below its name. A search does not match in them. */
export async function sampleDocument(theme: ThemeName, hasLinks: boolean): Promise<Document> {
  const page = (await postDocument({ slug: 'sample', path: 'sample.md' }, POST, hasLinks)).slice(POST_HEAD_CHUNKS);
  const rows = ({ sideways, ...options }: LayoutOptions): readonly Row[] => {
    const columns = Math.min(options.columns, MAX_COLUMNS);
    const text = page.flatMap(chunk => chunk.layout({ sideways, columns, highlights: null }));
    return [[], ...text.map(({ spans }) => spans), [], ...listRows(columns), []].map(row =>
      padRow(row, columns).map(span => ({ ...span, theme })),
    );
  };
  const [name] = textDocument([], [textSpan(`  ${theme}`, 'strong')]);
  if (name === undefined) return [];
  const layout = (options: LayoutOptions): readonly Line[] => [
    ...name.layout(options),
    ...rows(options).map(spans => ({ spans, block: 0, source: 0 })),
  ];
  return [{ ...name, layout, count: () => 0 }];
}
