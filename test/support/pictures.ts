import { type Cell, openTerminal, type Screen, type Terminal } from './terminal.ts';

// The pictures of the README: screens of the built program as SVG, on a dark and on a light background.

const cell = { width: 8.4, height: 19 } as const;
const margin = 16;
/** The colors of the terminal for each theme. */
export const terminals = {
  dark: { background: '#16161d', foreground: '#dcd7ba' },
  light: { background: '#faf8f0', foreground: '#2b2b33' },
} as const;
type Colors = (typeof terminals)[keyof typeof terminals];
const escapeXml = (text: string): string => text.replace(/[&<>]/g, character => `&#${character.charCodeAt(0)};`);

type Run = { readonly from: number; readonly cells: readonly Cell[] };

const hasSameStyle = (a: Cell, b: Cell): boolean =>
  (['color', 'background', 'bold', 'dim', 'italic', 'underline', 'inverse'] as const).every(
    each => a[each] === b[each],
  );

/** Groups neighboring cells of one style; leaves out groups of blanks. */
function toRuns(cells: readonly Cell[]): readonly Run[] {
  const runs: { from: number; cells: Cell[] }[] = [];
  for (const [column, each] of cells.entries()) {
    const last = runs.at(-1);
    if (last?.cells[0] && hasSameStyle(last.cells[0], each)) last.cells.push(each);
    else runs.push({ from: column, cells: [each] });
  }
  return runs.filter(run => run.cells.some(each => each.background !== null || each.text.trim() !== ''));
}

/** The words of a run, and the cells that each takes. */
function toWords({
  from,
  cells,
}: Run): readonly { readonly text: string; readonly from: number; readonly width: number }[] {
  const words: { text: string; from: number; width: number }[] = [];
  let isOpen = false;
  for (const [index, { text, width }] of cells.entries()) {
    const last = words.at(-1);
    if (text.trim() === '' && width > 0) isOpen = false;
    else if (isOpen && last) Object.assign(last, { text: last.text + text, width: last.width + 1 });
    else {
      words.push({ text, from: from + index, width: 1 });
      isOpen = true;
    }
  }
  return words;
}

const x = (column: number): string => (margin + column * cell.width).toFixed(1);
const y = (row: number): string => (margin + row * cell.height).toFixed(1);
const rectangle = (from: number, row: number, cells: number, height: number, fill: string): string =>
  `<rect x="${x(from)}" y="${y(row)}" width="${(cells * cell.width).toFixed(1)}" height="${height}" fill="${fill}"/>`;

/**
 * Draws a run word by word, each at the left of its first cell: the font of a reader may be wider than the cells, and not
 * every program keeps blanks or knows `textLength`.
 */
function drawRun(run: Run, row: number, { background, foreground }: Colors): string {
  const [style] = run.cells;
  const color = style?.color ?? foreground;
  const attributes = [
    `fill="${style?.inverse ? background : color}"`,
    style?.bold ? 'font-weight="bold"' : '',
    style?.italic ? 'font-style="italic"' : '',
    style?.dim ? 'opacity="0.6"' : '',
  ];
  const fill = style?.inverse ? color : style?.background;
  const words = toWords(run).map(
    ({ text, from, width }) =>
      `<text xml:space="preserve" x="${x(from)}" y="${y(row + 0.75)}" textLength="${(width * cell.width).toFixed(1)}">${escapeXml(text)}</text>`,
  );
  return [
    ...(fill ? [rectangle(run.from, row, run.cells.length, cell.height, String(fill))] : []),
    ...(style?.underline ? [rectangle(run.from, row + 0.86, run.cells.length, 1, String(color))] : []),
    ...(words.length > 0 ? [`<g ${attributes.filter(Boolean).join(' ')}>${words.join('')}</g>`] : []),
  ].join('\n');
}

const drawCursor = (cursor: Screen['cursor'], { foreground }: Colors): string =>
  rectangle(cursor.x, cursor.y + 0.1, 1, cell.height - 2, foreground).replace('/>', ' opacity="0.8"/>');

