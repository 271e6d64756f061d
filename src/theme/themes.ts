import type { StyleName } from '../render/line.ts';

/** A colour in sRGB. */
export type Hex = `#${string}`;

/**
 * A colour at every depth: in sRGB, which is brought down to the nearest of 256 where there are no more, and as one of
 * the sixteen of the terminal's palette, or as dimness, where there are only those; `default` is the terminal's own.
 */
export type Colour = {
  readonly hex: Hex;
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

/** Most is said by weight, so that a theme is a handful of colours. */
const coloured = ({ accent, link, code, quiet, error, string, number, added, removed }: Palette): Theme['looks'] => ({
  haiku: { italic: true },
  slash: { colour: quiet },
  title: { bold: true },
  heading1: { bold: true, underline: true },
  heading2: { bold: true },
  heading3: { bold: true, italic: true },
  heading4: { italic: true, colour: quiet },
  emphasis: { italic: true },
  strong: { bold: true },
  struck: { strikethrough: true },
  quote: { colour: quiet },
  dim: { colour: quiet },
  cut: { colour: accent },
  accent: { colour: accent },
  match: { colour: accent, bold: true },
  link: { colour: link, underline: true },
  note: { colour: link },
  code: { colour: code },
  error: { colour: error },
  comment: { colour: quiet, italic: true },
  keyword: { bold: true },
  string: { colour: string },
  number: { colour: number },
  name: { colour: code },
  added: { colour: added },
  removed: { colour: removed },
});

const colour = (hex: Hex, ansi: Colour['ansi']): Colour => ({ hex, ansi });

const dark: Theme = {
  backgrounds: ['#000000', '#2e3440'],
  text: {},
  looks: coloured({
    accent: colour('#a6d189', 'greenBright'),
    link: colour('#7fc8e8', 'cyanBright'),
    code: colour('#8fd3c7', 'cyanBright'),
    quiet: colour('#a3a8b4', 'dim'),
    error: colour('#ff9a9a', 'redBright'),
    string: colour('#b5cf9b', 'green'),
    number: colour('#e8bd8a', 'yellow'),
    added: colour('#a6d189', 'greenBright'),
    removed: colour('#ff9a9a', 'redBright'),
  }),
};

const light: Theme = {
  backgrounds: ['#ffffff', '#e1e2e7'],
  text: {},
  looks: coloured({
    accent: colour('#9a1f6a', 'magenta'),
    link: colour('#0b5394', 'blue'),
    code: colour('#1d5c63', 'blue'),
    quiet: colour('#5a5f6b', 'dim'),
    error: colour('#b00020', 'red'),
    string: colour('#3c6318', 'default'),
    number: colour('#8a4600', 'red'),
    added: colour('#2d6620', 'default'),
    removed: colour('#b00020', 'red'),
  }),
};

/** A terminal of 1982: one phosphor, at three intensities. */
/** A terminal of 1982: one phosphor, at three intensities. */
const amber: Theme = {
  backgrounds: ['#000000', '#2e3440'],
  text: { colour: colour('#ffb642', 'yellowBright') },
  looks: coloured({
    accent: colour('#ffe3ad', 'yellowBright'),
    link: colour('#ffcf7d', 'yellowBright'),
    code: colour('#ffcf7d', 'yellowBright'),
    quiet: colour('#d99a3c', 'yellow'),
    error: colour('#ffe3ad', 'yellowBright'),
    string: colour('#ffcf7d', 'yellowBright'),
    number: colour('#ffcf7d', 'yellowBright'),
    added: colour('#ffe3ad', 'yellowBright'),
    removed: colour('#d99a3c', 'yellow'),
  }),
};

const mono: Theme = {
  backgrounds: ['#000000', '#ffffff'],
  text: {},
  looks: {
    haiku: { italic: true },
    slash: { dim: true },
    title: { bold: true },
    heading1: { bold: true, underline: true },
    heading2: { bold: true },
    heading3: { bold: true, italic: true },
    heading4: { italic: true },
    emphasis: { italic: true },
    strong: { bold: true },
    struck: { strikethrough: true },
    quote: { dim: true },
    dim: { dim: true },
    cut: { bold: true },
    accent: { bold: true },
    match: { bold: true, underline: true },
    link: { underline: true },
    note: {},
    code: {},
    error: { bold: true },
    comment: { italic: true },
    keyword: { bold: true },
    string: {},
    number: {},
    name: {},
    added: { bold: true },
    removed: { strikethrough: true },
  },
};

/** The themes by name. */
export const themes = { dark, light, mono, amber } as const satisfies Record<string, Theme>;

/** A theme's name, as `--theme` takes it. */
export type ThemeName = keyof typeof themes;
