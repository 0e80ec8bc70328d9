import type {Services} from '../services.ts';
import type {StoredTicket} from '../store/types.ts';
import {escapeJson} from '../text/escape-json.ts';
import {readIds} from './ids.ts';
import type {Io} from './io.ts';
import {ticketText} from '../sync/ticket-text.ts';
import {printJson} from './print-json.ts';
import {readTickets} from './read-tickets.ts';
import {ticketJson} from '../sync/ticket-json.ts';

export type ShowOptions = {readonly json?: boolean; readonly raw?: boolean; readonly offline?: boolean};

/**
 * `casedeck show ID...`: tickets, from the service, else from the store. JSON is one object for one id,
 * and a list where several were given or ids were looked for in a text.
 */
export async function runShow(
  services: Services,
  io: Io,
  args: readonly string[],
  options: ShowOptions,
): Promise<number> {
  const {ids, fromText} = await readIds(args, io);
  const {tickets, code} = await readTickets(services, io, ids, options.offline === true);
  const isList = ids.length > 1 || fromText;
  if (options.raw === true) printRaw(io, tickets, isList);
  else if (options.json === true) {
    const values = tickets.map(ticketJson);
    printJson(io, isList ? values : values[0]);
  } else io.out(tickets.map((ticket) => ticketText(ticket, io.stdout)).join('\n'));
  return code;
}

/** The service's own bytes of JSON, but for characters that a terminal would act upon. */
function printRaw(io: Io, tickets: readonly StoredTicket[], isList: boolean): void {
  const texts = tickets.map((ticket) => escapeJson(ticket.raw ?? '{}').trim());
  io.out(isList ? `[\n${texts.join(',\n')}\n]\n` : `${texts.join('')}\n`);
}
