import {expect, test} from 'vitest';
import {createDraftNews, waitingText} from '../../src/console/draft-news.ts';
import type {DraftKind} from '../../src/domain/records.ts';
import {START, ticket} from '../store/sample.ts';
import {memoryStore} from '../store/temporary.ts';

function prepare() {
  const store = memoryStore();
  for (const id of ['1-1', '1-2', '1-3']) store.putTicket(ticket(id), '{}', START);
  const draft = (ticketId: string, kind: DraftKind, text = 'text') =>
    store.saveDraft({ticketId, kind, text, updatedAt: START});
  const close = (id: string) => store.putTicket(ticket(id, {status: 'CLOSED'}), '{}', START + 1);
  return {store, draft, close};
}

test('the start tells what waits', () => {
  const {store, draft, close} = prepare();
  const words = () => waitingText(store, 'Look.');
  expect(words()).toBeUndefined();
  draft('1-1', 'note');
  expect(words()).toBe('A draft waits: a note to 1-1. Look.');
  close('1-1');
  expect(words()).toBe('A draft waits: a note to 1-1, closed by now. Look.');
  draft('', 'create');
  expect(words()).toBe('2 drafts wait, 1 of closed tickets. Look.');
  draft('1-1', 'note', '');
  expect(words()).toBe('A draft waits: a new ticket. Look.');
  store.saveDraft({ticketId: '', kind: 'create', text: '', fields: {code: '0002-0001'}, updatedAt: START});
  expect(words()).toBe('A draft waits: a new ticket. Look.');
  draft('', 'create', '');
  store.saveDraft({ticketId: '', kind: 'create', fields: {}, updatedAt: START});
  draft('1-2', 'cancel');
  expect(words()).toBe('A draft waits: a cancellation of 1-2. Look.');
  draft('1-2', 'cancel', '');
  draft('1-2', 'answer');
  expect(words()).toBe('A draft waits: an answer to 1-2. Look.');
  draft('1-2', 'answer', '');
  draft('1-2', 'remark');
  expect(words()).toBe('A draft waits: a private note on 1-2. Look.');
});

test('a ticket that ends while its note is being written is told once; the text stays', () => {
  const {store, draft, close} = prepare();
  draft('1-1', 'note');
  close('1-1');
  const told: string[] = [];
  const look = createDraftNews(store, (words) => told.push(words));
  look();
  expect(told).toEqual([]);
  draft('1-2', 'reply');
  look();
  close('1-2');
  close('1-3');
  look();
  look();
  expect(told).toEqual(['1-2 is closed by now. Your reply was not sent; its text is kept as a draft.']);
  expect(store.draft('1-2', 'reply')?.text).toBe('text');
});
