import { render } from 'ink';
import type { Context } from '../commands/command.ts';
import type { Colours } from '../theme/colour.ts';
import { painter } from '../theme/paint.ts';
import { type Interpret, runLine } from './host.ts';
import { Session } from './Session.tsx';
import { latest, shelves } from './shelves.ts';
import { noPosts, opening, type Size, type State } from './state.ts';

/** What a session needs of its surroundings. */
export type Surroundings = {
  readonly context: Context;
  readonly interpret: Interpret;
  readonly colours: Colours;
  readonly size: Size;
  /** Whether the terminal has live links (OSC 8). */
  readonly hasLinks: boolean;
};

/** How a session ended: its status, and the commands that were run in it. */
export type Ending = { readonly status: number; readonly commands: readonly string[] };

/**
 * Runs a session in the alternate screen until the reader leaves, or `stop` aborts it with a status as its reason.
 * `handOver` is called with what draws its first frame; from then on the screen is Ink's, which gives it back.
 */
export async function runSession(
  surroundings: Surroundings,
  stop: AbortSignal,
  handOver: <Drawn>(draw: () => Drawn) => Drawn,
): Promise<Ending> {
  const { context, colours, size } = surroundings;
  const leaving = new AbortController();
  const keys = latest();
  const arrivals = shelves(context.library(), keys.pause, AbortSignal.any([stop, leaving.signal]));
  const first = await arrivals.next();
  if (stop.aborted) return { status: Number(stop.reason), commands: [] };
  let last: State = opening(first.value ?? noPosts, size);
  const app = handOver(() =>
    render(
      <Session
        initial={last}
        arrivals={arrivals}
        onKey={keys.strike}
        paint={painter(colours.theme, colours.level)}
        run={(command, stop) => runLine(command, surroundings, stop)}
        onLeave={state => {
          last = state;
        }}
      />,
      // `interactive`, or CI=1 on a terminal shows nothing; ^C is a key of ours, with a status of its own.
      { alternateScreen: true, incrementalRendering: true, exitOnCtrlC: false, interactive: true, maxFps: 250 },
    ),
  );
  stop.addEventListener('abort', () => app.unmount(), { once: true });
  await app.waitUntilExit();
  leaving.abort();
  if (stop.aborted) return { status: Number(stop.reason), commands: [] };
  return {
    status: last.mode.kind === 'left' ? last.mode.status : 1,
    commands: last.turns.map(turn => turn.command),
  };
}
