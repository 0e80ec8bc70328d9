import {expect, test} from 'vitest';
import {writeListState} from '../../src/sync/poller/list-progress.ts';
import {Absence} from '../../src/team/absence.ts';
import {memoryStore} from '../store/temporary.ts';

test('who begins without a list waits for no desk, who has one a second, and nobody for a desk that is known to be away', () => {
  let now = 1_000_000;
  const store = memoryStore();
  const absence = new Absence({store, clock: {now: () => now}, random: () => 0.5});
  absence.start();
  expect(absence.isLong('joining')).toBe(true);
  writeListState(store, {listAt: now});
  expect(absence.isLong('joining')).toBe(false);
  expect(absence.isLong('apart')).toBe(true);
  now += 1001;
  expect(absence.isLong('joining')).toBe(true);
  store.close();
});
