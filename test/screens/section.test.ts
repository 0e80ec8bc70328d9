import {expect, test} from 'vitest';
import {section} from '../../src/screens/ticket/section.ts';
import {textWidth} from '../../src/text/width.ts';

test('a name that is longer than its column takes nothing from its value', () => {
  const value = 'https://api.equinix.example/colocations/v2/orders/1-204976070688';
  const rows = section('Other', [['serviceLevelAgreement.target.response', value]], 40).map(({spans}) =>
    spans.map(({text}) => text).join(''),
  );
  expect(rows.every((row) => textWidth(row) <= 40)).toBe(true);
  expect(rows[1]?.trim()).toBe('serviceLevelAgreement.target.response');
  expect(
    rows
      .slice(2)
      .map((row) => row.trim())
      .join(''),
  ).toBe(value);
});

test('a name that just fills its column keeps its value beside it', () => {
  const [, row] = section('Other', [['x'.repeat(16), 'yes']], 40);
  expect(row?.spans.map(({text}) => text.trim())).toEqual(['x'.repeat(16), 'yes']);
});

test('a title without any value is left out', () => {
  expect(section('Ticket', [['IBX', undefined]], 40)).toEqual([]);
});
