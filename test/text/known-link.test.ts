import {expect, test} from 'vitest';
import {knownLink} from '../../src/text/known-link.ts';

test.each([
  ['https://portal.equinix.com/a b', 'https://portal.equinix.com/a%20b'],
  ['https://equinix.com', 'https://equinix.com/'],
  ['https://tickets.example.net/1', 'https://tickets.example.net/1'],
  ['http://portal.equinix.com/', undefined],
  ['https://equinix.com.evil.example/', undefined],
  ['https://notequinix.com/', undefined],
  ['https://user:pw@portal.equinix.com/', undefined],
  ['javascript:alert(1)', undefined],
  ['no address', undefined],
])('%s is linked as %s', (address, expected) => {
  expect(knownLink(address, ['tickets.example.net'])).toBe(expected);
});

test('nothing in an address can end the sequence around it', () => {
  expect(knownLink('https://portal.equinix.com/\u0007\u001B]0;x', [])).toMatch(/^[\x21-\x7e]+$/);
});
