import process from 'node:process';
import { isTerminal } from '../io/stdio.ts';
import { knownBackground } from '../io/terminal/known-background.ts';
import { type Terminal, windowSize } from '../io/terminal/tty.ts';
import { type Colors, chooseColors, dependsOnBackground, type Rgb } from '../theme/color.ts';
import { isThemeChoice, themeChoices } from '../theme/themes.ts';
import { oneOf } from '../util/format.ts';
import { named } from '../util/program-name.ts';
import type { Settings } from './args.ts';
import type { OutputMode } from './print.ts';
import { type Program, printError } from './program.ts';

/**
 * Chooses the theme and the number of colors. `ask`: asks the terminal of the app for its background. Null: the output is
 * on stdout. A command does not ask: a late reply would reach the shell, and what is typed meanwhile would not.
 */
export async function detectColors(
  program: Program,
  { color, theme }: Settings,
  ask: (() => Promise<Rgb | null>) | null,
): Promise<Colors> {
  const { env, name } = program;
  const variable = named('HAIKU_POSTS_THEME', name);
  const value = env[variable] || program.theme;
  const chosen = theme ?? (isThemeChoice(value) ? value : 'auto');
  const question = { choice: color, theme: chosen, env, isTerminal: ask !== null || isTerminal('stdout') };
  const background = dependsOnBackground(question) ? ((await ask?.()) ?? knownBackground(program)) : null;
  const colors = chooseColors({ ...question, background });
  if (theme === null && !isThemeChoice(value) && colors.level > 0)
    printError(program, `${name}: ${env[variable] ? variable : 'theme'}: ${value}: expected ${oneOf(themeChoices)}`);
  return colors;
}

/** Whether a terminal supports hyperlinks (OSC 8). Null: stdout. */
export async function hasHyperlinks(terminal: Terminal | null): Promise<boolean> {
  const { createSupportsHyperlinks } = await import('supports-hyperlinks');
  return createSupportsHyperlinks(terminal?.output ?? process.stdout);
}

/** Decides whether output on stdout is rendered or plain. */
export async function detectOutputMode(program: Program, settings: Settings): Promise<OutputMode> {
  // FORCE_COLOR means colors in a pipe. Posts are then rendered, as with --color always.
  const colors = await detectColors(program, settings, null);
  const isRendered = isTerminal('stdout') || settings.color === 'always' || settings.width !== null || colors.level > 0;
  if (!isRendered) return { kind: 'plain' };
  const columns =
    settings.width ?? (isTerminal('stdout') ? windowSize(process.stdout).columns : Number(program.env.COLUMNS) || 80);
  return { kind: 'rendered', columns, colors, hasLinks: colors.level > 0 && (await hasHyperlinks(null)) };
}
