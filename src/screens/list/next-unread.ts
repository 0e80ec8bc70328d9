import {topScreen} from '../../state/navigation.ts';
import type {Store} from '../../store/store.ts';
import {tellUser, type Guide, type Selection} from '../ui.ts';

/** How many unread tickets are looked at; more are never unread at once. */
const LIMIT = 500;

/** Goes to the next ticket of this view with something new, from the top again after the last; gives its id. */
export function nextUnread(ui: Guide & Selection, store: Store): string | undefined {
  const query = ui.list.query();
  const {index, own = index, selectedId} = ui.list.get();
  const unread = store.page({...query, filter: {...query.filter, unread: true}}, 0, LIMIT);
  const others = unread.filter((row) => row.id !== selectedId);
  const next = others.find((row) => store.positionOf(query, row.id) > own) ?? others[0];
  if (next === undefined) {
    tellUser(ui, 'Nothing else is unread in this view.');
    return undefined;
  }
  ui.list.select(next.id);
  if (topScreen(ui.nav.get()).kind === 'email') ui.go({type: 'back'});
  if (topScreen(ui.nav.get()).kind === 'ticket') {
    ui.go({type: 'back'});
    ui.go({type: 'push', screen: {kind: 'ticket', id: next.id}});
  }
  return next.id;
}
