import { expect, test } from 'vitest';
import { cat } from '../../src/commands/cat.ts';
import type { Command } from '../../src/commands/command.ts';
import { fortune } from '../../src/commands/fortune.ts';
import { grep } from '../../src/commands/grep.ts';
import { ls } from '../../src/commands/ls.ts';
import { collect, plainText, SERVICES } from '../support/command.ts';
import { libraryOf } from '../support/library.ts';

const path = 'm\u00fcde-/-die-t\u00fcr-/-k\u00fchl.md';
const text = 'm\u00fcde / die t\u00fcr / k\u00fchl\n\nDie T\u00fcr.\n';

/** Runs a command on one post. The path and the text of the post, and what is typed, each have a form. */
async function rowsOf(command: Command, operands: readonly string[], options: Record<string, string>, form: string) {
  const library = libraryOf({ [path.normalize(form)]: text.normalize(form) });
  const { outputs, status } = await collect(
    command.run({ operands, options }, { library: () => library, history: () => [], ...SERVICES }),
  );
  return { rows: outputs.map(output => plainText(output).normalize('NFC')), status };
}

const forms = ['NFC', 'NFD'].flatMap(typed => ['NFC', 'NFD'].map(form => [typed, form] as const));

test.each(forms)('a name typed in %s finds a post in %s', async (typed, form) => {
  for (const name of ['m\u00fcde', path, 'M\u00dcDE / die'])
    expect(await rowsOf(cat, [name.normalize(typed)], {}, form)).toEqual({ rows: ['post'], status: 0 });
  const listed = await rowsOf(ls, ['m\u00fcd'.normalize(typed)], {}, form);
  expect([listed.rows.length, listed.status]).toEqual([1, 0]);
});

test.each(forms)('a pattern typed in %s finds a text in %s', async (typed, form) => {
  const found = await rowsOf(grep, ['T\u00fcr'.normalize(typed)], {}, form);
  expect(found).toEqual({ rows: [`post/${path}:Die T\u00fcr.`], status: 0 });
  const told = await rowsOf(fortune, [], { m: 'k\u00fchl'.normalize(typed) }, form);
  expect(told.status).toBe(0);
});
