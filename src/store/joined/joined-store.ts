import type {Store} from '../store.ts';
import type {Joined, JoinedAccount} from './joined-accounts.ts';
import {joinedNotices} from './joined-notices.ts';
import {listed, ofOurs, ofTickets} from './joined-reading.ts';
import {kept, ofOneAlone, outboxes, written} from './joined-writing.ts';

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
    ...ofOneAlone(),
    ...kept(joined),
    accounts: () => accounts.map(({name}) => name),
    version: () => accounts.reduce((sum, {store}) => sum + store.version(), 0),
    close() {
      for (const {store} of accounts) store.close();
    },
  };
}
