import { describe, expect, test } from 'vitest';
import { trusted } from '../../src/text/sanitize.ts';
import { type ColorChoice, chooseColors } from '../../src/theme/color.ts';
import { createPainter } from '../../src/theme/paint.ts';
import { type ThemeName, themes } from '../../src/theme/themes.ts';

type Env = Readonly<Record<string, string>>;
const xterm = { TERM: 'xterm-256color' };

test.each<[ColorChoice, boolean, Env, 0 | 1 | 2 | 3, ThemeName]>([
  ['auto', true, { TERM: 'xterm' }, 1, 'dark'],
  ['auto', true, xterm, 2, 'dark'],
  ['auto', true, { ...xterm, COLORTERM: 'truecolor' }, 3, 'dark'],
  ['auto', true, {}, 1, 'dark'],
  ['auto', true, { TERM: 'dumb' }, 0, 'dark'],
  ['auto', false, xterm, 0, 'dark'],
  ['auto', true, { ...xterm, NO_COLOR: '1' }, 1, 'mono'],
  ['auto', false, { ...xterm, NO_COLOR: '1' }, 0, 'mono'],
  ['auto', true, { ...xterm, NO_COLOR: '' }, 2, 'dark'],
  ['auto', false, { ...xterm, FORCE_COLOR: '1' }, 2, 'dark'],
  ['auto', false, { CLICOLOR_FORCE: '1' }, 1, 'dark'],
  ['auto', true, { TERM: 'dumb', FORCE_COLOR: '1' }, 1, 'dark'],
  ['auto', false, { ...xterm, FORCE_COLOR: '0' }, 0, 'dark'],
  ['auto', false, { ...xterm, FORCE_COLOR: '' }, 0, 'dark'],
  ['auto', false, { NO_COLOR: '1', FORCE_COLOR: '1' }, 0, 'mono'],
  ['always', false, xterm, 2, 'dark'],
  ['always', false, { TERM: 'dumb' }, 1, 'dark'],
  ['always', true, { ...xterm, NO_COLOR: '1' }, 2, 'dark'],
  ['never', true, { ...xterm, FORCE_COLOR: '1' }, 0, 'dark'],
  ['auto', true, { ...xterm, COLORFGBG: '0;15' }, 2, 'light'],
  ['auto', true, { ...xterm, COLORFGBG: '15;default;0' }, 2, 'dark'],
])('--color %s, terminal %j, %j: level %i of the theme %s', (choice, isTerminal, env, level, theme) => {
  expect(chooseColors({ choice, theme: 'auto', env, isTerminal, background: null })).toEqual({
    level,
    theme: themes[theme],
  });
});

test('a named theme is used on any background', () => {
  const env = { ...xterm, COLORFGBG: '15;0' };
  expect(chooseColors({ choice: 'auto', theme: 'light', env, isTerminal: true, background: null }).theme).toBe(
    themes.light,
  );
});

describe('a painter', () => {
  const spans = [
    { text: trusted('a '), styles: [] },
    { text: trusted('log'), styles: ['strong', 'link'] as const },
  ];

  test.each<[ThemeName, 0 | 1, string]>([
    ['dark', 0, 'a log'],
    ['dark', 1, 'a \u001b[96m\u001b[1m\u001b[4mlog\u001b[24m\u001b[22m\u001b[39m'],
    ['mono', 1, 'a \u001b[1m\u001b[4mlog\u001b[24m\u001b[22m'],
  ])('for the theme %s at level %i writes %j', (theme, level, text) => {
    expect(createPainter(themes[theme], level)(spans)).toBe(text);
  });

  test('writes SGR and nothing else for every style of every theme', () => {
    for (const theme of Object.values(themes)) {
      const painted = Object.keys(theme.styles).map(style =>
        createPainter(theme, 3)([{ text: trusted('x'), styles: [style as 'dim'] }]),
      );
      // biome-ignore lint/suspicious/noControlCharactersInRegex: looks for escapes
      expect(painted.filter(text => text.replace(/\u001b\[[\d;]+m/g, '') !== 'x')).toEqual([]);
    }
  });
});
