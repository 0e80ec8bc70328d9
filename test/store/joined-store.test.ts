import {expect, onTestFinished, test} from 'vitest';
import {ASIDE_NAMES} from '../../src/domain/aside-state.ts';
import {joinedId} from '../../src/domain/joined-id.ts';
import type {StoredNotice} from '../../src/domain/notices/site-notice.ts';
import {nextStepOf, setNextStep} from '../../src/store/next-steps.ts';
import {joinAccounts} from '../../src/store/joined/joined-accounts.ts';
import {joinStores} from '../../src/store/joined/joined-store.ts';
import {numberEntries, numberEntry, numbersInFilter} from '../../src/screens/open-number.ts';
import {openStore} from '../../src/store/open-store.ts';
import {joinPollers} from '../../src/sync/join-sync.ts';
import type {SyncPoller} from '../../src/sync/poller/poller-deps.ts';
import {caseNumberOf} from '../../src/domain/ticket.ts';
import {note, safe, START, ticket} from './sample.ts';

/** Two accounts that have a ticket of the same number, and one of the first alone. */
function prepare() {
  const accounts = ['prod', 'lab'].map((name) => ({
    name,
    store: openStore({file: ':memory:', account: name, clock: {now: () => START}}),
  }));
  onTestFinished(() => accounts.forEach(({store}) => store.close()));
  const [prod, lab] = accounts.map(({store}) => store);
  if (prod === undefined || lab === undefined) throw new Error('two stores were opened');
  prod.putTicket(ticket('11150929', {notes: [note('n1', {text: safe('from prod')})]}), '{}', START);
  lab.putTicket(ticket('11150929', {notes: [note('n1', {text: safe('from lab')})]}), '{}', START);
  prod.putTicket(ticket('11150930'), '{}', START);
  const joined = joinAccounts(accounts);
  return {prod, lab, joined, store: joinStores(joined)};
}

test('a number that two accounts have is never guessed, and one that a single account has finds it', () => {
  const {store, joined} = prepare();
  expect(store.row('11150929')).toBeUndefined();
  expect(() => store.markSeen('11150929', 'all', START)).toThrow('11150929 is a ticket of prod and lab.');
  expect(() => store.track(['11159999'], 'asked', START)).toThrow('No account here knows 11159999.');
  expect(store.row('11150930')?.id).toBe('prod/11150930');
  // Files, e-mails and answers are asked for by the number alone.
  expect(caseNumberOf(store.ticket('prod/11150930')?.ticket ?? {id: safe('')})).toBe('11150930');
  expect(joined.find('lab/11150929').account.name).toBe('lab');
  expect(store.ticket('lab/11150929')?.ticket).toMatchObject({
    id: 'lab/11150929',
    notes: [{text: 'from lab'}],
  });
});

test('what is written for a ticket goes into the database of its account alone', () => {
  const {store, prod, lab} = prepare();
  const id = joinedId('lab', '11150929');
  store.saveDraft({ticketId: id, kind: 'note', text: 'for lab', updatedAt: START});
  expect(lab.draft('11150929', 'note')?.text).toBe('for lab');
  expect(prod.drafts()).toEqual([]);
  expect(store.drafts()).toMatchObject([{ticketId: 'lab/11150929', text: 'for lab'}]);
  setNextStep(store, id, 'call them', START);
  expect(nextStepOf(lab, '11150929')).toBe('call them');
  expect(nextStepOf(prod, '11150929')).toBeUndefined();
  store.addRemark({ticketId: id, text: safe('ours')}, START);
  expect(store.remarksOf(id)).toMatchObject([{ticketId: id, text: 'ours'}]);
  expect(prod.remarksOf('11150929')).toEqual([]);
  store.setSnooze(id, undefined, START);
  expect(store.snoozeOf('prod/11150929')).toBeUndefined();
  expect(lab.snoozeOf('11150929')).toMatchObject({since: START});
  store.claim(id, 'claim', START);
  expect(store.claimedBy(store.me())).toEqual([id]);
  expect(prod.claimsOf('11150929')).toEqual([]);
});

test('items of two outboxes have numbers of their own, and each is moved in its own', () => {
  const {store, prod, lab} = prepare();
  const one = store.enqueue({kind: 'note', ticketId: 'prod/11150929', text: 'a', extra: undefined}, START);
  const other = store.enqueue({kind: 'note', ticketId: 'lab/11150929', text: 'b', extra: undefined}, START);
  expect(one.id).not.toBe(other.id);
  expect(store.outbox().map(({ticketId, text}) => [ticketId, text])).toEqual([
    ['prod/11150929', 'a'],
    ['lab/11150929', 'b'],
  ]);
  expect(store.moveOutbox(other.id, 'queued', 'held', {}, START)).toBe(true);
  expect(prod.outbox().map(({state}) => state)).toEqual(['queued']);
  expect(lab.outbox().map(({state}) => state)).toEqual(['held']);
  expect(store.outboxItem(other.id)).toMatchObject({ticketId: 'lab/11150929', state: 'held'});
});

