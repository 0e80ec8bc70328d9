import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createPointer} from '../../src/state/pointer.ts';
import {stayingPlace} from '../../src/state/list/standing.ts';
import {often} from '../support/long.ts';

const standing = (index: number, above?: string, below?: string) => ({index, above, below});
const among = (keys: readonly string[], own?: number) => ({
  count: keys.length,
  own,
  placeOf: (key: string) => (keys.includes(key) ? keys.indexOf(key) : undefined),
});

test('an entry that left stays between its neighbours, or with the one that is left', () => {
  expect(stayingPlace(standing(1, 'a', 'c'), among(['a', 'c']))).toBe(1);
  expect(stayingPlace(standing(1, 'a', 'c'), among(['new', 'a', 'c']))).toBe(2);
  expect(stayingPlace(standing(1, 'a', 'c'), among(['c', 'd']))).toBe(0);
  expect(stayingPlace(standing(0), among(['new']))).toBe(0);
});

test('one that the order puts elsewhere stays, and goes along with what comes in above', () => {
  expect(stayingPlace(standing(1, 'a', 'c'), among(['a', 'c', 'd'], 3))).toBe(1);
  expect(stayingPlace(standing(0, undefined, 'b'), among(['new', 'b'], 1))).toBe(1);
});

const keys = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), {maxLength: 8});
const step = fc.oneof(
  keys.map((list) => ({news: list})),
  fc.integer({min: -4, max: 4}).map((delta) => ({delta})),
);

test('keys alone move the cursor, and what it is on is on screen', () => {
  fc.assert(
    fc.property(
      fc.array(step, {minLength: 1, maxLength: 40}),
      fc.integer({min: 1, max: 5}),
      (steps, height) => {
        const pointer = createPointer();
        let list: readonly string[] = [];
        for (const one of steps) {
          const before = pointer.key();
          if ('news' in one) list = one.news;
          else pointer.move(one.delta);
          const chosen = pointer.key();
          const shown = pointer.show(list, height);
          pointer.shown(shown);
          if ('news' in one && before !== undefined) expect(pointer.key()).toBe(before);
          else if (chosen !== undefined) expect(pointer.key()).toBe(chosen);
          expect(shown.keys[shown.index]).toBe(pointer.key());
          expect(new Set(shown.keys).size).toBe(shown.keys.length);
          expect(shown.index).toBeGreaterThanOrEqual(shown.top);
          expect(shown.index).toBeLessThan(shown.top + height);
          expect(shown.isGone).toBe(pointer.key() !== undefined && !list.includes(pointer.key() ?? ''));
        }
      },
    ),
    {numRuns: often(500, 20_000)},
  );
});
