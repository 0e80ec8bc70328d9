import {expect, test} from 'vitest';
import {byteText, parseBytes} from '../../src/text/byte-text.ts';

test.each([
  ['300', 300],
  ['500k', 500 * 1024],
  ['1.5 GB', 1.5 * 1024 ** 3],
  ['1,5gb', 1.5 * 1024 ** 3],
  ['2GiB', 2 * 1024 ** 3],
  ['1T', 1024 ** 4],
  ['64 B', 64],
  ['', undefined],
  ['0', undefined],
  ['-5', undefined],
  ['1e9', undefined],
  ['much', undefined],
  ['5 GBit', undefined],
])('a size as people write it: %s', (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes);
});

test('what is written here is read here', () => {
  for (const bytes of [1, 1023, 1024, 10 * 1024 ** 2, 2.5 * 1024 ** 3])
    expect(parseBytes(byteText(bytes))).toBe(bytes);
});
