import type {SearchHit} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import type {Ui} from '../ui.ts';

/** Shows the ticket where the words are: at the note, or the e-mail itself. */
export function openHit(
  ui: Pick<Ui, 'detail' | 'go'>,
  store: Pick<Store, 'row'>,
  {id, where, item}: SearchHit,
): void {
  if (store.row(id) === undefined) return;
  ui.go({type: 'tab', tab: where === 'email' ? 'emails' : 'notes'});
  ui.detail.aim(id, where === 'note' && item !== undefined ? item : 'top');
  ui.go({type: 'push', screen: {kind: 'ticket', id}});
  const emailId = where === 'email' ? item?.replace(/^email:/, '') : undefined;
  if (emailId !== undefined) ui.go({type: 'push', screen: {kind: 'email', ticketId: id, emailId}});
}
