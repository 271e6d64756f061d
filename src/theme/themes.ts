import type { ForegroundColorName } from 'chalk';
import type { StyleName } from '../text/span.ts';

/** A color in sRGB. */
export type Hex = `#${string}`;

/**
 * A color for every number of colors: in sRGB, among xterm's 256, and among the 16 of the terminal's own palette. If none
 * of the 16 is readable, it is `dim` or `default`.
 */
type Color = { readonly hex: Hex; readonly ansi256: number; readonly ansi: ForegroundColorName | 'dim' | 'default' };

export const ATTRIBUTES = ['bold', 'dim', 'italic', 'underline', 'strikethrough', 'inverse'] as const;

type Background = Omit<Color, 'ansi'>;

/** How a style looks. A missing field is inherited from the styles around it. */
export type Style = { readonly color?: Color; readonly background?: Background } & {
  readonly [Attribute in (typeof ATTRIBUTES)[number]]?: boolean;
};

type Styles = Readonly<Record<StyleName, Style>>;

/** The look of every style, and of text without one. It is readable on the two backgrounds and on all between them. */
export type Theme = {
  readonly backgrounds: readonly [Hex, Hex];
  readonly text: Style;
  readonly styles: Styles;
  /** The look of every style in the selected row of a list, which has a background. Null: the row is inverse. */
  readonly bar: Styles | null;
};

/** The colors from which the styles of a theme are made. `accent`: the prompt, the cursor and matches. */
type Palette = Readonly<Record<'accent' | 'link' | 'quiet', Style>> &
  Readonly<
    Partial<Record<'heading5' | 'code' | 'quote' | 'name' | 'error' | 'string' | 'number' | 'added' | 'removed', Style>>
  >;

const createStyles = ({
  accent,
  link,
  quiet,
  heading5 = {},
  code = accent,
  quote = link,
  name = link,
  error = accent,
  string = name,
  number = name,
  added = accent,
  removed = error,
}: Palette): Styles => ({
  selected: {},
  haiku: { italic: true },
  slash: quiet,
  title: { ...accent, bold: true },
  heading1: { ...accent, bold: true },
  heading2: { ...accent, bold: true },
  heading3: { bold: true },
  heading4: { bold: true, italic: true },
  heading5: { ...heading5, italic: true },
  heading6: { ...quiet, italic: true },
  emphasis: { italic: true },
  strong: { bold: true },
  struck: { strikethrough: true },
  mark: { ...accent, bold: true },
  quote,
  callout: { ...quote, bold: true },
  dim: quiet,
  rule: quiet,
  margin: {},
  cut: accent,
  gutter: quiet,
  accent,
  match: { ...accent, bold: true },
  found: { ...accent, bold: true, inverse: true },
  link: { ...link, underline: true },
  note: link,
  code,
  error,
  comment: { ...quiet, italic: true },
  keyword: { bold: true },
  string,
  number,
  name,
  added,
  removed,
});

const color = (hex: Hex, ansi256: number, ansi: Color['ansi']): Style => ({ color: { hex, ansi256, ansi } });

type Bar = Background & { readonly quiet: Style };

/** Creates a theme from a palette. On the background of the bar, quiet text has its own color. */
const createTheme = ({
  backgrounds,
  text,
  palette,
  bar: { quiet, ...background },
}: Pick<Theme, 'backgrounds' | 'text'> & { readonly palette: Palette; readonly bar: Bar }): Theme => ({
  backgrounds,
  text,
  styles: createStyles(palette),
  bar: { ...createStyles({ ...palette, quiet }), selected: { background } },
});

const dark = createTheme({
  backgrounds: ['#000000', '#2e3440'],
  text: {},
  bar: { hex: '#3b4455', ansi256: 238, quiet: color('#b9bfcc', 251, 'dim') },
  palette: {
    accent: color('#a6d189', 150, 'greenBright'),
    link: color('#7fc8e8', 117, 'cyanBright'),
    quiet: color('#a3a8b4', 248, 'dim'),
    code: color('#e5c890', 222, 'yellow'),
    quote: color('#b4a8e8', 147, 'cyan'),
    name: color('#8fd3c7', 115, 'cyanBright'),
    error: color('#ff9a9a', 210, 'redBright'),
    string: color('#b5cf9b', 151, 'green'),
    number: color('#e8bd8a', 180, 'yellow'),
  },
});

const light = createTheme({
  backgrounds: ['#ffffff', '#e1e2e7'],
  text: {},
  bar: { hex: '#cdd5e3', ansi256: 252, quiet: color('#474c58', 239, 'dim') },
  palette: {
    accent: color('#9a1f6a', 89, 'magenta'),
    link: color('#0b5394', 25, 'blue'),
    quiet: color('#5a5f6b', 241, 'dim'),
    code: color('#8a4600', 88, 'red'),
    quote: color('#5a4fa2', 60, 'blue'),
    name: color('#1d5c63', 23, 'blue'),
    error: color('#b00020', 124, 'red'),
    string: color('#3c6318', 58, 'default'),
    number: color('#6b3fa0', 55, 'magenta'),
    added: color('#2d6620', 22, 'default'),
  },
});

const amberQuiet = color('#d99a3c', 179, 'yellow');
const amberBright = color('#ffcf7d', 222, 'yellowBright');
/** Like a terminal of 1982: one phosphor, at three intensities. */
const amber = createTheme({
  backgrounds: ['#000000', '#2e3440'],
  text: color('#ffb642', 215, 'yellow'),
  bar: { hex: '#5a3c00', ansi256: 238, quiet: color('#eaa844', 179, 'yellow') },
  palette: {
    accent: color('#ffe3ad', 223, 'yellowBright'),
    link: amberBright,
    quiet: amberQuiet,
    heading5: amberBright,
    name: {},
    string: amberBright,
    number: amberBright,
    removed: amberQuiet,
  },
});

const mono: Theme = {
  backgrounds: ['#000000', '#ffffff'],
  text: {},
  styles: {
    ...createStyles({ accent: { bold: true }, link: {}, quiet: { dim: true }, removed: { strikethrough: true } }),
    heading2: { bold: true, underline: true },
    code: { bold: true, italic: true },
    heading6: { dim: true, italic: true },
    comment: { italic: true },
    match: { bold: true, underline: true, dim: false },
    found: { bold: true, underline: true, dim: false, inverse: true },
  },
  bar: null,
};

export const themes = { dark, light, mono, amber } as const satisfies Record<string, Theme>;

export type ThemeName = keyof typeof themes;

const ON_BLACK: Style = { ...color('#e5e5e5', 254, 'whiteBright'), background: { hex: '#000000', ansi256: 16 } };
const ON_WHITE: Style = { ...color('#000000', 16, 'black'), background: { hex: '#ffffff', ansi256: 231 } };

/** Returns a theme as its sample shows it: on a background of its own, if it is not made for all. */
export function sampleTheme(name: ThemeName): Theme {
  const theme: Theme = themes[name];
  const base = theme.bar === null ? {} : theme.backgrounds[0] === '#000000' ? ON_BLACK : ON_WHITE;
  return { ...theme, text: { ...base, ...theme.text } };
}

/** The value of `--theme`: a theme's name, or `auto`, which follows the terminal's background. */
export type ThemeChoice = ThemeName | 'auto';

export const themeNames = Object.keys(themes) as readonly ThemeName[];

export const themeChoices: readonly string[] = ['auto', ...themeNames];

export const isThemeChoice = (word: string): word is ThemeChoice => themeChoices.includes(word);
