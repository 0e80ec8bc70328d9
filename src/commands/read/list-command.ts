import type {TicketRow} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import type {Services} from '../../state/services.ts';
import {AppError} from '../../errors.ts';
import type {Opened} from '../../console/session/open-services.ts';
import type {Io} from '../../console/session/io.ts';
import {listQuery, type ListChoice} from './query-options.ts';
import {listText} from '../plain-text.ts';
import {separatedText} from '../separated-text.ts';
import {jsonPortions, printPieces} from '../print-json.ts';
import {readMatching} from './read-matching.ts';
import {ticketJson} from '../../domain/ticket/ticket-as-json.ts';

export type ListOptions = ListChoice & {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly tsv?: boolean;
  readonly offline?: boolean;
  readonly limit?: number;
} & Partial<Readonly<Record<'range' | 'from' | 'to' | 'query' | 'source', unknown>>>;

/** `casedeck list [FILTER]`: the tickets of a view, from the service, else from the store. */
export async function runList(
  services: Opened,
  io: Io,
  options: ListOptions,
  words: readonly string[] = [],
): Promise<number> {
  const {store} = services;
  refuseRemote(options);
  // Which sites `ibx:LD` means is known once there are tickets; what is wrong, before anything is asked.
  const queryNow = () =>
    listQuery(services, {...options, filter: [options.filter ?? '', ...words].join(' ').trim()});
  queryNow();
  const code = options.offline === true ? 0 : await readMatching(services, io, queryNow);
  const query = queryNow();
  const all = store.count(query);
  const most = Math.min(all, options.limit ?? all);
  await printPieces(io, piecesOf(services, io, first(store.rows(query), most), options));
  if (most < all) io.note(`casedeck: ${most} of ${all} shown.\n`);
  return code;
}

/** The list as it is printed, piece by piece: a year of a large customer does not fit into memory. */
function* piecesOf(
  {store, clock}: Pick<Services, 'clock' | 'store'>,
  {stdout}: Io,
  rows: Iterable<TicketRow>,
  {json, csv, tsv}: ListOptions,
): Generator<string> {
  if (json === true) {
    yield* jsonPortions(ticketsOf(store, rows));
    return;
  }
  let isFirst = true;
  for (const portion of portions(rows)) {
    if (csv === true || tsv === true) yield separatedText(portion, csv === true ? 'csv' : 'tsv', isFirst);
    else yield listText(portion, clock.now(), stdout, isFirst);
    isFirst = false;
  }
}

function* ticketsOf(store: Store, rows: Iterable<TicketRow>): Generator {
  for (const row of rows) {
    const stored = store.ticket(row.id, row);
    if (stored !== undefined) yield ticketJson(stored);
  }
}

function* first<Item>(items: Iterable<Item>, count: number): Generator<Item> {
  let left = count;
  for (const item of items) {
    if (left === 0) return;
    left -= 1;
    yield item;
  }
}

/** So many rows are aligned with one another. */
const ROWS = 5000;

/** In groups of {@link ROWS}; one group, which is empty, where there are none. */
function* portions(rows: Iterable<TicketRow>): Generator<readonly TicketRow[]> {
  let group: TicketRow[] = [];
  let isAny = false;
  for (const row of rows) {
    group.push(row);
    if (group.length < ROWS) continue;
    yield group;
    isAny = true;
    group = [];
  }
  if (group.length > 0 || !isAny) yield group;
}

/** Without --remote these options would have no effect, but the user would think they had. */
function refuseRemote(options: ListOptions): void {
  const needless = (['range', 'from', 'to', 'query', 'source'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (needless === undefined) return;
  throw new AppError('usage', `--${needless} needs --remote: only order history can do that.`);
}
