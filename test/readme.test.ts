import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { keymap } from '../src/app/state/keymap.ts';
import { commands } from '../src/commands/command-table.ts';
import { NO_FIELDS } from '../src/posts/front-matter-fields.ts';
import { themes } from '../src/theme/themes.ts';
import { root } from './support/terminal.ts';

const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');

const cells = (...texts: readonly string[]): string =>
  `| ${texts.map(text => text.replaceAll('|', '\\|')).join(' | ')} |`;
const code = (text: string): string => `\`${text}\``;

/** The command table, as the README shows it. */
const table = [
  '| command | options | |',
  '| --- | --- | --- |',
  ...commands.map(({ name, operands, summary, options }) =>
    cells(
      code(`${name} ${operands}`.trimEnd()),
      Object.entries(options)
        .map(
          ([option, { value }]) =>
            `${option.length === 1 ? '-' : '--'}${option}${value === undefined ? '' : ` ${value}`}`,
        )
        .map(code)
        .join(' '),
      summary,
    ),
  ),
].join('\n');

test('the README shows the command table', () => {
  const found = /^\| command \|[\s\S]*?(?=\n\n)/m.exec(readme)?.[0];
  expect(found).toBe(table);
});

test('the changelog names every command and every theme', () => {
  const changelog = fs.readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
  const names = [...commands.map(({ name }) => name), ...Object.keys(themes)];
  expect(names.filter(name => !changelog.includes(`\`${name}\``))).toEqual([]);
});

test('every reading key in the README is a key of the reader', () => {
  const rows = [
    ...(/^\| \| \|\n\| --- \| --- \|\n([\s\S]*?)\n\n/m.exec(readme)?.[1]?.matchAll(/^\| (.*?[^\\]) \| /gm) ?? []),
  ];
  const arrows: Readonly<Record<string, string>> = { '←': 'left', '→': 'right', '\\|': '|', Backspace: 'backspace' };
  const named = rows
    .flatMap(([, row = '']) => row.split(' ').map(key => key.replace(/^`|`$/g, '')))
    .map(key => arrows[key] ?? key);
  const known = keymap.filter(({ context }) => context === 'reading').flatMap(({ keys }) => keys);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(key => !known.includes(key))).toEqual([]);
});

test('the README names every theme and every field of front matter', () => {
  expect(readme).toContain(`--theme ${Object.keys(themes).join('\\|')}`);
  const table = /^\| field \| from \|[\s\S]*?(?=\n\n)/m.exec(readme)?.[0];
  for (const field of Object.keys(NO_FIELDS)) expect(table).toContain(`\`${field}\``);
});

test('every file that the README links to exists', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
    ([, link, image]) => link ?? image ?? '',
  );
  expect(links.filter(link => !fs.existsSync(path.join(root, link)))).toEqual([]);
});

test('the README begins with how to run it, and ends with how to test it', () => {
  const commands = [...readme.matchAll(/^npm ci.*$/gm)].map(([command]) => command);
  expect(commands).toEqual(['npm ci && npx haiku-posts', 'npm ci && npm test']);
});

test('README and ARCHITECTURE are short', () => {
  const lines = (name: string): number => fs.readFileSync(path.join(root, name), 'utf8').split('\n').length;
  expect(lines('README.md')).toBeLessThan(165);
  expect(lines('ARCHITECTURE.md')).toBeLessThan(150);
});
