import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { haikuPosts } from '../support/run.ts';
import { sample } from '../support/sample.ts';
import { closeAll, openShell, openTerminal, program, type Screen } from '../support/terminal.ts';
import { createFolder, removeFolders } from './folders.ts';
import { foreign, live, unstyled } from './hostile.ts';

const slug = 'an-unvetted-post-/-is-printed-to-a-terminal-/-and-nothing-else-moves';
const head = 'an unvetted post / is printed to a terminal / and nothing else moves\n\nTitle: Of it\n\n';
const end = '\n\nTHE END\n';

const bytes = (...parts: readonly (string | number | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map(part => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part))));

const marks = '\u0301';

/** The body of a post, and consecutive rows of its output. */
type Case = readonly [title: string, body: string | Uint8Array, rows: readonly string[]];

const cases: readonly Case[] = [
  ['case 1: colors are shown', '\u001b[31mred', ['^[[31mred']],
  ['case 2: clearing and moving are shown', 'on\u001b[2J\u001b[Hscreen', ['on^[[2J^[[Hscreen']],
  ['case 3: switching to the alternate screen is shown', '\u001b[?1049hhidden', ['^[[?1049hhidden']],
  ['case 4: setting the window title is shown', '\u001b]0;title\u0007after', ['^[]0;title^Gafter']],
  ['case 5: writing to the clipboard is shown', '\u001b]52;c;aGk=\u0007after', ['^[]52;c;aGk=^Gafter']],
  [
    'case 6: a hyperlink is shown',
    '\u001b]8;;https://a.test\u001b\\here\u001b]8;;\u001b\\',
    ['^[]8;;https://a.test^[\\here^[]8;;^[\\'],
  ],
  [
    'case 7: text after an OSC without an end is shown',
    'before \u001b]0;x after',
    ['before ^[]0;x after', '', 'THE END'],
  ],
  [
    'case 8: DCS, APC, PM and SOS are shown',
    '\u001bPq#\u001b\\ \u001b_a\u001b\\ \u001b^b\u001b\\ \u001bXc\u001b\\',
    ['^[Pq#^[\\ ^[_a^[\\ ^[^b^[\\ ^[Xc^[\\'],
  ],
  ['case 9: a C1 control is shown', '\u009b31mred', ['<U+009B>31mred']],
  ['case 10: the byte 9B is shown as U+FFFD', bytes(0x9b, '31mred'), ['\ufffd31mred']],
  ['case 11: queries to the terminal are shown', '\u001b[>0q\u001b[c\u001b[6n', ['^[[>0q^[[c^[[6n']],
  ['case 12: a lone CR is shown', 'good\rEVIL', ['good^MEVIL']],
  ['case 12: a lone CR in code is shown', '    good\rEVIL', ['│ good^MEVIL']],
  ['case 13: backspaces are shown', 'safe\b\b\b\bevil', ['safe^H^H^H^Hevil']],
  ['case 14: a NUL is shown, and the rest is kept', 'a\0b', ['a^@b']],
  ['case 16: shifts are shown', 'a\u000eb\u000fc', ['a^Nb^Oc']],
  ['case 17: concealment is shown', 'a \u001b[8msecret\u001b[0m', ['a ^[[8msecret^[[0m']],
  ['case 18: an entity is not decoded to ESC', '&#27;[31mred', ['\ufffd[31mred']],
  ['case 19: entities are not decoded to C1 or bidi controls', '&#155;31m &#x202e;txt', ['\ufffd31m <U+202E>txt']],
  ['case 20: an entity in nested styles is not decoded to ESC', '~~&**#27;**[31m~~', ['&#27;[31m']],
  [
    'case 21: an entity in a link title or a code language is not decoded to ESC',
    '[a](https://b.test "&#27;[31m")\n\n```c&#27;[31m\nx\n```',
    ['│ x'],
  ],
  ['case 24: bidi controls in code are shown', '    a\u202eb\u2066c', ['│ a<U+202E>b<U+2066>c']],
  ['case 25: Arabic and Hebrew are unchanged', 'مرحبا بالعالم و שלום עולם', ['مرحبا بالعالم و שלום עולם']],
  ['case 27: text hidden in tag characters is shown', 'a\u{e0068}\u{e0069}b', ['a<U+E0068><U+E0069>b']],
  [
    'case 28: a family and the flag of England are unchanged',
    '👨‍👩‍👧‍👦 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 🇩🇪 ❤️',
    ['👨‍👩‍👧‍👦 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 🇩🇪 ❤️'],
  ],
  ['case 29: 8 of 5,000 combining marks are written', `Z${marks.repeat(5000)}`, [`Z${marks.repeat(8)}<+4992 marks>`]],
  [
    'case 30: invalid UTF-8 is shown as U+FFFD',
    bytes('a', 0xff, 'b', 0xc0, 0xaf, 'c', 0xed, 0xa0, 0x80, 'd'),
    ['a\ufffdb\ufffd\ufffdc\ufffd\ufffd\ufffdd'],
  ],
  ['case 32: U+2028 and U+0085 do not break the line', 'a\u2028b\u0085c', ['a<U+2028>b<U+0085>c']],
];

