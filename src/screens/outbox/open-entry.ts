import type {Services} from '../../state/services.ts';
import type {Ui} from '../ui.ts';
import {entryText, type OutboxEntry} from './outbox-entries.ts';

/** Goes on with a draft where it was being written; an item of the outbox opens its ticket. */
export function openEntry(
  ui: Pick<Ui, 'create' | 'go' | 'marks'>,
  {store}: Pick<Services, 'store'>,
  entry: OutboxEntry | undefined,
): void {
  if (entry === undefined) return;
  const {ticketId, kind} = entryText(entry);
  const inform = (words: string) => ui.go({type: 'notice', notice: {tone: 'info', words}});
  if (entry.kind === 'item') {
    if (store.row(ticketId) === undefined) return inform('This ticket is not known here yet.');
    return ui.go({type: 'push', screen: {kind: 'ticket', id: ticketId}});
  }
  if (kind === 'create') return ui.create.open();
  if (ticketId !== '') {
    const modal =
      kind === 'cancel'
        ? ({kind, ticketId, field: 'reason'} as const)
        : ({kind: 'compose', ticketId, draft: kind} as const);
    return ui.go({type: 'modal', modal});
  }
  if (kind === 'reply' || ui.marks.get().ids.size === 0)
    return inform('This text is for several tickets: mark them in the list first.');
  ui.go({type: 'modal', modal: {kind: 'bulk', action: kind, field: 'text'}});
}
