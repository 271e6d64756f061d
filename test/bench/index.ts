import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { withReport } from './report.ts';
import { type Part, rounded, type Table, tableText } from './table.ts';

// `npm run bench` builds the program, measures all of it in some minutes, and writes results.json and the tables of README.md
// beside this file. `npm run bench -- start keys` measures some parts only, and writes nothing.

const parts: Readonly<Record<string, () => Promise<{ readonly measure: Part }>>> = {
  start: () => import('./start.ts'),
  frames: () => import('./frames.ts'),
  keys: () => import('./keys.ts'),
  memory: () => import('./memory.ts'),
  search: () => import('./search.ts'),
  grep: () => import('./grep.ts'),
  page: () => import('./page.ts'),
  reading: () => import('./reading.ts'),
  list: () => import('./list.ts'),
  large: () => import('./large.ts'),
  haiku: () => import('./haiku.ts'),
};

const asked = process.argv.slice(2);
const unknown = asked.filter(name => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

const [cpu] = os.cpus();
const machine = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  cpu: cpu?.model ?? 'unknown',
  cores: os.cpus().length,
  memory: `${Math.round(os.totalmem() / 2 ** 30)} GB`,
};
console.log(`${Object.values(machine).slice(1, 3).join(', ')}, ${machine.cores} cores, ${machine.memory}`);

const results: Record<string, { readonly seconds: number; readonly tables: readonly Table[] }> = {};
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  const start = performance.now();
  const tables = (await (await parts[name]?.())?.measure()) ?? [];
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`\n== ${name}, ${seconds} s`);
  for (const table of tables) console.log(`\n${tableText(table)}`);
  results[name] = { seconds, tables: tables.map(rounded) };
}
if (asked.length === 0) {
  const [json, page] = ['results.json', 'README.md'].map(file => path.join(import.meta.dirname, file)) as [
    string,
    string,
  ];
  fs.writeFileSync(json, `${JSON.stringify({ machine, results }, null, 2)}\n`);
  fs.writeFileSync(page, withReport(fs.readFileSync(page, 'utf8'), { machine, results }));
}
