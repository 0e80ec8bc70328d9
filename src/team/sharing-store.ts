import type {Store} from '../store/store.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {TeamSync} from './team-sync.ts';

/** The store to work with: what the service says goes from there to the desk, too. */
export function sharingStore(store: Store, offer: (give: (sync: TeamSync) => void) => void): Store {
  return {
    ...store,
    putTicket: (ticket, raw, at) => {
      const change = store.putTicket(ticket, raw, at);
      offer((sync) => sync.mail.offerTicket(ticket, raw, at));
      return change;
    },
    putSummaries: (summaries, at, put) => {
      const changes = store.putSummaries(summaries, at, put);
      const changed = new Set(changes.map(({id}) => id));
      const fresh = summaries.filter(({id}) => changed.has(store.row(id)?.id ?? id));
      if (fresh.length > 0) offer((sync) => sync.mail.offerOrders(fresh, at));
      return changes;
    },
    putNegotiations: (id, list, times) => {
      const isNews = store.putNegotiations(id, list, times);
      offer((sync) => sync.mail.offerQuestions(store.row(id)?.id ?? id, list, times.at));
      return isNews;
    },
    putNotices: (notices, at, put) => {
      const changed = store.putNotices(notices, at, put);
      const fresh = notices.filter(({id}) => changed.includes(id));
      if (fresh.length > 0)
        offer((sync) => fresh.forEach((notice) => sync.mail.offerNotice('notice', notice, at)));
      return changed;
    },
    putFullNotice: (id, notice, at) => {
      store.putFullNotice(id, notice, at);
      // Under the number that the search gave.
      const named = {...notice, id: toSafeLine(id)};
      offer((sync) => sync.mail.offerNotice('noticeInFull', named, at));
    },
  };
}
