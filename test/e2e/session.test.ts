import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import {
  bottomRow,
  closeAll,
  hasPrompt,
  openShell,
  openTerminal,
  type Screen,
  type Terminal,
} from '../support/terminal.ts';

const slug = 'a-shell-i-once-loved-/-we-documented-nothing-then-/-no-rollback-existed';
const haiku = 'a shell I once loved / we documented nothing then / no rollback existed';

afterEach(closeAll);

async function openSession(options: Parameters<typeof openTerminal>[0] = {}): Promise<Terminal> {
  const terminal = openTerminal(options);
  await terminal.until('a prompt and a menu', hasPrompt);
  return terminal;
}

/** Opens a session with the post open. In 100 columns the command fits one row. */
async function openReading(columns = 100, rows = 24): Promise<Terminal> {
  const terminal = await openSession({ columns, rows });
  terminal.type('rolback exsted');
  await terminal.until('the post is found', screen => screen.rows.some(row => row.includes('a shell I once')));
  terminal.press('enter');
  await terminal.until('the post', screen => bottomRow(screen).includes('q back'));
  return terminal;
}

test('the screen is never blank while the app starts', async () => {
  const terminal = await openSession();
  terminal.type('kube');
  await terminal.until('an answer', screen => screen.rows[0] === '$ cat post/kube');
  const written = terminal.written();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: looks for a sequence
  const clears = [...written.matchAll(/\x1b\[2J/g)].map(({ index }) => index);
  expect(clears.length).toBeGreaterThan(1);
  for (const at of clears) {
    // In an update that also draws the menu.
    expect(written.lastIndexOf('\u001b[?2026h', at)).toBeGreaterThan(written.lastIndexOf('\u001b[?2026l', at));
    expect(written.slice(at).split('\u001b[?2026l')[0]).toContain('❯');
  }
});

describe('the main job', () => {
  test('a reader searches with two typos, reads to the end, goes back to the prompt and quits', async () => {
    const terminal = await openSession({ columns: 100 });
    terminal.type('rolback exsted');
    const found = await terminal.until('found', screen => screen.rows[1]?.includes(haiku) ?? false);
    expect(found.rows[0]).toBe('$ cat post/rolback exsted');
    expect(found.rows[1]).toBe(`❯ 2020-10-12  ${haiku}`);
    expect(found.cursor).toEqual({ x: 25, y: 0 });
    const marked = found.cells(1).filter(cell => cell.bold && cell.color !== null);
    expect(marked.map(cell => cell.text).join('')).toBe('rolbackexsted');

    terminal.press('enter');
    const lines = ['  a shell I once loved /', '  we documented nothing then /', '  no rollback existed'];
    const top = await terminal.until('the post', screen => bottomRow(screen).includes('q back'));
    expect(top.rows[0]).toBe(`$ cat post/${slug}.md`);
    expect(top.rows.slice(1, 5)).toEqual(['', ...lines]);
    expect(top.cells(2)[2]).toMatchObject({ text: 'a', italic: true });
    expect(top.rows[6]).toBe('  Title: October 12, 2020 - A Day in the Life of Kubernetes Complexity Fatigue');
    expect(top.cells(6)[2]).toMatchObject({ color: expect.any(Number), bold: false });
    expect(top.cells(6).find(cell => cell.bold)?.text).toBe('A');
    expect(top.buffer).toBe('alternate');

    terminal.type('G');
    const end = await terminal.until('the end', screen => bottomRow(screen).endsWith('end'));
    expect(end.rows.at(-2)).toBe('$');

    terminal.type('q');
    const back = await terminal.until('the prompt', hasPrompt);
    expect(back.rows.slice(0, 7)).toEqual([top.rows[0], ...lines, found.rows[0], found.rows[1], '']);
    expect(back.cursor).toEqual({ x: 25, y: 4 });

    terminal.press('^d');
    expect(await terminal.ended()).toBe(0);
  });

  test('prints the commands with --posts after the session', async () => {
    const terminal = openShell('haiku-posts --posts posts; echo "left with $?"', { columns: 100 });
    await terminal.until('a prompt', hasPrompt);
    terminal.press('^u');
    terminal.type('ls the-pager');
    terminal.press('enter');
    await terminal.until('the list', ({ rows }) => rows.includes('$ ls the-pager') && rows.includes('$ cat post/'));
    terminal.press('^d');
    expect(await terminal.ended()).toBe(0);
    expect(terminal.screen().rows.slice(0, 2)).toEqual(['$ haiku-posts --posts posts ls the-pager', 'left with 0']);
  });

  test('restores the terminal and prints the commands that were run', async () => {
    const terminal = openShell('echo before; haiku-posts; echo "left with $?"', { columns: 100 });
    await terminal.until('a prompt', hasPrompt);
    terminal.type('rolback exsted');
    terminal.press('enter');
    await terminal.until('the post', screen => bottomRow(screen).includes('q back'));
    terminal.type('q');
    await terminal.until('the prompt', hasPrompt);
    terminal.press('^d');
    expect(await terminal.ended()).toBe(0);
    const { rows, buffer } = terminal.screen();
    const left = rows.join('\n').trimEnd();
    expect(left.replace(/-no-ro\nllback/, '-no-rollback')).toBe(
      `before\n$ haiku-posts cat post/${slug}.md\nleft with 0`,
    );
    expect(buffer).toBe('normal');
    for (const [on, off] of [
      ['\u001b[?25l', '\u001b[?25h'],
      ['\u001b[?1049h', '\u001b[?1049l'],
      ['\u001b[?2004h', '\u001b[?2004l'],
      ['\u001b[?1007h', '\u001b[?1007r'],
      ['\u001b[?7l', '\u001b[?7h'],
    ] as const)
      expect(terminal.written().lastIndexOf(off), JSON.stringify(off)).toBeGreaterThan(
        terminal.written().lastIndexOf(on),
      );
  });
});

describe('at the prompt', () => {
  test('j, k, q, digits and ? are text', async () => {
    const terminal = await openSession();
    terminal.type('jkq12?');
    await terminal.until('the text', ({ rows }) => rows[0] === '$ cat post/jkq12?');
    await terminal.until('the menu', ({ rows }) => rows[1] === '  nothing matches. Esc shows all posts');
  });

  test('the first frame starts at the left edge, even if the cursor did not', async () => {
    const terminal = openShell("printf 'no newline'; haiku-posts", { rows: 12 });
    const screen = await terminal.until('a prompt and a menu', hasPrompt);
    expect(screen.rows[0]).toBe('$ cat post/');
    expect(screen.cursor).toEqual({ x: 11, y: 0 });
  });

  test('the arrows move the selection, and Enter opens the selected post', async () => {
    const terminal = await openSession({ columns: 100 });
    const third = terminal.screen().rows[3]?.slice(14) ?? '';
    terminal.press('down', 'down', 'down', 'up');
    await terminal.until('the third is selected', ({ rows }) => rows[3]?.startsWith('❯ ') ?? false);
    terminal.press('enter');
    const screen = await terminal.until('the post', screen => bottomRow(screen).includes('q back'));
    const shown = screen.rows.slice(2, 5).map(row => row.trim());
    expect(shown.join(' ')).toBe(third);
  });

  test('Tab completes a line of the haiku at a time', async () => {
    const terminal = await openSession({ columns: 100 });
    const parts = slug.split('/');
    terminal.type('shell onc');
    for (const shown of [1, 2, 3]) {
      terminal.press('tab');
      const path = parts.slice(0, shown).join('/') + (shown < 3 ? '/' : '.md');
      await terminal.until(`the line ends with ${path}`, ({ rows }) => rows[0] === `$ cat post/${path}`);
    }
    terminal.press('enter');
    await terminal.until('the post', ({ rows }) => rows[2] === '  a shell I once loved /');
  });

  test('other commands run as in the shell, and an unknown one is reported', async () => {
    const terminal = await openSession({ columns: 100, rows: 40 });
    terminal.press('^u');
    terminal.type('ls post/bios-beep-sequence-/');
    terminal.press('enter');
    const row = '  2016-09-26  BIOS beep sequence / we scaled it past what it knew / the service persists';
    await terminal.until('the list', ({ rows }) => rows[1] === row && (rows[2]?.startsWith('$ cat post/') ?? false));
    terminal.press('^u');
    terminal.type('xyzzy');
    terminal.press('enter');
    await terminal.until('the error', ({ rows }) => rows.includes('  haiku-posts: xyzzy: command not found'));
    terminal.press('^u');
    terminal.type('gerp -i log\r');
    await terminal.until('a guess', ({ rows }) => rows.includes("  did you mean 'grep'? try 'help'"));
  });

  test('keys pressed while a command runs are handled after it', async () => {
    const terminal = await openSession({ columns: 100 });
    terminal.type('rolback exsted\rGq^');
    const screen = await terminal.until('the prompt after the post', ({ rows }) =>
      rows.includes('$ cat post/rolback exsted^'),
    );
    expect(screen.rows[0]).toBe(`$ cat post/${slug}.md`);
  });
});

describe('reading', () => {
  const rowAt = async (terminal: Terminal, text: string): Promise<Screen> =>
    terminal.until(`the top row is ${JSON.stringify(text)}`, ({ rows }) => rows[0] === text);

  test('keys scroll as in less, the wheel scrolls, and selecting text is left to the terminal', async () => {
    const terminal = await openReading(100, 16);
    expect(terminal.written()).toContain('\u001b[?1007h');
    for (const mode of [9, 1000, 1001, 1002, 1003, 1005, 1006, 1015])
      expect(terminal.written()).not.toContain(`\u001b[?${mode}h`);
    const all = terminal.screen().rows;
    const [command = '', line = '', , title = ''] = all;
    for (const [down, up] of [
      [['j'], ['k']],
      [['\u001b[B'], ['\u001b[A']],
      [['\r'], ['k']],
    ] as const) {
      terminal.type(down[0]);
      await rowAt(terminal, line);
      terminal.type(up[0]);
      await rowAt(terminal, command);
    }
    // In this mode a terminal sends three arrow keys for a notch of the wheel.
    for (const three of ['jjj', '\u001b[B\u001b[B\u001b[B']) {
      terminal.type(three);
      await rowAt(terminal, title);
      terminal.type('g');
      await rowAt(terminal, command);
    }
    const last = all[14] ?? '';
    for (const [down, up] of [
      [' ', 'b'],
      ['f', '\u001b[5~'],
      ['\u001b[6~', '\u001b[H'],
    ] as const) {
      terminal.type(down);
      const page = await terminal.until('a page down', ({ rows }) => rows[0] !== command);
      expect(all).not.toContain(page.rows[0] || 'a blank row is in both');
      terminal.type('k');
      await rowAt(terminal, last);
      terminal.type('j');
      terminal.type(up);
      await rowAt(terminal, command);
    }
    terminal.type('d');
    await rowAt(terminal, all[8] ?? '');
    terminal.type('u');
    await rowAt(terminal, command);
    terminal.press('end');
    await terminal.until('the end', screen => bottomRow(screen).endsWith('end'));
    terminal.press('escape');
    await terminal.until('the prompt', hasPrompt);
    terminal.press('escape');
    await rowAt(terminal, command);
  });

  test('a resize keeps the paragraph at the top', async () => {
    const terminal = await openReading(100, 20);
    const heading = 'What deploy.sh knew';
    const topRow = ({ rows }: Screen): string | undefined => rows[0]?.trim();
    for (let row = 0; topRow(terminal.screen()) !== heading && row < 60; row++) {
      const before = terminal.screen().rows.join();
      terminal.type('j');
      await terminal.until('a row further', ({ rows }) => rows.join() !== before);
    }
    for (const columns of [60, 41, 132, 100]) {
      terminal.resize(columns, 20);
      await terminal.until(
        `${columns} columns`,
        screen => topRow(screen) === heading && bottomRow(screen).length <= columns,
      );
    }
  });
});

describe('an ambiguous name', () => {
  test('cat of an ambiguous name asks, and prints the chosen post', async () => {
    const terminal = openTerminal({ args: ['cat', 'a-s'], columns: 100, rows: 90 });
    await terminal.until('the only match', ({ rows }) => rows[0]?.startsWith(`$ cat post/${slug}`) ?? false);
    const asking = openTerminal({ args: ['cat', 'a-'], columns: 100 });
    await asking.until('the question', ({ rows }) => /^cat: 'a-' matches \d+ posts. Which one\?$/.test(rows[0] ?? ''));
    asking.press('down');
    const screen = await asking.until('the second', ({ rows }) => rows[2]?.startsWith('❯ 2 cat post/') ?? false);
    const chosen = screen.rows[2]?.slice(4) ?? '';
    asking.press('enter');
    expect(await asking.ended()).toBe(0);
    expect(asking.written()).toContain(chosen);
    expect(asking.screen().rows.join('\n')).not.toContain('Which one');
  });

  test('the chosen post and the next operand are printed', async () => {
    const terminal = openTerminal({ args: ['cat', 'a-', 'bios'], columns: 100, rows: 24 });
    await terminal.until('the question', ({ rows }) => rows[0]?.startsWith("cat: 'a-' matches") ?? false);
    terminal.press('enter');
    expect(await terminal.ended()).toBe(0);
    expect(stripVTControlCharacters(terminal.written()).match(/^\$ cat post\//gm)).toHaveLength(2);
  });

  test('Esc prints no post and exits with 1', async () => {
    const terminal = openTerminal({ args: ['cat', 'a-'] });
    await terminal.until('the question', ({ rows }) => rows[0]?.startsWith("cat: 'a-' matches") ?? false);
    terminal.press('escape');
    expect(await terminal.ended()).toBe(1);
    expect(terminal.screen().rows.join('')).toBe('');
  });
});