const content = (body: string | Uint8Array): Uint8Array => bytes(head, body, end);
const post = (body: string | Uint8Array): string => createFolder({ [`${slug}.md`]: content(body) });

/** Removes the margin of a page. */
const withoutMargin = (text: string): string => text.replaceAll(/^ {2}/gm, '');

const isWhole = ({ rows }: Screen): boolean => rows.some(row => row.trim() === 'THE END');

/** Returns consecutive rows as a part of a text. */
const below = (rows: readonly string[]): string => `\n${rows.join('\n')}\n`;

afterEach(closeAll);
afterAll(removeFolders);

test('case 15: 10,000 bells are shown and do not ring', async () => {
  const folder = post('\u0007'.repeat(10_000));
  const { stdout } = haikuPosts(['--posts', folder, 'cat', '--color', 'always', slug]);
  expect(unstyled(stdout).match(/\^G/g)?.length).toBe(10_000);
  const print = openTerminal({ args: ['--posts', folder, 'cat', slug], columns: 100 });
  const session = openTerminal({ args: ['--posts', folder], columns: 100 });
  await session.until('the prompt', screen => screen.rows.some(row => row.startsWith('❯ ')));
  session.type('\rG');
  for (const terminal of [print, session]) {
    await terminal.until('the end', isWhole);
    expect(terminal.screen().rows.filter(row => row.startsWith('  ^G^G')).length).toBeGreaterThan(10);
    expect(terminal.written()).not.toMatch(foreign);
  }
});

