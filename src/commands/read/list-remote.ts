import type {OrderSearch, OrderStatus} from '../../domain/requests.ts';
import {IN_PART} from '../../domain/exit-codes.ts';
import {joinedId} from '../../domain/joined-id.ts';
import {AppError} from '../../errors.ts';
import type {Opened} from '../../console/session/open-services.ts';
import type {Io} from '../../console/session/io.ts';
import {inEachAccount, type OfAccount} from '../each-account.ts';
import {listText} from '../plain-text.ts';
import {separatedText} from '../separated-text.ts';
import {printJson} from '../print-json.ts';
import {orderStatusOf, RANGES, SORTS, SOURCES, STATUSES, usDate} from '../../domain/orders/order-names.ts';
import {searchOrders} from '../../sync/search-orders.ts';
import {ticketJson} from '../../domain/ticket/ticket-as-json.ts';
import type {ListOptions} from './list-command.ts';

export type RemoteOptions = ListOptions & {
  readonly remote?: boolean;
  readonly words?: readonly string[];
  readonly range?: string;
  /** Milliseconds since 1970. */
  readonly from?: number;
  readonly to?: number;
  readonly query?: string;
  readonly source?: readonly string[];
};

/**
 * `casedeck list --remote`: what order history finds, in its order, all pages; stored as well. Two rows
 * that are one ticket appear once.
 */
export async function runRemoteList(
  services: Opened,
  io: Io,
  options: RemoteOptions,
  signal: AbortSignal,
): Promise<number> {
  const {store, clock} = services;
  const search = orderSearch(options);
  const {values, isWhole} = await inEachAccount(services, io, (part, partIo) =>
    searchOrders(part, search, {
      signal,
      limit: options.limit ?? Infinity,
      onTrouble: (trouble) => partIo.note(`casedeck: ${trouble.message}\n`),
      onProgress: (done, total) => partIo.progress(`casedeck: ${done} of ${total} tickets`),
    }),
  );
  io.progress('');
  const shown = inOrder(store, search, values).slice(0, options.limit);
  if (options.json === true) printJson(io, shown.flatMap((id) => store.ticket(id) ?? []).map(ticketJson));
  else {
    const rows = shown.flatMap((id) => store.row(id) ?? []);
    if (options.csv === true || options.tsv === true)
      io.out(separatedText(rows, options.csv === true ? 'csv' : 'tsv'));
    else io.out(listText(rows, clock.now(), io.stdout));
  }
  return isWhole ? 0 : IN_PART;
}

/** Of several accounts the newest of all first, in the order of the search; other orders are those of each account, one after the other. */
function inOrder(
  store: Opened['store'],
  {sort}: OrderSearch,
  values: readonly OfAccount<readonly string[]>[],
): readonly string[] {
  const ids = values.flatMap(({name, value}) =>
    value.map((id) => (name === undefined ? id : joinedId(name, id))),
  );
  if (values.length < 2 || sort?.name !== 'CREATED_ON') return ids;
  const sign = sort.direction === 'ASC' ? 1 : -1;
  const created = new Map(ids.map((id) => [id, store.row(id)?.createdAt ?? 0]));
  return ids.toSorted((one, other) => sign * ((created.get(one) ?? 0) - (created.get(other) ?? 0)));
}

/** The request that the options mean. Throws an AppError `usage` for what order history cannot do. */
export function orderSearch(options: RemoteOptions): OrderSearch {
  refuseLocal(options);
  const {ibx, query, source, sort = 'created', reverse} = options;
  const name = SORTS[sort];
  if (name === undefined) throw unknownWord('--sort', sort, Object.keys(SORTS));
  if (source !== undefined && query === undefined)
    throw new AppError('usage', '--source says where --query looks; give both.');
  // Newest first, but names and numbers from A and 1.
  const isDown = (name === 'CREATED_ON') !== (reverse === true);
  return {
    productTypes: ['TROUBLE'],
    ...period(options),
    ...(ibx === undefined ? {} : {ibxs: ibx.map((code) => code.toUpperCase())}),
    ...(options.status === undefined ? {} : {orderStatus: options.status.map(orderStatus)}),
    ...(query === undefined ? {} : {q: query}),
    ...(source === undefined ? {} : {source: source.map(sourceName)}),
    sort: {name, direction: isDown ? 'DESC' : 'ASC'},
  };
}

function refuseLocal({offline, view, filter, words = []}: RemoteOptions): void {
  if (offline === true)
    throw new AppError('usage', '--remote asks the service and --offline does not: give one of them.');
  if (view !== undefined)
    throw new AppError(
      'usage',
      'Order history knows no views; give --status, --ibx and --range instead of --view.',
    );
  if (filter !== undefined)
    throw new AppError(
      'usage',
      'Order history does not know the filters of the console; give --status, --ibx, --range and --query.',
    );
  if (words.length > 0)
    throw new AppError(
      'usage',
      `With --remote the text to look for is given as --query "${words.join(' ')}".`,
    );
}

function period({range, from, to}: RemoteOptions): Pick<OrderSearch, 'dateRange' | 'fromDate' | 'toDate'> {
  if (from === undefined && to === undefined) return {dateRange: RANGES[range ?? '1y'] ?? 'PAST_YEAR'};
  // The service would silently prefer the range.
  if (range !== undefined) throw new AppError('usage', 'Give --range, or --from and --to, but not both.');
  if (from !== undefined && to !== undefined && from > to)
    throw new AppError('usage', '--from is after --to.');
  return {
    ...(from === undefined ? {} : {fromDate: dayOf(from)}),
    ...(to === undefined ? {} : {toDate: dayOf(to)}),
  };
}

function dayOf(ms: number): string {
  return usDate(new Date(ms).toISOString().slice(0, 10));
}

function orderStatus(word: string): OrderStatus {
  const status = orderStatusOf(word);
  if (status === undefined)
    throw unknownWord(
      '--status',
      word,
      STATUSES.map((name) => name.toLowerCase()),
    );
  return status;
}

function sourceName(word: string): string {
  const name = SOURCES[word.toLowerCase()];
  if (name === undefined) throw unknownWord('--source', word, Object.keys(SOURCES));
  return name;
}

function unknownWord(flag: string, word: string, known: readonly string[]): AppError {
  return new AppError('usage', `Order history knows no ${flag} "${word}".`, {
    hint: `It knows ${known.join(', ')}.`,
  });
}
