import {expect, test} from 'vitest';
import {jsonPortions, printJson} from '../../src/commands/print-json.ts';
import type {Io} from '../../src/console/session/io.ts';

test.each([
  [[]],
  [[{a: 1, b: [1, 2], c: 'x\u001b\ny', d: undefined}, {e: {}}]],
  [Array.from({length: 5000}, (_, n) => ({n}))],
  [{}],
  [
    {
      id: 'x\u009b',
      none: undefined,
      list: [],
      more: {a: [1]},
      notes: Array.from({length: 5000}, (_, n) => ({n, of: [n]})),
    },
  ],
  [{absent: undefined, odd: [undefined, null, 'x']}],
])('what is written in portions is what JSON would write at once', (value) => {
  const written: string[] = [];
  const io = {out: (text: string) => void written.push(text)} as unknown as Io;
  printJson(io, value);
  const atOnce = written.splice(0).join('');
  written.push(...jsonPortions(value));
  expect(written.join('')).toBe(atOnce);
  expect(Math.max(...written.map(({length}) => length))).toBeLessThan(80_000);
});