test('case 11: a query in a post gets no answer from the terminal, except with --raw', async () => {
  const folder = post('\u001b[>0q\u001b[c\u001b[6n');
  const answers = async (option: string): Promise<string> => {
    const cat = `'${process.execPath}' '${program}' --posts '${folder}' cat ${option} an-unvetted`;
    const terminal = openShell(`${cat}; IFS= read -r said; printf '<%s>\n' "$said" | cat -v`);
    await terminal.until('the post', isWhole);
    terminal.type('typed\r');
    const { rows } = await terminal.until('the answer', screen => screen.rows.some(row => /^<.*typed>$/.test(row)));
    return rows.find(row => /^<.*typed>$/.test(row)) ?? '';
  };
  expect(await answers('')).toBe('<typed>');
  expect(await answers('--color always')).toBe('<typed>');
  expect(await answers('--raw')).toMatch(/^<\^\[\[.+typed>$/);
});

// One run prints the posts of all cases, and one session opens them.
const names = cases.map((_, at) => `post-${at}`);
const folder = createFolder(Object.fromEntries(cases.map(([, body], at) => [`${names[at]}.md`, content(body)])));

describe('in a pipe that asks for color', () => {
  const { stdout, stderr, status } = haikuPosts(['--posts', folder, 'cat', '--color', 'always', ...names]);
  const texts = unstyled(stdout)
    .split(/^\$ cat post\/post-\d+\.md$/m)
    .slice(1);

  test('cat prints every post', () => {
    expect({ stderr, status, count: texts.length }).toEqual({ stderr: '', status: 0, count: cases.length });
  });

  test.each(cases.map(([title, , rows], at) => [title, rows, texts[at]] as const))('%s', (_, rows, text) => {
    expect(text).not.toMatch(live);
    expect(withoutMargin(text ?? '')).toContain(below(rows));
    expect(text).toMatch(/\n {2}THE END\n$/);
  });
});

test('in a terminal every case is shown, printed and in the app', async () => {
  const print = openTerminal({ args: ['--posts', folder, 'cat', ...names], columns: 100, rows: 20 * names.length });
  const session = openTerminal({ args: ['--posts', folder], columns: 100 });
  await session.until('the prompt', screen => screen.rows.some(row => row.startsWith('❯ ')));
  expect(await print.ended()).toBe(0);
  const printed = print.screen();
  for (const [at, [title, , rows]] of cases.entries()) {
    const command = `$ cat post/${names[at]}.md`;
    const from = printed.rows.indexOf(command);
    const shown = printed.rows.slice(from, printed.rows.indexOf('  THE END', from) + 1);
    session.type(`\u0015cat ${names[at]}\r`);
    const isOpen = (screen: Screen): boolean => screen.rows[0] === command && isWhole(screen);
    const opened = await session.until(title, isOpen);
    for (const each of [shown, opened.rows]) {
      expect(withoutMargin(`\n${each.join('\n')}\n`), title).toContain(below(rows));
      expect(each, title).toContain('  Title: Of it');
    }
    expect(opened.buffer).toBe('alternate');
    session.type('q');
  }
  expect(printed.buffer).toBe('normal');
  for (const terminal of [print, session]) expect(terminal.written()).not.toMatch(foreign);
  expect(unstyled(print.written()).replaceAll('\r\n', '\n')).not.toMatch(live);
});

test.each([
  ['case 33: an ESC at the end of a read', '\u001b', '^['],
  ['case 33: a C1 control split between two reads', '\u009b', '<U+009B>'],
])('%s is shown', (_, control, shown) => {
  for (const size of sample([65_536, 4096, 16_384, 1_048_576], 1)) {
    const text = `${'x'.repeat(size - Buffer.byteLength(head) - 1)}${control}[31mred\n`;
    const run = (...options: string[]) => haikuPosts(['--posts', post(text), 'cat', ...options, slug]).stdout;
    expect(run().slice(-30 - shown.length)).toBe(`xxxxxxxxxxxx${shown}[31mred\n${end}`.slice(-30 - shown.length));
    expect(unstyled(run('--color', 'always')).replaceAll(/\n */g, '')).toContain(`xx${shown}[31mred`);
  }
});

test.each([
  ['case 33: an ESC after 65,536 bytes', '\u001b', '^['],
  ['case 33: a C1 control split by 65,536 bytes', '\u009b', '<U+009B>'],
])('%s is shown in the app', async (_, control, shown) => {
  const text = `${'x'.repeat(65_536 - Buffer.byteLength(head) - 1)}${control}[31mred\n`;
  const session = openTerminal({ args: ['--posts', post(text)], columns: 100 });
  await session.until('the prompt', screen => screen.rows.some(row => row.startsWith('❯ ')));
  session.type('\rG');
  const { rows } = await session.until('the end', isWhole);
  expect(rows.map(row => row.trim()).join('')).toContain(`x${shown}[31mred`);
  expect(session.written()).not.toMatch(foreign);
});

const controls = [
  ['case 1', '\u001b[31mred', '^[[31mred'],
  ['case 9', '\u009b31mred', '<U+009B>31mred'],
  ['case 12', 'good\rEVIL', 'good^MEVIL'],
  ['case 13', 'safe\b\b\b\bevil', 'safe^H^H^H^Hevil'],
  ['case 14', 'a\0b', 'a^@b'],
  ['case 17', '\u001b[8msecret', '^[[8msecret'],
] as const;

describe('cat into a pipe and grep show the control:', () => {
  // One run of each command prints or searches them all.
  const paths = controls.map((_, at) => `post/control-${at}.md`);
  const folder = createFolder(Object.fromEntries(controls.map(([, body], at) => [`control-${at}.md`, content(body)])));
  const printed = haikuPosts(['--posts', folder, 'cat', ...paths]).stdout;
  const found = haikuPosts(['--posts', folder, 'grep', '--color', 'always', '[a-zL]$']).stdout;

  test.each(controls.map(([name, , shown], at) => [name, shown, paths[at]] as const))('%s', (_, shown, file) => {
    expect(printed).toContain(`$ cat ${file}\n${head}${shown}${end}`);
    const group = unstyled(found)
      .split('\n\n')
      .find(rows => rows.includes(`\n${file}\n`));
    expect(group?.split('\n').map(row => row.slice('   5  '.length))).toContain(shown);
  });
});
