import { cellText, columnsOf, type Table } from './table.ts';

/** The results of a run, as in results.json. */
export type Results = {
  readonly machine: {
    readonly date: string;
    readonly node: string;
    readonly cpu: string;
    readonly cores: number;
    readonly memory: string;
  };
  readonly results: Readonly<Record<string, { readonly seconds: number; readonly tables: readonly Table[] }>>;
};

/** Precedes the part of a page that a run writes. */
const mark = '<!-- npm run bench writes the rest of this file. -->';

/** Replaces the results of an earlier run in a page. */
export function withReport(page: string, { machine, results }: Results): string {
  const { date, node, cpu, cores, memory } = machine;
  const parts = Object.entries(results).map(([name, { seconds, tables }]) =>
    [`### ${name}, ${seconds} s`, ...tables.map(markdown)].join('\n\n'),
  );
  const head = `On ${date}: Node ${node}, ${cpu}, ${cores} cores, ${memory}. results.json has all digits.`;
  return [page.slice(0, page.indexOf(mark) + mark.length), head, ...parts].join('\n\n').concat('\n');
}

function markdown({ title, notes, rows }: Table): string {
  const columns = columnsOf(rows);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const align = columns.map(column => (rows.some(row => typeof row[column] === 'number') ? '--:' : '---'));
  const body = rows.map(row => line(columns.map(column => escaped(cellText(row[column] ?? null)))));
  return [[`**${title}.**`, ...(notes ? [notes] : [])].join(' '), '', line(columns), line(align), ...body].join('\n');
}

const escaped = (text: string): string => text.replace(/[<|*]/g, '\\$&');
