import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fewRows} from '../../src/screens/banners/banner.ts';
import {textWidth} from '../../src/text/width.ts';

test('words that need more rows than there may be end in an ellipsis', () => {
  expect(fewRows('The service is not available.', 12, 3)).toEqual(['The service', 'is not', 'available.']);
  expect(fewRows('The service is not available. R tries again.', 12, 2)).toEqual([
    'The service',
    'is not avai…',
  ]);
});

test('never more rows than asked for, and none too wide', () => {
  const words = fc.string({unit: 'grapheme', maxLength: 120});
  fc.assert(
    fc.property(words, fc.integer({min: 2, max: 60}), fc.integer({min: 1, max: 5}), (text, width, most) => {
      const rows = fewRows(text, width, most);
      expect(rows.length).toBeLessThanOrEqual(most);
      for (const row of rows) expect(textWidth(row)).toBeLessThanOrEqual(width);
    }),
  );
});
