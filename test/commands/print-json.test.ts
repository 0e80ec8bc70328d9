import {expect, test} from 'vitest';
import {jsonText, printJsonList} from '../../src/commands/print-json.ts';
import type {Io} from '../../src/console/session/io.ts';

test.each([
  [[]],
  [[{a: 1, b: [1, 2], c: 'x\u001b\ny', d: undefined}, {e: {}}]],
  [Array.from({length: 5000}, (_, n) => ({n}))],
])('a list that is written in portions is what JSON would write at once', (list) => {
  const written: string[] = [];
  printJsonList({out: (text: string) => void written.push(text)} as unknown as Io, list);
  expect(written.join('')).toBe(jsonText(list));
  expect(Math.max(...written.map(({length}) => length))).toBeLessThan(80_000);
});
