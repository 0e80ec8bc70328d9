import {AppError} from '../../errors.ts';
import type {Opened} from '../../console/session/open-services.ts';
import type {StoredTicket} from '../../domain/records.ts';
import {escapeJson} from '../../text/safe/escape-json.ts';
import {joinedNames, readIds} from '../ids.ts';
import type {Io} from '../../console/session/io.ts';
import {ticketText} from '../../domain/ticket/ticket-text.ts';
import {jsonPortions, printPieces} from '../print-json.ts';
import {readTickets} from './read-tickets.ts';
import {ticketJson} from '../../domain/ticket/ticket-as-json.ts';

export type ShowOptions = {
  readonly json?: boolean;
  readonly raw?: boolean;
  readonly order?: boolean;
  readonly offline?: boolean;
};

/**
 * `casedeck show ID...`: tickets, from the service, else from the store. JSON is one object for one id,
 * and a list where several were given or ids were looked for in a text.
 */
export async function runShow(
  services: Pick<Opened, 'accounts' | 'clock' | 'poller' | 'several' | 'store'>,
  io: Io,
  args: readonly string[],
  options: ShowOptions,
): Promise<number> {
  const {ids, fromText} = await readIds(args, io, joinedNames(services.accounts));
  const {tickets, code} = await readTickets(services, io, ids, options.offline === true);
  const isList = ids.length > 1 || fromText;
  if (options.raw === true) printRaw(io, tickets.map(options.order === true ? orderJson : rawJson), isList);
  else if (options.json === true) {
    const [first] = tickets;
    // What was asked for is never nothing: that is an error.
    await printPieces(
      io,
      jsonPortions(isList || first === undefined ? tickets.map(ticketJson) : ticketJson(first)),
    );
  } else io.out(tickets.map((ticket) => ticketText(ticket, io.stdout)).join('\n'));
  return code;
}

/** Of a ticket that was never read, order history's row is all there is. */
function rawJson({raw, rawOrder}: StoredTicket): string {
  return raw ?? rawOrder ?? '{}';
}

function orderJson({ticket, rawOrder}: StoredTicket): string {
  if (rawOrder !== undefined) return rawOrder;
  throw new AppError('not-found', `Order history has not shown ${ticket.id} yet.`, {
    hint: 'Tickets that are no orders are never in it; "casedeck sync" reads it.',
  });
}

/** The service's own JSON, but for characters that a terminal would act upon. */
function printRaw(io: Io, jsons: readonly string[], isList: boolean): void {
  const texts = jsons.map((json) => escapeJson(json).trim());
  io.out(isList ? `[\n${texts.join(',\n')}\n]\n` : `${texts.join('')}\n`);
}
