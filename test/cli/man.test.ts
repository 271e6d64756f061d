import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { manPage, text } from '../../src/cli/man.ts';
import { appOptions, globalOptions } from '../../src/cli/option-table.ts';
import { commands } from '../../src/commands/command-table.ts';

const template = fs.readFileSync(path.join(import.meta.dirname, '../../src/cli/haiku-posts.mdoc'), 'utf8');
const page = manPage(template, '2026-01-31', [{ title: 'Anywhere', keys: [['^D ↑ \' "', 'leave']] }]);
const isInstalled = (program: string): boolean => spawnSync('which', [program]).status === 0;
const run = (command: string, args: readonly string[], input: string): string => {
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
])('escapes %s', (plain, roff) => {
  expect(text(plain)).toBe(roff);
});

test('escapes any text so that it begins no request, ends no quotation and is ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), plain => {
      expect(text(plain)).not.toMatch(/^[.']|"|[^\0-\x7e]/);
    }),
  );
});

test('names every command, every option and every key', () => {
  const options = [
    ...Object.values(globalOptions),
    ...Object.values(appOptions),
    ...commands.flatMap(each => Object.values(each.options)),
  ];
  expect(options.filter(({ help }) => !page.includes(text(help)))).toEqual([]);
  expect(commands.filter(({ name }) => !page.includes(`.Ss "\\&${name}`))).toEqual([]);
  expect(page).toContain('.Ss "\\&help [<command>]"\nShow help, or help for one command.');
  expect(page).toContain('.It "\\&\\(haD \\[u2191] \\(aq \\(dq"\nleave');
  expect(page).toContain('.Dd January 31, 2026\n');
});

/** Variables that the system sets, not the user. */
const system = 'DISPLAY HOME PATH STY TMUX WAYLAND_DISPLAY WSL_DISTRO_NAME WSL_INTEROP'.split(' ');

test('names every variable that the source reads, and no other', () => {
  const src = path.join(import.meta.dirname, '../../src');
  const sources = fs.readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => /\.tsx?$/.test(file));
  const found = sources.flatMap(file =>
    [
      ...fs
        .readFileSync(path.join(src, file), 'utf8')
        .matchAll(/\benv\.([A-Z][A-Z_]+)|'((?:CLI)?(?:FORCE_)?COLOR(?:_FORCE)?|HAIKU_POSTS_[A-Z]+)'/g),
    ].map(([, name, quoted]) => name ?? quoted ?? ''),
  );
  const named = [...page.matchAll(/\bEv (\w+)/g)].map(([, name]) => name);
  expect(new Set(found)).toEqual(new Set([...named, ...system]));
});

describe.skipIf(!isInstalled('mandoc'))(isInstalled('mandoc') ? 'mandoc' : 'mandoc (skipped: not installed)', () => {
  test('finds nothing worse than style', () => expect(run('mandoc', ['-Tlint', '-Wwarning'], page)).toBe(''));
  test('formats the page', () => expect(run('mandoc', ['-Tmarkdown'], page)).toMatch(/^## fortune$/m));
});

describe.skipIf(!isInstalled('groff'))(isInstalled('groff') ? 'groff' : 'groff (skipped: not installed)', () => {
  test('formats the page', () => {
    const formatted = run('groff', ['-mandoc', '-Tutf8', '-P-c', '-P-bou', '-ww'], page);
    expect(formatted).toContain('^D ↑ \' "');
    expect(formatted).toContain('--color WHEN');
    expect(formatted).toContain('eval "$(haiku-posts completion bash)"');
  });
});
