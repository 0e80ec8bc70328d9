import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fuzzyMatch, fuzzySort} from '../../src/text/fuzzy.ts';
import {often} from '../support/long.ts';

const marked = (needle: string, haystack: string) => {
  const match = fuzzyMatch(needle, haystack);
  return (
    match &&
    [...haystack]
      .map((character, index) => (match.positions.includes(index) ? `[${character}]` : character))
      .join('')
  );
};

test.each([
  ['power', 'Partial power outage', 'Partial [p][o][w][e][r] outage'],
  ['ppo', 'Partial power outage', '[P]artial [p]ower [o]utage'],
  ['out pow', 'Partial power outage', 'Partial [p][o][w]er [o][u][t]age'],
  ['sv5', 'SV5:01:02', '[S][V][5]:01:02'],
  ['op', 'TopLeft open', 'TopLeft [o][p]en'],
  ['ö', 'Größe', 'Gr[ö]ße'],
  ['', 'anything', 'anything'],
])('%j in %j', (needle, haystack, expected) => {
  expect(marked(needle, haystack)).toBe(expected);
});

test.each([
  ['xyz', 'Partial power outage'],
  ['rewop', 'power'],
  ['power x', 'power'],
])('%j is not in %j', (needle, haystack) => {
  expect(fuzzyMatch(needle, haystack)).toBeUndefined();
});

test('the best come first, equals stay in order', () => {
  const items = ['Cage temperature', 'Open ticket', 'Copy id', 'Send note', 'Open in browser'];
  expect(fuzzySort('op', items, (item) => item).map(({item}) => item)).toEqual([
    'Open ticket',
    'Open in browser',
    'Copy id',
  ]);
  expect(fuzzySort('', items, (item) => item).map(({item}) => item)).toEqual(items);
});

test('a word that begins as typed comes before the first letters of several', () => {
  const titles = ['Copy the number of the ticket', 'Write a note'];
  expect(fuzzySort('not', titles, (title) => title).map(({item}) => item)).toEqual(titles.toReversed());
});

test('what matches is what a subsequence is, at the positions told', () => {
  const letters = fc.string({unit: fc.constantFrom('a', 'b', 'A', 'B', '-', ' '), maxLength: 12});
  fc.assert(
    fc.property(letters, letters, (needle, haystack) => {
      const words = needle.toLowerCase().split(' ').filter(Boolean);
      const expected = words.every((word) =>
        new RegExp([...word].map((letter) => `${letter}.*`).join('')).test(haystack.toLowerCase()),
      );
      const match = fuzzyMatch(needle, haystack);
      expect(match !== undefined).toBe(expected);
      if (match === undefined || words.length !== 1) return;
      expect(match.positions.map((position) => haystack[position]?.toLowerCase()).join('')).toBe(words[0]);
    }),
    {numRuns: often(100, 500)},
  );
});

test('of a long text no more is looked at than a label may have: all of it would outlast this test', () => {
  expect(fuzzyMatch('a'.repeat(100_000), 'a'.repeat(1_000_000))).toBeDefined();
});
