import {expect, onTestFinished, test} from 'vitest';
import type {Ticket, TicketNote} from '../../src/domain/ticket.ts';
import {handoverEntry, handoverParts} from '../../src/domain/handover-text.ts';
import {ordersLast} from '../../src/domain/orders/other-orders.ts';
import {overviewRanges, overviewSections} from '../../src/screens/overview/overview-data.ts';
import {statusLine} from '../../src/commands/shift/watch-output.ts';
import {sinceReport} from '../../src/state/told/since.ts';
import {openStore} from '../../src/store/open-store.ts';
import {HOUR, hours, note, safe, START, ticket} from './sample.ts';

const NOW = START + 30 * HOUR;
const TICKET = '1-204976070710';
const ORDER = '1-210476070101';

/** A ticket and an order, both at SV5, in which a note is new since START. */
function prepare() {
  const store = openStore({file: ':memory:', clock: {now: () => NOW}});
  onTestFinished(() => store.close());
  const put = (id: string, kind: Ticket['kind'], notes: readonly TicketNote[], at: number) => {
    const facts = {kind, status: 'IN_PROGRESS', ibx: [safe('SV5')], createdDateTime: hours(0)} as const;
    store.putTicket(ticket(id, {...facts, notes}), '{}', at);
  };
  const news = note('n1', {type: safe('RESOLUTION_NOTES'), createdDateTime: hours(29)});
  for (const [notes, at] of [
    [[], START],
    [[news], START + 29 * HOUR],
  ] as const) {
    put(ORDER, 'SMART_HANDS', notes, at);
    put(TICKET, 'TROUBLE', notes, at);
  }
  return store;
}

test('orders have a section of their own in what happened, and none of the counts', () => {
  const store = prepare();
  const report = sinceReport(store, START + HOUR, NOW);
  expect(report.news.map(({row}) => row.id)).toEqual([TICKET]);
  expect(report.orders.map(({row}) => row.id)).toEqual([ORDER]);
  expect(statusLine(store, [])).toBe('1 open 0 action 1 unread\n');
});

test('the overview counts tickets, each row what its filter lists, and orders apart', () => {
  const store = prepare();
  const ranges = overviewRanges(NOW, 'utc');
  const counts = {overview: store.overview(ranges.ages, ranges.days), ibxs: store.ibxs()};
  const sections = overviewSections(counts, ranges, NOW, 'utc');
  const rows = sections.flatMap((section) => section.rows.filter(({count}) => count > 0));
  expect(rows.map(({label, count, filter}) => [label, count, filter])).toEqual([
    ['IN PROGRESS', 1, 'status:IN_PROGRESS type:ticket'],
    ['1 to 3 days', 1, 'age:>1d age:<3d type:ticket'],
    ['SV5', 1, 'ibx:SV5 type:ticket'],
    [expect.any(String), 1, expect.stringContaining('type:ticket')],
    ['hands', 1, 'type:smarthands'],
  ]);
});

test('in a hand-over orders come behind the tickets, are counted apart and have no turn', () => {
  const store = prepare();
  const stored = [ORDER, TICKET].flatMap((id) => store.ticket(id) ?? []);
  const entries = ordersLast(stored, ({row}) => row.kind).map((one) => handoverEntry(one, undefined));
  const [head, first, second] = handoverParts('text', entries, {now: NOW, zone: 'utc', account: 'prod'});
  expect(head).toContain('1 ticket and 1 other order, prod');
  expect(first).toContain(TICKET);
  expect(first).toContain('Turn: theirs');
  expect(second).toContain('An order and no ticket');
  expect(second).not.toContain('Turn');
});
