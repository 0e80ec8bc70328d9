import type {TicketTab} from '../../state/navigation.ts';
import {topScreen} from '../../state/navigation.ts';
import {itemsOf} from '../../domain/unseen-items.ts';
import type {Store} from '../../store/store.ts';
import type {Ui} from '../ui.ts';

/** Status changes are told at the head of the ticket, and have no place of their own. */
const TABS: Readonly<Record<string, TicketTab>> = {note: 'notes', email: 'emails', file: 'files'};

/**
 * Shows what comes next in this ticket of all that was not on screen yet: more of what goes on below the screen, then
 * the next note or file, or the next e-mail itself. False where there is nothing.
 */
export function nextUnseen(
  ui: Pick<Ui, 'detail' | 'go' | 'nav'>,
  store: Pick<Store, 'ticket'>,
  id: string | undefined,
): boolean {
  const stored = id === undefined ? undefined : store.ticket(id);
  if (stored === undefined) return false;
  const {ticket, unseen} = stored;
  const top = topScreen(ui.nav.get());
  if (top.kind !== 'email' && ui.detail.cutItems(ticket.id).some((key) => unseen.has(key))) {
    ui.detail.page(1);
    return true;
  }
  const {aim} = ui.detail.state.get();
  // What was aimed at and is still not seen cannot be shown: it must not hold up the rest.
  const isLeft = (key: string) => unseen.has(key) && !(aim?.id === ticket.id && aim.key === key);
  const next = itemsOf(ticket).find(({key}) => isLeft(key) && tabOf(key) !== undefined)?.key;
  const tab = next === undefined ? undefined : tabOf(next);
  if (next === undefined || tab === undefined) return false;
  if (top.kind === 'email') ui.go({type: 'back'});
  ui.go({type: 'tab', tab});
  ui.detail.aim(ticket.id, next);
  if (tab === 'emails') {
    const emailId = next.slice('email:'.length);
    ui.go({type: 'push', screen: {kind: 'email', ticketId: ticket.id, emailId}});
  }
  return true;
}

function tabOf(key: string): TicketTab | undefined {
  return TABS[key.slice(0, key.indexOf(':'))];
}
