import { Chalk, type ChalkInstance } from 'chalk';
import type { Span, StyleName } from '../render/line.ts';
import type { ColourLevel } from './colour.ts';
import type { Look, Theme } from './themes.ts';

/** Spans as a string that a terminal shows in a theme's looks. */
export type Paint = (spans: readonly Span[]) => string;

/** A painter for a theme; at level 0 it writes the text and nothing else. */
export function painter(theme: Theme, level: ColourLevel): Paint {
  const chalk = new Chalk({ level });
  const known = new Map<string, ChalkInstance>();
  const brush = (styles: readonly StyleName[]): ChalkInstance => {
    const key = styles.join();
    const brush = known.get(key) ?? styles.reduce((on, style) => dip(on, theme[style]), chalk as ChalkInstance);
    known.set(key, brush);
    return brush;
  };
  return spans => spans.map(({ text, styles }) => (styles.length === 0 ? text : brush(styles)(text))).join('');
}

function dip(brush: ChalkInstance, look: Look): ChalkInstance {
  let on = brush;
  if (look.colour) on = on[look.colour];
  if (look.weight) on = on[look.weight];
  if (look.italic) on = on.italic;
  if (look.underline) on = on.underline;
  if (look.strikethrough) on = on.strikethrough;
  return on;
}
