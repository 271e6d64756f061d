import { isLight, type Rgb } from './luminance.ts';
import { type Theme, type ThemeChoice, type ThemeName, themes } from './themes.ts';

/** Colors a surface has: none at all, 16, 256, 16 million. */
export type ColorLevel = 0 | 1 | 2 | 3;

/** `--color`. */
export type ColorChoice = 'auto' | 'always' | 'never';

/** The look of one surface. */
export type Colors = { readonly theme: Theme; readonly level: ColorLevel };

type Question = {
  readonly choice: ColorChoice;
  readonly theme: ThemeChoice;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
  /** What the terminal says that its background is, where it was asked. */
  readonly background: Rgb | null;
};

/**
 * The colors for a surface: `--color`, then NO_COLOR (https://no-color.org), then FORCE_COLOR and CLICOLOR_FORCE
 * (https://bixense.com/clicolors), then whether it is a terminal that is not `dumb`. On a terminal NO_COLOR takes the
 * colors and leaves bold and italics, so that a heading is still a heading.
 */
export function chooseColors({ choice, theme, env, isTerminal, background }: Question): Colors {
  const isCapable = isTerminal && env.TERM !== 'dumb';
  const named = themes[theme === 'auto' ? byBackground(background, env) : theme];
  if (choice === 'never') return { theme: named, level: 0 };
  if (choice === 'always') return { theme: named, level: depth(env) };
  if (env.NO_COLOR) return { theme: themes.mono, level: isCapable ? 1 : 0 };
  return { theme: named, level: isCapable || isForced(env) ? depth(env) : 0 };
}

const isForced = (env: Question['env']): boolean =>
  ['FORCE_COLOR', 'CLICOLOR_FORCE'].some(name => env[name] !== undefined && !['', '0', 'false'].includes(env[name]));

const depth = (env: Question['env']): ColorLevel => {
  if (/truecolor|24bit/i.test(env.COLORTERM ?? '')) return 3;
  return /256color/.test(env.TERM ?? '') ? 2 : 1;
};

/** Whether the terminal's background makes a difference, and is not known without asking the terminal. */
export const dependsOnBackground = (question: Omit<Question, 'background'>): boolean =>
  question.theme === 'auto' &&
  !question.env.COLORFGBG &&
  !(question.choice === 'auto' && question.env.NO_COLOR) &&
  chooseColors({ ...question, background: null }).level > 0;

/** COLORFGBG is `15;0` where the background is the palette's black, `0;15` where it is its white. */
function byBackground(background: Rgb | null, env: Question['env']): ThemeName {
  if (background) return isLight(background) ? 'light' : 'dark';
  const named = Number((env.COLORFGBG ?? '').split(';').at(-1) || 0);
  return named === 7 || named === 15 ? 'light' : 'dark';
}
