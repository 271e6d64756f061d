import type { StyleName } from '../render/line.ts';

/** The colours of a terminal's own palette, so that a theme sits well in whatever palette its reader chose. */
export type Colour =
  | 'red'
  | 'green'
  | 'yellow'
  | 'blue'
  | 'magenta'
  | 'cyan'
  | 'greenBright'
  | 'cyanBright'
  | 'redBright';

/** How a style looks. */
export type Look = {
  readonly colour?: Colour;
  readonly weight?: 'bold' | 'dim';
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strikethrough?: boolean;
};

/** A look for every style. */
export type Theme = Readonly<Record<StyleName, Look>>;

const shape = {
  haiku: { italic: true },
  slash: { weight: 'dim' },
  title: { weight: 'bold' },
  heading: { weight: 'bold' },
  emphasis: { italic: true },
  strong: { weight: 'bold' },
  struck: { strikethrough: true },
  quote: { weight: 'dim' },
  dim: { weight: 'dim' },
} as const satisfies Partial<Theme>;

const dark: Theme = {
  ...shape,
  accent: { colour: 'greenBright' },
  match: { colour: 'greenBright', weight: 'bold' },
  code: { colour: 'cyan' },
  link: { colour: 'cyan', underline: true },
  error: { colour: 'redBright' },
};

const light: Theme = {
  ...shape,
  accent: { colour: 'magenta' },
  match: { colour: 'magenta', weight: 'bold' },
  code: { colour: 'blue' },
  link: { colour: 'blue', underline: true },
  error: { colour: 'red' },
};

const mono: Theme = {
  ...shape,
  accent: { weight: 'bold' },
  match: { weight: 'bold', underline: true },
  code: {},
  link: { underline: true },
  error: { weight: 'bold' },
};

/** The themes by name. */
export const themes = { dark, light, mono } as const satisfies Record<string, Theme>;

/** A theme's name, as `--theme` takes it. */
export type ThemeName = keyof typeof themes;
