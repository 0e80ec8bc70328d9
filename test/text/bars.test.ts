import fc from 'fast-check';
import {expect, test} from 'vitest';
import {bar, sparkline} from '../../src/text/bars.ts';

const EIGHTHS = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
const HEIGHTS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

test('a bar grows in parts of a cell, in ASCII in whole ones', () => {
  expect(bar(0.5, 4, EIGHTHS)).toBe('██');
  expect(bar(0.28, 4, EIGHTHS)).toBe('█▏');
  expect(bar(1, 4, ['#'])).toBe('####');
  expect(bar(0.4, 4, ['#'])).toBe('##');
});

test('what is there at all is seen, nothing is nothing', () => {
  expect(bar(0.0001, 10, EIGHTHS)).toBe('▏');
  expect(bar(0, 10, EIGHTHS)).toBe('');
  expect(bar(Number.NaN, 10, EIGHTHS)).toBe('');
  expect(sparkline([0, 1, 1000], HEIGHTS)).toBe(' ▁█');
  expect(sparkline([0, 0], HEIGHTS)).toBe('  ');
});

test('no bar is wider than its room', () => {
  fc.assert(
    fc.property(fc.double({min: 0, max: 1, noNaN: true}), fc.integer({min: 0, max: 60}), (share, width) => {
      expect(bar(share, width, EIGHTHS).length).toBeLessThanOrEqual(width);
    }),
  );
});
