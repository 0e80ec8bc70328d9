import type {TicketTab} from '../../state/navigation.ts';
import {itemsOf} from '../../domain/unseen-items.ts';
import type {Store} from '../../store/store.ts';
import type {Ui} from '../ui.ts';

/** Status changes are told at the head of the ticket, and have no place of their own. */
const TABS: Readonly<Record<string, TicketTab>> = {note: 'notes', email: 'emails', file: 'files'};

/** Shows what comes next in this ticket of all that was not on screen yet; false where there is nothing. */
export function nextUnseen(ui: Ui, store: Pick<Store, 'ticket'>, id: string | undefined): boolean {
  const stored = id === undefined ? undefined : store.ticket(id);
  if (stored === undefined) return false;
  const {ticket, unseen} = stored;
  const {aim} = ui.detail.state.get();
  // What was aimed at and is still not seen cannot be shown: it must not hold up the rest.
  const isLeft = (key: string) => unseen.has(key) && !(aim?.id === ticket.id && aim.key === key);
  const next = itemsOf(ticket).find(({key}) => isLeft(key) && tabOf(key) !== undefined)?.key;
  const tab = next === undefined ? undefined : tabOf(next);
  if (next === undefined || tab === undefined) return false;
  const sameKind = itemsOf(ticket).filter(({key}) => tabOf(key) === tab);
  ui.go({type: 'tab', tab});
  ui.detail.aim(
    ticket.id,
    next,
    sameKind.findIndex(({key}) => key === next),
  );
  return true;
}

function tabOf(key: string): TicketTab | undefined {
  return TABS[key.slice(0, key.indexOf(':'))];
}
