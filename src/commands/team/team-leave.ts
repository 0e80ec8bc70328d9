import type {Io} from '../../console/session/io.ts';
import type {Opened} from '../../console/session/open-services.ts';
import {askYes} from '../ask.ts';

export type LeaveOptions = {
  readonly yes?: boolean;
  readonly words?: boolean;
  /** Says what it would do, and does nothing. */
  readonly dryRun?: boolean;
};

/** `casedeck team leave`: takes this console off the desk, and with `--words` what this person wrote there. */
export async function runTeamLeave(
  services: Pick<Opened, 'store' | 'team'>,
  io: Io,
  options: LeaveOptions,
): Promise<number> {
  const {store, team} = services;
  const mine = store.claimedBy(store.me());
  const words =
    options.words === true
      ? ' Your private notes, snoozes, next steps and claims there are deleted for all.'
      : '';
  io.err(
    `casedeck: This takes ${store.me()} off the team's desk.${words} The record of what was sent stays. ${mine.length} tickets are still yours.\n`,
  );
  if (options.dryRun === true) {
    io.note('casedeck: Nothing was changed.\n');
    return 0;
  }
  if (options.yes !== true && !(await askYes(io, 'Go on?', '--yes'))) {
    io.err('casedeck: Nothing was changed.\n');
    return 1;
  }
  await team.leave(options.words === true);
  store.forgetDesk();
  io.note('casedeck: Done. Take [team] out of config.toml, or the next start joins again.\n');
  return 0;
}
