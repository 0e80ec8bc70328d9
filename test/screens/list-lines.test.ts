import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fieldParts} from '../../src/components/input-line.ts';
import {COLUMN_NAMES} from '../../src/domain/list-columns.ts';
import {listFoot} from '../../src/screens/list/list-text.ts';
import {headingLine, rowLayout, rowLine} from '../../src/screens/list/columns.ts';
import {rowShape} from '../../src/screens/list/row-shape.ts';
import {nextShare, splitBody} from '../../src/screens/list/split.ts';
import type {Nav} from '../../src/state/navigation.ts';
import {viewSpans} from '../../src/screens/Header.tsx';
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
  respondBy: fc.option(fc.integer({min: 0, max: 2_000_000_000_000}), {nil: undefined}),
  hasDraft: fc.boolean(),
  pending: fc.nat({max: 3}),
  hasRemark: fc.boolean(),
  isSnoozed: fc.boolean(),
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
        const layout = rowLayout(width, rowShape([ticket]), {chosen});
        const {spans} = rowLine(ticket, layout, 1_900_000_000_000, {selected, marked: !selected});
        expect(widthOf(spans)).toBe(width);
        expect(spans.every((part) => !part.text.includes('\n'))).toBe(true);
      },
    ),
    {numRuns: often(300, 1500)},
  );
});

const CALM = {
  status: 'IN_PROGRESS',
  ibx: [toSafeLine('SV5')],
  unread: 0,
  turn: 'them',
  kind: 'TROUBLE',
} as const;
const NOTHING_OURS = {hasDraft: false, pending: 0, hasRemark: false, isSnoozed: false} as const;

function plainRow(id: string, summary: string): TicketRow {
  return {
    ...CALM,
    ...NOTHING_OURS,
    id: toSafeLine(id),
    summary: toSafeLine(summary),
    customerReferenceId: undefined,
    createdAt: undefined,
    updatedAt: 1_900_000_000_000 - 60_000,
    turnSince: undefined,
    respondBy: undefined,
    fetchedAt: undefined,
    claimedBy: undefined,
  };
}

/** A row as it is read, beside others of its view. */
function drawn(rows: readonly TicketRow[], width: number): readonly string[] {
  const layout = rowLayout(width, rowShape(rows));
  return rows.map((one) =>
    rowLine(one, layout, 1_900_000_000_000, {selected: false, marked: false})
      .spans.map((part) => part.text)
      .join(''),
  );
}

test('beside the detail pane a summary has 38 cells at 120 columns, and without one 30 at 80', () => {
  const long = 'x'.repeat(100);
  const rows = [plainRow('1-204976070710', long), plainRow('11150929', long)];
  const list = (cols: number, lines: number) =>
    splitBody(cols, lines, {preview: 'auto', share: {}}).list.width - 2;
  for (const row of drawn(rows, list(120, 34))) expect(row).toMatch(/x{37}/);
  for (const row of drawn(rows, list(80, 22))) expect(row).toMatch(/x{29}/);
});

test('the columns that a view names stand in its order, and that of the account only among several', () => {
  const {columns} = rowLayout(80, rowShape([plainRow('11150929', 'x')]), {
    chosen: ['age', 'account', 'id', 'summary'],
  });
  expect(columns.map(({name}) => name)).toEqual(['age', 'id', 'summary']);
});

test('a number is cut to the end that tells it from the others, and whole where there is room', () => {
  const rows = [plainRow('1-204976070710', 'PDU B is dark'), plainRow('11150929', 'Reseat a card')];
  expect(drawn(rows, 64)[0]).toContain(' …6070710 ');
  expect(drawn(rows, 64)[1]).toContain(' 11150929 ');
  expect(drawn(rows, 78)[0]).toContain(' 1-204976070710 ');
  const alike = [...rows, plainRow('1-304996070710', 'Another')];
  const [first, , last] = drawn(alike, 64);
  expect(first).toContain(' …76070710 ');
  expect(last).toContain(' …96070710 ');
});

test('summaries that begin alike are shown from where they differ, where one of them has no room', () => {
  const start = 'Smart Hands request for Existing Reseller: ';
  const ends = ['reseat line card 3', 'read the serial numbers of PDU A and B', 'cable audit'];
  const rows = [
    ...ends.map((end, index) => plainRow(`1115092${index}`, start + end)),
    plainRow('11150999', 'PDU B is dark'),
  ];
  const narrow = drawn(rows, 64);
  expect(narrow[0]).toContain(' …reseat line card 3 ');
  expect(narrow[2]).toContain(' …cable audit ');
  expect(narrow[3]).toContain(' PDU B is dark ');
  expect(drawn(rows, 140)[0]).toContain(`${start}reseat line card 3`);
  // The same text three times over tells nothing more at its end.
  const same = ends.map((_, index) => plainRow(`1115093${index}`, `${start}cable audit`));
  expect(drawn(same, 64)[0]).toContain('Smart Hands request');
});

test.each([120, 160, 200])(
  'at %i columns the border goes where the keys put it, and leaves both panes room',
  (cols) => {
    let share: Nav['share'] = {};
    const split = () => splitBody(cols, 34, {preview: 'auto', share});
    const widths = (): number => split().list.width;
    for (const by of [1, -1] as const) {
      const steps = Array.from({length: 20}, () => {
        const before = widths();
        share = nextShare(split(), by);
        return (widths() - before) * by;
      });
      expect(steps[0]).toBeGreaterThan(0);
      expect(steps.every((step) => step >= 0)).toBe(true);
      expect(by === 1 ? cols - widths() : widths()).toBeGreaterThanOrEqual(39);
    }
  },
);

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
