import {describeError, exitCodeOf} from '../../errors.ts';
import type {Services} from '../../state/services.ts';
import {readIds} from '../ids.ts';
import {tellError, type Io} from '../../console/session/io.ts';
import {listText, table} from '../plain-text.ts';
import {printDeeds} from '../print-deeds.ts';
import {printJson} from '../print-json.ts';
import {readDue} from '../read/read-due.ts';

export type TrackOptions = {
  readonly json?: boolean;
  readonly offline?: boolean;
  /** Nothing is done: what would be is printed. */
  readonly dryRun?: boolean;
};

/** What `track --json` prints of each id. */
type Tracked = {
  readonly id: string;
  readonly kind?: string;
  readonly status?: string;
  readonly ibx?: readonly string[];
  readonly summary?: string;
};

/**
 * `casedeck track ID...`: follows these tickets from now on, and reads each once to tell what it is.
 * What the service does not know is not followed. Without an id, what is followed.
 */
export async function runTrack(
  services: Pick<Services, 'clock' | 'poller' | 'store' | 'team'>,
  io: Io,
  args: readonly string[],
  options: TrackOptions,
): Promise<number> {
  const {store, clock, team} = services;
  if (args.length === 0) return printTracked(services, io, store.tracked(), options);
  const {ids} = await readIds(args, io);
  if (options.dryRun === true) {
    const known = new Set(store.tracked());
    const deeds = ids.filter((id) => !known.has(store.row(id)?.id ?? id));
    return printDeeds(
      team,
      io,
      deeds.map((ticketId) => ({kind: 'track', ticketId})),
      options.json,
    );
  }
  // Before they are read: whatever happens then, they are not forgotten.
  store.track(ids, 'asked', clock.now());
  const code = options.offline === true ? 0 : await readOnce(services, io, ids);
  const kept = new Set(store.tracked());
  const followed = ids.map((id) => store.row(id)?.id ?? id).filter((id) => kept.has(id));
  return printTracked(services, io, [...new Set(followed)], options) || code;
}

async function readOnce(
  services: Pick<Services, 'poller' | 'store'>,
  io: Io,
  ids: readonly string[],
): Promise<number> {
  const {failed, error} = await readDue(services.poller, io, {ids, words: 'reading'});
  let code = 0;
  for (const [id, failure] of failed) {
    tellError(io, failure, `${id} is not followed: `);
    if (services.store.row(id) === undefined) services.store.untrack([id]);
    code ||= exitCodeOf(failure);
  }
  if (error === undefined) return code;
  if (error.kind === 'auth') throw error;
  io.note(`casedeck: ${describeError(error).title} They are followed, and read as soon as it works again.\n`);
  return code;
}

function printTracked(
  {store, clock}: Pick<Services, 'clock' | 'store'>,
  io: Io,
  ids: readonly string[],
  {json}: TrackOptions,
): number {
  if (json === true) {
    printJson(
      io,
      ids.map((id): Tracked => trackedJson(store, id)),
    );
    return 0;
  }
  const rows = ids.flatMap((id) => store.row(id) ?? []);
  const unread = ids.filter((id) => store.row(id) === undefined);
  if (ids.length === 0) io.note('casedeck: No tickets are followed by number.\n');
  if (rows.length > 0) io.out(listText(rows, clock.now(), io.stdout));
  if (unread.length > 0)
    io.out(
      table(
        ['NOT YET READ'],
        unread.map((id) => [id]),
        io.stdout,
      ),
    );
  return 0;
}

function trackedJson(store: Services['store'], id: string): Tracked {
  const row = store.row(id);
  if (row === undefined) return {id};
  const {kind, status, ibx, summary} = row;
  return {id, kind, ibx, summary, ...(status === undefined ? {} : {status})};
}

/** `casedeck untrack ID...`: order history may still list them, but they are not asked for by number. */
export async function runUntrack(
  services: Pick<Services, 'store' | 'team'>,
  io: Io,
  args: readonly string[],
  options: TrackOptions,
): Promise<number> {
  const {store, team} = services;
  const {ids} = await readIds(args, io);
  const before = new Set(store.tracked());
  if (options.dryRun === true) {
    const followed = ids.map((id) => store.row(id)?.id ?? id).filter((id) => before.has(id));
    return printDeeds(
      team,
      io,
      followed.map((ticketId) => ({kind: 'untrack', ticketId})),
      options.json,
    );
  }
  store.untrack(ids);
  const after = new Set(store.tracked());
  const gone = [...before].filter((id) => !after.has(id));
  if (options.json === true)
    printJson(
      io,
      gone.map((id) => ({id})),
    );
  else
    io.note(
      gone.length === 0
        ? 'casedeck: None of them was followed.\n'
        : `casedeck: No longer followed: ${gone.join(', ')}.\n`,
    );
  return 0;
}
