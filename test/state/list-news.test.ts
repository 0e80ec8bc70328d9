import {expect, onTestFinished, test, vi} from 'vitest';
import {createListState} from '../../src/state/list/list-state.ts';
import {isEachRead} from '../../src/state/list/newcomers.ts';
import {VIEWS} from '../../src/domain/views.ts';
import type {TicketStatus} from '../../src/domain/ticket.ts';
import type {Store} from '../../src/store/store.ts';
import {hours, START, summary, ticket} from '../store/sample.ts';
import {memoryStore} from '../store/temporary.ts';

test('the list is read anew where the store has news, and not each time that the reader tells something', () => {
  const store = memoryStore();
  store.putSummaries([summary('1-1'), summary('1-2')], START);
  let pages = 0;
  const counting: Store = {
    ...store,
    page: (...asked) => {
      pages += 1;
      return store.page(...asked);
    },
  };
  const list = createListState({store: counting, clock: {now: () => START}});
  list.setHeight(9);
  list.hear();
  const read = pages;
  list.hear();
  store.tryLease('poller', 'a', 45_000, START);
  list.hear();
  expect(pages).toBe(read);
  store.putSummaries([summary('1-3')], START);
  list.hear();
  expect(list.get().ids.toSorted()).toEqual(['1-1', '1-2', '1-3']);
});

test('what a filter finds by its age comes in with the minute, though nothing was stored', () => {
  const store = memoryStore();
  store.putSummaries(
    [-0.4, -0.9, -0.8].map((age, index) => summary(`1-${index + 1}`, {createdDateTime: hours(age)})),
    START,
  );
  let now = START;
  const list = createListState({store, clock: {now: () => now}});
  list.setHeight(9);
  list.setFilter('age:>30m');
  list.accept();
  expect(list.get().ids).not.toContain('1-1');
  now += 10 * 60_000;
  list.hear();
  expect(list.get().ids.toSorted()).toEqual(['1-1', '1-2', '1-3']);
});

/** Three tickets at a first start, the newest first, of which the details come in sooner than rows may change their places. */
function firstReading() {
  const store = memoryStore();
  const ids = ['1-1', '1-2', '1-3'];
  store.putSummaries(
    ids.map((id, index) => summary(id, {createdDateTime: hours(-index)})),
    START,
  );
  const list = createListState({store, clock: {now: () => START}}, VIEWS, {
    isWhole: () => isEachRead(store),
    height: 9,
  });
  list.hear();
  expect(list.get().ids).toEqual(ids);
  const read = (id: string, status: TicketStatus) => {
    store.putTicket(ticket(id, {status}), '{}', START);
    list.hear();
  };
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  return {list, read};
}

test('at a first start the cursor ends on what is most urgent, however quickly all was read', () => {
  const {list, read} = firstReading();
  read('1-3', 'ACTION_REQUIRED');
  read('1-2', 'IN_PROGRESS');
  read('1-1', 'ACTION_REQUIRED');
  vi.advanceTimersByTime(2000);
  expect(list.get()).toMatchObject({ids: ['1-1', '1-3', '1-2'], index: 0, newAbove: 0});
});

test('at a first start the cursor stays on a ticket that somebody uses, whatever is read meanwhile', () => {
  const {list, read} = firstReading();
  list.hold();
  read('1-3', 'ACTION_REQUIRED');
  read('1-2', 'IN_PROGRESS');
  vi.advanceTimersByTime(2000);
  expect(list.get()).toMatchObject({selectedId: '1-1'});
});