test('a text to several tickets is kept once; what the console remembers is apart from a profile of its own', () => {
  const {store, prod, lab} = prepare();
  store.saveDraft({ticketId: '', kind: 'note', text: 'to all', updatedAt: START});
  expect(store.draft('', 'note')).toMatchObject({ticketId: '', text: 'to all'});
  expect(lab.drafts()).toEqual([]);
  store.setMeta('console.views', '{"open":{"filter":"account:lab"}}');
  expect(prod.meta('console.views')).toBeUndefined();
  expect(store.meta('console.views')).toContain('account:lab');
  expect(store.counts()).toMatchObject({all: 3, drafts: 1});
  expect(store.accounts()).toEqual(['prod', 'lab']);
});

test('a number that was typed opens in each account that knows it, and a link in the account of its ticket', () => {
  const {store} = prepare();
  const services = {store};
  expect(numberEntries('11150929', services.store).map(({id}) => id)).toEqual([
    'prod/11150929',
    'lab/11150929',
  ]);
  expect(numbersInFilter('account:lab 11150929', services.store).map(({id}) => id)).toEqual(['lab/11150929']);
  expect(numberEntries('11150930', services.store).map(({id}) => id)).toEqual(['prod/11150930']);
  // Nobody knows it: any of them may.
  expect(numberEntries('11159999', services.store).map(({id}) => id)).toEqual([
    'prod/11159999',
    'lab/11159999',
  ]);
  expect(numberEntry('11150929', services.store, 'lab/11150929').id).toBe('lab/11150929');
});

test('a notice of which two accounts are told is there once, with both; lines in a ticket are of its own account', () => {
  const {store, prod, lab} = prepare();
  const notice = (id: string) => ({
    ...{id: safe(id), type: safe('IBX_INCIDENT'), status: safe('NEW'), ibxs: [safe('SV5')]},
    ...{summary: safe(`UPS on bypass (${id})`), start: safe(new Date(START).toISOString())},
  });
  prod.putNotices([notice('both')], START);
  lab.putNotices([notice('both'), notice('lab alone')], START);
  const accounts = new Map(store.notices().map((stored) => [stored.notice.id as string, stored.accounts]));
  expect([...accounts]).toEqual([
    ['both', ['prod', 'lab']],
    ['lab alone', ['lab']],
  ]);
  expect(store.search('bypass', 9).map(({id, where}) => `${where} ${id}`)).toEqual([
    'notice both',
    'notice lab alone',
  ]);
  lab.putTicket(ticket('1-77', {ibx: [safe('SV5')]}), '{}', START);
  expect(store.ticket('lab/1-77')?.notices.map((stored) => stored.accounts)).toEqual([undefined, undefined]);
  prod.putTicket(ticket('1-78', {ibx: [safe('SV5')]}), '{}', START);
  expect(store.ticket('prod/1-78')?.notices.map(({notice: {id}}) => id)).toEqual(['both']);
  // Why one account has none names it.
  lab.setMeta(ASIDE_NAMES.notices, JSON.stringify({off: {words: 'not allowed.', until: START}}));
  expect(store.troubleOf('notices')).toBe('lab: Notices are off: not allowed.');
});

test('of two accounts that hear of the same notice one tells it, each change once', () => {
  const {joined} = prepare();
  const hear: ((notices: readonly StoredNotice[]) => void)[] = [];
  const pollers = ['prod', 'lab'].map((name) => ({
    name,
    poller: {onNotices: (listener: (typeof hear)[number]) => hear.push(listener)} as unknown as SyncPoller,
  }));
  const told: string[] = [];
  joinPollers(joined, pollers).onNotices((notices) =>
    told.push(
      ...notices.map((one) => `${one.notice.id} ${one.notice.status ?? ''} ${one.accounts?.join() ?? ''}`),
    ),
  );
  const stored = (status: string, text?: string) => ({
    ...{notice: {id: safe('fire'), ibxs: [safe('SV5')], status: safe(status), text: text && safe(text)}},
    ...{firstAt: START, changedAt: START, revision: 1, isUnread: true, fullAt: undefined},
  });
  const say = (account: number, ...told: Parameters<typeof stored>) =>
    hear[account]?.([stored(...told) as StoredNotice]);
  say(0, 'NEW');
  // The other one has read it in full already.
  say(1, 'NEW', 'All of it.');
  say(1, 'RESOLVED');
  say(0, 'RESOLVED');
  expect(told).toEqual(['fire NEW prod', 'fire RESOLVED lab']);
});

test('behind the keys no more texts are made known to the search at a time than with one account', () => {
  const {store, prod, lab} = prepare();
  const waiting = store.waitingParts();
  expect(prod.waitingParts()).toBeGreaterThan(1);
  expect(lab.waitingParts()).toBeGreaterThan(0);
  expect(store.indexParts(1)).toBe(true);
  expect(store.waitingParts()).toBe(waiting - 1);
  for (let turn = 0; store.waitingParts() > 0; turn += 1) {
    expect(turn).toBeLessThan(waiting);
    store.indexParts(1);
  }
  expect(store.indexParts(1)).toBe(false);
});
