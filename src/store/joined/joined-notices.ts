import type {StoredNotice} from '../../domain/notices/site-notice.ts';
import type {Store} from '../store.ts';
import type {Joined, JoinedAccount} from './joined-accounts.ts';

/**
 * Notices of all accounts, each with those that are told of it: one of which several are told is shown once, and read once.
 */
export function joinedNotices<Account extends JoinedAccount>({
  accounts,
}: Joined<Account>): Pick<Store, 'notices' | 'markNoticesSeen' | 'troubleOf'> {
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
  };
}
