import { describe, expect, test } from 'vitest';
import { haikuPosts } from '../support/run.ts';
import { folderOf, unstyled } from './hostile.ts';

const rendered = (body: string, env: Readonly<Record<string, string>>): string => {
  const folder = folderOf({ 'a.md': `# Links\n\n${body}\n` });
  return haikuPosts(['--posts', folder, 'cat', '--color', 'always', 'a'], env).stdout;
};
const live = { FORCE_HYPERLINK: '1' };
const targets = (printed: string): readonly string[] =>
  [...printed.matchAll(/\]8;id=\w+;([^\p{Cc}]*)/gu)].map(([, target = '']) => target);

describe('case 22: only the web and mail are live', () => {
  test.each([
    ['case 22: javascript:', '[a](javascript:x)'],
    ['case 22: javascript: in capitals', '<JAVASCRIPT:x>'],
    ['case 22: data:', '[a](data:text/html,x)'],
    ['case 22: file:', '[a](file:///etc/passwd) <file:///etc/passwd>'],
    ['case 22: a program of the terminal', '[a](x-man-page://ls) <ssh://a.test>'],
    ['case 22: a path', '[a](/etc/passwd) ![a](../b)'],
  ])('%s is not', (_, body) => {
    const printed = rendered(`${body} and <https://b.test>`, live);
    expect(targets(printed)).toEqual(['https://b.test']);
  });

  test('case 22: the controls in an address that is live are encoded', () => {
    const printed = rendered('[a](<https://b.test/&#27;]8;;c\u001b\\\u0007\u009c>)', live);
    for (const target of targets(printed)) expect(target).toMatch(/^https:\/\/b\.test\/[!-~]*$/);
    expect(unstyled(printed)).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});

test.each([
  [
    'case 23: of a text that is a host',
    '[https://bank.test](https://evil.test/a)',
    'https://bank.test <https://evil.test/a>',
  ],
  [
    'case 23: of a text with a host in it',
    '[go to bank.test now](https://evil.test/)',
    'go to bank.test now <https://evil.test/>',
  ],
  [
    'case 23: of an address with a user in it',
    '[http://bank.test/](http://bank.test@evil.test/)',
    'http://bank.test/ <http://bank.test@evil.test/>',
  ],
])('%s the address is shown, where links are live and where not', (_, body, shown) => {
  for (const env of [live, {}]) expect(unstyled(rendered(body, env))).toContain(`\n${shown}\n`);
});

test('case 23: of any other text the address is shown where links are not live', () => {
  expect(unstyled(rendered('[here](https://evil.test/)', {}))).toContain('\nhere <https://evil.test/>\n');
});
