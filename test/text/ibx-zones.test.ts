import {expect, test} from 'vitest';
import {metroOfIbx, zoneOfIbx} from '../../src/text/time/ibx-zones.ts';
import {isZone} from '../../src/text/time/zones.ts';

test.each([
  ['SV5', 'America/Los_Angeles'],
  ['da11', 'America/Chicago'],
  ['LD8:01:0203', 'Europe/London'],
  ['TY2', 'Asia/Tokyo'],
])('%s lies in %s', (ibx, zone) => {
  expect(zoneOfIbx(ibx)).toBe(zone);
});

test.each(['', 'SV', 'QQ1', 'constructor', 'SVX5'])('%j is nowhere', (ibx) => {
  expect(zoneOfIbx(ibx)).toBeUndefined();
});

test('this machine knows every zone of the table', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const metros = letters
    .flatMap((first) => letters.map((second) => metroOfIbx(`${first}${second}1`)))
    .filter((metro) => metro !== undefined);
  expect(metros.length).toBeGreaterThan(60);
  expect(metros.filter((metro) => !isZone(metro.zone))).toEqual([]);
});
