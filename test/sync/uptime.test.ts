import {expect, test} from 'vitest';
import {Uptime} from '../../src/sync/poller/uptime.ts';

function begin(plannedMs = 1000) {
  const clock = {at: 5_000_000, now: () => clock.at};
  return {clock, uptime: new Uptime(clock, plannedMs)};
}

test('time goes on with the clock, and never back', () => {
  const {clock, uptime} = begin();
  clock.at += 1000;
  expect(uptime.now()).toBe(1000);
  expect(uptime.beat()).toEqual({woke: false, jumpedBack: false});
  // Twice within a moment: nothing has passed.
  expect(uptime.beat()).toEqual({woke: false, jumpedBack: false});
  expect(uptime.now()).toBe(1000);
  clock.at -= 3_600_000;
  expect(uptime.now()).toBe(1000);
  expect(uptime.beat()).toEqual({woke: false, jumpedBack: true});
  // As much has passed as was planned.
  expect(uptime.now()).toBe(2000);
  clock.at += 500;
  expect(uptime.now()).toBe(2500);
});

test('a beat that comes half a minute too late is a machine that slept', () => {
  for (const [late, woke] of [
    [30_000, false],
    [30_001, true],
  ] as const) {
    const {clock, uptime} = begin();
    clock.at += 1000 + late;
    expect(uptime.beat()).toEqual({woke, jumpedBack: false});
    expect(uptime.now()).toBe(1000 + late);
  }
});
