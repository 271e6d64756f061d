import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { environment, manPage, text } from '../../src/cli/man.ts';
import { appOptions, globalOptions } from '../../src/cli/option-table.ts';
import { commands } from '../../src/commands/index.ts';

const page = manPage('2026-01-31', [{ title: 'Anywhere', keys: [['^D ↑ \' "', 'leave']] }]);
const isThere = (program: string): boolean => spawnSync('which', [program]).status === 0;
const read = (command: string, args: readonly string[], input: string): string => {
  const { stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    input,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  expect(stderr).toBe('');
  return stdout;
};

test.each([
  ['plain', 'plain'],
  ['a\\b', 'a\\eb'],
  ['.Dd is no request', '\\&.Dd is no request'],
  ["'so", '\\(aqso'],
  ['--json, well-known', '\\-\\-json, well-known'],
  ['↑ 💡', '\\[u2191] \\[u1F4A1]'],
])('%s is set as it stands', (plain, roff) => {
  expect(text(plain)).toBe(roff);
});

test('no text begins a request, ends a quotation, or leaves ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), plain => {
      expect(text(plain)).not.toMatch(/^[.']|"|[^\0-\x7e]/);
    }),
  );
});

test('the page tells of every command, every option and every key', () => {
  const told = [
    ...Object.values(globalOptions),
    ...Object.values(appOptions),
    ...commands.flatMap(each => Object.values(each.options)),
  ];
  expect(told.filter(({ help }) => !page.includes(text(help)))).toEqual([]);
  expect(commands.filter(({ name }) => !page.includes(`.Ss "\\&${name}`))).toEqual([]);
  expect(page).toContain('.Ss "\\&help [<command>]"\nShow help, or help for one command.');
  expect(page).toContain('.It "\\&\\(haD \\[u2191] \\(aq \\(dq"\nleave');
  expect(page).toContain('.Dd January 31, 2026\n');
});

/** Variables by which the system describes itself, and which nobody sets for this program. */
const system = 'DISPLAY HOME SSH_CONNECTION SSH_TTY STY TMUX WAYLAND_DISPLAY WSL_DISTRO_NAME WSL_INTEROP'.split(' ');

test('the page tells of every variable that the source reads, and of no other', () => {
  const src = path.join(import.meta.dirname, '../../src');
  const sources = fs.readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => /\.tsx?$/.test(file));
  const found = sources.flatMap(file =>
    [
      ...fs
        .readFileSync(path.join(src, file), 'utf8')
        .matchAll(/\benv\.([A-Z][A-Z_]+)|'((?:CLI)?(?:FORCE_)?COLOR(?:_FORCE)?)'/g),
    ].map(([, name, quoted]) => name ?? quoted ?? ''),
  );
  const told = environment.flatMap(([names]) => names.split(', '));
  expect(new Set(found)).toEqual(new Set([...told, ...system]));
});

describe.skipIf(!isThere('mandoc'))(
  isThere('mandoc') ? 'mandoc' : 'mandoc (skipped: it is not on this machine)',
  () => {
    test('finds nothing worse than style', () => expect(read('mandoc', ['-Tlint', '-Wwarning'], page)).toBe(''));
    test('sets the page', () => expect(read('mandoc', ['-Tmarkdown'], page)).toMatch(/^## fortune$/m));
  },
);

describe.skipIf(!isThere('groff'))(isThere('groff') ? 'groff' : 'groff (skipped: it is not on this machine)', () => {
  test('sets the page', () => {
    const set = read('groff', ['-mandoc', '-Tutf8', '-P-c', '-P-bou', '-ww'], page);
    expect(set).toContain('^D ↑ \' "');
    expect(set).toContain('--color WHEN');
    expect(set).toContain('eval "$(haiku-posts completion bash)"');
  });
});
