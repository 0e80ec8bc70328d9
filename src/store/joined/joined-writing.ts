import {AppError} from '../../errors.ts';
import {joinedId} from '../../domain/joined-id.ts';
import type {Store} from '../store.ts';
import {itemOf, tryFind, type Joined, type JoinedAccount} from './joined-accounts.ts';

/** Each write goes to the account of its ticket. */
export function written<Account extends JoinedAccount>({accounts, find, sorted}: Joined<Account>) {
  const at = <T>(id: string, write: (store: Store, number: string) => T): T => {
    const {account, number} = find(id);
    return write(account.store, number);
  };
  return {
    track(ids, by, time) {
      for (const {account, numbers} of sorted(ids)) account.store.track(numbers, by, time);
    },
    untrack(ids) {
      for (const {account, numbers} of sorted(ids)) account.store.untrack(numbers);
    },
    markTried: (id, time) => at(id, (store, number) => store.markTried(number, time)),
    markSeen: (id, keys, time) => at(id, (store, number) => store.markSeen(number, keys, time)),
    markUnseen: (id, keys) => at(id, (store, number) => store.markUnseen(number, keys)),
    saveDraft: (change, inSteps) =>
      at(change.ticketId, (store, number) => store.saveDraft({...change, ticketId: number}, inSteps)),
    addRemark: (remark, time) =>
      at(remark.ticketId, (store, number) => ({
        ...store.addRemark({...remark, ticketId: number}, time),
        ticketId: remark.ticketId,
      })),
    removeRemark: (id, time) => accounts.some(({store}) => store.removeRemark(id, time)),
    setSnooze: (id, until, time) => at(id, (store, number) => store.setSnooze(number, until, time)),
    claim: (id, deed, time) => at(id, (store, number) => store.claim(number, deed, time)),
    setNextStep: (id, text, time) => at(id, (store, number) => store.setNextStep(number, text, time)),
    takeDeadlines: (now, until) =>
      accounts.flatMap(({name, store}) =>
        store.takeDeadlines(now, until).map((deadline) => ({...deadline, id: joinedId(name, deadline.id)})),
      ),
    endSnoozes: (now) =>
      accounts.flatMap(({name, store}) => store.endSnoozes(now).map((number) => joinedId(name, number))),
  } satisfies Partial<Store>;
}

/** The outboxes of all accounts as one. */
export function outboxes<Account extends JoinedAccount>(joined: Joined<Account>) {
  const {accounts, find, findItem} = joined;
  return {
    outbox: (states) =>
      accounts.flatMap((account) =>
        account.store.outbox(states).map((item) => itemOf(joined, account, item)),
      ),
    outboxOf(ticketId) {
      const found = tryFind(joined, ticketId);
      if (found === undefined) return [];
      const {account, number} = found;
      return account.store.outboxOf(number).map((item) => itemOf(joined, account, item));
    },
    outboxItem(shown) {
      const {account, id} = findItem(shown);
      const item = account.store.outboxItem(id);
      return item === undefined ? undefined : itemOf(joined, account, item);
    },
    enqueue(item, at) {
      const {account, number} = find(item.ticketId);
      return itemOf(joined, account, account.store.enqueue({...item, ticketId: number}, at));
    },
    // oxlint-disable-next-line max-params -- reads as a sentence: move id from, to
    moveOutbox(shown, from, to, change, at) {
      const {account, id} = findItem(shown);
      return account.store.moveOutbox(id, from, to, change, at);
    },
    withdraw({id: shown, state}, draft, at) {
      const {account, id} = findItem(shown);
      return account.store.withdraw({id, state}, {...draft, ticketId: find(draft.ticketId).number}, at);
    },
  } satisfies Partial<Store>;
}

/** What the console remembers of several accounts is kept by the first, apart from its own. */
export function kept<Account extends JoinedAccount>({accounts, find, main}: Joined<Account>) {
  const own = main.store;
  const nameOf = (name: string) => `joined.${name}`;
  return {
    meta(name, ticketId) {
      if (ticketId !== undefined) {
        const {account, number} = find(ticketId);
        return account.store.meta(name, number);
      }
      if (!name.startsWith('sync.')) return own.meta(nameOf(name));
      // How far the reading is: as far as it is in all of them.
      const all = accounts.map(({store}) => store.meta(name));
      return all.includes(undefined) ? undefined : all[0];
    },
    setMeta(name, value, ticketId) {
      if (ticketId === undefined) return own.setMeta(nameOf(name), value);
      const {account, number} = find(ticketId);
      account.store.setMeta(name, value, number);
    },
    changeMeta: (name, change) => own.changeMeta(nameOf(name), change),
  } satisfies Partial<Store>;
}

const ONE_ACCOUNT_ONLY = [
  'places',
  'rowsFrom',
  'between',
  'placeIn',
  'putSummaries',
  'putTicket',
  'forgetOrders',
  'putEmail',
  'putNegotiations',
  'askedTickets',
  'changesAfter',
  'takeChanges',
  'lastChange',
  'putNotices',
  'putFullNotice',
  'noticesAfter',
  'lastNotice',
  'takeNotices',
  'setUser',
  'queuedOps',
  'queueOp',
  'removeQueued',
  'applyNews',
  'deskCursor',
  'forgetDesk',
  'putMembers',
  'tryLease',
  'releaseLease',
] as const;

/** Functions that work only on the store of one account: on the joined store each of them refuses. */
export function refusedWhenJoined() {
  const refuse = (): never => {
    throw new AppError('usage', 'This works in one account at a time.', {hint: 'Name it with --profile.'});
  };
  return Object.fromEntries(ONE_ACCOUNT_ONLY.map((name) => [name, refuse])) as Record<
    (typeof ONE_ACCOUNT_ONLY)[number],
    typeof refuse
  >;
}
