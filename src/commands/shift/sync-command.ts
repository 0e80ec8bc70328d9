import type {Services} from '../../state/services.ts';
import {AppError, describeError} from '../../errors.ts';
import {IN_PART} from '../../domain/exit-codes.ts';
import {joinedId} from '../../domain/joined-id.ts';
import {writeListState} from '../../sync/poller/list-progress.ts';
import {ticketCount} from '../../state/told/ticket-count.ts';
import {type Change, changeText, toldChanges} from '../../state/told/told-changes.ts';
import type {Finishing} from '../../console/session/command-context.ts';
import type {Io} from '../../console/session/io.ts';
import type {Opened} from '../../console/session/open-services.ts';
import {table} from '../plain-text.ts';
import {printJson} from '../print-json.ts';
import {inEachAccount, tellAccount} from '../each-account.ts';
import {type DueResult, readDue} from '../read/read-due.ts';
import {readListNow} from '../read/read-first.ts';
import {sendQueued, type SentQueue} from '../write/send-queued.ts';
import type {OutboxItem} from '../../domain/records.ts';
import type {Settings} from '../../settings/settings-types.ts';
import {
  answerFieldsOf,
  answerRequestOf,
  createRequestOf,
  noteRequestOf,
} from '../../sync/outbox/outbox-check.ts';
import {isHint, plannedTicket} from '../write/create-review.ts';
import {describeRequest, plannedNote, type PlannedRequest, requestText} from '../write/dry-run.ts';

export type SyncOptions = {
  readonly json?: boolean;
  readonly full?: boolean;
  readonly limit?: number;
  /** Nothing is sent or read: what waits in the outbox is printed. */
  readonly dryRun?: boolean;
};
type RunOptions = SyncOptions & {readonly signal: AbortSignal; readonly finishing: Finishing};

/** More than anybody can wait for; each read is stored, so the next run goes on. */
const MOST_DETAILS = 100_000;

/** `casedeck sync`: sends what is queued, reads the list and all details that are due, once; says what changed. Of several accounts each. */
export async function runSync(services: Opened, io: Io, options: RunOptions): Promise<number> {
  if (options.dryRun === true) return await printOutbox(services, io, options.json);
  const {values, isWhole} = await inEachAccount(services, io, (part, partIo) =>
    syncIn(part, partIo, options),
  );
  const {details, outbox, ...all} = values.map(({name, value}) => named(value, name)).reduce(together);
  if (options.json === true) {
    const {read, failed, left} = details;
    const {code: _, ...counts} = outbox;
    printJson(io, {
      readAt: new Date(services.clock.now()).toISOString(),
      tickets: all.tickets,
      details: {read, failed: failed.size, left},
      outbox: counts,
      changes: all.changes,
    });
  } else {
    printChanges(io, all.changes);
    io.note(summary({...all, details}));
  }
  // Of one account alone it is the failure of all.
  if (details.error !== undefined && services.several === undefined) throw details.error;
  return outbox.code || (isWhole && details.error === undefined ? 0 : IN_PART);
}

/** What the sync of one account, or of several together, has done. */
type Synced = {
  readonly tickets: number;
  /** `left`: still due. */
  readonly details: DueResult & {readonly left: number};
  readonly outbox: SentQueue;
  readonly changes: readonly Change[];
};

async function syncIn(services: Opened, io: Io, options: RunOptions): Promise<Synced> {
  const {store, poller} = services;
  const isFirst = store.counts().all === 0;
  const before = store.lastChange();
  if (options.full === true)
    writeListState(store, {fullAt: undefined, nextPage: undefined, nextPageAt: undefined});
  // First the list: where the service is away, nothing else is tried.
  await readListNow(poller, io);
  await poller.readOrders();
  const orders = store.troubleOf('orders');
  if (orders !== undefined && services.settings.orders.show) io.note(`casedeck: ${orders}\n`);
  const outbox = await options.finishing(sendQueued(services, io, options.signal));
  const due = dueIds(services, options.limit ?? MOST_DETAILS);
  const details = await readDue(poller, io, {ids: due, words: 'details'});
  if (details.error !== undefined && io.profile !== undefined) tellAccount(io, details.error);
  return {
    tickets: ticketCount(store, 'all'),
    details: {...details, left: dueIds(services, MOST_DETAILS).length},
    outbox,
    // A first run brings years of tickets: none of them is news.
    changes: isFirst ? [] : toldChanges(store, store.changesAfter(before)),
  };
}

