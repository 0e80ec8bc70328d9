import {queryOf, VIEWS} from '../hooks/views.ts';
import {AppError} from '../errors.ts';
import type {Opened} from './open-services.ts';
import type {ListQuery, TicketFilter, TicketSort} from '../store/types.ts';
import type {Io} from './io.ts';
import {ORDERS} from './list-orders.ts';
import {listText} from './plain-text.ts';
import {printJson} from './print-json.ts';
import {readMatching} from './read-matching.ts';
import {statusNamed} from './status-names.ts';
import {ticketJson} from './ticket-json.ts';

export type ListOptions = {
  readonly json?: boolean;
  readonly offline?: boolean;
  readonly view?: string;
  readonly status?: readonly string[];
  readonly ibx?: readonly string[];
  readonly sort?: string;
  readonly reverse?: boolean;
  readonly limit?: number;
} & Partial<Readonly<Record<'range' | 'from' | 'to' | 'query' | 'source', unknown>>>;

/** `casedeck list [WORDS]`: the tickets of a view, from the service, else from the store. */
export async function runList(
  services: Opened,
  io: Io,
  options: ListOptions,
  words: readonly string[] = [],
): Promise<number> {
  const {store} = services;
  const query = listQuery(options, words);
  if (options.offline !== true) await readMatching(services, io, query);
  const all = store.count(query);
  const rows = store.page(query, 0, Math.min(all, options.limit ?? all));
  if (options.json === true) printJson(io, rows.flatMap((row) => store.ticket(row.id) ?? []).map(ticketJson));
  else io.out(listText(rows, services.clock.now(), io.stdout));
  if (rows.length < all) io.note(`casedeck: ${rows.length} of ${all} shown.\n`);
  return 0;
}

/** What the options ask for. Throws an AppError `usage`. */
export function listQuery(options: ListOptions, words: readonly string[] = []): ListQuery {
  refuseRemote(options);
  const {status, ibx, sort, reverse} = options;
  // A status asks for those tickets wherever they are, unless a view was named as well.
  const view = options.view ?? (status === undefined ? 'open' : 'all');
  const query = queryOf(viewNamed(view), words.join(' '));
  const filter: TicketFilter = {
    ...query.filter,
    ...(status === undefined ? {} : {statuses: status.map(statusNamed)}),
    ...(ibx === undefined ? {} : {ibxs: ibx.map((code) => code.toUpperCase())}),
  };
  const order = sort === undefined ? query.sort : orderNamed(sort);
  // By time the newest come first, as in the console.
  const isDown = (order === 'updated' || order === 'created') !== (reverse === true);
  return {...query, filter, sort: order, ...(isDown ? {descending: true} : {})};
}

function orderNamed(name: string): TicketSort {
  const order = ORDERS.find((item) => item === name);
  if (order !== undefined) return order;
  throw new AppError('usage', `--sort ${name} needs --remote.`, {hint: `Without it: ${ORDERS.join(', ')}.`});
}

/** Without --remote these would be read as done and never were. */
function refuseRemote(options: ListOptions): void {
  const needless = (['range', 'from', 'to', 'query', 'source'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (needless === undefined) return;
  throw new AppError('usage', `--${needless} needs --remote: only order history can do that.`);
}

function viewNamed(name: string): (typeof VIEWS)[number] {
  const view = VIEWS.find((item) => item.name.toLowerCase() === name.toLowerCase());
  if (view !== undefined) return view;
  const names = VIEWS.map((item) => item.name.toLowerCase()).join(', ');
  throw new AppError('usage', `There is no view "${name}".`, {hint: `Views: ${names}.`});
}
