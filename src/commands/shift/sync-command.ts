import type {Services} from '../../state/services.ts';
import {ORDERS_STATE, ordersTrouble, parseOrdersState} from '../../domain/other-orders.ts';
import {describeError, type AppError} from '../../errors.ts';
import {writeListState} from '../../sync/poller/list-progress.ts';
import {toldChanges, changeWords, type Change} from '../../state/told/told-changes.ts';
import type {Finishing} from '../../console/session/command-context.ts';
import type {Io} from '../../console/session/io.ts';
import type {Opened} from '../../console/session/open-services.ts';
import {table} from '../plain-text.ts';
import {printJson} from '../print-json.ts';
import {readDue, type DueResult} from '../read/read-due.ts';
import {readListNow} from '../read/read-first.ts';
import {sendQueued} from '../write/send-queued.ts';

export type SyncOptions = {readonly json?: boolean; readonly full?: boolean; readonly limit?: number};
type RunOptions = SyncOptions & {readonly signal: AbortSignal; readonly finishing: Finishing};

/** More than anybody can wait for; each read is stored, so the next run goes on. */
const MOST_DETAILS = 100_000;

/** `casedeck sync`: sends what is queued, reads the list and all details that are due, once; says what changed. */
export async function runSync(services: Opened, io: Io, options: RunOptions): Promise<number> {
  const {store, clock} = services;
  const isFirst = store.counts().all === 0;
  const before = store.lastChange();
  if (options.full === true)
    writeListState(store, {fullAt: undefined, nextPage: undefined, nextPageAt: undefined});
  // First the list: where the service is away, nothing else is tried.
  await readListNow(services, io);
  await services.poller.readOrders();
  const orders = ordersTrouble(parseOrdersState(store.meta(ORDERS_STATE)), services.settings.orders.show);
  if (orders !== undefined) io.note(`casedeck: ${orders}\n`);
  const {code, ...outbox} = await options.finishing(sendQueued(services, io, options.signal));
  const due = dueIds(services, options.limit ?? MOST_DETAILS);
  const details = await readDue(services, io, {ids: due, words: 'details'});
  // A first run brings years of tickets: none of them is news.
  const changes = isFirst ? [] : toldChanges(store, store.changesAfter(before));
  const left = dueIds(services, MOST_DETAILS).length;
  if (options.json === true) {
    printJson(io, {
      readAt: new Date(clock.now()).toISOString(),
      tickets: store.counts().all,
      details: {read: details.read, failed: details.failed.size, left},
      outbox,
      changes,
    });
  } else {
    printChanges(io, changes);
    io.note(summary(details, {tickets: store.counts().all, changes: changes.length, left}));
  }
  if (details.error !== undefined) throw details.error;
  return code;
}

/** As the poller reads them: what asks for action sooner than what is merely open. */
function dueIds(
  {store, clock, settings}: Pick<Services, 'clock' | 'settings' | 'store'>,
  limit: number,
): readonly string[] {
  const now = clock.now();
  const isAction = (id: string) => store.row(id)?.status === 'ACTION_REQUIRED';
  const action = store.stale(now - settings.refresh.visibleMs, limit, now).filter(isAction);
  const open = store.stale(now - settings.refresh.openMs, limit, now);
  return [...new Set([...action, ...open])].slice(0, limit);
}

function printChanges(io: Io, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  io.out(
    table(
      ['ID', 'NEW', 'WHAT'],
      changes.map((change) => [change.id, change.kind, changeWords(change)]),
      io.stdout,
    ),
  );
}

type Totals = {readonly tickets: number; readonly changes: number; readonly left: number};

function summary({read, failed, error}: DueResult, {tickets, changes, left}: Totals): string {
  const news = changes === 0 ? 'nothing new' : `${changes} change${changes === 1 ? '' : 's'}`;
  const parts = [`${tickets} tickets`, `${read} read`, news];
  if (failed.size > 0) parts.push(`${failed.size} could not be read (${firstWords(failed)})`);
  if (left > 0) parts.push(`${left} still due`);
  return `casedeck: ${parts.join(', ')}.${error === undefined ? '' : ' Stopped early.'}\n`;
}

function firstWords(failed: ReadonlyMap<string, AppError>): string {
  const [first] = failed;
  return first === undefined ? '' : `${first[0]}: ${describeError(first[1]).title}`;
}
