import fc from 'fast-check';
import {expect, test} from 'vitest';
import {lineOf, tomlLines} from '../../src/settings/settings-lines.ts';

test('finds keys, tables, dotted and quoted keys, and skips multi-line texts', () => {
  const lines = tomlLines(
    [
      'a = 1 # x',
      '[t]',
      'b.c = """',
      'no = 1',
      '"""',
      '"q.r" = 2',
      "[t.'s u']  # y",
      'd = [',
      '  1,',
      ']',
      '[[l]]',
      'e = 1',
    ].join('\n'),
  );
  expect(Object.fromEntries(lines)).toEqual({
    a: 1,
    t: 2,
    't.b': 3,
    't.b.c': 3,
    't.q.r': 6,
    't.s u': 7,
    't.s u.d': 8,
    l: 11,
    'l.e': 12,
  });
  expect(lineOf(lines, ['t', 'b', 'missing'])).toBe(3);
  expect(lineOf(lines, ['none'])).toBeUndefined();
});

test('never throws, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({unit: fc.constantFrom('[', ']', '=', '"', "'", '.', 'a', '\n', ' ', '#', '\\')}),
      (text) => tomlLines(text) !== undefined,
    ),
  );
});
