import type {Settings} from '../../settings/settings-types.ts';
import type {Announcement} from '../../sync/notifier.ts';
import {multiplexer} from '../../terminal/capabilities.ts';
import {desktopNotice} from '../../terminal/sequences.ts';
import type {Env} from '../../settings/paths.ts';
import {runHook} from './run-hook.ts';

const BELL = '\u0007';
const HOOK_LIMIT_MS = 10_000;

export type AlertHost = {
  readonly settings: Pick<Settings, 'notify'>;
  readonly env: Env;
  /** Straight to the terminal. */
  readonly write: (bytes: string) => void;
};

/**
 * Tells of changes as the user wants it: the bell, a notice outside of the terminal, a program of theirs. Resolves to
 * what was wrong with that program.
 */
export async function alertUser(
  {settings, env, write}: AlertHost,
  announcement: Announcement,
): Promise<string | undefined> {
  const {bell, desktop, command} = settings.notify;
  if (bell) write(BELL);
  if (desktop !== 'off') write(desktopNotice(desktop, announcement.words, multiplexer(env)));
  if (command === undefined) return undefined;
  const hook = {command, env, signal: AbortSignal.timeout(HOOK_LIMIT_MS), quiet: true};
  return await runHook(hook, `${JSON.stringify(announcement)}\n`);
}
