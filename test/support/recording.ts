import xterm from '@xterm/headless';
import { COLUMNS, isReadingPost, openPicture, type Picture, pictures, query } from './pictures.ts';
import { readScreen, type Screen, type Terminal } from './terminal.ts';

// A recording of a session, in asciicast v2 (https://docs.asciinema.org/manual/asciicast/v2/).

/** Keys that are pressed one after the other, what the screen shows then, and the seconds that a viewer needs to read it. */
type Step = { readonly keys: readonly string[]; readonly isReady: Picture['isReady']; readonly seconds: number };

const bottom =
  (pattern: RegExp): Picture['isReady'] =>
  ({ rows }) =>
    pattern.test(rows.at(-1) ?? '');
const shows =
  (text: string): Picture['isReady'] =>
  ({ rows }) =>
    rows.some(row => row.includes(text));

/** The step after which the screen is that of the poster. */
export const POSTER_STEP = 2;
const steps: readonly Step[] = [
  { keys: [''], isReady: shows('❯ '), seconds: 1.5 },
  { keys: [...query], isReady: shows('no rollback existed'), seconds: 2.5 },
  { keys: ['\r'], isReady: isReadingPost, seconds: 4 },
  { keys: [...'/deploy', '\r'], isReady: bottom(/ 1 of \d+ /), seconds: 1.5 },
  { keys: ['n'], isReady: bottom(/ 2 of \d+ /), seconds: 1.5 },
  { keys: [' '], isReady: isReadingPost, seconds: 3 },
  { keys: ['q', 'q'], isReady: shows('❯ '), seconds: 1 },
  { keys: ['\u0015', '\u0006', ...'dns'], isReady: bottom(/ lines$/), seconds: 2.5 },
  { keys: ['\u0003'], isReady: ({ buffer }) => buffer === 'normal', seconds: 1 },
];

/** Seconds between two keys: a person types unevenly. */
const gap = (index: number): number => 0.09 + ((index * 5) % 7) * 0.02;

/** The picture that the recording passes by. */
export const poster = pictures.find(({ name }) => name === 'reading') as Picture;

/** Types the steps in the app, and returns the recording. Times are those of the steps, not those of this machine. */
export async function record(onOpen: (terminal: Terminal) => void): Promise<string> {
  const terminal = openPicture(poster, 'dark');
  onOpen(terminal);
  const head = {
    version: 2,
    width: COLUMNS,
    height: poster.rows,
    title: 'haiku-posts',
    env: { TERM: 'xterm-256color' },
  };
  const events: (readonly [time: number, kind: 'o' | 'm', data: string])[] = [];
  let time = 0;
  let length = 0;
  const take = (): void => {
    const output = terminal.written().slice(length);
    length += output.length;
    if (output !== '') events.push([Number(time.toFixed(2)), 'o', output]);
  };
  for (const [index, { keys, isReady, seconds }] of steps.entries()) {
    for (const [at, key] of keys.entries()) {
      time += gap(at);
      terminal.type(key);
      if (at < keys.length - 1) await terminal.until('an answer to the key', () => terminal.written().length > length);
      else await terminal.until(`step ${index}`, isReady);
      await settle(terminal);
      take();
    }
    events.push([Number(time.toFixed(2)), 'm', `step ${index}`]);
    time += seconds;
  }
  return [head, ...events].map(line => `${JSON.stringify(line)}\n`).join('');
}

/** Waits until the program has written nothing for a while: it has nothing more to say about the last key. */
async function settle(terminal: Terminal): Promise<void> {
  for (let length = -1; length !== terminal.written().length; ) {
    length = terminal.written().length;
    await new Promise(resolve => setTimeout(resolve, 150));
  }
}

/** Plays a recording. Returns the screens after its steps. */
export async function play(recording: string): Promise<readonly Screen[]> {
  const [head, ...events] = recording
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  const screen = new xterm.Terminal({ cols: head.width, rows: head.height, allowProposedApi: true });
  const screens: Screen[] = [];
  for (const [, kind, data] of events)
    if (kind === 'm') {
      const now = readScreen(screen);
      const cells = now.rows.map((_, row) => now.cells(row));
      screens.push({ ...now, cells: row => cells[row] ?? [] });
    } else await new Promise<void>(resolve => screen.write(data, resolve));
  return screens;
}
