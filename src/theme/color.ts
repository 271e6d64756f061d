import { type Theme, type ThemeChoice, themes } from './themes.ts';

/** A color as its channels, 0–255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The number of colors of an output: 0 is none, 1 is 16, 2 is 256, 3 is 16 million. */
export type ColorLevel = 0 | 1 | 2 | 3;

/** The value of `--color`. */
export type ColorChoice = 'auto' | 'always' | 'never';

export type Colors = { readonly theme: Theme; readonly level: ColorLevel };

type ColorOptions = {
  readonly choice: ColorChoice;
  readonly theme: ThemeChoice;
  readonly env: NodeJS.ProcessEnv;
  readonly isTerminal: boolean;
  /** The terminal's background; null if it was not asked or did not answer. */
  readonly background: Rgb | null;
};

/**
 * Chooses the colors of an output. These decide, in this order: `--color`, NO_COLOR (https://no-color.org), FORCE_COLOR and
 * CLICOLOR_FORCE (https://bixense.com/clicolors), and whether the output is a terminal that is not `dumb`. On a terminal,
 * NO_COLOR keeps bold and italics, so that headings can be recognized.
 */
export function chooseColors({ choice, theme, env, isTerminal, background }: ColorOptions): Colors {
  const isCapable = isTerminal && env.TERM !== 'dumb';
  const chosen = theme !== 'auto' ? themes[theme] : background ? themeOn(background) : themeByVariable(env);
  if (choice === 'never') return { theme: chosen, level: 0 };
  if (choice === 'always') return { theme: chosen, level: levelOf(env) };
  if (env.NO_COLOR) return { theme: themes.mono, level: isCapable ? 1 : 0 };
  return { theme: chosen, level: isCapable || isForced(env) ? levelOf(env) : 0 };
}

const isForced = (env: ColorOptions['env']): boolean =>
  ['FORCE_COLOR', 'CLICOLOR_FORCE'].some(name => env[name] !== undefined && !['', '0', 'false'].includes(env[name]));

function levelOf(env: ColorOptions['env']): ColorLevel {
  if (/truecolor|24bit/i.test(env.COLORTERM ?? '')) return 3;
  return /256color/.test(env.TERM ?? '') ? 2 : 1;
}

/** Whether the colors depend on the background, so that the terminal must be asked for it. */
export const dependsOnBackground = (options: Omit<ColorOptions, 'background'>): boolean =>
  options.theme === 'auto' &&
  !options.env.COLORFGBG &&
  !(options.choice === 'auto' && options.env.NO_COLOR) &&
  chooseColors({ ...options, background: null }).level > 0;

/** Chooses a theme by the background. */
export const themeOn = (background: Rgb): Theme => (isLight(background) ? themes.light : themes.dark);

/** Chooses a theme by COLORFGBG: `15;0` is white on black, `0;15` is black on white. */
function themeByVariable({ COLORFGBG = '' }: ColorOptions['env']): Theme {
  const color = Number(COLORFGBG.split(';').at(-1) || 0);
  return color === 7 || color === 15 ? themes.light : themes.dark;
}

// Black and white text contrast equally where (L + 0.05) / 0.05 = 1.05 / (L + 0.05): at about 0.179.
const EVEN_LUMINANCE = Math.sqrt(1.05 * 0.05) - 0.05;

/** Whether black text is more readable than white text on a background (contrast ratio of WCAG 2.2). */
export const isLight = (background: Rgb): boolean => luminance(background) > EVEN_LUMINANCE;

/** Relative luminance, 0–1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
