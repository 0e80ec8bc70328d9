import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseLater} from '../../src/text/time/parse-later.ts';

/** A Friday. */
const NOW = Date.UTC(2026, 10, 27, 10, 30);
const at = (text: string) => {
  const when = parseLater(text, NOW, 'utc');
  return 'ms' in when ? new Date(when.ms).toISOString().slice(0, 16) : when.problem;
};

test.each([
  ['2h', '2026-11-27T12:30'],
  ['in 3 days', '2026-11-30T10:30'],
  ['1h30m', '2026-11-27T12:00'],
  ['12:00', '2026-11-27T12:00'],
  ['8:00', '2026-11-28T08:00'],
  ['9am', '2026-11-28T09:00'],
  ['tomorrow', '2026-11-28T08:00'],
  ['tomorrow 08:15', '2026-11-28T08:15'],
  ['mon 9:00', '2026-11-30T09:00'],
  ['friday', '2026-12-04T08:00'],
  ['2026-12-24 18:00', '2026-12-24T18:00'],
  ['2026-12-24T18:00:00Z', '2026-12-24T18:00'],
])('%s', (text, wanted) => expect(at(text)).toBe(wanted));

test.each(['', 'soon', '2026-02-30 08:00', '25:00', 'monkey', '-2h'])('%j is no time to come', (text) => {
  expect(at(text)).toMatch(/is not a time to come|is in the past/);
});

test('whatever is typed, the time is within a year ahead or refused with words', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-z:. -]{0,20}$/)), (text) => {
      const when = parseLater(text, NOW, 'utc');
      if ('ms' in when) {
        expect(when.ms).toBeGreaterThan(NOW);
        expect(when.ms).toBeLessThanOrEqual(NOW + 366 * 86_400_000);
      } else expect(when.problem).not.toBe('');
    }),
  );
});
