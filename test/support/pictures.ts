import { type Cell, openTerminal, type Screen } from './terminal.ts';

// What the README shows: the built program in a pseudo-terminal, its cells set as SVG, on a dark ground and a light one.

const cell = { width: 8.4, height: 19 } as const;
const margin = 16;
/** Terminals, each with the theme for it. */
const terminals = {
  dark: { ground: '#16161d', ink: '#dcd7ba' },
  light: { ground: '#faf8f0', ink: '#2b2b33' },
} as const;
type Ground = (typeof terminals)[keyof typeof terminals];
const escapeXml = (text: string): string => text.replace(/[&<>]/g, character => `&#${character.charCodeAt(0)};`);

type Run = { readonly from: number; readonly cells: readonly Cell[] };

const looksLike = (a: Cell, b: Cell): boolean =>
  (['color', 'bold', 'dim', 'italic', 'underline', 'inverse'] as const).every(each => a[each] === b[each]);

/** Neighbouring cells that look alike, blanks at either end left out. */
function runs(cells: readonly Cell[]): readonly Run[] {
  const found: { from: number; cells: Cell[] }[] = [];
  for (const [column, each] of cells.entries()) {
    const last = found.at(-1);
    if (last?.cells[0] && looksLike(last.cells[0], each)) last.cells.push(each);
    else found.push({ from: column, cells: [each] });
  }
  return found.filter(run => run.cells.some(each => each.text.trim() !== ''));
}

function drawRun({ from, cells }: Run, row: number, { ground, ink }: Ground): string {
  const [look] = cells;
  const text = cells.map(each => (each.width === 0 ? '' : each.text || ' ')).join('');
  const color = look?.color ?? ink;
  const style = [
    `fill="${look?.inverse ? ground : color}"`,
    look?.bold ? 'font-weight="bold"' : '',
    look?.italic ? 'font-style="italic"' : '',
    look?.underline ? 'text-decoration="underline"' : '',
    look?.dim ? 'opacity="0.6"' : '',
  ];
  const x = (margin + from * cell.width).toFixed(1);
  const y = (margin + (row + 0.75) * cell.height).toFixed(1);
  const length = (cells.length * cell.width).toFixed(1);
  const top = (margin + row * cell.height).toFixed(1);
  const block = look?.inverse
    ? `<rect x="${x}" y="${top}" width="${length}" height="${cell.height}" fill="${color}"/>\n`
    : '';
  return `${block}<text x="${x}" y="${y}" textLength="${length}" ${style.filter(Boolean).join(' ')}>${escapeXml(text)}</text>`;
}

function drawCursor({ x, y }: Screen['cursor'], { ink }: Ground): string {
  const at = [margin + x * cell.width, margin + y * cell.height + 2].map(each => each.toFixed(1));
  return `<rect x="${at[0]}" y="${at[1]}" width="${cell.width}" height="${cell.height - 2}" fill="${ink}" opacity="0.8"/>`;
}

function svg(screen: Screen, columns: number, withCursor: boolean, title: string, ground: Ground): string {
  const wide = (margin * 2 + columns * cell.width).toFixed(0);
  const high = margin * 2 + screen.rows.length * cell.height;
  const rows = screen.rows.flatMap((_, row) => runs(screen.cells(row)).map(run => drawRun(run, row, ground)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}"`,
    ` font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" xml:space="preserve">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${ground.ground}"/>`,
    ...(withCursor ? [drawCursor(screen.cursor, ground)] : []),
    ...rows,
    '</svg>\n',
  ].join('\n');
}

type Picture = {
  readonly name: string;
  readonly title: string;
  readonly columns?: number;
  readonly rows: number;
  readonly typed: string;
  /** What the screen shows when the picture can be taken. */
  readonly isReady: (screen: Screen) => boolean;
};

const query = 'rolback exsted';
const pictures: readonly Picture[] = [
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
    isReady: ({ rows }) => rows.at(-1)?.includes('q prompt') ?? false,
  },
  {
    name: 'lines',
    title: 'What the posts say of invoices, and one of them beside it',
    columns: 150,
    rows: 20,
    typed: '\u0006invoice',
    isReady: ({ rows }) => / lines$/.test(rows.at(-1) ?? '') && rows.some(row => / │ \S/.test(row)),
  },
  {
    name: 'found',
    title: 'A search in a post',
    rows: 24,
    typed: `${query}\r/deploy\rn`,
    isReady: ({ rows }) => / 2 of \d+ /.test(rows.at(-1) ?? ''),
  },
];

/** Draws all of them, by the names of their files. Close the terminals afterwards. */
export async function drawPictures(): Promise<ReadonlyMap<string, string>> {
  const drawn = new Map<string, string>();
  for (const { name, title, columns = 98, rows, typed, isReady } of pictures)
    for (const [theme, ground] of Object.entries(terminals)) {
      const terminal = openTerminal({ args: ['--theme', theme], columns, rows, env: { COLORTERM: 'truecolor' } });
      terminal.type(typed);
      const screen = await terminal.until(title, isReady);
      const withCursor = screen.rows[0]?.startsWith(`$ cat post/${typed.trim()}`) ?? false;
      drawn.set(`${name}-${theme}.svg`, svg(screen, columns, withCursor, title, ground));
      terminal.close();
    }
  return drawn;
}
