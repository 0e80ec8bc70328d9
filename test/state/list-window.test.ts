import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fittingTickets, hasHeading, windowTop} from '../../src/state/list/list-window.ts';
import {often} from '../support/long.ts';

const list = fc
  .array(fc.integer({min: 1, max: 6}), {maxLength: 12})
  .map((sizes) => sizes.flatMap((size, group) => Array.from({length: size}, () => `group ${group}`)));

/** Rows that the window takes, headings among them. */
function rowsOf(groups: readonly string[], height: number): number {
  const shown = groups.slice(0, fittingTickets(groups, height));
  return shown.reduce((sum, _, index) => sum + (hasHeading(shown, index, height) ? 2 : 1), 0);
}

test('in a list with groups the cursor is always on screen, and nothing stands below the last row', () => {
  fc.assert(
    fc.property(
      list,
      fc.integer({min: 1, max: 20}),
      fc.array(fc.integer({min: -8, max: 8})),
      (groups, height, moves) => {
        const groupsAt = (offset: number, limit: number) => groups.slice(offset, offset + limit);
        let [top, index] = [0, 0];
        for (const move of moves) {
          index = Math.min(Math.max(0, index + move), Math.max(0, groups.length - 1));
          top = windowTop({top, index, count: groups.length, height}, groupsAt);
          const window = groups.slice(top, top + height);
          const shown = fittingTickets(window, height);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(index).toBeGreaterThanOrEqual(top);
          expect(index).toBeLessThan(top + shown);
          expect(rowsOf(window, height)).toBeLessThanOrEqual(Math.max(height, 1));
        }
      },
    ),
    {numRuns: often(100, 500)},
  );
});

test('without groups the window moves by half a page, and only when the cursor leaves it', () => {
  expect(windowTop({top: 0, index: 9, count: 100, height: 10})).toBe(0);
  expect(windowTop({top: 0, index: 10, count: 100, height: 10})).toBe(5);
  expect(windowTop({top: 5, index: 4, count: 100, height: 10})).toBe(0);
  expect(windowTop({top: 95, index: 99, count: 100, height: 10})).toBe(90);
});
