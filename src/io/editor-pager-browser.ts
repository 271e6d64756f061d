import { splitWords } from '../util/shell-words.ts';

/** `env`: variables to add to ours. */
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
 * The command that opens a file at a line, from 1, in $VISUAL, else $EDITOR, else vi. An unknown editor gets no line.
 * The path must be absolute: another could look like an option.
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
 * The first program in $BROWSER, with the address for `%s` or as its last argument (http://www.catb.org/~esr/BROWSER/),
 * else the system's. Null if the address is not http, https or mailto, or if nothing opens it, as on a console.
 */
export function openerFor(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, address: string): Invocation | null {
  const url = plainAddress(address);
  if (url === null) return null;
  if (platform === 'darwin') return { program: 'open', args: [url] };
  // Not `start` of cmd.exe, for which an ampersand ends the command.
  if (platform === 'win32') return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  const browser = commandIn(env.BROWSER?.split(':').find(program => program.trim() !== ''));
  if (browser) return { program: browser.program, args: withAddress(browser.args, url) };
  if (env.WSL_DISTRO_NAME || env.WSL_INTEROP) return { program: 'wslview', args: [url] };
  return env.DISPLAY || env.WAYLAND_DISPLAY ? { program: 'xdg-open', args: [url] } : null;
}

const SCHEMES: readonly string[] = ['http:', 'https:', 'mailto:'];

// Openers are scripts, and some pass the address to a shell: characters that are special to one are escaped.
function plainAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  if (!SCHEMES.includes(protocol)) return null;
  return href.replace(/[$`'"\\^|<>{}\s]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

const withAddress = (args: readonly string[], url: string): readonly string[] =>
  args.some(arg => arg.includes('%s')) ? args.map(arg => arg.replaceAll('%s', () => url)) : [...args, url];

/** $PAGER, else less. Null if it is empty or `cat`, as in git(1). Unless they are set, LESS and LV ask for colors. */
export function pagerFor(env: NodeJS.ProcessEnv): Invocation | null {
  const pager = env.PAGER === undefined ? { program: 'less', args: [] } : commandIn(env.PAGER);
  if (pager === null || (pager.program === 'cat' && pager.args.length === 0)) return null;
  // Not LESS=F, as git does: in a full-screen program a short text would vanish at once.
  const unset = Object.entries({ LESS: 'R', LV: '-c' }).filter(([name]) => env[name] === undefined);
  return { ...pager, env: Object.fromEntries(unset) };
}

/** Null if a variable is empty. A value that cannot be split is the name of a program. */
function commandIn(value: string | undefined): Invocation | null {
  if (value === undefined || value.trim() === '') return null;
  const [program, ...args] = splitWords(value) ?? [value];
  return program ? { program, args } : null;
}
