import {isFinal, type Ticket, type TicketLine} from './ticket.ts';

type Flags = Partial<Pick<Ticket, 'status' | 'modifiable' | 'cancellable' | 'reOpen' | 'respond' | 'lines'>>;
type Flag = 'modifiable' | 'cancellable' | 'reOpen' | 'respond';

/**
 * What the service allows: as it says of the ticket, else of its line items, of which one is enough.
 * Undefined: it has not said.
 */
export function allows(ticket: Flags, flag: Flag): boolean | undefined {
  const own = ticket[flag];
  if (own !== undefined) return own;
  const said = (ticket.lines ?? []).map((item) => item[flag]).filter((value) => value !== undefined);
  return said.length === 0 ? undefined : said.includes(true);
}

/** True where the service waits for the customer: a note is then the answer. */
export function wantsAnswer(ticket: Flags): boolean {
  if (isFinal(ticket.status)) return false;
  if (ticket.status === 'ACTION_REQUIRED' || ticket.respond === true) return true;
  return (ticket.lines ?? []).some(({respond}) => respond === true);
}

/** Line items of which the service says something else than of the ticket. */
export function differingLines(ticket: Flags, flag: Flag): readonly TicketLine[] {
  const whole = allows(ticket, flag);
  return (ticket.lines ?? []).filter((item) => item[flag] !== undefined && item[flag] !== whole);
}

/** What the service says of single line items that matters to somebody who writes a note or an answer. */
export function lineRemarks(ticket: Flags): readonly string[] {
  const fixed = differingLines(ticket, 'modifiable').filter((item) => item.modifiable === false);
  const waiting = differingLines(ticket, 'respond').length === 0 ? [] : (ticket.lines ?? []);
  return [
    ...waiting
      .filter((item) => item.respond === true)
      .map((item) => `${lineName(item)} waits for the answer.`),
    ...fixed.map((item) => `${lineName(item)} takes no changes, says the service.`),
  ];
}

/** `Line 1-2RCPXBUV Other DA3`. */
export function lineName({lineId, productName, ibx}: TicketLine): string {
  return ['Line', lineId, productName, ibx].filter((part) => part !== undefined).join(' ');
}
