import type {Services} from '../../state/services.ts';
import {AppError} from '../../errors.ts';
import type {Opened} from '../../console/session/open-services.ts';
import type {StoredTicket, TicketRow} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import {
  handoverEntry,
  handoverMarkdown,
  handoverParts,
  handoverText,
  type HandoverEntry,
} from '../../domain/handover-text.ts';
import {nextStepOf, setNextStep} from '../../store/next-steps.ts';
import {readIds} from '../ids.ts';
import type {Finishing} from '../../console/session/command-context.ts';
import type {Io} from '../../console/session/io.ts';
import {listQuery} from '../read/query-options.ts';
import {jsonText, printJsonList} from '../print-json.ts';
import {readDue} from '../read/read-due.ts';
import {readMatching} from '../read/read-matching.ts';
import {readTickets} from '../read/read-tickets.ts';
import {writeWholeFile} from '../../console/session/write-file.ts';

type Format = 'md' | 'text' | 'json';

export type HandoverOptions = {
  readonly format?: Format;
  readonly to?: string;
  readonly force?: boolean;
  /** `ID=TEXT`, each. */
  readonly next?: readonly string[];
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
  const ids = args.length === 0 ? undefined : (await readIds(args, io)).ids;
  const {tickets, code} =
    ids === undefined
      ? await ofView(services, io, options)
      : await readTickets(services, io, ids, options.offline === true);
  for (const {id, text} of steps) setNextStep(store, idShown(services, id), text, clock.now());
  // The tickets come one by one: of each only what is handed over is kept.
  const entries = Array.from(tickets, (stored) => handoverEntry(stored, nextStepOf(store, stored.row.id)));
  const head = {
    now: clock.now(),
    zone: options.utc === true ? 'utc' : 'local',
    account: accountWords(account.profile, services.settings.profile.account),
  } as const;
  const format = options.format ?? formatOf(options.to);
  if (options.to === undefined) printAs(io, format, entries, head);
  else {
    const text = handoverAs(format, entries, head);
    await finishing(writeWholeFile(options.to, text, options.force === true));
    io.note(`casedeck: ${entries.length} tickets handed over in ${options.to}.\n`);
  }
  return code;
}

function formatOf(file: string | undefined): Format {
  if (file?.endsWith('.md') === true) return 'md';
  return file?.endsWith('.json') === true ? 'json' : 'text';
}

function handoverAs(
  format: Format,
  entries: readonly HandoverEntry[],
  head: Parameters<typeof handoverText>[1],
): string {
  if (format === 'md') return handoverMarkdown(entries, head);
  return format === 'text' ? handoverText(entries, head) : jsonText(entries);
}

/** Piece by piece, so that thousands of tickets are never one text. */
function printAs(
  io: Io,
  format: Format,
  entries: readonly HandoverEntry[],
  head: Parameters<typeof handoverText>[1],
): void {
  if (format === 'json') {
    printJsonList(io, entries);
    return;
  }
  for (const [index, part] of handoverParts(format, entries, head).entries())
    io.out(index === 0 ? part : `\n\n${part}`);
  io.out('\n');
}

function accountWords(profile: string, account: string | undefined): string {
  return account === undefined ? profile : `${profile}, ${account}`;
}

function stepOf(text: string): {readonly id: string; readonly text: string} {
  const [, id, step] = /^([^=\s]+)=(.*)$/s.exec(text) ?? [];
  if (id !== undefined && step !== undefined) return {id, text: step};
  throw new AppError('usage', `--next ${text} has no ticket.`, {
    hint: 'Write it as --next 11150929="check the light levels".',
  });
}

function idShown({store}: Pick<Services, 'store'>, id: string): string {
  const row = store.row(id);
  if (row !== undefined) return row.id;
  throw new AppError('not-found', `The next step was given for ${id}, which is not known here.`, {
    hint: `"casedeck show ${id}" reads it.`,
  });
}

/** The tickets of a view; details that are due are read first. */
async function ofView(
  services: Pick<Services, 'clock' | 'poller' | 'settings' | 'store'>,
  io: Io,
  options: HandoverOptions,
): Promise<{tickets: Iterable<StoredTicket>; code: number}> {
  const {store, clock, settings} = services;
  const {view, ibx} = options;
  const choice = {...(view === undefined ? {} : {view}), ...(ibx === undefined ? {} : {ibx})};
  const query = listQuery(services, choice);
  const shown = () => store.page(query, 0, store.count(query));
  if (options.offline !== true) {
    await readMatching(services, io, () => query);
    const oldest = clock.now() - settings.refresh.openMs;
    const due = shown()
      .filter((row) => (row.fetchedAt ?? 0) < oldest)
      .map((row) => row.id);
    const {error, failed} = await readDue(services, io, {ids: due, words: 'details'});
    if (error?.kind === 'auth') throw error;
    const old = error === undefined ? failed.size : due.length;
    if (old > 0)
      io.note(`casedeck: ${old} of them could not be read again; their age is in the hand-over.\n`);
  }
  return {tickets: storedOf(store, shown()), code: 0};
}

function* storedOf(store: Store, rows: readonly TicketRow[]): Generator<StoredTicket> {
  for (const {id} of rows) {
    const stored = store.ticket(id);
    if (stored !== undefined) yield stored;
  }
}
