import {expect, test} from 'vitest';
import {ApiError, AppError, errorLine} from '../../src/errors.ts';
import {keyOf} from '../../src/keys/keymap.ts';
import {bannerLines, storageLines} from '../../src/screens/banners/banner.ts';
import type {SyncStatus} from '../../src/sync/contracts.ts';

const NOW = Date.UTC(2026, 4, 11, 3);
const BUSY = new ApiError('rate-limited', 'The service has had too many requests.', {
  status: 429,
  correlationId: '64f1b0c2-7a55',
});
const LONG = new ApiError('service', `The service failed: ${'Internal error in a gateway. '.repeat(12)}`, {
  status: 500,
  code: 'EQ-2014101',
  correlationId: '64f1b0c2-7a55-4b1e-9f0c-0f7d11223344',
});
const OFFLINE = new AppError('network', 'api.equinix.com has no address', {
  hint: 'Check the name, the network and the VPN.',
});

function rowsOf(status: Partial<SyncStatus>, width: number, rows: number): readonly string[] {
  const given = {state: 'waiting', listAt: NOW - 26 * 60_000, nextAt: NOW + 48_000, ...status} as SyncStatus;
  return bannerLines(given, {now: NOW, width, rows, room: rows, keyFor: keyOf}).map(({spans}) =>
    spans.map(({text}) => text).join(''),
  );
}

test('being offline takes one row of 80x24: what, why, and what happens next', () => {
  expect(rowsOf({state: 'offline', error: OFFLINE}, 80, 24)).toEqual([
    ' api.equinix.com has no address. Next try in 48 s, R tries now. ! says more.',
  ]);
  const wide = rowsOf({state: 'offline', error: OFFLINE}, 120, 36);
  expect(wide).toEqual([expect.stringContaining('Check the name, the network and the VPN.')]);
});

test.each([
  ['too many requests', BUSY],
  ['an error with a long text', LONG],
])('%s: two rows of a low screen say what, what next, and the correlation id', (_, error) => {
  for (const [width, height] of [
    [80, 24],
    [120, 24],
    [200, 24],
  ] as const) {
    const rows = rowsOf({state: 'waiting', error}, width, height);
    expect(rows.length).toBeLessThanOrEqual(2);
    for (const row of rows) expect(row.length).toBeLessThan(width);
    const words = rows.join('');
    expect(words).toContain('The service');
    expect(words).toContain('R tries now.');
    expect(words).toMatch(new RegExp(error.correlationId ?? ''));
  }
});

test('on the lowest screen it is two rows, and whole: what, and what happens next', () => {
  expect(rowsOf({error: BUSY}, 40, 10)).toEqual([
    ' The service has had too many requests.',
    ' Next try in 48 s, R tries now.',
  ]);
  expect(rowsOf({state: 'offline', error: OFFLINE}, 40, 10)).toEqual([
    ' api.equinix.com has no address. Next',
    ' try in 48 s, R tries now. ! says more.',
  ]);
});

test('while it is tried again nothing below moves', () => {
  const dr = new AppError('network', 'dr: No connection to 127.0.0.1:4799: nothing listens there.', {
    hint: 'Check the network, the VPN and the firewall; where only a proxy leads out, set HTTPS_PROXY.',
  });
  for (let width = 40; width <= 220; width += 1) {
    for (const state of ['waiting', 'offline', 'idle'] as const) {
      const counts = [NOW + 6000, NOW + 48_000, undefined].map(
        (nextAt) => rowsOf({state, nextAt, error: dr}, width, 50).length,
      );
      expect(new Set(counts).size, `${state}, ${width} cells: ${counts.join(', ')} rows`).toBe(1);
    }
  }
});

test('of several accounts one that was never read is not said to be shown as it was just now', () => {
  const error = new AppError('auth', 'lab: Not signed in.', {hint: 'Run "casedeck --profile lab login".'});
  const given = {state: 'idle', error, nextAt: undefined, listAt: NOW} as const;
  expect(rowsOf({...given, failed: {listAt: undefined}}, 200, 50).join(' ')).toContain(
    'lab: Not signed in. Nothing of that was read yet.',
  );
  expect(rowsOf({...given, failed: {listAt: NOW - 26 * 60_000}}, 200, 50).join(' ')).toContain('26m ago');
});

test('the hint behind what happened begins a sentence of its own', () => {
  expect(errorLine(OFFLINE)).toBe('api.equinix.com has no address. Check the name, the network and the VPN.');
  expect(errorLine(new AppError('service', 'It says: a page "Bad gateway"', {hint: 'Wait.'}))).toBe(
    'It says: a page "Bad gateway". Wait.',
  );
  expect(errorLine(new AppError('service', 'It is gone.', {hint: 'Wait.'}))).toBe('It is gone. Wait.');
});

test('of several accounts only the one whose database cannot be used is said not to be kept', () => {
  const lost = new AppError('store', 'lab: The disk is full.');
  const wordsOf = (lostOf?: string) =>
    storageLines({lost, lostOf}, {trouble: undefined, notice: undefined}, {width: 80, rows: 24, room: 9})
      .flatMap(({spans}) => spans.map(({text}) => text))
      .join('');
  expect(wordsOf('lab')).toContain('Nothing of lab is kept when casedeck ends. lab: The disk is full.');
  expect(wordsOf()).toContain('Nothing is kept when casedeck ends.');
});
