import type { Token } from 'markdown-it';
import type { CreateToken } from './html-inline.ts';
import { MAX_COLUMNS } from './limits.ts';

/**
 * Adds the cells beyond the head to the rows of tables. GFM drops them, and their words would be lost. `body`: the source.
 */
export function keepLongRows(tokens: Token[], body: string, create: CreateToken): Token[] {
  if (!tokens.some(({ type }) => type === 'tbody_open')) return tokens;
  const lines = body.split('\n');
  const kept: Token[] = [];
  let [columns, line] = [0, 0];
  for (const token of tokens) {
    if (token.type === 'table_open') columns = 0;
    else if (token.type === 'th_open') columns++;
    // The head has no cells beyond the head.
    else if (token.type === 'tr_open') line = columns > 0 ? (token.map?.[0] ?? 0) : -1;
    else if (token.type === 'tr_close' && line >= 0)
      for (const cell of cellsBeyond(columns, lines[line] ?? ''))
        kept.push(...cellTokens(cell, token.level + 1, create));
    kept.push(token);
  }
  return kept;
}

/**
 * Returns the cells beyond the first `columns` of a row, split like in markdown-it. If there are too many, the last has
 * several.
 */
function cellsBeyond(columns: number, line: string): readonly string[] {
  const row = line.replace(/^[ \t>]*\|?/, '').trimEnd();
  const cells = row.split(/(?<!\\)\|/).slice(columns);
  while (cells.at(-1)?.trim() === '') cells.pop();
  const further = cells.splice(Math.max(1, MAX_COLUMNS - columns) - 1);
  if (further.length > 0) cells.push(further.join(' '));
  return cells.map(cell => cell.replaceAll('\\|', '|').trim());
}

function cellTokens(content: string, level: number, create: CreateToken): readonly Token[] {
  const open = Object.assign(create('td_open', 'td', 1), { level });
  const inline = Object.assign(create('inline', '', 0), { level: level + 1, content, children: [] });
  return [open, inline, Object.assign(create('td_close', 'td', -1), { level })];
}
