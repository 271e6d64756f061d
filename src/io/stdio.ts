import { once } from 'node:events';
import fs from 'node:fs';
import process from 'node:process';
import type { Writable } from 'node:stream';
import type tty from 'node:tty';
import { codeOf, reason } from './files.ts';

/** The process's two outputs, with the faults of pipes and full disks turned into one flag. */
export type Stdio = {
  /** Writes and waits until there is room for more. After the reader has gone it does nothing. */
  readonly out: (chunk: string | Uint8Array) => Promise<void>;
  readonly err: (text: string) => void;
  /** True once stdout takes nothing more; a command may stop early. */
  readonly closed: () => boolean;
};

/** `onFull` is told, once, when stdout fails for any reason but a reader that has gone away. */
export function openStdio(onFull: (problem: string) => void): Stdio {
  let gone = false;
  /** Set once stdout has asked to be waited for. */
  let stream: NodeJS.WriteStream | null = null;
  const fail = (error: unknown): void => {
    if (!gone && codeOf(error) !== 'EPIPE') onFull(reason(error));
    gone = true;
  };
  return {
    closed: () => gone,
    err: text => {
      try {
        fs.writeSync(descriptors.stderr, text);
      } catch {
        // There is nobody left to tell.
      }
    },
    out: async chunk => {
      if (gone) return;
      let bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      try {
        // Not process.stdout: to make a stream of a pipe takes Node longer than to print a post.
        while (!stream && bytes.length > 0) bytes = bytes.subarray(fs.writeSync(descriptors.stdout, bytes));
      } catch (error) {
        if (codeOf(error) !== 'EAGAIN') return fail(error);
        stream = process.stdout.on('error', fail);
      }
      if (stream && bytes.length > 0 && !stream.write(bytes)) await untilDrained(stream);
    },
  };
}

const descriptors = { stdin: 0, stdout: 1, stderr: 2 } as const;

/** Waits until a stream has room for more, or takes nothing more. */
export async function untilDrained(stream: Writable): Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  // 'error' as well as 'drain', or a reader that leaves while we wait would leave us waiting.
  await Promise.race(['drain', 'error', 'close'].map(event => once(stream, event, { signal }))).catch(() => {});
  stop.abort();
}

/** A terminal's size in cells; 80 by 24 where it does not know its own. */
export const windowSize = (terminal: tty.WriteStream): { columns: number; rows: number } => ({
  columns: terminal.columns || 80,
  rows: terminal.rows || 24,
});

/** A terminal to draw on, and to read keys from. */
export type Terminal = { readonly input: tty.ReadStream; readonly output: tty.WriteStream };

/**
 * The terminal that a session is on: where standard input or output is none, as in a pipe, the one that the process was
 * started from; null where there is none.
 */
export function openTerminal(): Terminal | null {
  // Not imported, because Node takes longer to load it, and the network's streams with it, than to print a post.
  const { ReadStream, WriteStream } = process.getBuiltinModule('node:tty');
  try {
    const input = isTerminal('stdin') ? process.stdin : new ReadStream(fs.openSync('/dev/tty', 'r'));
    const output = isTerminal('stdout') ? process.stdout : new WriteStream(fs.openSync('/dev/tty', 'w'));
    return { input, output };
  } catch {
    return null;
  }
}

/**
 * Reads nothing more of a terminal, which another program is to read, until somebody listens to it anew. Who stopped
 * listening has not stopped reading: what is struck next would be taken from the other.
 */
export async function letGo(input: tty.ReadStream): Promise<void> {
  // A stream learns between two turns of the event loop that nobody listens any more.
  await new Promise(setImmediate);
  input.pause();
}

/**
 * Takes the keyboard before there is anything on the screen, so that a key struck while the session loads is neither
 * echoed nor taken by the terminal's own line editing, but read by the session. Gives it back on call. Keys struck
 * earlier may have been echoed: the cursor goes back before them, because Ink draws from where it stands.
 *
 * `onLost` is called, perhaps more than once, when the terminal has gone away: what is asked of it fails then, and its
 * input ends, either of them perhaps before SIGHUP comes, and perhaps only after it was given back.
 */
