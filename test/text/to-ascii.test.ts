import fc from 'fast-check';
import {expect, test} from 'vitest';
import {toAscii} from '../../src/text/safe/to-ascii.ts';
import {textWidth} from '../../src/text/width.ts';

test.each([
  ['São Paulo, Zürich', 'Sao Paulo, Zurich'],
  ['“quoted” – it’s…', '"quoted" - it\'s~'],
  ['漢字', '????'],
  ['👩‍🔧 done', '?? done'],
  ['\u001B[1mbold ●\u001B[0m', '\u001B[1mbold ?\u001B[0m'],
])('%s is drawn as %s', (text, expected) => {
  expect(toAscii(text)).toBe(expected);
});

test('nothing beyond ASCII is left, and nothing moves', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme', maxLength: 40}), (text) => {
      const ascii = toAscii(text);
      // oxlint-disable-next-line no-control-regex -- everything that is ASCII
      expect(ascii).toMatch(/^[\u0000-\u007F]*$/);
      expect(textWidth(ascii)).toBe(textWidth(text));
    }),
  );
});
