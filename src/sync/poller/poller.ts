import type {PollerDeps, SyncPoller} from './poller-deps.ts';
import {TicketPoller} from './ticket-poller.ts';

/**
 * Refreshes the store from the service: the list every minute, details by priority. Of several
 * pollers on one database one does the work; the others read what is on their own screen and
 * notice what the store was given.
 */
export function createPoller(deps: PollerDeps): SyncPoller {
  const poller = new TicketPoller(deps);
  return {
    start: () => poller.start(),
    stop: () => poller.stop(),
    setVisible: (ids) => poller.setVisible(ids),
    refresh: (id, signal) => poller.refresh(id, signal),
    read: (id, signal) => poller.read(id, signal),
    refreshAll: () => poller.refreshAll(),
    refreshOpen: () => poller.refreshOpen(),
    retry: () => poller.refreshAll(),
    mailFailures: () => poller.mails.failures(),
    readNegotiations: (id, signal) => poller.aside.negotiations.readNow(id, signal),
    setFocused: (focused) => poller.setFocused(focused),
    status: () => poller.state.status(),
    subscribe: (listener) => poller.state.subscribe(listener),
    onChanges: (listener) => poller.feed.on(listener),
    readOrders: () => poller.aside.orders.readNow(),
    ...poller.aside.notices.offers(),
  };
}
