import {line, span, type Line} from '../../components/lines.ts';
import type {ListState} from '../../state/list/list-state.ts';
import {queryOf} from '../../domain/views.ts';
import type {Store} from '../../store/store.ts';
import type {SyncStatus} from '../../sync/contracts.ts';
import {wrap} from '../../text/width.ts';

/** An empty list says why it is empty: nothing matches here, still reading, or the reading failed. */
export function emptyLines(
  list: ListState,
  store: Pick<Store, 'count'>,
  status: SyncStatus,
  width: number,
): readonly Line[] {
  return wrap(words(list, store, status), Math.max(1, width - 2)).map((row) => line(span(` ${row}`, 'dim')));
}

function words(list: ListState, store: Pick<Store, 'count'>, status: SyncStatus): string {
  const {filter} = list.get().choice;
  if (filter !== '')
    return `Nothing here matches "${filter}". ${elsewhere(list, store)}Esc clears the filter.`;
  if (status.listAt !== undefined) return 'No tickets here.';
  return status.error === undefined ? 'Reading the list from the service…' : 'Not read yet.';
}

/** Whether the filter finds something among all tickets. */
function elsewhere(list: ListState, store: Pick<Store, 'count'>): string {
  const all = list.views.find(({id}) => id === 'all');
  if (all === undefined || list.view().id === all.id) return '';
  const count = store.count(queryOf(all, {filter: list.get().choice.filter}, list.context()));
  if (count === 0) return '';
  const key = all.slot === undefined ? '' : ` (${all.slot})`;
  return `Among all tickets${key} ${count === 1 ? 'one does' : `${count} do`}. `;
}
