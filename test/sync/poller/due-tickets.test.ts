import {expect, test} from 'vitest';
import {DueTickets} from '../../../src/sync/poller/due-tickets.ts';
import {Uptime} from '../../../src/sync/poller/uptime.ts';
import {createWorld} from '../support.ts';

const AGES = {visibleMs: 60_000, actionMs: 120_000, openMs: 600_000};

test('what needs us is read before what merely changed, wherever it stands', () => {
  const {store, service, time} = createWorld();
  const {clock} = time;
  const put = (id: string, status: 'ACTION_REQUIRED' | 'IN_PROGRESS') => {
    const ticket = service.add(id, {status});
    store.putTicket(ticket, '{}', clock.now());
  };
  put('1-1', 'IN_PROGRESS');
  put('1-2', 'ACTION_REQUIRED');
  put('1-3', 'ACTION_REQUIRED');
  put('1-4', 'IN_PROGRESS');
  time.shiftClock(3_600_000);
  const due = new DueTickets({store, clock, uptime: new Uptime(clock, 1000), random: () => 0.5, ages: AGES});
  // The list found these changed.
  due.readSoon(['1-1', '1-3']);
  const order: string[] = [];
  for (let next = due.next(new Set(), 1, false); next !== undefined; next = due.next(new Set(), 1, false)) {
    order.push(next.id);
    store.markTried(next.id, clock.now());
    due.succeeded(next.id);
    if (order.length > 9) break;
  }
  expect(order).toEqual(['1-3', '1-2', '1-1', '1-4']);
});
