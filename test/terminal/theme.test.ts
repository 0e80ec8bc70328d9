import {afterEach, describe, expect, test} from 'vitest';
import {THEME_NAMES} from '../../src/settings/settings-table.ts';
import {contrast} from '../../src/text/colors.ts';
import {paintLine, paintText} from '../../src/components/paint.ts';
import {applyTheme, THEMES, type StyleName, type ThemeName} from '../../src/terminal/theme.ts';
import {STYLE_NAMES} from '../../src/text/style-names.ts';

afterEach(() => applyTheme({ascii: false, depth: '16'}));

const DARK = ['#000000', '#16181d', '#1e1e1e', '#002b36'];
const LIGHT = ['#ffffff', '#fbfbfa', '#fdf6e3'];
/** Red and magenta as the palettes of common terminals have them: xterm, VGA, Tango, Windows, One. */
const RED = {
  dark: ['#cd0000', '#cc0000', '#c50f1f', '#e06c75'],
  light: ['#cd0000', '#aa0000', '#cc0000', '#c50f1f'],
};
const MAGENTA = {
  dark: ['#cd00cd', '#881798', '#c678dd'],
  light: ['#cd00cd', '#aa00aa', '#75507b', '#881798'],
};

/** What is decoration may be fainter than what must be read. */
const least = (style: StyleName) => (style === 'border' ? 2.5 : 4.5);

function colorsOf(name: ThemeName): readonly (readonly [StyleName, string])[] {
  return STYLE_NAMES.flatMap((style) => {
    const {color} = THEMES[name][style] as {color?: string};
    return color === undefined ? [] : [[style, color] as const];
  });
}

test('the configuration knows every theme', () => {
  expect([...THEME_NAMES]).toEqual(Object.keys(THEMES));
});

describe.each([
  ['dark', DARK],
  ['light', LIGHT],
] as const)('the %s theme', (name, backgrounds) => {
  test.each(colorsOf(name))('%s %s can be read on its backgrounds', (style, color) => {
    for (const background of backgrounds)
      expect(contrast(color, background), background).toBeGreaterThanOrEqual(least(style) - 0.9);
    expect(contrast(color, backgrounds[0] ?? '')).toBeGreaterThanOrEqual(least(style));
  });
});

test("the terminal's own colours are used only where they can be read on white and on black", () => {
  expect(new Set(colorsOf('terminal').map(([, color]) => color))).toEqual(new Set(['red', 'magenta']));
  for (const color of [...RED.light, ...MAGENTA.light])
    expect(contrast(color, '#ffffff'), color).toBeGreaterThanOrEqual(3);
  for (const color of [...RED.dark, ...MAGENTA.dark])
    expect(contrast(color, '#000000'), color).toBeGreaterThanOrEqual(2.5);
});

test('a selected row is inverse in every theme and at every depth, whatever its spans', () => {
  for (const name of THEME_NAMES) {
    for (const depth of ['none', '16', '256', 'true'] as const) {
      applyTheme({ascii: false, depth, name});
      const row = paintLine(
        {
          spans: [
            {text: 'ACTION', style: 'action'},
            {text: ' x', style: 'dim'},
          ],
          selected: true,
        },
        10,
      );
      expect(row).toBe('\u001B[7mACTION x  \u001B[0m');
    }
  }
});

test('what stands apart keeps its look on a selected row', () => {
  applyTheme({ascii: false, depth: 'none', name: 'dark'});
  const spans = [
    {text: 'ACTION', style: 'action', apart: true} as const,
    {text: ' x'},
    {text: 'y'},
    {text: '4m', apart: true},
  ];
  expect(paintLine({spans, selected: true}, 11)).toBe('\u001B[1mACTION\u001B[0m\u001B[7m xy\u001B[0m4m');
});

test('without colours bold, dim and inverse still tell things apart', () => {
  applyTheme({ascii: false, depth: 'none', name: 'dark', colors: {action: '#ff0000'}});
  const all = STYLE_NAMES.map((style) => paintText('x', style)).join('');
  // oxlint-disable-next-line no-control-regex -- styles start with ESC
  expect(all).not.toMatch(/\u001B\[[\d;]*(?:3[0-8]|9[0-7])/);
  expect(paintText('x', 'action')).toBe('\u001B[1mx\u001B[0m');
  expect(paintText('x', 'dim')).toBe('\u001B[2mx\u001B[0m');
  expect(paintText('x', 'link')).toBe('\u001B[4mx\u001B[0m');
  expect(paintText('x', 'cursor')).toBe('\u001B[7mx\u001B[0m');
});

test('a theme is lowered to what the terminal shows, and single colours can be changed', () => {
  const action = (depth: '16' | '256' | 'true') => {
    applyTheme({ascii: false, depth, name: 'dark'});
    return paintText('x', 'action');
  };
  expect(action('true')).toBe('\u001B[1;38;2;255;123;114mx\u001B[0m');
  expect(action('256')).toMatch(/^\u001B\[1;38;5;\d+mx/);
  expect(action('16')).toMatch(/^\u001B\[1;(?:31|91)mx/);
  applyTheme({ascii: false, depth: '16', colors: {dim: 'bright-blue'}});
  expect(paintText('x', 'dim')).toBe('\u001B[94mx\u001B[0m');
  applyTheme({ascii: false, depth: '16', colors: {action: 'default'}});
  expect(paintText('x', 'action')).toBe('\u001B[1mx\u001B[0m');
});
