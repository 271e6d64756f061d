import process from 'node:process';
import type { Question } from '../commands/command.ts';
import { oneOf } from '../commands/one-of.ts';
import { enterRawMode, isTerminal, releaseInput, type Terminal, windowSize } from '../io/terminal/stdio.ts';
import { type Colors, chooseColors, dependsOnBackground } from '../theme/color.ts';
import type { Rgb } from '../theme/luminance.ts';
import { isThemeChoice, themeChoices } from '../theme/themes.ts';
import type { Settings } from './args.ts';
import { env, printError } from './context.ts';
import type { OutputMode } from './print.ts';

/** How long a terminal may take to say what its background is, in ms. */
const BACKGROUND_QUERY_TIMEOUT_MS = 50;

/** The colours of a session on a terminal, or of what is printed. */
export async function detectColors({ color, theme }: Settings, terminal: Terminal | null): Promise<Colors> {
  const named = env.HAIKU_POSTS_THEME || 'auto';
  const chosen = theme ?? (isThemeChoice(named) ? named : 'auto');
  const question = { choice: color, theme: chosen, env, isTerminal: terminal !== null || isTerminal('stdout') };
  const asked = dependsOnBackground(question) ? await background(terminal) : null;
  const found = chooseColors({ ...question, background: asked });
  if (theme === null && !isThemeChoice(named) && found.level > 0)
    printError(`haiku-posts: HAIKU_POSTS_THEME: ${named}: expected ${oneOf(themeChoices)}`);
  return found;
}

async function background(terminal: Terminal | null): Promise<Rgb | null> {
  const { input, output } = terminal ?? { input: process.stdin, output: process.stdout };
  const { askBackground, mayAsk } = await import('../io/terminal/background.ts');
  return mayAsk(input, output, env) ? askBackground(input, output, BACKGROUND_QUERY_TIMEOUT_MS) : null;
}

/** Whether a terminal, else standard output, has live links (OSC 8). */
export async function hasHyperlinks(terminal: Terminal | null): Promise<boolean> {
  const { createSupportsHyperlinks } = await import('supports-hyperlinks');
  return createSupportsHyperlinks(terminal?.output ?? process.stdout);
}

/** Where a command's output goes, and how it looks there. */
export async function detectOutputMode(settings: Settings): Promise<OutputMode> {
  const isAsked = settings.color === 'always' || settings.width !== null;
  // FORCE_COLOR colours a pipe, and so asks for the rendered form as --color always does.
  const colours = await detectColors(settings, null);
  if (!isTerminal('stdout') && !isAsked && colours.level === 0) return { kind: 'plain' };
  const columns =
    settings.width ?? (isTerminal('stdout') ? windowSize(process.stdout).columns : Number(env.COLUMNS) || 80);
  return { kind: 'rendered', columns, colours, hasLinks: colours.level > 0 && (await hasHyperlinks(null)) };
}

/** Asks the reader which of several posts was meant; null where nobody can be asked. */
export function chooser(surface: OutputMode) {
  if (surface.kind === 'plain' || !isTerminal('stdin') || !isTerminal('stdout') || env.TERM === 'dumb') return null;
  return async (question: Question) => {
    const giveBack = enterRawMode({ input: process.stdin, output: process.stdout });
    try {
      const [{ choose }, { createPainter }] = await Promise.all([
        import('../app/ask-which-post.tsx'),
        import('../theme/paint.ts'),
      ]);
      const paint = createPainter(surface.colours.theme, surface.colours.level);
      return await choose(question, paint, windowSize(process.stdout).rows);
    } finally {
      giveBack();
      await releaseInput(process.stdin);
    }
  };
}
