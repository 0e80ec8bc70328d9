import type {Store} from '../store.ts';
import type {Joined, JoinedAccount} from './joined-accounts.ts';
import {listed, ofOurs, ofTickets} from './joined-reading.ts';
import {kept, refusedWhenJoined, outboxes, written} from './joined-writing.ts';
import type {StoredNotice} from '../../domain/notices/site-notice.ts';

/** One store over those of several accounts. Ids name their account (`prod/11150929`). What concerns no ticket is kept by the first account. */
export function joinStores<Account extends JoinedAccount>(joined: Joined<Account>): Store {
  const {accounts} = joined;
  return {
    ...listed(joined),
    ...ofTickets(joined),
    ...ofOurs(joined),
    ...written(joined),
    ...outboxes(joined),
    ...joinedNotices(joined),
    ...refusedWhenJoined(),
    ...kept(joined),
    accounts: () => accounts.map(({name}) => name),
    version: () => accounts.reduce((sum, {store}) => sum + store.version(), 0),
    close() {
      for (const {store} of accounts) store.close();
    },
  };
}

/**
 * Notices of all accounts, each with the accounts that get it: a notice of several accounts is shown once, and read
 * once.
 */
function joinedNotices<Account extends JoinedAccount>({accounts}: Joined<Account>) {
  return {
    notices() {
      const byId = new Map<string, StoredNotice>();
      for (const {name, store} of accounts) {
        for (const stored of store.notices()) {
          const known = byId.get(stored.notice.id);
          const newest = known === undefined || known.changedAt < stored.changedAt ? stored : known;
          byId.set(stored.notice.id, {...newest, accounts: [...(known?.accounts ?? []), name]});
        }
      }
      return [...byId.values()];
    },
    markNoticesSeen(ids, at) {
      for (const {store} of accounts) store.markNoticesSeen(ids, at);
    },
    troubleOf(aside) {
      const words = accounts.flatMap(({name, store}) => {
        const trouble = store.troubleOf(aside);
        return trouble === undefined ? [] : [`${name}: ${trouble}`];
      });
      return words.length === 0 ? undefined : words.join(' ');
    },
  } satisfies Partial<Store>;
}
