import {AppError} from '../../errors.ts';
import {parseSnooze, snoozeText} from '../../domain/ticket/snooze.ts';
import type {Services} from '../../state/services.ts';
import type {Io} from '../../console/session/io.ts';
import {readIds} from '../ids.ts';
import {checkKnown, printDeeds} from '../print-deeds.ts';
import {printJson} from '../print-json.ts';

export type SnoozeOptions = {
  readonly json?: boolean;
  /** Nothing is done: what would be is printed. */
  readonly dryRun?: boolean;
};

/** `casedeck snooze ID TIME`: puts a ticket out of sight until a time or until something new comes. */
export async function runSnooze(
  services: Pick<Services, 'clock' | 'store' | 'team'>,
  io: Io,
  [given, words]: readonly [string, readonly string[]],
  options: SnoozeOptions,
): Promise<number> {
  const {store, clock, team} = services;
  const {ids} = await readIds([given], io);
  const now = clock.now();
  const wish = parseSnooze(words.join(' '), now);
  if ('problem' in wish) throw new AppError('usage', wish.problem);
  for (const id of ids) checkKnown(store, id);
  if (options.dryRun === true) {
    const deed =
      'off' in wish ? ({kind: 'unsnooze'} as const) : ({kind: 'snooze', until: wish.until} as const);
    return printDeeds(
      team,
      io,
      ids.map((ticketId) => ({...deed, ticketId})),
      options.json,
    );
  }
  for (const id of ids) store.setSnooze(id, 'off' in wish ? 'off' : wish.until, now);
  const shown = ids.map((id) => ({id: store.row(id)?.id ?? id, snooze: store.snoozeOf(id)}));
  if (options.json === true)
    printJson(
      io,
      shown.map(({id, snooze}) => ({
        id,
        snoozed: snooze !== undefined,
        ...(snooze?.until === undefined ? {} : {snoozedUntil: new Date(snooze.until).toISOString()}),
      })),
    );
  else
    for (const {id, snooze} of shown)
      io.note(
        `casedeck: ${id} is ${snooze === undefined ? 'back in the list' : `out of sight ${snoozeText(snooze, now)}`}.\n`,
      );
  return 0;
}
