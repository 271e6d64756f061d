import { splitWords } from '../util/shell-words.ts';

/** A program to start. `env`: variables to add to those of this process. */
export type Invocation = {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

type AtLine = (file: string, line: number) => readonly string[];

const EDITORS: readonly { readonly names: string; readonly at: AtLine }[] = [
  {
    names:
      'vi vim nvim view nvi elvis vile gvim mvim nano rnano pico emacs emacsclient micro joe jmacs jpico jstar rjoe ' +
      'kak ne mg jed jove zile mcedit gedit bbedit less more most',
    at: (file, line) => [`+${line}`, file],
  },
  { names: 'hx helix subl sublime_text zed zeditor', at: (file, line) => [`${file}:${line}`] },
  {
    names: 'code code-insiders code-oss codium codium-insiders vscodium cursor windsurf',
    at: (file, line) => ['--goto', `${file}:${line}`],
  },
  {
    names: 'idea pycharm webstorm phpstorm goland clion rubymine rider rustrover datagrip kate kwrite mate',
    at: (file, line) => ['--line', String(line), file],
  },
];

/**
 * Returns the command that opens a file at a line (from 1) in $VISUAL, else $EDITOR, else vi. An unknown editor gets no
 * line. The path must be absolute, because a relative one could look like an option.
 *
 *   EDITOR='code --wait' → code --wait --goto /posts/a.md:7
 */
export function editorFor(env: NodeJS.ProcessEnv, file: string, line: number): Invocation {
  const { program, args } = commandIn(env.VISUAL) ?? commandIn(env.EDITOR) ?? { program: 'vi', args: [] };
  const name = baseName(program);
  const editor = EDITORS.find(({ names }) => names.split(' ').includes(name));
  return { program, args: [...args, ...(editor?.at(file, line) ?? [file])] };
}

/** `C:\bin\Code.exe` and `/usr/bin/code` are both `code`. */
const baseName = (program: string): string =>
  program
    .replace(/^.*[/\\]/, '')
    .replace(/\.(exe|cmd|bat)$/i, '')
    .toLowerCase();

/**
 * Returns the command that opens an address: the first program in $BROWSER, with the address for `%s` or as the last
 * argument (http://www.catb.org/~esr/BROWSER/), else that of the system. Null if the address is not http, https or mailto,
 * or if nothing can open it, as on a console.
 */
export function openerFor(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, address: string): Invocation | null {
  const url = plainAddress(address);
  if (url === null) return null;
  if (platform === 'darwin') return { program: 'open', args: [url] };
  // Not `start`, because in cmd.exe an ampersand ends the command.
  if (platform === 'win32') return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  const browser = commandIn(env.BROWSER?.split(':').find(program => program.trim() !== ''));
  if (browser) return { program: browser.program, args: withAddress(browser.args, url) };
  if (env.WSL_DISTRO_NAME || env.WSL_INTEROP) return { program: 'wslview', args: [url] };
  return env.DISPLAY || env.WAYLAND_DISPLAY ? { program: 'xdg-open', args: [url] } : null;
}

const SCHEMES: readonly string[] = ['http:', 'https:', 'mailto:'];

// Openers are scripts, and some pass the address to a shell. So the characters that are special to a shell are escaped.
function plainAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  if (!SCHEMES.includes(protocol)) return null;
  return href.replace(/[$`'"\\^|<>{}\s]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

const withAddress = (args: readonly string[], url: string): readonly string[] =>
  args.some(arg => arg.includes('%s')) ? args.map(arg => arg.replaceAll('%s', () => url)) : [...args, url];

/** Returns $PAGER, else less. Null if $PAGER is empty or `cat`, as in git(1). LESS and LV, if not set, turn on colors. */
export function pagerFor(env: NodeJS.ProcessEnv): Invocation | null {
  const pager = env.PAGER === undefined ? { program: 'less', args: [] } : commandIn(env.PAGER);
  if (pager === null || (pager.program === 'cat' && pager.args.length === 0)) return null;
  // Unlike git, without F: below a full-screen program, a short text would disappear at once.
  const unset = Object.entries({ LESS: 'R', LV: '-c' }).filter(([name]) => env[name] === undefined);
  return { ...pager, env: Object.fromEntries(unset) };
}

/** Parses the value of a variable. Null if it is empty. A value that cannot be split into words is the name of a program. */
function commandIn(value: string | undefined): Invocation | null {
  if (value === undefined || value.trim() === '') return null;
  const [program, ...args] = splitWords(value) ?? [value];
  return program ? { program, args } : null;
}
