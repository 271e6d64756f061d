import { describe, expect, test } from 'vitest';
import { trusted } from '../../src/text/sanitize.ts';
import type { StyleName } from '../../src/text/span.ts';
import { createPainter } from '../../src/theme/paint.ts';
import { type Hex, type ThemeName, themes } from '../../src/theme/themes.ts';

type Rgb = readonly [number, number, number];

const rgbOf = (hex: Hex): Rgb => [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

/** The sixteen colors of xterm and of Windows Terminal. Other palettes are the reader's choice. */
const palettes: Readonly<Record<string, readonly Hex[]>> = {
  xterm: (
    '#000000 #cd0000 #00cd00 #cdcd00 #0000ee #cd00cd #00cdcd #e5e5e5 ' +
    '#7f7f7f #ff0000 #00ff00 #ffff00 #5c5cff #ff00ff #00ffff #ffffff'
  ).split(' ') as Hex[],
  Campbell: (
    '#0c0c0c #c50f1f #13a10e #c19c00 #0037da #881798 #3a96dd #cccccc ' +
    '#767676 #e74856 #16c60c #f9f1a5 #3b78ff #b4009e #61d6d6 #f2f2f2'
  ).split(' ') as Hex[],
};

/** Color n of xterm's 256: a cube of 6 × 6 × 6, then 24 greys. */
function indexed(n: number): Rgb {
  if (n >= 232) return [0, 1, 2].map(() => 8 + 10 * (n - 232)) as unknown as Rgb;
  const level = (digit: number): number => (digit === 0 ? 0 : 55 + 40 * digit);
  return [Math.floor((n - 16) / 36), Math.floor((n - 16) / 6) % 6, (n - 16) % 6].map(level) as unknown as Rgb;
}

/** The colors of painted text and of its background. */
type Shown = { readonly letters: Rgb; readonly ground: Rgb };

/** Returns the colors of painted text: interprets its SGR as a terminal does. */
function shownIn(painted: string, foreground: Rgb, background: Rgb, palette: readonly Hex[]): Shown {
  let color = foreground;
  let ground = background;
  let isDim = false;
  let isInverse = false;
  const before = painted.split('x')[0] ?? '';
  for (const code of before.split('\u001b[').slice(1)) {
    const codes = code.slice(0, code.indexOf('m'));
    const [first = 0, mode, ...rest] = codes.split(';').map(Number);
    if (first === 38 && mode === 2) color = rest as unknown as Rgb;
    else if (first === 38 && mode === 5) color = indexed(rest[0] ?? 0);
    else if (first === 48 && mode === 2) ground = rest as unknown as Rgb;
    else if (first === 48 && mode === 5) ground = indexed(rest[0] ?? 0);
    else if (first >= 30 && first <= 37) color = rgbOf(palette[first - 30] ?? '#000000');
    else if (first >= 90 && first <= 97) color = rgbOf(palette[first - 82] ?? '#000000');
    else if (first === 2) isDim = true;
    else if (first === 7) isInverse = true;
    else expect([1, 3, 4, 9]).toContain(first);
  }
  // xterm and VTE mix dim text with a third of the background.
  const dimmed = color.map((channel, at) => (channel * 2 + (ground[at] ?? 0)) / 3);
  const letters = isDim ? (dimmed as unknown as Rgb) : color;
  return isInverse ? { letters: ground, ground: letters } : { letters, ground };
}

const contrastOf = ({ letters, ground }: Shown): number => contrast(letters, ground);

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: Rgb, b: Rgb): number {
  const [light = 0, dark = 0] = [a, b].map(luminance).toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const luminance = (rgb: Rgb): number => {
  const [red = 0, green = 0, blue = 0] = rgb.map(channel => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

test('contrast is computed as in WCAG', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBe(21);
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
});

const styles = Object.keys(themes.dark.styles) as StyleName[];
const names = Object.keys(themes) as ThemeName[];
const paint = (name: ThemeName, level: 0 | 1 | 2 | 3, ...styles: readonly StyleName[]): string =>
  createPainter(themes[name], level)([{ text: trusted('x'), styles }]);

describe.each(names)('%s', name => {
  const { backgrounds } = themes[name];
  const isDark = (background: Rgb): boolean => luminance(background) < 0.18;

  test.each([2, 3] as const)(
    'at level %i every style has a contrast of at least 4.5 : 1 with its backgrounds',
    level => {
      const low = backgrounds.map(rgbOf).flatMap(background =>
        styles.flatMap(style => {
          const foreground: Rgb = isDark(background) ? [229, 229, 229] : [0, 0, 0];
          const ratio = contrastOf(shownIn(paint(name, level, style), foreground, background, palettes.xterm ?? []));
          return ratio < 4.5 ? [`${style} on ${background}: ${ratio.toFixed(2)}`] : [];
        }),
      );
      expect(low).toEqual([]);
    },
  );

  test.each(Object.entries(palettes))('every style has that contrast with the sixteen colors of %s', (_, palette) => {
    const [background = '#000000' as Hex] = backgrounds;
    const ground = rgbOf(background);
    const foreground = rgbOf(palette[isDark(ground) ? 7 : 0] ?? '#000000');
    const low = styles.flatMap(style => {
      const ratio = contrastOf(shownIn(paint(name, 1, style), foreground, ground, palette));
      return ratio < 4.5 ? [`${style}: ${ratio.toFixed(2)}`] : [];
    });
    expect(low).toEqual([]);
  });

  test.each([2, 3] as const)('at level %i a post that was read looks different, also where it matches', level => {
    const [plain, read, match] = [paint(name, level), paint(name, level, 'dim'), paint(name, level, 'dim', 'match')];
    expect(new Set([plain, read, match]).size).toBe(3);
    for (const background of backgrounds.map(rgbOf)) {
      const foreground: Rgb = isDark(background) ? [229, 229, 229] : [0, 0, 0];
      for (const painted of [read, match])
        expect(contrastOf(shownIn(painted, foreground, background, palettes.xterm ?? []))).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each([1, 2, 3] as const)('at level %i styles with different meanings look different', level => {
    const text = paint(name, level);
    const headings = (['heading2', 'heading3', 'heading4', 'heading5', 'heading6'] as const).map(style =>
      paint(name, level, style),
    );
    const marked = (['haiku', 'title', 'strong', 'struck', 'link', 'match', 'accent', 'error'] as const).map(style =>
      paint(name, level, style),
    );
    expect(new Set([text, ...headings]).size).toBe(6);
    const inText = (['emphasis', 'strong', 'code', 'link'] as const).map(style => paint(name, level, style));
    expect(new Set([text, ...inText]).size).toBe(5);
    expect(paint(name, level, 'code')).not.toBe(paint(name, level, 'name'));
    expect(marked).not.toContain(text);
  });

  test.each([1, 2, 3] as const)('at level %i a match looks different from the text around it', level => {
    const around = styles.filter(style => !['found', 'match', 'selected'].includes(style));
    expect(around.filter(style => paint(name, level, style, 'match') === paint(name, level, style))).toEqual([]);
  });

  test.each([1, 2, 3] as const)('at level %i the current match has its own background', level => {
    // At level 1 the palette is the reader's, made for the first of the backgrounds.
    for (const background of (level === 1 ? backgrounds.slice(0, 1) : backgrounds).map(rgbOf)) {
      const foreground: Rgb = isDark(background) ? [229, 229, 229] : [0, 0, 0];
      const shown = (...styles: readonly StyleName[]): Shown =>
        shownIn(paint(name, level, ...styles), foreground, background, palettes.xterm ?? []);
      for (const around of styles.filter(style => !['found', 'selected'].includes(style))) {
        const found = shown(around, 'match', 'found');
        expect(shown(around, 'match').ground).toEqual(background);
        expect(found.letters).toEqual(background);
        expect(contrast(found.ground, background)).toBeGreaterThan(4.5);
      }
    }
  });

  test.each([1, 2, 3] as const)(
    'at level %i a selected row has one background, on which its styles are readable',
    level => {
      const onBar: readonly (readonly StyleName[])[] = [[], ['accent'], ['haiku'], ['slash'], ['dim'], ['match'], ['dim', 'match']]; // biome-ignore format: one thought
      for (const background of (level === 1 ? backgrounds.slice(0, 1) : backgrounds).map(rgbOf)) {
        const foreground: Rgb = isDark(background) ? [229, 229, 229] : [0, 0, 0];
        const shown = onBar.map(each =>
          shownIn(paint(name, level, 'selected', ...each), foreground, background, palettes.xterm ?? []),
        );
        expect(new Set(shown.map(({ ground }) => String(ground))).size).toBe(1);
        expect(shown.map(({ ground }) => String(ground))).not.toContain(String(background));
        expect(shown.map(contrastOf).filter(ratio => ratio < 4.5)).toEqual([]);
      }
      expect(paint(name, level, 'selected', 'match')).not.toBe(paint(name, level, 'selected'));
    },
  );

  test('a match in quiet text is not dim', () => {
    for (const level of [1, 2, 3] as const) expect(paint(name, level, 'dim', 'match')).not.toContain('\u001b[2m');
  });

  test('at level 0 only the text is painted', () => {
    expect(styles.map(style => paint(name, 0, style))).toEqual(styles.map(() => 'x'));
  });
});

test('mono has no color at any level', () => {
  const codes = styles.flatMap(style => [1, 2, 3].map(level => paint('mono', level as 1, style))).join('');
  expect(codes).not.toMatch(/\[(?:3[0-8]|9[0-7])/);
});
