import {createNotifier, type Announcement} from '../sync/notifier.ts';
import {systemTimers} from '../api/timers.ts';
import type {Opened} from './session/open-services.ts';
import {describeError, errorLine} from '../errors.ts';
import {quietLeft} from '../text/time/quiet-hours.ts';
import {alertUser} from './session/alert.ts';

/** Tells the user of changes, and the log of trouble with reading them, until it is stopped. */
export function watchChanges(services: Opened, write: (bytes: string) => void): {readonly stop: () => void} {
  const {poller, store, clock, log, settings} = services;
  const {on, quiet, command} = settings.notify;
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
  let said: string | undefined;
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
    }),
  ];
  return {
    stop() {
      for (const stop of stops) stop();
      notifier.stop();
    },
  };
}
