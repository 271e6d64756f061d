import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { haikuPosts } from '../support/run.ts';
import { closeAll, openTerminal } from '../support/terminal.ts';
import { createFolder, removeFolders } from './folders.ts';
import { unstyled } from './hostile.ts';

const rendered = (body: string, env: Readonly<Record<string, string>>): string => {
  const folder = createFolder({ 'a.md': `# Links\n\n${body}\n` });
  return haikuPosts(['--posts', folder, 'cat', '--color', 'always', 'a'], env).stdout;
};
afterEach(closeAll);
afterAll(removeFolders);

/** Opens the post in a session: all that the session writes, and the rows of its screen. */
async function read(body: string, env: Readonly<Record<string, string>>) {
  const folder = createFolder({ 'a.md': `# Links\n\n${body}\n\nTHE END\n` });
  const session = openTerminal({ args: ['--posts', folder], columns: 100, env });
  await session.until('the prompt', screen => screen.rows.some(row => row.startsWith('❯ ')));
  session.press('enter');
  const { rows } = await session.until('the post', screen => screen.rows.includes('  THE END'));
  return { written: session.written(), rows };
}

const live = { FORCE_HYPERLINK: '1' };
const targets = (printed: string): readonly string[] =>
  [...printed.matchAll(/\]8;id=\w+;([^\p{Cc}]*)/gu)].map(([, target = '']) => target);

describe('case 22: only web and mail links are live', () => {
  test.each([
    ['case 22: javascript:', '[a](javascript:x)'],
    ['case 22: javascript: in upper case', '<JAVASCRIPT:x>'],
    ['case 22: data:', '[a](data:text/html,x)'],
    ['case 22: file:', '[a](file:///etc/passwd) <file:///etc/passwd>'],
    ['case 22: a scheme that starts a program', '[a](x-man-page://ls) <ssh://a.test>'],
    ['case 22: a path', '[a](/etc/passwd) ![a](../b)'],
  ])('%s is not', async (_, body) => {
    const text = `${body} and <https://b.test>`;
    expect(targets(rendered(text, live))).toEqual(['https://b.test']);
    expect(new Set(targets((await read(text, live)).written))).toEqual(new Set(['https://b.test']));
  });

  test('case 22: controls in a live address are encoded', async () => {
    const text = '[a](<https://b.test/&#27;]8;;c\u001b\\\u0007\u009c>)';
    const printed = rendered(text, live);
    for (const found of [targets(printed), targets((await read(text, live)).written)]) {
      expect(found.length).toBeGreaterThan(0);
      for (const target of found) expect(target).toMatch(/^https:\/\/b\.test\/[!-~]*$/);
    }
    expect(unstyled(printed)).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});

test.each([
  [
    'case 23: a text that is a host',
    '[https://bank.test](https://evil.test/a)',
    'https://bank.test <https://evil.test/a>',
  ],
  [
    'case 23: a text with a host in it',
    '[go to bank.test now](https://evil.test/)',
    'go to bank.test now <https://evil.test/>',
  ],
  [
    'case 23: an address with a user in it',
    '[http://bank.test/](http://bank.test@evil.test/)',
    'http://bank.test/ <http://bank.test@evil.test/>',
  ],
])('%s: the address is shown, whether links are live or not', async (_, body, shown) => {
  for (const env of [live, {}]) {
    expect(unstyled(rendered(body, env))).toContain(`\n  ${shown}\n`);
    expect((await read(body, env)).rows).toContain(`  ${shown}`);
  }
});

test('case 23: any other text: the address is shown if links are not live', async () => {
  expect(unstyled(rendered('[here](https://evil.test/)', {}))).toContain('\n  here <https://evil.test/>\n');
  expect((await read('[here](https://evil.test/)', {})).rows).toContain('  here <https://evil.test/>');
});
