import type { StyleName } from '../text/span.ts';

/** A colour in sRGB. */
export type Hex = `#${string}`;

/**
 * A colour at every depth: in sRGB; as one of xterm's 256, by its number; and where there are but the sixteen of the
 * terminal's own palette, as one of those, or as dimness, or `default`, as text is.
 */
type Colour = {
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
export type Look = {
  readonly colour?: Colour;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strikethrough?: boolean;
  /** Text and background change places. */
  readonly inverse?: boolean;
  /** For a theme without colours. */
  readonly dim?: boolean;
};

/** A look for every style, and for text without one; made for backgrounds between the two that it names. */
export type Theme = {
  readonly backgrounds: readonly [Hex, Hex];
  readonly text: Look;
  readonly looks: Readonly<Record<StyleName, Look>>;
};

/** The colours that a theme is made of. */
type Palette = {
  /** What is alive: the prompt, the cursor, the selected row, a match. */
  readonly accent: Colour;
  readonly link: Colour;
  readonly code: Colour;
  readonly quiet: Colour;
  readonly error: Colour;
  readonly string: Colour;
  readonly number: Colour;
  readonly added: Colour;
  readonly removed: Colour;
};

/** What every theme says by weight alone. Most is, so that a theme is a handful of colours. */
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
} as const satisfies Partial<Theme['looks']>;

const coloured = ({ accent, link, code, quiet, error, string, number, added, removed }: Palette): Theme['looks'] => ({
  ...weights,
  slash: { colour: quiet },
  heading4: { italic: true, colour: quiet },
  quote: { colour: quiet },
  dim: { colour: quiet },
  cut: { colour: accent },
  accent: { colour: accent },
  match: { colour: accent, bold: true },
  found: { colour: accent, bold: true, inverse: true },
  link: { colour: link, underline: true },
  note: { colour: link },
  code: { colour: code },
  error: { colour: error },
  comment: { colour: quiet, italic: true },
  string: { colour: string },
  number: { colour: number },
  name: { colour: code },
  added: { colour: added },
  removed: { colour: removed },
});

const colour = (hex: Hex, ansi256: number, ansi: Colour['ansi']): Colour => ({ hex, ansi256, ansi });

const dark: Theme = {
  backgrounds: ['#000000', '#2e3440'],
  text: {},
  looks: coloured({
    accent: colour('#a6d189', 150, 'greenBright'),
    link: colour('#7fc8e8', 117, 'cyanBright'),
    code: colour('#8fd3c7', 115, 'cyanBright'),
    quiet: colour('#a3a8b4', 248, 'dim'),
    error: colour('#ff9a9a', 210, 'redBright'),
    string: colour('#b5cf9b', 151, 'green'),
    number: colour('#e8bd8a', 180, 'yellow'),
    added: colour('#a6d189', 150, 'greenBright'),
    removed: colour('#ff9a9a', 210, 'redBright'),
  }),
};

const light: Theme = {
  backgrounds: ['#ffffff', '#e1e2e7'],
  text: {},
  looks: coloured({
    accent: colour('#9a1f6a', 89, 'magenta'),
    link: colour('#0b5394', 25, 'blue'),
    code: colour('#1d5c63', 23, 'blue'),
    quiet: colour('#5a5f6b', 241, 'dim'),
    error: colour('#b00020', 124, 'red'),
    string: colour('#3c6318', 58, 'default'),
    number: colour('#8a4600', 88, 'red'),
    added: colour('#2d6620', 22, 'default'),
    removed: colour('#b00020', 124, 'red'),
  }),
};

/** A terminal of 1982: one phosphor, at three intensities. */
const amber: Theme = {
  backgrounds: ['#000000', '#2e3440'],
  text: { colour: colour('#ffb642', 215, 'yellow') },
  looks: coloured({
    accent: colour('#ffe3ad', 223, 'yellowBright'),
    link: colour('#ffcf7d', 222, 'yellowBright'),
    code: colour('#ffcf7d', 222, 'yellowBright'),
    quiet: colour('#d99a3c', 179, 'yellow'),
    error: colour('#ffe3ad', 223, 'yellowBright'),
    string: colour('#ffcf7d', 222, 'yellowBright'),
    number: colour('#ffcf7d', 222, 'yellowBright'),
    added: colour('#ffe3ad', 223, 'yellowBright'),
    removed: colour('#d99a3c', 179, 'yellow'),
  }),
};

const mono: Theme = {
  backgrounds: ['#000000', '#ffffff'],
  text: {},
  looks: {
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
