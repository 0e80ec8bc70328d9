import {expect, test} from 'vitest';
import {quietLeft} from '../../src/text/time/quiet-hours.ts';

const at = (hour: number, minute = 0) => new Date(2026, 5, 1, hour, minute).getTime();
const MINUTE = 60_000;

test.each([
  ['22:00-07:00', at(21, 59), 0],
  ['22:00-07:00', at(22), 9 * 60],
  ['22:00-07:00', at(2, 30), 4.5 * 60],
  ['22:00-07:00', at(7), 0],
  ['12:00-13:30', at(12, 45), 45],
  ['12:00-13:30', at(13, 30), 0],
  // No hour is quiet.
  ['08:00-08:00', at(8), 0],
  ['25:00-07:00', at(2), 0],
  [undefined, at(2), 0],
])('in %s it is quiet for so many minutes more', (hours, now, minutes) => {
  expect(quietLeft(hours, now)).toBe(minutes * MINUTE);
});
