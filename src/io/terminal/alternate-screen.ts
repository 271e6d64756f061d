import process from 'node:process';
import type tty from 'node:tty';
import type { Terminal } from './stdio.ts';

/** The alternate screen, before it is somebody else's. */
export type AlternateScreen = {
  /** Clears it for whoever draws on it from now on, and gives the terminal back; all that `draw` draws is seen at once. */
  readonly startInk: <Drawn>(draw: () => Drawn) => Drawn;
  /** Puts back what a wheel and a row that is too long do while another program has the terminal. */
  readonly suspendWhile: (during: () => Promise<void>) => Promise<void>;
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
export function enterAlternateScreen({ input, output }: Terminal, text: string): AlternateScreen {
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
    startInk: draw => {
      isOwn = false;
      output.write(begin + clear);
      const drawn = draw();
      output.write(end);
      return drawn;
    },
    suspendWhile: async during => {
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
