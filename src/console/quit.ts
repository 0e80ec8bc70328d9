import type {View} from './console-view.tsx';
import {itemText, onTheirWay} from './last-sends.ts';

/** How long quitting waits for what is on its way. */
const LIMIT_MS = 5000;
const LOOK_MS = 50;

/**
 * Quitting: at once where nothing is on its way; else the console stays until that is sent, for some
 * seconds at most, and says so. Asked once more it ends at once. `finish` is told whether it waited.
 */
export function createQuit(current: () => View, finish: (waited: boolean) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const going = () => {
    const {store, poller, account} = current().session.services;
    return onTheirWay(store, poller.status(), account.readOnly);
  };
  return () => {
    if (timer !== undefined) return finish(true);
    current().session.services.outbox.hasten();
    const items = going();
    if (items.length === 0) return finish(false);
    const {session, ui} = current();
    const fate = session.services.storage.lost === undefined ? 'stays in the outbox' : 'is handed to you';
    const words = `Sending ${itemText(items)}… Quit once more to end now; what is not sent ${fate}.`;
    ui.go({type: 'notice', notice: {tone: 'info', message: words}});
    const until = Date.now() + LIMIT_MS;
    timer = setInterval(() => {
      if (going().length > 0 && Date.now() < until) return;
      clearInterval(timer);
      finish(true);
    }, LOOK_MS);
  };
}
