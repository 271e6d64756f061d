import { Chalk, type ChalkInstance } from 'chalk';
import type { Span, StyleName } from '../text/span.ts';
import type { ColorLevel } from './color.ts';
import type { Style, Theme } from './themes.ts';

/** Spans as a string that a terminal shows in a theme's looks. */
export type Paint = (spans: readonly Span[]) => string;

/** A painter for a theme; at level 0 it writes the text and nothing else. */
export function createPainter({ text: plain, styles: looks }: Theme, level: ColorLevel): Paint {
  const chalk = new Chalk({ level });
  const known = new Map<string, ChalkInstance>();
  const brush = (styles: readonly StyleName[]): ChalkInstance => {
    const key = styles.join();
    const dipped =
      known.get(key) ?? applyStyle(chalk, level, Object.assign({}, plain, ...styles.map(style => looks[style])));
    known.set(key, dipped);
    return dipped;
  };
  return spans =>
    spans
      .map(({ text, styles, href }) => {
        const painted = brush(styles)(text);
        return href === undefined || level === 0 ? painted : hyperlink(href, painted);
      })
      .join('');
}

function applyStyle(chalk: ChalkInstance, level: ColorLevel, look: Style): ChalkInstance {
  let on = chalk;
  if (look.color && level > 1) on = level === 3 ? on.hex(look.color.hex) : on.ansi256(look.color.ansi256);
  else if (look.color && look.color.ansi !== 'default') on = on[look.color.ansi];
  for (const weight of ['bold', 'dim', 'italic', 'underline', 'strikethrough', 'inverse'] as const)
    if (look[weight]) on = on[weight];
  return on;
}

/**
 * OSC 8 (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda). The id makes one link of the pieces that
 * a link was broken into at the ends of rows.
 */
const hyperlink = (href: string, text: string): string =>
  `\u001b]8;id=${idOf(href)};${href}\u001b\\${text}\u001b]8;;\u001b\\`;

const idOf = (href: string): string =>
  [...href].reduce((hash, character) => (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0, 7).toString(36);
