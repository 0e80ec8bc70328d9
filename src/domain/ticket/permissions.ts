import {isFinal, type Ticket, type TicketLine} from '../ticket.ts';

type Flags = Partial<Pick<Ticket, 'status' | 'modifiable' | 'cancellable' | 'reOpen' | 'respond' | 'lines'>>;
type Flag = 'modifiable' | 'cancellable' | 'reOpen' | 'respond';

/**
 * What the service allows: what it says of the ticket, or else of its line items (one that allows is enough).
 * Undefined: unknown.
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

/** Why the service may refuse; only the service decides. `isFinal`: the ticket has ended. */
export type Doubt = {readonly message: string; readonly isFinal: boolean};

/**
 * Why a note or an answer may be refused. The page does not say that `modifiable` is about notes, and least of all when
 * the service waits for an answer.
 */
export function noteDoubt(ticket: Flags): Doubt | undefined {
  const {status} = ticket;
  if (isFinal(status)) {
    const reopen =
      allows(ticket, 'reOpen') === true ? ' It can be re-opened, which only the portal can do.' : '';
    const words = `This ticket is ${String(status)}: the service takes no more notes for it.${reopen}`;
    return {message: words, isFinal: true};
  }
  if (allows(ticket, 'modifiable') !== false || wantsAnswer(ticket)) return undefined;
  return {
    message: `The service says that this ticket takes no changes.${lineReason(ticket, 'modifiable')}`,
    isFinal: false,
  };
}

/** What speaks against cancelling. */
export function cancelDoubt(ticket: Flags): Doubt | undefined {
  const {status} = ticket;
  if (isFinal(status)) return {message: `This ticket is ${String(status)} already.`, isFinal: true};
  if (allows(ticket, 'cancellable') !== false) return undefined;
  const words = `The service says that this ticket cannot be cancelled.${lineReason(ticket, 'cancellable')}`;
  return {message: words, isFinal: false};
}

/** The line items that forbid it, if the ticket itself says nothing. */
function lineReason(ticket: Flags, flag: Flag): string {
  if (ticket[flag] !== undefined) return '';
  const names = (ticket.lines ?? []).filter((item) => item[flag] === false).map(lineName);
  return names.length === 0 ? '' : ` ${names.join(', ')} ${names.length === 1 ? 'says' : 'say'} so.`;
}

/** What somebody who writes should know besides {@link noteDoubt}. */
export function noteRemarks(ticket: Flags, kind: 'note' | 'reply'): readonly string[] {
  const isWanted = wantsAnswer(ticket);
  const isFixed = allows(ticket, 'modifiable') === false;
  return [
    ...(isWanted && isFixed
      ? ['The service says that this ticket takes no changes, and that it waits for an answer.']
      : []),
    ...(kind === 'reply' && !isWanted
      ? ['The service waits for no answer on this ticket; a note is as good.']
      : []),
  ];
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
