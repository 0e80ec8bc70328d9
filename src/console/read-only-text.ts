import type {CommandId} from '../keys/keymap.ts';
import type {AccountInfo} from '../domain/account.ts';
import {isOrderKind, ORDER_IS_READ_ONLY} from '../domain/orders/other-orders.ts';
import {topScreen, type Nav} from '../state/navigation.ts';
import type {Services} from '../state/services.ts';

function mendOf({byFlag}: AccountInfo): string {
  return byFlag === true ? 'Leave out --read-only to write.' : 'Take read_only out of config.toml to write.';
}

/** Each of these says by itself for which account it is. */
const OF_NO_TICKET: ReadonlySet<CommandId> = new Set(['ticket.new', 'bulk.note', 'bulk.cancel']);

/** Why a command that writes does nothing; undefined where it may. `subject` is the ticket that it would write to. */
export function readOnlyText(
  {account, accounts, owner, store}: Pick<Services, 'account' | 'accounts' | 'owner' | 'store'>,
  id: CommandId,
  subject: () => string | undefined,
): string | undefined {
  if (account.readOnly) return `This profile is read-only: nothing is written. ${mendOf(account)}`;
  if (OF_NO_TICKET.has(id)) return undefined;
  const ticket = subject();
  if (ticket !== undefined && isOrderKind(store.row(ticket)?.kind)) return ORDER_IS_READ_ONLY;
  if (accounts.joined.length === 0) return undefined;
  const own = ticket === undefined || ticket === '' ? undefined : owner(ticket).account;
  if (own?.readOnly !== true) return undefined;
  return `The profile ${own.profile} is read-only: nothing is written. ${mendOf(own)}`;
}

/** The ticket that keys are about. */
export function subjectOf(nav: Nav, selectedId: string | undefined): string | undefined {
  if (nav.modal !== undefined && 'ticketId' in nav.modal) return nav.modal.ticketId;
  const top = topScreen(nav);
  if (top.kind === 'ticket') return top.id;
  if ('ticketId' in top) return top.ticketId;
  return top.kind === 'list' ? selectedId : undefined;
}
