import type { StyleName } from '../text/span.ts';

/** A color in sRGB. */
export type Hex = `#${string}`;

/**
 * A color at every depth: in sRGB; as one of xterm's 256, by its number; and where there are but the sixteen of the
 * terminal's own palette, as one of those, or as dimness, or `default`, as text is.
 */
type Color = {
  readonly hex: Hex;
  readonly ansi256: number;
  readonly ansi:
    | 'red'
    | 'green'
    | 'yellow'
    | 'blue'
    | 'magenta'
    | 'redBright'
    | 'greenBright'
    | 'yellowBright'
    | 'blueBright'
    | 'magentaBright'
    | 'cyanBright'
    | 'dim'
    | 'default';
};

/** How a style looks. What is not said is as it is around it. */
export type Style = {
  readonly color?: Color;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strikethrough?: boolean;
  /** Text and background change places. */
  readonly inverse?: boolean;
  /** For a theme without colors. */
  readonly dim?: boolean;
};

/** A look for every style, and for text without one; made for backgrounds between the two that it names. */
export type Theme = {
  readonly backgrounds: readonly [Hex, Hex];
  readonly text: Style;
  readonly styles: Readonly<Record<StyleName, Style>>;
};

/** The colors that a theme is made of. */
type Palette = {
  /** What is alive: the prompt, the cursor, the selected row, a match. */
  readonly accent: Color;
  readonly link: Color;
  readonly code: Color;
  readonly quiet: Color;
  readonly error: Color;
  readonly string: Color;
  readonly number: Color;
  readonly added: Color;
  readonly removed: Color;
};

/** What every theme says by weight alone. Most is, so that a theme is a handful of colors. */
const weights = {
  haiku: { italic: true },
  title: { bold: true },
  heading1: { bold: true, underline: true },
  heading2: { bold: true },
  heading3: { bold: true, italic: true },
  emphasis: { italic: true },
  strong: { bold: true },
  struck: { strikethrough: true },
  keyword: { bold: true },
} as const satisfies Partial<Theme['styles']>;

const withColors = ({
  accent,
  link,
  code,
  quiet,
  error,
  string,
  number,
  added,
  removed,
}: Palette): Theme['styles'] => ({
  ...weights,
  slash: { color: quiet },
  heading4: { italic: true, color: quiet },
  quote: { color: quiet },
  dim: { color: quiet },
  cut: { color: accent },
  accent: { color: accent },
  match: { color: accent, bold: true },
  found: { color: accent, bold: true, inverse: true },
  link: { color: link, underline: true },
  note: { color: link },
  code: { color: code },
  error: { color: error },
  comment: { color: quiet, italic: true },
  string: { color: string },
  number: { color: number },
  name: { color: code },
  added: { color: added },
  removed: { color: removed },
});

const color = (hex: Hex, ansi256: number, ansi: Color['ansi']): Color => ({ hex, ansi256, ansi });

const dark: Theme = {
  backgrounds: ['#000000', '#2e3440'],
  text: {},
  styles: withColors({
    accent: color('#a6d189', 150, 'greenBright'),
    link: color('#7fc8e8', 117, 'cyanBright'),
    code: color('#8fd3c7', 115, 'cyanBright'),
    quiet: color('#a3a8b4', 248, 'dim'),
    error: color('#ff9a9a', 210, 'redBright'),
    string: color('#b5cf9b', 151, 'green'),
    number: color('#e8bd8a', 180, 'yellow'),
    added: color('#a6d189', 150, 'greenBright'),
    removed: color('#ff9a9a', 210, 'redBright'),
  }),
};

const light: Theme = {
  backgrounds: ['#ffffff', '#e1e2e7'],
  text: {},
  styles: withColors({
    accent: color('#9a1f6a', 89, 'magenta'),
    link: color('#0b5394', 25, 'blue'),
    code: color('#1d5c63', 23, 'blue'),
    quiet: color('#5a5f6b', 241, 'dim'),
    error: color('#b00020', 124, 'red'),
    string: color('#3c6318', 58, 'default'),
    number: color('#8a4600', 88, 'red'),
    added: color('#2d6620', 22, 'default'),
    removed: color('#b00020', 124, 'red'),
  }),
};

/** A terminal of 1982: one phosphor, at three intensities. */
const amber: Theme = {
  backgrounds: ['#000000', '#2e3440'],
  text: { color: color('#ffb642', 215, 'yellow') },
  styles: withColors({
    accent: color('#ffe3ad', 223, 'yellowBright'),
    link: color('#ffcf7d', 222, 'yellowBright'),
    code: color('#ffcf7d', 222, 'yellowBright'),
    quiet: color('#d99a3c', 179, 'yellow'),
    error: color('#ffe3ad', 223, 'yellowBright'),
    string: color('#ffcf7d', 222, 'yellowBright'),
    number: color('#ffcf7d', 222, 'yellowBright'),
    added: color('#ffe3ad', 223, 'yellowBright'),
    removed: color('#d99a3c', 179, 'yellow'),
  }),
};

const mono: Theme = {
  backgrounds: ['#000000', '#ffffff'],
  text: {},
  styles: {
    ...weights,
    slash: { dim: true },
    heading4: { italic: true },
    quote: { dim: true },
    dim: { dim: true },
    cut: { bold: true },
    accent: { bold: true },
    match: { bold: true, underline: true },
    found: { bold: true, underline: true, dim: false, inverse: true },
    link: { underline: true },
    note: {},
    code: {},
    error: { bold: true },
    comment: { italic: true },
    string: {},
    number: {},
    name: {},
    added: { bold: true },
    removed: { strikethrough: true },
  },
};

/** The themes by name. */
export const themes = { dark, light, mono, amber } as const satisfies Record<string, Theme>;

/** A theme's name. */
export type ThemeName = keyof typeof themes;

/** What `--theme` takes: a theme's name, or `auto`, by which the terminal's background decides. */
export type ThemeChoice = ThemeName | 'auto';

/** All that `--theme` takes. */
export const themeChoices: readonly string[] = ['auto', ...Object.keys(themes)];

/** Whether `--theme` takes a word. */
export const isThemeChoice = (word: string): word is ThemeChoice => themeChoices.includes(word);
