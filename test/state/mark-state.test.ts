import {expect, test} from 'vitest';
import {createListState} from '../../src/state/list/list-state.ts';
import {createMarkState} from '../../src/state/list/mark-state.ts';
import {safe, START, summary, ticket} from '../store/sample.ts';
import {memoryStore} from '../store/temporary.ts';

test('a mark stays on its ticket when that turns out to go by a case number', () => {
  const store = memoryStore();
  store.putSummaries([summary('1-204976070710'), summary('1-204976070711')], START);
  const list = createListState({store, clock: {now: () => START}});
  const marks = createMarkState(store, list);
  // None is left out.
  expect(marks.all()).toBe(0);
  store.putTicket(ticket('11150999', {otherIds: [safe('1-204976070710')]}), '{}', START);
  marks.follow();
  expect([...marks.get().ids].toSorted()).toEqual(['1-204976070711', '11150999']);
  expect(marks.sorted().hidden).toEqual([]);
});
