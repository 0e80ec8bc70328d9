import {createNotifier, type Announcement} from '../sync/notifier.ts';
import {ASIDES, type Aside} from '../domain/aside-state.ts';
import {systemTimers} from '../api/timers.ts';
import type {Opened} from './session/open-services.ts';
import {describeError, errorLine, isStoreError} from '../errors.ts';
import {quietLeft} from '../text/time/quiet-hours.ts';
import {alertUser} from './session/alert.ts';

/** How often it is looked whether a question runs out soon. */
const DEADLINES_MS = 5000;

/** Tells the user of changes, and the log of trouble with reading them, until it is stopped. */
export function watchChanges(
  services: Pick<Opened, 'clock' | 'log' | 'platform' | 'poller' | 'settings' | 'store'>,
  write: (bytes: string) => void,
): {readonly stop: () => void} {
  const {poller, store, clock, log, settings} = services;
  const {on, quiet, command, deadlineMs} = settings.notify;
  const announce = (announcement: Announcement) => {
    log.write('notify', announcement.words);
    void alertUser({settings, env: services.platform.env, write}, announcement).then((problem) => {
      if (problem !== undefined) log.write('notify', `${command?.[0] ?? ''}: ${problem}`);
    });
  };
  const notifier = createNotifier({
    store,
    clock,
    timers: systemTimers,
    on,
    quietMs: (now) => quietLeft(quiet, now),
    announce,
  });
  const timer =
    deadlineMs === 0
      ? undefined
      : setInterval(() => {
          const now = clock.now();
          unlessStoreFails(() => notifier.runningOut(store.takeDeadlines(now, now + deadlineMs)));
        }, DEADLINES_MS);
  let said: string | undefined;
  const asideTold = new Map<Aside, string | undefined>();
  const tellAside = () => {
    for (const aside of ASIDES) {
      const words = store.troubleOf(aside);
      if (words !== undefined && words !== asideTold.get(aside)) log.write('sync', words);
      asideTold.set(aside, words);
    }
  };
  const stops = [
    poller.onChanges(notifier.changed),
    poller.onNotices(notifier.noticed),
    poller.subscribe(() => {
      const {state, error} = poller.status();
      const words = error === undefined ? state : `${state}: ${describeError(error).title}`;
      const isTrouble = error !== undefined || said?.includes(':') === true;
      // The banner has room for the most needed of it.
      if (words !== said && isTrouble)
        log.write('sync', error === undefined ? words : `${state}: ${errorLine(error)}`);
      said = words;
      unlessStoreFails(tellAside);
    }),
  ];
  return {
    stop() {
      clearInterval(timer);
      for (const stop of stops) stop();
      notifier.stop();
    },
  };
}

/** The next beat asks again; what fails with the store is said where it is written. */
function unlessStoreFails(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!isStoreError(error)) throw error;
  }
}
