import {expect, test} from 'vitest';
import {handoverLines, topFor} from '../../src/screens/handover/HandoverScreen.tsx';
import {pageOf} from '../../src/screens/share-actions.ts';
import {textWidth} from '../../src/text/width.ts';

const PARTS = [
  'Hand-over',
  'one\n  a fact that is long enough to need two rows',
  'two\n  short',
  'three\n  short',
];
const text = (at: number, lines: ReturnType<typeof handoverLines>['lines']) =>
  lines[at]?.spans.map((part) => part.text).join('');

test('rows of a long fact stay as far in as its first one', () => {
  const {lines, places} = handoverLines(PARTS, 1, 30);
  expect(text(places[0]?.start ?? -1, lines)).toBe('one');
  expect(text(3, lines)).toBe('  a fact that is long enough');
  expect(text(4, lines)).toBe('  to need two rows');
  expect(lines.findIndex(({selected}) => selected === true)).toBe(places[1]?.start);
  for (const {spans} of lines)
    expect(textWidth(spans.map((part) => part.text).join(''))).toBeLessThanOrEqual(30);
});

test('the selected piece is on the screen, and the screen moves only when it must', () => {
  const shown = handoverLines(PARTS, 0, 30);
  expect(topFor(shown, 0, 5, 4)).toBe(0);
  expect(topFor(shown, 1, 20, 0)).toBe(0);
  const top = topFor(shown, 2, 5, 0);
  const {start = 0, end = 0} = shown.places[2] ?? {};
  expect(top).toBeLessThanOrEqual(start);
  expect(top + 5).toBeGreaterThanOrEqual(end);
});

test('the number of a ticket goes into the address as a part of it', () => {
  expect(pageOf('https://portal.equinix.com/t/{id}?x={id}', '1-20/4')).toBe(
    'https://portal.equinix.com/t/1-20%2F4?x=1-20%2F4',
  );
  expect(pageOf('https://portal.equinix.com/', '1-2')).toBe('https://portal.equinix.com/');
});
