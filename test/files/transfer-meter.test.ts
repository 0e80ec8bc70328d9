import {expect, test} from 'vitest';
import {transferText} from '../../src/files/transfer-text.ts';
import {createMeter} from '../../src/files/transfer-meter.ts';

function clocked() {
  let at = 1000;
  return {clock: {now: () => at}, pass: (ms: number) => void (at += ms)};
}

test('rate and time left follow the line of the last seconds', () => {
  const {clock, pass} = clocked();
  const meter = createMeter(10_000_000, clock);
  pass(1000);
  expect(meter(1_000_000)).toEqual({done: 1_000_000, total: 10_000_000, rate: 1_000_000, etaMs: 9000});
  for (let second = 1; second <= 6; second += 1) {
    pass(1000);
    meter(1_000_000 + second * 100_000);
  }
  expect(meter(1_600_000).rate).toBe(100_000);
  expect(meter(1_600_000).etaMs).toBe(84_000);
});

test('what cannot be said is left out', () => {
  const {clock, pass} = clocked();
  expect(createMeter(100, clock)(0)).toEqual({done: 0, total: 100, rate: 0, etaMs: undefined});
  const unknown = createMeter(undefined, clock);
  pass(500);
  expect(unknown(50)).toEqual({done: 50, total: undefined, rate: 100, etaMs: undefined});
});

test('begun anew after a failure, it does not run backwards', () => {
  const {clock, pass} = clocked();
  const meter = createMeter(1000, clock);
  pass(1000);
  meter(900);
  pass(1000);
  expect(meter(100).rate).toBeGreaterThanOrEqual(0);
});

test('in words', () => {
  expect(transferText('sw1.txt', {done: 2_621_440, total: 10_485_760, rate: 1_258_291, etaMs: 6100})).toBe(
    '[##--------]   25%  2.5 MB of 10.0 MB  1.2 MB/s  7 s left  sw1.txt',
  );
  expect(transferText('x\u001B[2J.txt', {done: 512, total: undefined, rate: 0, etaMs: undefined})).toBe(
    '512 B  x.txt',
  );
  expect(transferText('long.txt', {done: 1, total: 1_000, rate: 1, etaMs: 999_000})).toContain('17 min left');
  expect(transferText('a.txt', {done: 10, total: 10, rate: 10, etaMs: 0})).toBe(
    '[##########]  100%  10 B of 10 B  10 B/s  a.txt',
  );
});
