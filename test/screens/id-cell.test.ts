import {expect, test} from 'vitest';
import {idCell, idWidth} from '../../src/screens/id-cell.ts';

test.each([
  ['1-204976070641', 80, false, '1-204976070641'],
  ['11150929', 80, false, '11150929      '],
  ['lab/11150929', 80, true, 'lab/11150929      '],
  // What tells two numbers apart is their end, and whose it is stays as far as there is room.
  ['night/1-204976070641', 80, true, 'night/…04976070641'],
  ['night/1-204976070641', 40, true, 'nig…/…76070641'],
  ['night/1-204976070641', 120, true, 'night/1-204976070641    '],
] as const)('the column of tickets shows %s in rows of %d cells as %s', (id, width, isJoined, shown) => {
  expect(idCell(id, idWidth(width, isJoined))).toBe(shown);
});
