import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editorFor, type Invocation, openerFor, pagerFor } from '../../src/io/editor-pager-browser.ts';
import { codePoint } from '../support/code-point.ts';

const shown = (invocation: Invocation | null): readonly string[] | null =>
  invocation && [invocation.program, ...invocation.args];

describe('an editor', () => {
  const file = '/posts/a b.md';
  const edited = (env: Record<string, string>) => shown(editorFor(env, file, 7));

  test.each<[string, Record<string, string>, string]>([
    ['VISUAL', { VISUAL: 'nano', EDITOR: 'ed' }, 'nano'],
    ['EDITOR without it', { EDITOR: 'nano' }, 'nano'],
    ['EDITOR when VISUAL is empty', { VISUAL: '', EDITOR: 'nano' }, 'nano'],
    ['EDITOR when VISUAL is blank', { VISUAL: ' \t', EDITOR: 'nano' }, 'nano'],
    ['EDITOR when VISUAL is an empty word', { VISUAL: "''", EDITOR: 'nano' }, 'nano'],
    ['vi when nothing is set', {}, 'vi'],
  ])('is %s', (_, env, program) => expect(edited(env)).toEqual([program, '+7', file]));

  test.each<[string, readonly string[]]>([
    ['nvim', ['nvim', '+7', file]],
    ['/usr/local/bin/vim', ['/usr/local/bin/vim', '+7', file]],
    ['emacsclient -nw -a ""', ['emacsclient', '-nw', '-a', '', '+7', file]],
    ["emacsclient -a 'emacs -nw'", ['emacsclient', '-a', 'emacs -nw', '+7', file]],
    ['less', ['less', '+7', file]],
    ['hx', ['hx', `${file}:7`]],
    ['subl -w', ['subl', '-w', `${file}:7`]],
    ['code --wait', ['code', '--wait', '--goto', `${file}:7`]],
    ['"/opt/My Code/Code.exe" -w', ['/opt/My Code/Code.exe', '-w', '--goto', `${file}:7`]],
    ['C:\\\\bin\\\\codium.cmd', ['C:\\bin\\codium.cmd', '--goto', `${file}:7`]],
    ['idea --wait', ['idea', '--wait', '--line', '7', file]],
    ['kate', ['kate', '--line', '7', file]],
    ['ed', ['ed', file]],
    ['constructor', ['constructor', file]],
    ['my\\ editor -x', ['my editor', '-x', file]],
    ['$HOME/ed `x` *', ['$HOME/ed', '`x`', '*', file]],
    ["vi 'oops", ["vi 'oops", file]],
  ])('%j is started as %j', (EDITOR, expected) => expect(edited({ EDITOR })).toEqual(expected));

  test('is a program with the file as its last argument, for any value', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1 }), (EDITOR, line) => {
        const { program, args } = editorFor({ EDITOR }, file, line);
        expect(program).not.toBe('');
        expect([file, `${file}:${line}`]).toContain(args.at(-1));
      }),
    );
  });
});

describe('the opener of an address', () => {
  const url = 'https://a.example/b?c=d&e=f';
  const desktop = { DISPLAY: ':0' };

  test.each<[string, Record<string, string>, NodeJS.Platform, readonly string[] | null]>([
    ['a Mac', {}, 'darwin', ['open', url]],
    ['Windows', {}, 'win32', ['rundll32', 'url.dll,FileProtocolHandler', url]],
    ['X', desktop, 'linux', ['xdg-open', url]],
    ['Wayland', { WAYLAND_DISPLAY: 'wayland-0' }, 'freebsd', ['xdg-open', url]],
    ['Windows Subsystem for Linux', { WSL_DISTRO_NAME: 'Debian', ...desktop }, 'linux', ['wslview', url]],
    ['WSL in a service', { WSL_INTEROP: '/run/WSL/1_interop' }, 'linux', ['wslview', url]],
    ['a console', {}, 'linux', null],
    ['SSH', { SSH_TTY: '/dev/pts/0', DISPLAY: '' }, 'linux', null],
    ['SSH with a browser', { SSH_TTY: '/dev/pts/0', BROWSER: '/srv/open.sh' }, 'linux', ['/srv/open.sh', url]],
    ['a browser', { BROWSER: 'firefox', ...desktop }, 'linux', ['firefox', url]],
    ['several', { BROWSER: ':firefox:links', ...desktop }, 'linux', ['firefox', url]],
    ['a browser with %s', { BROWSER: "b 'x %s' -n" }, 'linux', ['b', `x ${url}`, '-n']],
    ['a browser that is empty', { BROWSER: '', ...desktop }, 'linux', ['xdg-open', url]],
    ['a browser of blanks', { BROWSER: ' : ', ...desktop }, 'linux', ['xdg-open', url]],
  ])('on %s', (_, env, platform, expected) => expect(shown(openerFor(env, platform, url))).toEqual(expected));

  test.each([
    ['https://a.example', 'https://a.example/'],
    ['HTTP://A.example/b c', 'http://a.example/b%20c'],
    ['https://bücher.example/ü', 'https://xn--bcher-kva.example/%C3%BC'],
    ['https://a.example/$(x)`y`', 'https://a.example/%24(x)%60y%60'],
    ['https://a.example/?q=a\'b"c|d^e', 'https://a.example/?q=a%27b%22c%7Cd%5Ee'],
    ['mailto:a@b.example?subject=x y', 'mailto:a@b.example?subject=x%20y'],
    ['mailto:\'$(x)"@b.example', 'mailto:%27%24(x)%22@b.example'],
  ])('gets %j as %j', (address, given) => {
    expect(shown(openerFor(desktop, 'linux', address))).toEqual(['xdg-open', given]);
  });

  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'ssh://-oProxyCommand=x/',
    'vscode://file/x',
    '--version',
    '/etc/passwd',
    'www.example.com',
    'https://',
    '',
  ])('does not get %j', address => {
    for (const platform of ['darwin', 'win32', 'linux'] as const)
      expect(openerFor({ ...desktop, BROWSER: 'b' }, platform, address)).toBeNull();
  });

  test('never gets characters that are special to a shell', () => {
    fc.assert(
      fc.property(fc.constantFrom('https://a.example/', 'mailto:'), fc.string({ unit: codePoint }), (start, rest) => {
        const [given = ''] = openerFor({}, 'darwin', start + rest)?.args ?? [];
        expect(given).toMatch(/^[\w.~:/?#[\]@!&()*+,;=%-]*$/);
      }),
    );
  });
});

describe('a pager', () => {
  const colors = { LESS: 'R', LV: '-c' };

  test.each<[string, Record<string, string>, Invocation | null]>([
    ['is less', {}, { program: 'less', args: [], env: colors }],
    ['is PAGER', { PAGER: 'most' }, { program: 'most', args: [], env: colors }],
    ['has arguments', { PAGER: "less -p 'a b'" }, { program: 'less', args: ['-p', 'a b'], env: colors }],
    ['keeps LESS and LV as the reader set them', { LESS: '', LV: 'x' }, { program: 'less', args: [], env: {} }],
    ['is null when PAGER is cat', { PAGER: 'cat' }, null],
    ['is null when PAGER is empty', { PAGER: '' }, null],
    ['is null when PAGER is blank', { PAGER: ' ' }, null],
    ['may be cat with options', { PAGER: 'cat -v' }, { program: 'cat', args: ['-v'], env: colors }],
  ])('%s', (_, env, expected) => expect(pagerFor(env)).toEqual(expected));
});