function svg(screen: Screen, columns: number, hasCursor: boolean, title: string, colors: Colors): string {
  const width = (margin * 2 + columns * cell.width).toFixed(0);
  const height = margin * 2 + screen.rows.length * cell.height;
  const rows = screen.rows.flatMap((_, row) => toRuns(screen.cells(row)).map(run => drawRun(run, row, colors)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    ` font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" style="white-space: pre">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${colors.background}"/>`,
    ...(hasCursor ? [drawCursor(screen.cursor, colors)] : []),
    ...rows,
    '</svg>\n',
  ].join('\n');
}

/** The columns of a screen, unless a picture says otherwise. */
export const COLUMNS = 98;

export type Picture = {
  readonly name: string;
  readonly title: string;
  /** The folder of the posts, if they are not those that ship. */
  readonly posts?: string;
  readonly columns?: number;
  readonly rows: number;
  readonly typed: string;
  /** What the screen shows when the picture can be taken. */
  readonly isReady: (screen: Screen) => boolean;
};

export const query = 'rolback exsted';
/** The posts of a blog about radios, as Hugo keeps them. */
const blog = 'test/fixtures/hugo';
export const isReadingPost: Picture['isReady'] = ({ rows }) => rows.at(-1)?.includes('q back') ?? false;

export const pictures: readonly Picture[] = [
  {
    name: 'browse',
    title: 'The prompt of haiku-posts, and the newest posts below it',
    rows: 16,
    typed: '',
    isReady: ({ rows }) => rows.some(row => row.startsWith('❯ ')),
  },
  {
    name: 'search',
    title: 'A search with two typos',
    rows: 5,
    typed: query,
    isReady: ({ rows }) => rows.some(row => row.includes('no rollback existed')),
  },
  {
    name: 'reading',
    title: 'The post, printed at the prompt',
    rows: 24,
    typed: `${query}\r`,
    isReady: isReadingPost,
  },
  {
    name: 'lines',
    title: 'What the posts say of invoices, and one of them beside it',
    columns: 160,
    rows: 20,
    typed: '\u0006invoice',
    isReady: ({ rows }) => / lines$/.test(rows.at(-1) ?? '') && rows.some(row => row.includes('What deploy.sh knew')),
  },
  {
    name: 'found',
    title: 'A search in a post',
    rows: 24,
    typed: `${query}\r/deploy\rn`,
    isReady: ({ rows }) => / 2 of \d+ /.test(rows.at(-1) ?? ''),
  },
  {
    name: 'hugo',
    title: 'A blog made with Hugo',
    posts: blog,
    rows: 16,
    typed: '',
    isReady: ({ rows }) => rows.some(row => row.includes('The Bakelite question')),
  },
  {
    name: 'reason',
    title: 'A search, and why each post is found: by its title, a tag or its text',
    posts: blog,
    rows: 9,
    typed: 'capacitor',
    isReady: ({ rows }) => rows.some(row => row.includes('see the drawer')),
  },
  {
    name: 'code',
    title: 'A post with code and a table',
    posts: blog,
    rows: 48,
    typed: 'grundig\r',
    isReady: isReadingPost,
  },
  {
    name: 'source',
    title: 'The source of the post',
    posts: blog,
    columns: 100,
    rows: 30,
    typed: 'grundig\rs',
    isReady: ({ rows }) => rows.some(row => row.includes('tags = [')),
  },
  {
    name: 'contents',
    title: 'The contents of a post beside it',
    posts: blog,
    columns: 142,
    rows: 30,
    typed: 'grundig\r]',
    isReady: ({ rows }) => rows.slice(0, 2).some(row => /^ *Measure before/.test(row)),
  },
];

/** Opens the app in a theme, on the screen of a picture. */
export const openPicture = ({ posts, columns = COLUMNS, rows }: Picture, theme: keyof typeof terminals): Terminal => {
  const args = ['--theme', theme, ...(posts ? ['--posts', posts] : [])];
  return openTerminal({ args, columns, rows, env: { COLORTERM: 'truecolor' } });
};

/** Returns the screen of a picture in a theme. `onOpen` gets the terminal, to close it. */
export async function screenOf(
  picture: Picture,
  theme: keyof typeof terminals,
  onOpen: (terminal: Terminal) => void,
): Promise<Screen> {
  const terminal = openPicture(picture, theme);
  onOpen(terminal);
  terminal.type(picture.typed);
  return terminal.until(picture.title, picture.isReady);
}

/** Draws the screen of a picture as SVG. */
export function drawPicture(
  { title, columns = COLUMNS, typed }: Picture,
  theme: keyof typeof terminals,
  screen: Screen,
): string {
  const hasCursor = screen.rows[screen.cursor.y]?.includes(`$ cat post/${typed.trim()}`) ?? false;
  return svg(screen, columns, hasCursor, title, terminals[theme]);
}

/** Returns the cells of a picture that are not blank: `row column character`, as {@link measureText} does. */
export const cellsOf = (screen: Screen): readonly string[] =>
  screen.rows.flatMap((_, row) =>
    screen.cells(row).flatMap(({ text }, column) => (text.trim() === '' ? [] : [`${row} ${column} ${text}`])),
  );

/**
 * A page that shows a picture, and then the places of its characters as the browser draws them: `row column character`,
 * in cells. A place off the grid has a fraction.
 */
export const measuringPage = (
  picture: string,
): string => `<!doctype html><meta charset="utf-8">${picture}<pre></pre><script>
const round = cells => (Math.abs(cells - Math.round(cells)) < 0.2 ? Math.round(cells) : cells.toFixed(2));
const places = [...document.querySelectorAll('text')].flatMap(text => {
  const segments = [...new Intl.Segmenter().segment(text.textContent)];
  return segments.map(({ segment, index }) => {
    const { x, y } = text.getStartPositionOfChar(index);
    return [round((y - ${margin}) / ${cell.height} - 0.75), round((x - ${margin}) / ${cell.width}), segment].join(' ');
  });
});
document.querySelector('svg').remove();
document.querySelector('pre').textContent = JSON.stringify(places);
document.querySelector('script').remove();
</script>`;
