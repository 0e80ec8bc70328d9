import type {Log} from '../../store/log.ts';
import {multiplexer} from '../../terminal/capabilities.ts';
import {desktopNotice} from '../../terminal/sequences.ts';
import type {Announcement} from '../../sync/notifier.ts';
import type {Opened} from './open-services.ts';
import {runHook} from './run-hook.ts';

const BELL = '\u0007';
const HOOK_LIMIT_MS = 10_000;

export type AnnounceHost = {readonly write: (bytes: string) => void; readonly log: Log};

/** Tells of changes as the user wants it: the bell, a notice outside of the terminal, a program of theirs. */
export function createAnnounce(
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
