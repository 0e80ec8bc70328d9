import {createNotifier, type Announcement} from '../sync/notifier.ts';
import {systemTimers} from '../api/timers.ts';
import type {Opened} from './session/open-services.ts';
import {describeError} from '../errors.ts';
import type {Log} from '../store/log.ts';
import {multiplexer} from '../terminal/capabilities.ts';
import {desktopNotice} from '../terminal/sequences.ts';
import {runHook} from './session/run-hook.ts';

/** Tells the user of changes, and the log of trouble with reading them, until it is stopped. */
export function watchChanges(services: Opened, write: (bytes: string) => void): {readonly stop: () => void} {
  const {poller, store, clock, log, settings} = services;
  const announce = createAnnounce(services, {write, log});
  const notifier = createNotifier({store, clock, timers: systemTimers, on: settings.notify.on, announce});
  let said: string | undefined;
  const stops = [
    poller.onChanges(notifier.changed),
    poller.onNotices(notifier.noticed),
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

const BELL = '\u0007';
const HOOK_LIMIT_MS = 10_000;

type AnnounceHost = {readonly write: (bytes: string) => void; readonly log: Log};

/** Tells of changes as the user wants it: the bell, a notice outside of the terminal, a program of theirs. */
function createAnnounce(
  {settings, platform}: Pick<Opened, 'settings' | 'platform'>,
  {write, log}: AnnounceHost,
): (announcement: Announcement) => void {
  const {bell, desktop, command} = settings.notify;
  const {env} = platform;
  return (announcement) => {
    log.write('notify', announcement.words);
    if (bell) write(BELL);
    if (desktop !== 'off') write(desktopNotice(desktop, announcement.words, multiplexer(env)));
    if (command === undefined) return;
    const hook = {command, env, signal: AbortSignal.timeout(HOOK_LIMIT_MS), quiet: true};
    void runHook(hook, `${JSON.stringify(announcement)}\n`).then((problem) => {
      if (problem !== undefined) log.write('notify', `${command[0] ?? ''}: ${problem}`);
    });
  };
}
