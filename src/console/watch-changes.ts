import {createNotifier} from '../sync/notifier.ts';
import {systemTimers} from '../api/timers.ts';
import {createAnnounce} from './session/announce.ts';
import type {Opened} from './session/open-services.ts';
import {describeError} from '../errors.ts';

/** Tells the user of changes, and the log of trouble with reading them, until it is stopped. */
export function watchChanges(services: Opened, write: (bytes: string) => void): {readonly stop: () => void} {
  const {poller, store, clock, log, settings} = services;
  const announce = createAnnounce(services, {write, log});
  const notifier = createNotifier({store, clock, timers: systemTimers, on: settings.notify.on, announce});
  let said: string | undefined;
  const stops = [
    poller.onChanges(notifier.changed),
    poller.subscribe(() => {
      const {state, error} = poller.status();
      const words = error === undefined ? state : `${state}: ${describeError(error).title}`;
      const isTrouble = error !== undefined || said?.includes(':') === true;
      if (words !== said && isTrouble) log.write('sync', words);
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