/** The same by the ids under which several accounts are shown. */
function named(synced: Synced, account: string | undefined): Synced {
  if (account === undefined) return synced;
  const {details, changes} = synced;
  return {
    ...synced,
    details: {
      ...details,
      failed: new Map([...details.failed].map(([id, error]) => [joinedId(account, id), error])),
    },
    changes: changes.map((change) => ({...change, id: joinedId(account, change.id)})),
  };
}

function together(one: Synced, other: Synced): Synced {
  return {
    tickets: one.tickets + other.tickets,
    details: {
      read: one.details.read + other.details.read,
      failed: new Map([...one.details.failed, ...other.details.failed]),
      error: one.details.error ?? other.details.error,
      left: one.details.left + other.details.left,
    },
    outbox: {
      sent: one.outbox.sent + other.outbox.sent,
      failed: one.outbox.failed + other.outbox.failed,
      unknown: one.outbox.unknown + other.outbox.unknown,
      left: one.outbox.left + other.outbox.left,
      code: one.outbox.code || other.outbox.code,
    },
    changes: [...one.changes, ...other.changes],
  };
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
      changes.map((change) => [change.id, change.kind, changeText(change)]),
      io.stdout,
    ),
  );
}

function summary({tickets, changes, details}: Omit<Synced, 'outbox'>): string {
  const {read, failed, error, left} = details;
  const news =
    changes.length === 0 ? 'nothing new' : `${changes.length} change${changes.length === 1 ? '' : 's'}`;
  const parts = [`${tickets} tickets`, `${read} read`, news];
  if (failed.size > 0) parts.push(`${failed.size} could not be read (${firstText(failed)})`);
  if (left > 0) parts.push(`${left} still due`);
  return `casedeck: ${parts.join(', ')}.${error === undefined ? '' : ' Stopped early.'}\n`;
}

function firstText(failed: ReadonlyMap<string, AppError>): string {
  const [first] = failed;
  return first === undefined ? '' : `${first[0]}: ${describeError(first[1]).title}`;
}

/**
 * `casedeck sync --dry-run`: what waits in the outbox and would be sent, each request in full and held against openapi.yaml. Nothing is asked
 * of the service. Throws an AppError `input` where openapi.yaml does not allow one of them.
 */
async function printOutbox(services: Opened, io: Io, json: boolean | undefined): Promise<number> {
  const {values} = await inEachAccount(services, io, async (part) => {
    const items = part.store.outbox(['queued']);
    return await Promise.all(items.map((item) => describeRequest(part, plannedItem(part.settings, item))));
  });
  const requests = values.flatMap(({value}) => value);
  if (json === true) printJson(io, requests);
  else io.out(requests.map(requestText).join('\n'));
  io.note(
    requests.length === 0
      ? 'casedeck: nothing waits in the outbox.\n'
      : `casedeck: nothing was sent; ${requests.length === 1 ? 'this waits' : `these ${requests.length} wait`} in the outbox.\n`,
  );
  const fields = requests.flatMap(({problems}) => problems.filter((problem) => !isHint(problem)));
  if (fields.length === 0) return 0;
  throw new AppError('input', 'By openapi.yaml not all of it may be sent.', {fields});
}

function plannedItem(settings: Settings, item: OutboxItem): PlannedRequest {
  const {kind, ticketId, text} = item;
  switch (kind) {
    case 'answer':
      return {
        operation: 'answerNegotiation',
        ticketId: answerFieldsOf(item).orderId,
        schema: 'NegotiationAnswer',
        body: answerRequestOf(item),
      };
    case 'cancel':
      return {operation: 'cancelTicket', ticketId, schema: 'CancelRequest', body: {reason: text}};
    case 'create':
      return plannedTicket(createRequestOf(item), []);
    default:
      return plannedNote(settings, ticketId, noteRequestOf(item));
  }
}
