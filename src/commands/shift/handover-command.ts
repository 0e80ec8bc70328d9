import {checkDeedText} from '../../domain/desk-op.ts';
import {AppError} from '../../errors.ts';
import type {ListQuery} from '../../domain/records.ts';
import type {Opened} from '../../console/session/open-services.ts';
import type {Store} from '../../store/store.ts';
import {
  handoverEntry,
  handoverHeading,
  handoverPart,
  type HandoverEntry,
  type HandoverHead,
} from '../../domain/handover-text.ts';
import {isOrderKind, ordersLast} from '../../domain/orders/other-orders.ts';
import {nextStepOf, setNextStep} from '../../store/next-steps.ts';
import {joinedNames, readIds} from '../ids.ts';
import type {Finishing} from '../../console/session/command-context.ts';
import type {Io} from '../../console/session/io.ts';
import {listQuery} from '../read/query-options.ts';
import {printDeeds, type PlannedDeed} from '../print-deeds.ts';
import {jsonPortions, printPieces} from '../print-json.ts';
import {toSafeText} from '../../text/safe/to-safe-text.ts';
import {readEachAccount} from '../each-account.ts';
import {readDue} from '../read/read-due.ts';
import {isAsked, type ListReading, readMatchingIn} from '../read/read-matching.ts';
import {readTickets} from '../read/read-tickets.ts';
import {writeWholeFile} from '../../console/session/write-file.ts';

type Format = 'md' | 'text' | 'json';

export type HandoverOptions = {
  readonly format?: Format;
  readonly to?: string;
  readonly force?: boolean;
  /** `ID=TEXT`, each. */
  readonly next?: readonly string[];
  /** Nothing is kept or written: what --next would keep is printed. */
  readonly dryRun?: boolean;
  readonly view?: string;
  readonly ibx?: readonly string[];
  readonly offline?: boolean;
  readonly utc?: boolean;
};

/** `casedeck handover [ID...]`: these tickets, or those of a view, for whoever comes next. */
export async function runHandover(
  services: Opened,
  io: Io,
  args: readonly string[],
  {finishing, ...options}: HandoverOptions & {readonly finishing: Finishing},
): Promise<number> {
  const {store, clock, account} = services;
  const steps = (options.next ?? []).map(stepOf);
  for (const {text} of steps) checkDeedText('step', text);
  if (options.dryRun === true) {
    const deeds = steps.map(({id, text}): PlannedDeed => ({
      kind: 'step',
      ticketId: idShown(store, id),
      text: toSafeText(text.trim()),
    }));
    return printDeeds(services.team, io, deeds, options.format === 'json');
  }
  const ids = args.length === 0 ? undefined : (await readIds(args, io, joinedNames(services.accounts))).ids;
  const {ids: found, code} =
    ids === undefined ? await ofView(services, io, options) : await ofIds(services, io, ids, options);
  const shown = ordersLast(found, (id) => store.row(id)?.kind);
  for (const {id, text} of steps) setNextStep(store, idShown(store, id), text, clock.now());
  const head = {
    now: clock.now(),
    zone: options.utc === true ? 'utc' : 'local',
    account: accountText(account.profile, services.settings.profile.account),
  } as const;
  const pieces = handoverPieces(store, shown, options.format ?? formatOf(options.to), head);
  if (options.to === undefined) await printPieces(io, pieces);
  else {
    await finishing(writeWholeFile(options.to, pieces, options.force === true));
    io.note(`casedeck: ${shown.length} tickets handed over in ${options.to}.\n`);
  }
  return code;
}

function formatOf(file: string | undefined): Format {
  if (file?.endsWith('.md') === true) return 'md';
  return file?.endsWith('.json') === true ? 'json' : 'text';
}

/** The tickets come one by one: thousands of them are never one text, nor in memory at a time. */
function* handoverPieces(
  store: Store,
  ids: readonly string[],
  format: Format,
  head: HandoverHead,
): Generator<string> {
  const entries = entriesOf(store, ids);
  if (format === 'json') {
    yield* jsonPortions(entries);
    return;
  }
  const orders = ids.filter((id) => isOrderKind(store.row(id)?.kind)).length;
  yield handoverHeading(format, {tickets: ids.length - orders, orders}, head);
  for (const entry of entries) yield `\n\n${handoverPart(format, entry, head)}`;
  yield '\n';
}

function* entriesOf(store: Store, ids: readonly string[]): Generator<HandoverEntry> {
  for (const id of ids) {
    const stored = store.ticket(id);
    if (stored !== undefined) yield handoverEntry(stored, nextStepOf(store, stored.row.id));
  }
}

function accountText(profile: string, account: string | undefined): string {
  return account === undefined ? profile : `${profile}, ${account}`;
}

function stepOf(text: string): {readonly id: string; readonly text: string} {
  const [, id, step] = /^([^=\s]+)=(.*)$/s.exec(text) ?? [];
  if (id !== undefined && step !== undefined) return {id, text: step};
  throw new AppError('usage', `--next ${text} has no ticket.`, {
    hint: 'Write it as --next 11150929="check the light levels".',
  });
}

function idShown(store: Store, id: string): string {
  const row = store.row(id);
  if (row !== undefined) return row.id;
  throw new AppError('not-found', `The next step was given for ${id}, which is not known here.`, {
    hint: `"casedeck show ${id}" reads it.`,
  });
}

type Shown = {readonly ids: readonly string[]; readonly code: number};

async function ofIds(
  services: Pick<Opened, 'clock' | 'poller' | 'several' | 'store'>,
  io: Io,
  wanted: readonly string[],
  {offline}: HandoverOptions,
): Promise<Shown> {
  const {tickets, code} = await readTickets(services, io, wanted, offline === true);
  return {ids: tickets.map(({row}) => row.id), code};
}

/** The user waits at most half a minute, at ten requests a second; the tickets that need us come first. */
const MOST_READ = 300;

/** The tickets of a view; details that are due are read first. */
async function ofView(services: Opened, io: Io, options: HandoverOptions): Promise<Shown> {
  const {view, ibx} = options;
  const choice = {...(view === undefined ? {} : {view}), ...(ibx === undefined ? {} : {ibx})};
  const query = listQuery(services, choice);
  const code =
    options.offline === true
      ? 0
      : await readEachAccount(services, io, (part, partIo) => readAgain(part, partIo, query));
  return {ids: Array.from(services.store.rows(query), ({id}) => id), code};
}

/** Reads the tickets of one account that are to be handed over and were not read of late. False where what is stored has to do. */
async function readAgain(services: ListReading, io: Io, query: ListQuery): Promise<boolean> {
  const {account, store, clock, poller, settings} = services;
  if (!isAsked(query, account)) return true;
  const isRead = await readMatchingIn(services, io, () => query);
  const oldest = clock.now() - settings.refresh.openMs;
  const due = Array.from(store.rows(query), ({id, fetchedAt = 0}) => ({id, fetchedAt}))
    .filter((row) => row.fetchedAt < oldest)
    .map((row) => row.id);
  const ids = due.slice(0, MOST_READ);
  const {error, failed} = await readDue(poller, io, {ids, words: 'details'});
  if (error?.kind === 'auth') throw error;
  const old = error === undefined ? failed.size : ids.length;
  if (old > 0) io.note(`casedeck: ${old} of them could not be read again; their age is in the hand-over.\n`);
  const left = due.length - ids.length;
  if (left > 0)
    io.note(
      `casedeck: ${left} more are handed over as they were read last; "casedeck sync" reads them all first.\n`,
    );
  return isRead;
}
