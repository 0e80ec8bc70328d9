import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fieldParts} from '../../src/components/input-line.ts';
import {COLUMN_NAMES} from '../../src/domain/list-columns.ts';
import {listFoot} from '../../src/screens/list/list-words.ts';
import {headingLine, rowLayout, rowLine} from '../../src/screens/list/row-line.ts';
import {viewSpans} from '../../src/screens/view-spans.ts';
import type {TicketRow} from '../../src/domain/records.ts';
import {toSafeLine} from '../../src/text/safe/to-safe-text.ts';
import {textWidth} from '../../src/text/width.ts';
import {often} from '../support/long.ts';
import {NOWHERE} from '../../src/state/list/list-position.ts';

const text = fc
  .oneof(fc.string({maxLength: 60}), fc.string({unit: 'grapheme', maxLength: 40}))
  .map(toSafeLine);

const row: fc.Arbitrary<TicketRow> = fc.record({
  id: fc.oneof(text, fc.constant(toSafeLine('1-204976070710'))),
  kind: fc.constantFrom('TROUBLE', 'CASE', 'UNKNOWN'),
  status: fc.option(fc.oneof(text, fc.constantFrom('ACTION_REQUIRED', 'CLOSED')), {nil: undefined}),
  ibx: fc.array(text, {maxLength: 3}),
  summary: text,
  customerReferenceId: fc.option(text, {nil: undefined}),
  createdAt: fc.option(fc.integer({min: 0, max: 2_000_000_000_000}), {nil: undefined}),
  updatedAt: fc.option(fc.integer({min: 0, max: 2_000_000_000_000}), {nil: undefined}),
  unread: fc.nat({max: 2000}),
  turn: fc.constantFrom('us', 'them', 'nobody'),
  turnSince: fc.constant(undefined),
  hasDraft: fc.boolean(),
  pending: fc.nat({max: 3}),
  fetchedAt: fc.constant(undefined),
  claimedBy: fc.constant(undefined),
});

const widthOf = (spans: readonly {readonly text: string}[]) =>
  spans.reduce((sum, part) => sum + textWidth(part.text), 0);

test('a row of the list is exactly as wide as the list, whatever is in the ticket', () => {
  const columns = fc.option(fc.shuffledSubarray([...COLUMN_NAMES], {minLength: 1}), {nil: undefined});
  fc.assert(
    fc.property(
      row,
      fc.integer({min: 38, max: 198}),
      columns,
      fc.boolean(),
      (ticket, width, chosen, selected) => {
        const layout = rowLayout(width, [ticket], {chosen});
        const {spans} = rowLine(ticket, layout, 1_900_000_000_000, {selected, marked: !selected});
        expect(widthOf(spans)).toBe(width);
        expect(spans.every((part) => !part.text.includes('\n'))).toBe(true);
      },
    ),
    {numRuns: often(300, 1500)},
  );
});

test('headings and typed lines stay within their width', () => {
  fc.assert(
    fc.property(text, fc.nat({max: 60}), fc.integer({min: 10, max: 198}), (typed, at, width) => {
      expect(widthOf(headingLine(typed, width).spans)).toBeLessThanOrEqual(width);
      const field = {
        isFocused: at % 2 === 0,
        before: typed.slice(0, at),
        after: typed.slice(at),
        onType: () => undefined,
      };
      const {before, under, after} = fieldParts(field, width);
      expect(textWidth(before) + textWidth(under) + textWidth(after)).toBeLessThanOrEqual(width);
    }),
    {numRuns: often(200, 1000)},
  );
});

test('the header names the view on screen always, and others as far as there is room', () => {
  const view = fc.record({
    slot: fc.option(fc.integer({min: 1, max: 9}), {nil: undefined}),
    name: fc.string({minLength: 1, maxLength: 12}),
    count: fc.option(fc.nat({max: 100_000}), {nil: undefined}),
  });
  fc.assert(
    fc.property(
      fc.array(view, {minLength: 1, maxLength: 14}),
      fc.nat(),
      fc.integer({min: 20, max: 160}),
      (views, pick, room) => {
        const named = views.map((item, index) => ({...item, isCurrent: index === pick % views.length}));
        const spans = viewSpans(named, room);
        expect(widthOf(spans)).toBeLessThanOrEqual(room);
        expect(spans.filter(({style}) => style === 'strong')).toHaveLength(1);
      },
    ),
  );
});

test.each([
  [{top: 0, index: 0, count: 43}, 20, '1 of 43 ↓'],
  [{top: 2, index: 2, count: 43}, 22, '3 of 43 ↑↓'],
  [{top: 23, index: 42, count: 43}, 43, '43 of 43 ↑'],
  [{top: 0, index: 1, count: 2}, 2, '2 of 2'],
  [{top: 0, index: 0, count: 0}, 0, ''],
])('%j with %i shown: the foot says where there is more', (position, shown, words) => {
  const at = {...NOWHERE, ...position, own: position.index};
  expect(listFoot(at, {ids: new Set(), range: undefined}, {shown, arrived: 0})).toBe(words);
});
