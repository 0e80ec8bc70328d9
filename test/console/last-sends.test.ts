import {expect, test} from 'vitest';
import {itemText, onTheirWay, stayingText} from '../../src/console/last-sends.ts';
import type {OutboxKind, OutboxState} from '../../src/domain/records.ts';
import {START} from '../store/sample.ts';
import {memoryStore} from '../store/temporary.ts';

function prepare(...items: readonly (readonly [OutboxKind, OutboxState, string?])[]) {
  const store = memoryStore();
  for (const [kind, state, before] of items) {
    const {id} = store.enqueue({kind, ticketId: '1-1', text: state, extra: undefined}, START);
    store.moveOutbox(id, 'queued', state, before === undefined ? {} : {before}, START);
  }
  return store;
}

const LOOKED_FOR = JSON.stringify({at: START, fresh: true, keys: [], verdict: 'absent'});

test.each([
  ['idle', false, ['queued', 'sending', 'unknown']],
  ['syncing', false, ['queued', 'sending', 'unknown']],
  ['offline', false, ['sending']],
  ['refused', false, ['sending']],
  ['idle', true, ['sending']],
] as const)('while %s, read-only %s, quitting waits for %s', (state, readOnly, expected) => {
  const store = prepare(
    ['note', 'queued'],
    ['note', 'sending'],
    ['note', 'unknown'],
    ['note', 'unknown', LOOKED_FOR],
    ['note', 'held'],
    ['note', 'failed'],
    ['note', 'sent'],
  );
  expect(onTheirWay(store, {state}, readOnly).map(({text}) => text)).toEqual(expected);
});

test('words for what is on its way, and for what stays', () => {
  const kinds = (...list: OutboxKind[]) => itemText(list.map((kind) => ({kind})));
  expect(kinds('note')).toBe('a note');
  expect(kinds('note', 'cancel', 'note')).toBe('2 notes and a cancellation');
  expect(kinds('note', 'reply', 'create', 'create')).toBe('a note, a reply and 2 new tickets');
  expect(stayingText(prepare(['note', 'sent'], ['note', 'failed']))).toBeUndefined();
  expect(stayingText(prepare(['note', 'queued'], ['cancel', 'unknown']))).toBe(
    'Not sent yet: a note; in the outbox until casedeck runs next.\n' +
      'Not known yet whether it arrived: a cancellation; casedeck looks on the service when it runs next.\n',
  );
});
