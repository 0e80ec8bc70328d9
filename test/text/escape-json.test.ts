import fc from 'fast-check';
import {expect, test} from 'vitest';
import {escapeJson} from '../../src/text/safe/escape-json.ts';
import {FORBIDDEN, hostileText} from './hostile-text.ts';

test('what JSON.stringify leaves raw is escaped', () => {
  expect(escapeJson(JSON.stringify('a\x9b31m\x7f\u202E\u{e0041}é東'))).toBe(
    String.raw`"a\u009b31m\u007f\u202e\udb40\udc41é東"`,
  );
});

test('layout stays, CR does not', () => {
  expect(escapeJson('{\r\n\t"a": 1\r}')).toBe('{\n\t"a": 1\n}');
});

test('the escaped JSON says the same and holds nothing that a terminal obeys', () => {
  fc.assert(
    fc.property(hostileText, (value) => {
      const json = escapeJson(JSON.stringify({[value]: [value]}, null, 2));
      expect(JSON.parse(json)).toEqual({[value]: [value]});
      expect(json.replaceAll(/[\ue000\ue001]/g, '')).not.toMatch(FORBIDDEN);
    }),
  );
});
