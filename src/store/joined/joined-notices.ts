import type {StoredNotice} from '../../domain/notices/site-notice.ts';
import type {Store} from '../store.ts';
import type {Joined, JoinedAccount} from './joined-accounts.ts';

/** Notices of all accounts: several may be told of the same one, which is then shown once, and read once. */
export function joinedNotices<Account extends JoinedAccount>({
  accounts,
}: Joined<Account>): Pick<Store, 'notices' | 'markNoticesSeen'> {
  return {
    notices() {
      const byId = new Map<string, StoredNotice>();
      for (const stored of accounts.flatMap(({store}) => store.notices())) {
        const known = byId.get(stored.notice.id);
        if (known === undefined || known.changedAt < stored.changedAt) byId.set(stored.notice.id, stored);
      }
      return [...byId.values()];
    },
    markNoticesSeen(ids, at) {
      for (const {store} of accounts) store.markNoticesSeen(ids, at);
    },
  };
}
