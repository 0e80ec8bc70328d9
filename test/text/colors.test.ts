import {expect, test} from 'vitest';
import {colorCode, contrast} from '../../src/text/colors.ts';

test.each([
  ['red', 'true', '31'],
  ['bright-blue', '16', '94'],
  ['gray', '16', '90'],
  ['default', '16', undefined],
  ['7', '16', '37'],
  ['200', '256', '38;5;200'],
  ['200', '16', '95'],
  ['#ff0000', 'true', '38;2;255;0;0'],
  ['#ff0000', '256', '38;5;196'],
  ['#ff0000', '16', '91'],
  ['#808080', '256', '38;5;244'],
  ['red', 'none', undefined],
  ['#ff0000', 'none', undefined],
  ['mauve', 'true', undefined],
  ['256', '256', undefined],
] as const)('%s at depth %s is %s', (color, depth, code) => {
  expect(colorCode(color, depth)).toBe(code);
});

test('contrast runs from 1 to 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#777777')).toBe(1);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
