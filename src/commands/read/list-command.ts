import type {ListQuery} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import type {Services} from '../../state/services.ts';
import {AppError} from '../../errors.ts';
import type {Io} from '../../console/session/io.ts';
import {listQuery, type ListChoice} from './query-options.ts';
import {listText} from '../plain-text.ts';
import {separatedText} from '../separated-text.ts';
import {printJsonList} from '../print-json.ts';
import {readMatching} from './read-matching.ts';
import {ticketJson} from '../../domain/ticket-as-json.ts';

export type ListOptions = ListChoice & {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly tsv?: boolean;
  readonly offline?: boolean;
  readonly limit?: number;
} & Partial<Readonly<Record<'range' | 'from' | 'to' | 'query' | 'source', unknown>>>;

/** `casedeck list [FILTER]`: the tickets of a view, from the service, else from the store. */
export async function runList(
  services: Pick<Services, 'clock' | 'poller' | 'settings' | 'store'>,
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
  if (options.offline !== true) await readMatching(services, io, queryNow);
  const query = queryNow();
  const all = store.count(query);
  const most = Math.min(all, options.limit ?? all);
  if (options.json === true) {
    printJsonList(io, ticketsOf(store, query, most));
    if (most < all) io.note(`casedeck: ${most} of ${all} shown.\n`);
    return 0;
  }
  const rows = store.page(query, 0, most);
  if (options.csv === true || options.tsv === true)
    io.out(separatedText(rows, options.csv === true ? 'csv' : 'tsv'));
  else io.out(listText(rows, services.clock.now(), io.stdout));
  if (rows.length < all) io.note(`casedeck: ${rows.length} of ${all} shown.\n`);
  return 0;
}

/** So many rows are read at a time. */
const ROWS = 5000;

/** The tickets of a list one by one: a year of a large customer does not fit into memory. */
function* ticketsOf(store: Store, query: ListQuery, most: number): Generator {
  for (let from = 0; from < most; from += ROWS) {
    for (const {id} of store.page(query, from, Math.min(ROWS, most - from))) {
      const stored = store.ticket(id);
      if (stored !== undefined) yield ticketJson(stored);
    }
  }
}

/** Without --remote these would be read as done and never were. */
function refuseRemote(options: ListOptions): void {
  const needless = (['range', 'from', 'to', 'query', 'source'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (needless === undefined) return;
  throw new AppError('usage', `--${needless} needs --remote: only order history can do that.`);
}
