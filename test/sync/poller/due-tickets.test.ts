import {expect, test} from 'vitest';
import {DueTickets} from '../../../src/sync/poller/due-tickets.ts';
import {Uptime} from '../../../src/sync/poller/uptime.ts';
import {summary} from '../../store/sample.ts';
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

test('where reading is slow, tickets that were never read take turns with rows on screen that were', () => {
  const {store, service, time} = createWorld();
  const {clock} = time;
  const onScreen = ['1-1', '1-2', '1-3', '1-4', '1-5'];
  for (const id of onScreen) store.putTicket(service.add(id, {status: 'IN_PROGRESS'}), '{}', clock.now());
  store.putSummaries([summary('1-8'), summary('1-9')], clock.now());
  time.shiftClock(3_600_000);
  const due = new DueTickets({store, clock, uptime: new Uptime(clock, 1000), random: () => 0.5, ages: AGES});
  due.setVisible(onScreen);
  const reading = new Set<string>();
  for (let slot = 0; slot < 6; slot++) {
    const next = due.next(reading, 1, true) ?? due.next(reading, 1, false);
    if (next !== undefined) reading.add(next.id);
  }
  expect([...reading].slice(0, 5)).toEqual([
    '1-1',
    '1-2',
    expect.stringMatching(/^1-[89]$/),
    '1-3',
    expect.stringMatching(/^1-[89]$/),
  ]);
});
