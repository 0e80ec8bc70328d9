import {caseNumberOf, type Ticket} from '../../domain/ticket.ts';
import {chosenItem} from '../../state/chosen-item.ts';
import type {KeyAction, KeyActions} from '../../hooks/keys.tsx';
import type {SaveTarget} from '../../state/navigation.ts';
import type {Services} from '../../state/services.ts';
import type {Ui} from '../ui.ts';

/** Looking at the chosen file (`viewing`), and saving what a ticket holds; where that cannot be, why. */
export function fileActions(
  ui: Pick<Ui, 'detail' | 'go' | 'nav'>,
  {store}: Pick<Services, 'store'>,
  id: string | undefined,
): KeyActions & {readonly viewing: KeyAction} {
  const stored = id === undefined ? undefined : store.ticket(id);
  const ticket = stored?.ticket;
  const ask = (target: SaveTarget) => () => ui.go({type: 'modal', modal: {kind: 'save', target}});
  const ticketId = ticket?.id ?? '';
  const files = ticket?.attachments ?? [];
  const isShown = ui.nav.get().tab === 'files';
  const key = stored && chosenItem(stored.ticket, 'files', ui.detail.state.get(), stored.unseen);
  const chosen = files.find((file) => `file:${file.id}` === key);
  const problem = filesProblem(ticket);
  return {
    viewing: {
      run: () => ui.go({type: 'push', screen: {kind: 'file', ticketId, fileId: chosen?.id ?? ''}}),
      disabled: problem,
    },
    'file.save': {
      run: ask({what: 'file', ticketId, fileId: chosen?.id ?? ''}),
      disabled: isShown ? problem : 'Choose a file in the Files tab first.',
    },
    'file.saveAll': {run: ask({what: 'files', ticketId}), disabled: problem},
    'ticket.export': {
      run: ask({what: 'ticket', ticketId}),
      disabled: ticket === undefined ? 'No ticket is selected.' : undefined,
    },
  };
}

/** Why no file can be fetched. */
function filesProblem(ticket: Ticket | undefined): string | undefined {
  if (ticket === undefined) return 'No ticket is selected.';
  if (ticket.attachments === undefined) return 'The ticket was not read yet; its files are not known.';
  if (ticket.attachments.length === 0) return 'This ticket has no files.';
  if (caseNumberOf(ticket) !== undefined) return undefined;
  return 'The service hands out files by 8-digit case number only, and this ticket has none; the portal may show them.';
}