export function takeKeyboard({ input, output }: Terminal, onLost: () => void = () => {}): () => void {
  // For as long as the process lives: an error that nobody listens to would crash it.
  output.on('error', onLost);
  input.on('error', onLost).on('end', onLost).setRawMode(true);
  output.write('\r');
  return () => {
    input.setRawMode(false);
    // One of our own would keep the process.
    if (input !== process.stdin) input.destroy();
  };
}

/**
 * Whether one of the process's streams is a terminal. The stream itself is made only for what could be one: that takes
 * Node longer than to print a post, and a pipe or a file is none.
 */
export const isTerminal = (name: keyof typeof descriptors): boolean =>
  fs.fstatSync(descriptors[name]).isCharacterDevice() && process[name].isTTY === true;

/** The alternate screen, before it is somebody else's. */
export type OwnScreen = {
  /** Clears it for whoever draws on it from now on, and gives the terminal back; all that `draw` draws is seen at once. */
  readonly handOver: <Drawn>(draw: () => Drawn) => Drawn;
  /** Puts back what a wheel and a row that is too long do while another program has the terminal. */
  readonly lend: (during: () => Promise<void>) => Promise<void>;
  /** Gives the terminal's own screen back, unless somebody else has by now. */
  readonly leave: () => void;
};

type Refreshed = tty.WriteStream & { readonly _refreshSize: () => void };

/**
 * Tells of a change of size (SIGWINCH) that Node keeps to itself, until what comes back is called: of a terminal that is
 * not its standard output, and of one that has its size back by now, but not what it cut meanwhile. A stopped process
 * hears of none, so that one that goes on (SIGCONT) may have another size.
 */
function tellSize(output: tty.WriteStream): () => void {
  const changed = (): void => {
    // Node measures a terminal by itself where it is standard output; to others it offers nothing but this.
    (output as Refreshed)._refreshSize();
    output.emit('resize');
  };
  process.on('SIGWINCH', changed).on('SIGCONT', changed);
  return () => void process.off('SIGWINCH', changed).off('SIGCONT', changed);
}

/**
 * Shows a first screen in the alternate buffer. A mouse wheel is to move as the arrows do (xterm's mode 1007), as most
 * terminals have it there anyway; what they had is put back (XTSAVE, XTRESTORE). A row is to end at the margin (DECAWM
 * off): what a terminal takes for wider than we do, as rows of jamo or of joined emoji, would go on in the next row and
 * move all below it.
 */
export function takeScreen({ input, output }: Terminal, text: string): OwnScreen {
  let isOwn = true;
  let isLent = false;
  const take = (): void => {
    // Anew, whatever mode it is believed to be in; and first, because in the background it stops us (SIGTTOU), and what
    // was written by then would be in the way of the shell.
    input.setRawMode(false).setRawMode(true);
    output.write(modes.nobodys + modes.ours);
  };
  // Stopped by SIGSTOP, of which nobody hears, we could give nothing back.
  const goOn = (): void => {
    if (isOwn || isLent) return;
    take();
    output.write(modes.ofInk);
  };
  process.on('SIGCONT', goOn);
  const untold = tellSize(output);
  const [begin, end] = ['\x1b[?2026h', '\x1b[?2026l'];
  output.write(`\x1b[?1049h\x1b[?1007s${modes.ours}${begin}${clear}${text}${end}`);
  return {
    handOver: draw => {
      isOwn = false;
      output.write(begin + clear);
      const drawn = draw();
      output.write(end);
      return drawn;
    },
    lend: async during => {
      isLent = true;
      output.write(modes.theirs);
      try {
        await during();
      } finally {
        isLent = false;
        take();
      }
    },
    leave: () => {
      untold();
      process.off('SIGCONT', goOn);
      output.write(`${modes.theirs}${isOwn ? '\x1b[?1049l' : ''}`);
    },
  };
}

const clear = '\x1b[H\x1b[2J';
const modes = {
  /** Left by who was killed: keys of an application, the mouse, changes of focus. */
  nobodys: '\x1b[?1;1000;1002;1003;1004;1006l',
  ours: '\x1b[?1007h\x1b[?7l',
  theirs: '\x1b[?7h\x1b[?1007r',
  /** The alternate screen, whole pastes, and no cursor but where a frame has one. */
  ofInk: '\x1b[?1049h\x1b[?2004h\x1b[?25l',
} as const;
