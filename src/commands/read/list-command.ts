import type {Services} from '../../state/services.ts';
import {AppError} from '../../errors.ts';
import type {Io} from '../../console/session/io.ts';
import {listQuery, type ListChoice} from './query-options.ts';
import {listText} from '../plain-text.ts';
import {separatedText} from '../separated-text.ts';
import {printJson} from '../print-json.ts';
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
  const rows = store.page(query, 0, Math.min(all, options.limit ?? all));
  if (options.json === true) printJson(io, rows.flatMap((row) => store.ticket(row.id) ?? []).map(ticketJson));
  else if (options.csv === true || options.tsv === true)
    io.out(separatedText(rows, options.csv === true ? 'csv' : 'tsv'));
  else io.out(listText(rows, services.clock.now(), io.stdout));
  if (rows.length < all) io.note(`casedeck: ${rows.length} of ${all} shown.\n`);
  return 0;
}

/** Without --remote these would be read as done and never were. */
function refuseRemote(options: ListOptions): void {
  const needless = (['range', 'from', 'to', 'query', 'source'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (needless === undefined) return;
  throw new AppError('usage', `--${needless} needs --remote: only order history can do that.`);
}
