import fc from 'fast-check';
import {expect, test} from 'vitest';
import {isCloseMatch} from '../../src/text/close-match.ts';

test.each([
  ['lvl', 'light level low'],
  ['ccd', 'cross connect down'],
  ['rset', 'reseat line card'],
  ['pwrout', 'partial power outage'],
  ['11150', 'case 11150929'],
  ['ß漢', 'straße 漢字'],
])('"%s" is close together in "%s"', (needle, text) => {
  expect(isCloseMatch(needle, text)).toBe(true);
});

test.each([
  ['lvl', 'cross connect'],
  ['pd', 'power and'],
  ['ab', 'a\nb'],
  ['ba', 'a b'],
  ['aa', 'a'],
  ['reesat', 'reseat'],
])('"%s" is not in "%s"', (needle, text) => {
  expect(isCloseMatch(needle, text)).toBe(false);
});

test('whatever contains the needle matches, and what matches has its letters in order', () => {
  const text = fc.string({unit: fc.constantFrom('a', 'b', ' ', '-', 'c', '\n'), maxLength: 30});
  const needle = fc.string({unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 5});
  fc.assert(
    fc.property(text, needle, text, (before, word, after) => {
      expect(isCloseMatch(word, before + word + after)).toBe(true);
      if (isCloseMatch(word, before)) expect(before).toMatch(new RegExp([...word].join('.*')));
    }),
  );
});

test('a hostile text takes no longer than its length', () => {
  expect(isCloseMatch(`${'a'.repeat(40)}b`, 'a'.repeat(20_000))).toBe(false);
}, 2000);
