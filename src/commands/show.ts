import {AppError} from '../errors.ts';
import type {Services} from '../services.ts';
import {escapeJson} from '../text/escape-json.ts';
import type {Io} from './io.ts';
import {refreshOrWarn} from './list.ts';
import {ticketText} from './plain-text.ts';
import {ticketJson} from './ticket-json.ts';

export type ShowOptions = {readonly json?: boolean; readonly raw?: boolean; readonly offline?: boolean};

/** `casedeck show ID`: one ticket, from the service, else from the store. */
export async function runShow(services: Services, io: Io, id: string, options: ShowOptions): Promise<number> {
  const {store, poller, clock} = services;
  if (options.offline !== true) await refreshOrWarn(services, io, () => poller.refresh(id));
  const stored = store.ticket(id);
  if (stored === undefined) {
    throw new AppError('not-found', `The store has no ticket ${id}.`, {hint: 'Without --offline the service is asked.'});
  }
  if (options.raw === true) io.out(`${escapeJson(stored.raw ?? '{}')}\n`);
  else if (options.json === true) io.out(`${escapeJson(JSON.stringify(ticketJson(stored), undefined, 2))}\n`);
  else io.out(ticketText(stored, clock.now()));
  return 0;
}
