import {queryOf, VIEWS} from '../hooks/views.ts';
import {AppError, describeError} from '../errors.ts';
import type {Services} from '../services.ts';
import type {ListQuery, TicketFilter} from '../store/types.ts';
import {escapeJson} from '../text/escape-json.ts';
import {ageLong} from '../text/dates.ts';
import type {Io} from './io.ts';
import {listText} from './plain-text.ts';
import {ticketJson} from './ticket-json.ts';

export type ListOptions = {
  readonly json?: boolean;
  readonly offline?: boolean;
  readonly view?: string;
  readonly status?: readonly string[];
  readonly ibx?: readonly string[];
};

/** `casedeck list`: the tickets of a view, from the service, else from the store. */
export async function runList(services: Services, io: Io, options: ListOptions): Promise<number> {
  const {store, clock} = services;
  const query = listQuery(options);
  if (options.offline !== true) await refreshOrWarn(services, io, () => services.poller.refreshAll());
  const rows = store.page(query, 0, store.count(query));
  if (options.json === true) {
    const tickets = rows.flatMap((row) => store.ticket(row.id) ?? []).map(ticketJson);
    io.out(`${escapeJson(JSON.stringify(tickets, undefined, 2))}\n`);
  } else {
    io.out(listText(rows, clock.now()));
  }
  return 0;
}

/** Reads anew; where the service cannot be reached, says so and how old the store's answer is. */
export async function refreshOrWarn(services: Services, io: Io, refresh: () => Promise<void>): Promise<void> {
  try {
    await refresh();
  } catch (error) {
    const {store, clock, poller} = services;
    const isUnreachable = error instanceof AppError && ['network', 'timeout', 'service', 'rate-limited'].includes(error.kind);
    if (!isUnreachable || store.counts().all === 0) throw error;
    const {listAt} = poller.status();
    const age = listAt === undefined ? 'of unknown age' : `read ${ageLong(clock.now() - listAt)}`;
    io.err(`casedeck: ${describeError(error).title} Showing what was ${age}.\n`);
  }
}

function listQuery({view = 'open', status, ibx}: ListOptions): ListQuery {
  const chosen = VIEWS.find((item) => item.name.toLowerCase() === view.toLowerCase());
  if (chosen === undefined) {
    const names = VIEWS.map((item) => item.name.toLowerCase()).join(', ');
    throw new AppError('usage', `There is no view "${view}".`, {hint: `Views: ${names}.`});
  }
  const query = queryOf(chosen, '');
  const filter: TicketFilter = {
    ...(status === undefined ? query.filter : {statuses: status.map((word) => word.toUpperCase())}),
    ...(ibx === undefined ? {} : {ibxs: ibx.map((code) => code.toUpperCase())}),
  };
  return {...query, filter};
}
