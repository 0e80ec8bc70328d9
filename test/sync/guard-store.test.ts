import {expect, test} from 'vitest';
import {AppError} from '../../src/errors.ts';
import {NO_CONTENT} from '../../src/domain/draft-content.ts';
import type {Draft} from '../../src/domain/records.ts';
import type {Store} from '../../src/store/store.ts';
import {guardStore} from '../../src/sync/guard-store.ts';
import {createWorld} from './support.ts';

const ID = '1-204976070710';

function prepare() {
  const {time, store, service} = createWorld();
  store.putTicket(service.add(ID), '{}', time.clock.now());
  const state = {full: false};
  const failing =
    <Args extends unknown[], Result>(write: (...args: Args) => Result) =>
    (...args: Args): Result => {
      if (state.full) throw new AppError('store', 'The disk is full.', {hint: 'Free some space.'});
      return write(...args);
    };
  const disk: Store = {
    ...store,
    saveDraft: failing(store.saveDraft),
    enqueue: failing(store.enqueue),
    markSeen: failing(store.markSeen),
    setMeta: failing(store.setMeta),
  };
  return {time, disk, state, guard: guardStore(disk, time.timers)};
}

const draft = (text: string): Draft => ({...NO_CONTENT, ticketId: ID, kind: 'note', text, updatedAt: 1});

test('megabytes that are saved at once, as a deleted draft that comes back, are all there', () => {
  const {disk, guard} = prepare();
  const log = 'a line of a long log\n'.repeat(200_000);
  expect(guard.store.saveDraft(draft(log))).toBe(true);
  expect(disk.draft(ID, 'note')?.text).toBe(log);
});

test('a text that could not be saved is remembered, and saved when there is room again', async () => {
  const {time, disk, state, guard} = prepare();
  const seen: (string | undefined)[] = [];
  guard.subscribe(() => seen.push(guard.trouble()?.message));
  guard.store.saveDraft(draft('one'));
  expect(seen).toEqual([]);
  state.full = true;
  expect(() => guard.store.saveDraft(draft('one two'))).toThrow('The disk is full.');
  expect(() => guard.store.saveDraft(draft('one two three'))).toThrow('The disk is full.');
  expect(guard.unsaved()).toMatchObject([{text: 'one two three'}]);
  expect(disk.draft(ID, 'note')?.text).toBe('one');
  expect(guard.store.draft(ID, 'note')?.text).toBe('one two three');
  await time.advance(10_000);
  expect(seen).toEqual(['The disk is full.']);
  state.full = false;
  await time.advance(2000);
  expect(disk.draft(ID, 'note')?.text).toBe('one two three');
  expect(guard.unsaved()).toEqual([]);
  expect(seen).toEqual(['The disk is full.', undefined]);
  await time.advance(10_000);
  expect(time.timerCount).toBe(0);
});

test('marking as seen may fail without ending anything; sending says why it cannot', async () => {
  const {time, state, guard} = prepare();
  state.full = true;
  guard.store.markSeen(ID, 'all', 1);
  guard.store.setMeta('sort', 'x');
  expect(guard.trouble()?.message).toBe('The disk is full.');
  const item = {kind: 'note', ticketId: ID, text: 'a', extra: undefined} as const;
  expect(() => guard.store.enqueue(item, 1)).toThrow('The disk is full.');
  state.full = false;
  expect(guard.store.enqueue(item, 1).state).toBe('queued');
  expect(guard.trouble()).toBeUndefined();
  guard.store.close();
  expect(time.timerCount).toBe(0);
  await time.advance(0);
});

test('a text that was queued after all does not come back as a draft', async () => {
  const {time, disk, state, guard} = prepare();
  state.full = true;
  expect(() => guard.store.saveDraft(draft('sent in the end'))).toThrow('The disk is full.');
  state.full = false;
  guard.store.enqueue({kind: 'note', ticketId: ID, text: 'sent in the end', extra: undefined}, 1);
  await time.advance(10_000);
  expect(disk.drafts()).toEqual([]);
});

test('an audit log that cannot be written is told and stops nothing', () => {
  const {guard} = prepare();
  let isBroken = true;
  const audit = guard.audit(() => {
    if (isBroken) throw new AppError('store', 'Cannot write the audit log.');
  });
  const entry = {
    time: '',
    operation: '',
    ticket: '',
    sha256: '',
    length: 0,
    result: '',
    remoteId: '',
    correlationId: '',
  };
  audit(entry);
  guard.store.setMeta('sort', 'x');
  expect(guard.trouble()?.message).toBe('Cannot write the audit log.');
  isBroken = false;
  audit(entry);
  expect(guard.trouble()).toBeUndefined();
});
