import process from 'node:process';
import { isTerminal, type Terminal, windowSize } from '../io/terminal/stdio.ts';
import { type Colors, chooseColors, dependsOnBackground } from '../theme/color.ts';
import type { Rgb } from '../theme/luminance.ts';
import { isThemeChoice, themeChoices } from '../theme/themes.ts';
import { oneOf } from '../util/format.ts';
import type { Settings } from './args.ts';
import { type Program, printError } from './context.ts';
import type { OutputMode } from './print.ts';

/** How long a terminal may take to say what its background is, in ms. */
const BACKGROUND_QUERY_TIMEOUT_MS = 50;

/** The colors of a session on a terminal, or of what is printed. */
export async function detectColors(
  program: Program,
  { color, theme }: Settings,
  terminal: Terminal | null,
): Promise<Colors> {
  const { env } = program;
  const named = env.HAIKU_POSTS_THEME || 'auto';
  const chosen = theme ?? (isThemeChoice(named) ? named : 'auto');
  const question = { choice: color, theme: chosen, env, isTerminal: terminal !== null || isTerminal('stdout') };
  const asked = dependsOnBackground(question) ? await background(program, terminal) : null;
  const found = chooseColors({ ...question, background: asked });
  if (theme === null && !isThemeChoice(named) && found.level > 0)
    printError(program, `haiku-posts: HAIKU_POSTS_THEME: ${named}: expected ${oneOf(themeChoices)}`);
  return found;
}

async function background({ env }: Program, terminal: Terminal | null): Promise<Rgb | null> {
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
export async function detectOutputMode(program: Program, settings: Settings): Promise<OutputMode> {
  const isAsked = settings.color === 'always' || settings.width !== null;
  // FORCE_COLOR colors a pipe, and so asks for the rendered form as --color always does.
  const colors = await detectColors(program, settings, null);
  if (!isTerminal('stdout') && !isAsked && colors.level === 0) return { kind: 'plain' };
  const columns =
    settings.width ?? (isTerminal('stdout') ? windowSize(process.stdout).columns : Number(program.env.COLUMNS) || 80);
  return { kind: 'rendered', columns, colors, hasLinks: colors.level > 0 && (await hasHyperlinks(null)) };
}
