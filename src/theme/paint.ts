import { Chalk, type ChalkInstance } from 'chalk';
import type { Span, StyleName } from '../text/span.ts';
import type { ColorLevel } from './color.ts';
import { ATTRIBUTES, type Style, sampleTheme, type Theme, type ThemeName } from './themes.ts';

/** Renders spans as a string with escape sequences. */
export type Paint = (spans: readonly Span[]) => string;

/** Returns a painter for a theme. At color level 0, the painter returns the text alone. */
export function createPainter({ text: base, styles: looks, bar }: Theme, level: ColorLevel): Paint {
  const chalk = new Chalk({ level });
  const chalks = new Map<string, ChalkInstance>();
  const chalkFor = (styles: readonly StyleName[]): ChalkInstance => {
    const key = styles.join();
    const styled = chalks.get(key) ?? createChalk(styles);
    chalks.set(key, styled);
    return styled;
  };
  const samples = new Map<string, Paint>();
  const sampleOf = (name: string): Paint => {
    const paint = samples.get(name) ?? createPainter(sampleTheme(name as ThemeName), level);
    samples.set(name, paint);
    return paint;
  };
  // With 16 colors, quiet text keeps the color that goes with a background.
  const [start, inherited] = base.background ? [applyStyle(chalk, level, base), {}] : [chalk, base];
  const createChalk = (styles: readonly StyleName[]): ChalkInstance => {
    const merge = (looks: Theme['styles'], names = styles): Style => {
      const merged: Style = Object.assign({}, inherited, ...names.map(style => looks[style]));
      if (names.at(-1) !== 'match') return merged;
      // A match that would look as the text around it, as in a heading, is underlined. In mono that text may be, too.
      const around = merge(looks, names.slice(0, -1));
      const mark = around.underline ? 'italic' : 'underline';
      return isAlike(merged, around, level) ? { ...merged, [mark]: !around[mark] } : merged;
    };
    if (styles[0] !== 'selected') return applyStyle(start, level, merge(looks));
    const isInverse = bar === null || level < 2;
    return applyStyle(start, level, isInverse ? inverseOf(merge(looks), inherited, styles) : merge(bar));
  };
  const paint = ({ text, styles, href, theme }: Span): string => {
    if (theme !== undefined) return sampleOf(theme)([href === undefined ? { text, styles } : { text, styles, href }]);
    const painted = chalkFor(styles)(text);
    return href === undefined || level === 0 ? painted : hyperlink(href, painted);
  };
  return spans => spans.map(paint).join('');
}

const isAlike = (a: Style, b: Style, level: ColorLevel): boolean =>
  (level === 1 ? a.color?.ansi === b.color?.ansi : a.color === b.color) &&
  ATTRIBUTES.every(name => Boolean(a[name]) === Boolean(b[name]));

/** Returns the style of text in an inverse row. The row has one background, so a match is underlined instead of colored. */
const inverseOf = ({ color, ...style }: Style, base: Style, styles: readonly StyleName[]): Style => ({
  ...style,
  ...base,
  dim: false,
  underline: styles.includes('match'),
  inverse: true,
});

function applyStyle(chalk: ChalkInstance, level: ColorLevel, style: Style): ChalkInstance {
  const { color, background } = style;
  let styled = chalk;
  // With 16 colors, a background is black or white.
  if (background) styled = level === 2 ? styled.bgAnsi256(background.ansi256) : styled.bgHex(background.hex);
  if (color && level > 1) styled = level === 3 ? styled.hex(color.hex) : styled.ansi256(color.ansi256);
  else if (color && color.ansi !== 'default') styled = styled[color.ansi];
  for (const attribute of ATTRIBUTES) if (style[attribute]) styled = styled[attribute];
  return styled;
}

/**
 * Returns an OSC 8 hyperlink (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda). The id joins the
 * pieces of a link that is wrapped.
 */
const hyperlink = (href: string, text: string): string =>
  `\u001b]8;id=${hash(href)};${href}\u001b\\${text}\u001b]8;;\u001b\\`;

const hash = (text: string): string =>
  [...text].reduce((sum, character) => (Math.imul(sum, 31) + character.charCodeAt(0)) >>> 0, 7).toString(36);
