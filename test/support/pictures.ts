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

function drawRun({ from, cells }: Run, row: number, { background, foreground }: Colors): string {
  const [style] = cells;
  const text = cells.map(each => (each.width === 0 ? '' : each.text || ' ')).join('');
  const color = style?.color ?? foreground;
  const attributes = [
    `fill="${style?.inverse ? background : color}"`,
    style?.bold ? 'font-weight="bold"' : '',
    style?.italic ? 'font-style="italic"' : '',
    style?.underline ? 'text-decoration="underline"' : '',
    style?.dim ? 'opacity="0.6"' : '',
  ];
  const x = (margin + from * cell.width).toFixed(1);
  const y = (margin + (row + 0.75) * cell.height).toFixed(1);
  const length = (cells.length * cell.width).toFixed(1);
  const top = (margin + row * cell.height).toFixed(1);
  const fill = style?.inverse ? color : style?.background;
  const block = fill ? `<rect x="${x}" y="${top}" width="${length}" height="${cell.height}" fill="${fill}"/>\n` : '';
  return `${block}<text x="${x}" y="${y}" textLength="${length}" ${attributes.filter(Boolean).join(' ')}>${escapeXml(text)}</text>`;
}

function drawCursor({ x, y }: Screen['cursor'], { foreground }: Colors): string {
  const at = [margin + x * cell.width, margin + y * cell.height + 2].map(each => each.toFixed(1));
  return `<rect x="${at[0]}" y="${at[1]}" width="${cell.width}" height="${cell.height - 2}" fill="${foreground}" opacity="0.8"/>`;
}

function svg(screen: Screen, columns: number, hasCursor: boolean, title: string, colors: Colors): string {
  const width = (margin * 2 + columns * cell.width).toFixed(0);
  const height = margin * 2 + screen.rows.length * cell.height;
  const rows = screen.rows.flatMap((_, row) => toRuns(screen.cells(row)).map(run => drawRun(run, row, colors)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    ` font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" xml:space="preserve">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${colors.background}"/>`,
    ...(hasCursor ? [drawCursor(screen.cursor, colors)] : []),
    ...rows,
    '</svg>\n',
  ].join('\n');
}

export type Picture = {
  readonly name: string;
  readonly title: string;
  readonly columns?: number;
  readonly rows: number;
  readonly typed: string;
  /** What the screen shows when the picture can be taken. */
  readonly isReady: (screen: Screen) => boolean;
};

const query = 'rolback exsted';
export const pictures: readonly Picture[] = [
  {
    name: 'browse',
    title: 'The prompt of haiku-posts, and the newest posts below it',
    rows: 16,
    typed: '',
    isReady: ({ rows }) => rows[1]?.startsWith('❯ ') ?? false,
  },
  {
    name: 'search',
    title: 'A search with two typos',
    rows: 5,
    typed: query,
    isReady: ({ rows }) => rows[1]?.includes('no rollback existed') ?? false,
  },
  {
    name: 'reading',
    title: 'The post, printed at the prompt',
    rows: 24,
    typed: `${query}\r`,
    isReady: ({ rows }) => rows.at(-1)?.includes('q back') ?? false,
  },
  {
    name: 'lines',
    title: 'What the posts say of invoices, and one of them beside it',
    columns: 160,
    rows: 20,
    typed: '\u0006invoice',
    isReady: ({ rows }) =>
      / lines$/.test(rows.at(-1) ?? '') && rows.some(row => row.includes(' │ What deploy.sh knew')),
  },
  {
    name: 'found',
    title: 'A search in a post',
    rows: 24,
    typed: `${query}\r/deploy\rn`,
    isReady: ({ rows }) => / 2 of \d+ /.test(rows.at(-1) ?? ''),
  },
];

/** A picture in a theme as SVG. `onOpen` gets the terminal, to close it. */
export async function drawPicture(
  { title, columns = 98, rows, typed, isReady }: Picture,
  theme: keyof typeof terminals,
  onOpen: (terminal: Terminal) => void,
): Promise<string> {
  const terminal = openTerminal({ args: ['--theme', theme], columns, rows, env: { COLORTERM: 'truecolor' } });
  onOpen(terminal);
  terminal.type(typed);
  const screen = await terminal.until(title, isReady);
  const hasCursor = screen.rows[0]?.startsWith(`$ cat post/${typed.trim()}`) ?? false;
  return svg(screen, columns, hasCursor, title, terminals[theme]);
}
